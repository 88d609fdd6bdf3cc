"""The columns of a table as lessons show them: each with an id, a short name and a mark of its own."""

from dataclasses import dataclass

import pandas as pd

from kit.base.paths import beside
from kit.content.table import slug
from kit.content.table_critique import known_columns

LOOKS = beside(__file__)


@dataclass(frozen=True)
class Mark:
    """How one model looks in every card and figure: colour is never alone, a sign goes with it."""

    colour: str
    symbol: str
    sign: str
    dash: str

    @property
    def stroke(self) -> str:
        """Return the model's kind of line as text, for a key beside curves."""
        return f'<b style="color:{self.colour}">{LOOKS["strokes"][self.dash]}</b>'


MARKS = tuple(Mark(**one) for one in LOOKS["marks"])


@dataclass(frozen=True)
class Column:
    """One model in one lesson: its id, its title as published, a short name, its mark, and its cell."""

    id: str
    title: str
    name: str
    mark: Mark
    cell: str


def columns_of(table: pd.DataFrame, title: str, known: dict[str, tuple[str, str]] | None = None) -> list[Column]:
    """Return the table's models for one dimension; a column that neither models nor drafts know names itself.

    `known` are ids and short names by heading, those of the kit if none are given.
    """
    known = known_columns() if known is None else known
    ids = {one: known.get(one) or (slug(one), one.split("(")[0].strip() or one) for one in table.columns}
    return [
        Column(id_, heading, name, mark, table.loc[title, heading])
        for (heading, (id_, name)), mark in zip(ids.items(), MARKS, strict=False)
    ]
