"""The page on adapting: each kind of change, tried on a copy before it is done in earnest."""

from kit.adapt.page import column, copy, language, lesson, order, table, words
from kit.adapt.page.state import AdaptState
from kit.widgets.page import Page
from kit.widgets.step import Step


class Adapt(AdaptState, Page):
    """A copy of the kit to try changes on. Each method returns one widget, and all of them work on the same copy."""

    def copy(self) -> Step:
        """Make the copy, in a folder of one's own choice."""
        return self.show("copy", copy.copy(self))

    def words(self) -> Step:
        """Change a cell, a prompt, a question, a term or a reading."""
        return self.show("words", words.words(self))

    def order(self) -> Step:
        """Leave lessons out, or put them in another order."""
        return self.show("order", order.order(self))

    def column(self) -> Step:
        """Add a column to the table."""
        return self.show("column", column.column(self))

    def table(self) -> Step:
        """Bring an entirely different table."""
        return self.show("table", table.table(self))

    def lesson(self) -> Step:
        """Add a row to the table, and its lesson."""
        return self.show("lesson", lesson.lesson(self))

    def language(self) -> Step:
        """Say a lesson in another language."""
        return self.show("language", language.language(self))


def load_adapt() -> Adapt:
    """Return the page on adapting, without a copy yet."""
    return Adapt()
