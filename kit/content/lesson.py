"""A lesson as data: its row of the table, its columns, its content, and the order in which Predict asks."""

from dataclasses import dataclass

import pandas as pd

from kit.base.paths import data_path
from kit.content.columns import Column, columns_of
from kit.content.course import Source, load_sources
from kit.content.lesson_form import Cell, LessonContent, Unseen, load_content
from kit.content.prediction import Prediction
from kit.content.table import dimension_id, dimensions_of, find_dimension
from kit.content.template import drafted, without_drafts

LETTERS = "ABCDEF"


@dataclass(frozen=True)
class Lesson:
    """One row of a table: its id, its title, its columns in the table's order, and what is written on it."""

    id: str
    title: str
    table: pd.DataFrame
    columns: list[Column]
    content: LessonContent
    sources: dict[str, Source]

    @property
    def dimensions(self) -> dict[str, str]:
        """Return the title of each of the table's rows by its id, in the table's order."""
        return dimensions_of(self.table)

    @property
    def prediction(self) -> Prediction:
        """Return what the step Predict asks."""
        return Prediction(self.id, self.columns, self.content.predict)

    @property
    def unseen(self) -> Unseen | None:
        """Return the case that the lesson brings along, where the kit has read it for just these models."""
        one = self.content.unseen
        return one if one and one.weights.keys() == {column.id for column in self.columns} else None

    def cell(self, column: Column) -> Cell | None:
        """Return a model's cell unpacked, or None when the content has nothing on it yet."""
        return self.content.cells.get(column.id)


def lesson_on(dimension: str, table: pd.DataFrame) -> Lesson:
    """Return the lesson on a dimension, given by its id or its title: what of it is written.

    Raises TableError when the table has no such dimension, ContentError when the lesson's file breaks its form.
    """
    title = find_dimension(table, dimension)
    id_ = dimension_id(table, title)
    content = load_content(id_) if data_path("lessons", f"{id_}.yaml").exists() else drafted()
    return Lesson(id_, title, table, columns_of(table, title), without_drafts(content), load_sources())
