"""The page on adapting: each kind of change, tried on a copy before it is done in earnest."""

from kit.adapt.page import column, copy, language, lesson, order, table, words
from kit.adapt.page.state import AdaptState
from kit.widgets.page import Page, shows


class Adapt(AdaptState, Page):
    """A copy of the kit to try changes on. Each method returns one widget, and all of them work on the same copy."""

    copy = shows(copy.copy, "Make the copy, in a folder of one's own choice.")
    words = shows(words.words, "Change a cell, a prompt, a question, a term or a reading.")
    order = shows(order.order, "Leave lessons out, or put them in another order.")
    column = shows(column.column, "Add a column to the table.")
    table = shows(table.table, "Bring an entirely different table.")
    lesson = shows(lesson.lesson, "Add a row to the table, and its lesson.")
    language = shows(language.language, "Say a lesson in another language.")


def load_adapt() -> Adapt:
    """Return the page on adapting, without a copy yet."""
    return Adapt()
