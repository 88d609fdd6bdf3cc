"""A lesson's page: one dimension of the table with its six steps."""

import pandas as pd

from kit.answers.opening import open_journal
from kit.base.language import speak
from kit.content.lesson import lesson_on
from kit.content.table import load_table
from kit.learner.lesson.check import check
from kit.learner.lesson.compare import compare
from kit.learner.lesson.discuss import discuss
from kit.learner.lesson.explore import explore
from kit.learner.lesson.place import place
from kit.learner.lesson.predict import predict
from kit.learner.lesson.state import LessonState
from kit.widgets.page import Page
from kit.widgets.step import Step


class LessonPage(LessonState, Page):
    """One dimension with its six steps. Each step's method returns one widget and keeps its answers in the journal."""

    def predict(self) -> Step:
        """Match the row's three cells to the three models before seeing them side by side."""
        return self.show("predict", predict(self))

    def compare(self) -> Step:
        """Put two or three models side by side, each at its best and at its hardest."""
        return self.show("compare", compare(self))

    def explore(self) -> Step:
        """Guess first, then work the figure made for this dimension."""
        return self.show("explore", explore(self))

    def check(self) -> Step:
        """Answer three questions; every option answers back."""
        return self.show("check", check(self))

    def place(self) -> Step:
        """Place the case between the models and say why."""
        return self.show("place", place(self))

    def discuss(self) -> Step:
        """Think five prompts through, alone or with others."""
        return self.show("discuss", discuss(self))


def load_lesson(dimension: str, table: pd.DataFrame | None = None, language: str | None = None) -> LessonPage:
    """Return the lesson on a dimension, given by its id (`governance`) or its title (`Governance`).

    In another `language` (`es`) it shows what is translated, and the rest as it was written, marked. Where a lesson has
    no file yet, its steps say what is to be written. Raises TableError when the table has no such dimension,
    ContentError when the lesson's file breaks its form or there is no such language.
    """
    speak(language)
    return LessonPage(lesson_on(dimension, load_table() if table is None else table), open_journal())
