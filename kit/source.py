"""The table as a source: five steps that question it, each kept in the journal under one id."""

from collections.abc import Callable

import pandas as pd

from kit import source_steps
from kit.content import load_sources
from kit.course_form import Source as Reading
from kit.journal import Journal, open_journal
from kit.keeper import Keeper
from kit.language import speak
from kit.lesson import Column, columns_of
from kit.steps.step import Step, renewed
from kit.table import load_table

ID = "question_the_table"


class Source(Keeper):
    """The table, to be questioned. Each step's method returns one widget and keeps its answers in the journal."""

    def __init__(self, table: pd.DataFrame, journal: Journal) -> None:
        super().__init__(ID, journal)
        self.table = table
        self._open: dict[str, Step] = {}

    def label(self) -> Step:
        """Ask who made the table, and what its label changes."""
        return self._show("label", source_steps.label)

    def mark_words(self) -> Step:
        """Mark the words of the cells, count the marks, then compare them with a first coding."""
        return self._show("mark_words", source_steps.mark_words)

    def tests(self) -> Step:
        """Put the table to tests: expect, run, judge."""
        return self._show("tests", source_steps.tests)

    def rewrite(self) -> Step:
        """Rewrite a cell so that its advocates and its critics would both sign it."""
        return self._show("rewrite", source_steps.rewrite)

    def fourth_column(self) -> Step:
        """Add what is missing, and see every view take it in."""
        return self._show("fourth_column", source_steps.fourth_column)

    def columns(self, title: str = "") -> list[Column]:
        """Return the models with their cells in one row, the first unless its title is given."""
        return columns_of(self.table, title or self.table.index[0])

    def on(self, table: pd.DataFrame) -> "Source":
        """Return the same source on another table; answers go to the same place."""
        return Source(table, self.journal)

    @property
    def readings(self) -> dict[str, Reading]:
        """Return everything that can be cited, by its id."""
        return load_sources()

    def _show(self, name: str, build: Callable[["Source"], Step]) -> Step:
        return renewed(self._open, name, build(self))


def load_source(table: pd.DataFrame | None = None, language: str | None = None) -> Source:
    """Return the kit's own table, or another, as a source to question, with the journal of whoever runs this kernel."""
    speak(language)
    return Source(load_table() if table is None else table, open_journal())
