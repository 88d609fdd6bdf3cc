"""The page on adapting: each kind of change, tried on a copy before it is done in earnest."""

from kit.adapt.page import changes
from kit.adapt.page.changes import last_first, order
from kit.adapt.page.state import AdaptState, copy, on_the_copy
from kit.adapt.page.words import words
from kit.base.language import speak
from kit.widgets.parts import Page, shows


class Adapt(AdaptState, Page):
    """A copy of the kit to try changes on. Each method returns one widget, and all of them work on the same copy."""

    copy = shows(copy, "Make the copy, in a folder of one's own choice.")
    words = shows(on_the_copy(words), "Change a cell, a prompt, a question, a term or a reading.")
    order = shows(on_the_copy(order, lessons=last_first), "Leave lessons out, or put them in another order.")
    column = shows(on_the_copy(changes.column), "Add a column to the table.")
    table = shows(on_the_copy(changes.table), "Bring an entirely different table.")
    lesson = shows(on_the_copy(changes.lesson), "Add a row to the table, and its lesson.")
    language = shows(on_the_copy(changes.language), "Say a lesson in another language.")


def load_adapt(language: str | None = None) -> Adapt:
    """Return the page on adapting, without a copy yet."""
    speak(language)
    return Adapt()
