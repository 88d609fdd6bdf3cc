"""The columns of a table as lessons show them: each with an id, a short name and a mark of its own."""

from dataclasses import dataclass

import pandas as pd

from kit.content.table import slug
from kit.content.table_critique import known_columns

# Plotly's kinds of line, as text shows them
_STROKES = {
    "solid": "───", "dash": "- - -", "dot": "· · · ·", "dashdot": "- · -", "longdash": "— —", "longdashdot": "— · —"
}  # fmt: skip


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
        return f'<b style="color:{self.colour}">{_STROKES[self.dash]}</b>'


# each colour has a contrast of 3.6 to 4.9 against white and against both dark greys of JupyterLab's dark theme
MARKS = (
    Mark("#0e8f7e", "circle", "●", "solid"),
    Mark("#8a63d2", "square", "■", "dash"),
    Mark("#c9671b", "diamond", "◆", "dot"),
    Mark("#3b82c4", "triangle-up", "▲", "dashdot"),
    Mark("#cf4a7a", "star", "★", "longdash"),
    Mark("#7d8a1f", "cross", "✚", "longdashdot"),
)


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

    def column(heading: str, mark: Mark) -> Column:
        id, name = known.get(heading) or (slug(heading), heading.split("(")[0].strip() or heading)
        return Column(id, heading, name, mark, table.loc[title, heading])

    return [column(heading, mark) for heading, mark in zip(table.columns, MARKS, strict=False)]
