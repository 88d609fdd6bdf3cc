"""A learner's marks of words: read from the journal, written cell by cell, held against a first coding."""

from kit.answers.journal import Try
from kit.answers.keeper import Keeper
from kit.answers.keys import MARK_WORDS
from kit.content.columns import Column
from kit.content.table import dimensions_of
from kit.content.table_critique import load_coding
from kit.content.table_tests import cells_of
from kit.content.word_coding import Key, Marks, first_coding, words_of


def numbered(cell: str) -> list[str]:
    """Return a cell's words, each with its place, as marks are kept: readable, and only for this very word.

    >>> numbered("care for care")
    ['1 care', '2 for', '3 care']
    """
    return [f"{place} {word}" for place, word in enumerate(words_of(cell), 1)]


class Marking:
    """The cells of one table with the learner's marks; `mine` follows every change, `others` is the first coding."""

    def __init__(self, keeper: Keeper, columns: list[Column], table: object) -> None:
        self._keeper = keeper
        self._sittings: dict[Key, Try] = {}
        self.columns = columns
        self.rows = dimensions_of(table)
        self.cells = cells_of(table, [column.id for column in columns])
        self.others = first_coding(self.cells, load_coding())
        self.mine: Marks = {}
        self.read(list(self.cells))

    def read(self, keys: list[Key]) -> None:
        """Take what the journal holds for these cells; marks of words that have changed since are left."""
        for key in keys:
            saved = self._keeper.newest(MARK_WORDS, "/".join(key))
            self.mine[key] = [saved.value.get(word, "") if saved else "" for word in numbered(self.cells[key])]

    def write(self, key: Key, marks: list[str]) -> str:
        """Keep the marks of a cell, all those of one kernel as one try; return what to say of it."""
        self.mine[key] = marks
        value = {word: mark for word, mark in zip(numbered(self.cells[key]), marks, strict=False) if mark}
        kept, words = self._keeper.keep(MARK_WORDS, "/".join(key), value, self._sittings.get(key))
        if kept:
            self._sittings[key] = kept
        return words
