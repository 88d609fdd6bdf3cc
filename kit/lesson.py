"""A lesson: one dimension of the table, its content, and what its steps share."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from kit.content import load_content, load_sources
from kit.course_form import Case, Source
from kit.critique import known_columns
from kit.draft import drafted
from kit.errors import JournalError
from kit.figures import MARKS, Mark
from kit.journal import Journal, open_journal
from kit.keeper import Keeper
from kit.language import speak
from kit.lesson_form import Cell, LessonContent
from kit.paths import data_path
from kit.placements import Placement, placements
from kit.steps import check, compare, discuss, explore, place, predict
from kit.steps.step import Step, renewed
from kit.table import dimension_id, dimensions_of, find_dimension, load_table, slug


@dataclass(frozen=True)
class Column:
    """One model in one lesson: its id, its title as published, a short name, its mark, and its cell."""

    id: str
    title: str
    name: str
    mark: Mark
    cell: str


class Lesson(Keeper):
    """One dimension with its six steps. Each step's method returns one widget and keeps its answers in the journal.

    The answers are kept under the dimension's id. Where another page shows steps of a lesson on a table of its own,
    they are kept under that page's id, on a shelf of their own: `page` is both.
    """

    def __init__(
        self,
        dimension: str,
        table: pd.DataFrame,
        content: LessonContent,
        journal: Journal,
        page: tuple[str, str] | None = None,
    ) -> None:
        self.title = find_dimension(table, dimension)
        self.dimension = dimension_id(self.title)
        id, shelf = page or (self.dimension, "")
        super().__init__(id, journal, shelf)
        self.columns = columns_of(table, self.title)
        self.dimensions = dimensions_of(table)
        self.content = content

    def predict(self) -> Step:
        """Match the row's three cells to the three models before seeing them side by side."""
        return self._open("predict", predict)

    def compare(self) -> Step:
        """Put two or three models side by side, each at its best and at its hardest."""
        return self._open("compare", compare)

    def explore(self) -> Step:
        """Bet first, then work the figure made for this dimension."""
        return self._open("explore", explore)

    def check(self) -> Step:
        """Answer three questions; every option answers back."""
        return self._open("check", check)

    def place(self) -> Step:
        """Place the case between the models and say why."""
        return self._open("place", place)

    def discuss(self) -> Step:
        """Think five prompts through, alone or with others."""
        return self._open("discuss", discuss)

    def _open(self, name: str, build: Any) -> Step:
        return renewed(_open_steps, (self.id, name), build(self))

    def cell(self, column: Column) -> Cell | None:
        """Return a model's cell unpacked, or None when the content has nothing on it yet."""
        return self.content.cells.get(column.id)

    @property
    def sources(self) -> dict[str, Source]:
        """Return every source by its id."""
        return load_sources()

    def elsewhere(self, case: Case) -> list[Placement]:
        """Return where the learner has placed a case in the other lessons, in the table's order."""
        try:
            placed = placements(self.journal, case.id, self.dimensions, [column.id for column in self.columns])
        except JournalError:
            return []
        return [one for one in placed if one.dimension != self.dimension]


_open_steps: dict[tuple[str, str], Step] = {}


def load_lesson(dimension: str, table: pd.DataFrame | None = None, language: str | None = None) -> Lesson:
    """Return the lesson on a dimension, given by its id (`governance`) or its title (`Governance`).

    In another `language` (`es`) it shows what is translated, and the rest as it was written, marked. Where a lesson has
    no file yet, its steps say what is to be written. Raises TableError when the table has no such dimension,
    ContentError when the lesson's file breaks its form or there is no such language.
    """
    speak(language)
    table = load_table() if table is None else table
    id_ = dimension_id(find_dimension(table, dimension))
    content = load_content(id_) if data_path("lessons", f"{id_}.yaml").exists() else drafted()
    return Lesson(dimension, table, content, open_journal())


def columns_of(table: pd.DataFrame, title: str) -> list[Column]:
    """Return the table's models for one dimension; a column that neither models nor drafts know names itself."""
    known = known_columns()

    def column(heading: str, mark: Mark) -> Column:
        id, name = known.get(heading) or (slug(heading), heading.split("(")[0].strip() or heading)
        return Column(id, heading, name, mark, table.loc[title, heading])

    return [column(heading, mark) for heading, mark in zip(table.columns, MARKS, strict=False)]
