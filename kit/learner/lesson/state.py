"""What the six steps of a lesson share: the lesson as data, and the journal that keeps what is said in it."""

from kit.answers.journal import Journal
from kit.answers.keeper import Keeper
from kit.answers.placements import Models, Placement, placements
from kit.base.errors import JournalError, or_else
from kit.content.course import Case
from kit.content.lesson import Lesson


class LessonState(Keeper, Models):
    """One dimension, and its answers, which are kept under the dimension's id.

    Where another page shows steps of a lesson on a table of its own, they are kept under that page's id, on a shelf of
    their own: `page` is both.
    """

    def __init__(self, lesson: Lesson, journal: Journal, page: tuple[str, str] | None = None) -> None:
        id, shelf = page or (lesson.id, "")
        super().__init__(id, journal, shelf)
        self.lesson = lesson
        self.dimension, self.title, self.dimensions = lesson.id, lesson.title, lesson.dimensions
        self.columns, self.content, self.sources = lesson.columns, lesson.content, lesson.sources
        self.cell, self.table = lesson.cell, lesson.table

    def elsewhere(self, case: Case) -> list[Placement]:
        """Return where the learner has placed a case in the other lessons, in the table's order."""
        read = or_else(lambda error: [], JournalError)(placements)
        placed = read(self.journal, case.id, self.dimensions, self.models)
        return [one for one in placed if one.dimension != self.dimension]
