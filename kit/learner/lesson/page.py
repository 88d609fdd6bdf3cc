"""A lesson's page: one dimension of the table with its six steps, and a minute before them."""

import pandas as pd

from kit.answers.opening import open_journal
from kit.answers.words_back import fetched
from kit.base.language import speak
from kit.content.lesson import lesson_on
from kit.content.table import load_table
from kit.learner.lesson.cells import compare, predict
from kit.learner.lesson.discuss import discuss
from kit.learner.lesson.explore import explore
from kit.learner.lesson.place import place
from kit.learner.lesson.recall_and_check import check, recall
from kit.learner.lesson.state import LessonState
from kit.widgets.parts import Page, shows


class LessonPage(LessonState, Page):
    """One dimension with its six steps. Each step's method returns one widget and keeps its answers in the journal."""

    recall = shows(recall, "Remember two questions of earlier lessons, from memory first.")
    predict = shows(predict, "Predict the row before seeing it: match its cells, or find a slip, or finish a sentence.")
    compare = shows(compare, "Put two or three models side by side, each at its best and at its hardest.")
    explore = shows(explore, "Guess first, then work the figure made for this dimension.")
    check = shows(check, "Answer three questions; every option answers back.")
    place = shows(place, "Place the case between the models and say why.")
    discuss = shows(discuss, "Think five prompts through, alone or with others.")


def load_lesson(dimension: str, table: pd.DataFrame | None = None, language: str | None = None) -> LessonPage:
    """Return the lesson on a dimension, given by its id (`governance`) or its title (`Governance`).

    In another `language` (`es`) it shows what is translated, and the rest as it was written, marked. Where a lesson has
    no file yet, its steps say what is to be written. Raises TableError when the table has no such dimension,
    ContentError when the lesson's file breaks its form or there is no such language.
    """
    speak(language)
    return LessonPage(lesson_on(dimension, load_table() if table is None else table), fetched(open_journal()))
