"""What a learner makes of the table itself: a column more beside the others, written or a draft, and marks of words."""

import pandas as pd

from kit.answers.keeper import Keeper
from kit.answers.keys import FOURTH_COLUMN, MARK_WORDS
from kit.base.labels import said, say
from kit.content.columns import Column, columns_of
from kit.content.csv_reader import CONTROL_CHARACTER
from kit.content.table import MOST_MODELS, dimensions_of, slug
from kit.content.table_critique import Draft, Key, Marks, Tradition, first_coding, load_drafts, load_missing, words_of
from kit.content.table_tests import cells_of

OWN = "own"
UNWRITTEN = said("not written yet")
UNTITLED = said("My own column")


def tradition_of(id: str) -> Tradition | None:
    """Return a missing tradition by its id, or None for a column of one's own."""
    return next((one for one in load_missing() if one.id == id), None)


def own_cells(keeper: Keeper, table: pd.DataFrame, id: str) -> dict[str, str]:
    """Return what the learner has written of a column, dimension id -> words; unwritten cells are left out."""
    saved = {row: keeper.newest(FOURTH_COLUMN, f"{id}/{row}") for row in dimensions_of(table)}
    words = {row: plain_line(one.value) for row, one in saved.items() if one}
    return {row: line for row, line in words.items() if line}


def own_title(keeper: Keeper, table: pd.DataFrame, id: str) -> str:
    """Return the heading of a column that the learner writes, unlike that of any other column or draft."""
    tradition, saved = tradition_of(id), keeper.newest(FOURTH_COLUMN, f"{id}/title")
    title = tradition.name if tradition else plain_line(saved.value if saved else "") or say(UNTITLED)
    taken = {slug(word) for one in columns_of(table, table.index[0]) for word in (one.id, one.title, one.name)}
    taken |= {slug(word) for draft, one in load_drafts().items() for word in (draft, one.title, one.name)}
    while taken & {slug(title), slug(title.split("(")[0].strip() or title)}:
        title = say("My {title}", title=title)
    return title


def plain_line(words: str) -> str:
    """Return words as one line of a table."""
    return " ".join(CONTROL_CHARACTER.sub(" ", words).split())


def with_column(table: pd.DataFrame, title: str, cells: dict[str, str]) -> pd.DataFrame:
    """Return the table with a column more; a cell that nobody has written says so."""
    return table.assign(**{title: [cells.get(row, say(UNWRITTEN)) for row in dimensions_of(table)]})


def has_room(table: pd.DataFrame) -> bool:
    """Return whether a table can take one column more."""
    return len(table.columns) < MOST_MODELS


def extended(keeper: Keeper, table: pd.DataFrame, id: str, draft: Draft | None) -> pd.DataFrame:
    """Return the table with the draft of a column, or, without one, with what the learner has written."""
    if draft:
        return with_column(table, draft.title, draft.cells)
    return with_column(table, own_title(keeper, table, id), own_cells(keeper, table, id))


def numbered(cell: str) -> list[str]:
    """Return a cell's words, each with its place, as marks are kept: readable, and only for this very word."""
    return [f"{place} {word}" for place, word in enumerate(words_of(cell), 1)]


class Marking:
    """The cells of one table with the learner's marks; `mine` follows every change, `others` is the first coding."""

    def __init__(self, keeper: Keeper, columns: list[Column], table: object) -> None:
        self.columns = columns
        self.rows = dimensions_of(table)
        self.cells = cells_of(table, [column.id for column in columns])
        self.others = first_coding(self.cells)
        self._slots = {key: keeper.at(MARK_WORDS, "/".join(key)) for key in self.cells}
        self.mine: Marks = {}
        self.read(list(self.cells))

    def read(self, keys: list[Key]) -> None:
        """Take what the journal holds for these cells; marks of words that have changed since are left."""
        for key in keys:
            saved = self._slots[key].newest()
            self.mine[key] = [saved.value.get(word, "") if saved else "" for word in numbered(self.cells[key])]

    def write(self, key: Key, marks: list[str]) -> str:
        """Keep the marks of a cell, all those of one kernel as one try; return what to say of it."""
        self.mine[key] = marks
        value = {word: mark for word, mark in zip(numbered(self.cells[key]), marks, strict=False) if mark}
        return self._slots[key].keep_on(value)[1]
