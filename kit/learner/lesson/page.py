"""A lesson's page: one dimension of the table with its six steps, and a minute before them.

Its step Explore is here: a guess, then the figure that this dimension was given, or else the words of its cells.
"""

import pandas as pd

from kit.answers.keys import EXPLORE, FIGURE, REASON
from kit.answers.opening import open_journal
from kit.answers.words_back import fetched
from kit.base.labels import said, say
from kit.base.language import speak
from kit.content.lesson import lesson_on
from kit.content.table import load_table
from kit.explorables import load_explorable
from kit.learner.lesson.cells import compare, predict
from kit.learner.lesson.discuss import discuss
from kit.learner.lesson.place import place
from kit.learner.lesson.questions import check, recall
from kit.learner.lesson.state import LessonState
from kit.views.contract import at_start
from kit.views.general_figures import figure_of_words
from kit.views.templates import CARDS, Pieces
from kit.widgets.figure_panel import live
from kit.widgets.parts import Page, Step, box, html, shows
from kit.widgets.saved_answer import bet_on, kept_answer

PIECES = Pieces(__file__)
EXPLAINED = said("In one line: I expected ..., it came ..., because ...")


def explore(lesson: LessonState) -> Step:
    """Return the step: the bet, and behind it the figure with its controls and what it says to the bet."""
    words = [(column.name, column.mark, column.cell) for column in lesson.columns]
    explorable = load_explorable(lesson.dimension) or figure_of_words(words)
    bet, figure, title = lesson.content.bet, box([]), html(PIECES.title(explorable))
    static = PIECES.reading(lesson, explorable, at_start(explorable))

    def opened(_: str) -> None:
        if not figure.children:
            panel = live(explorable, lesson.sources, lambda name: lesson.at(EXPLORE, FIGURE + name))
            why = [kept_answer(lesson, EXPLORE, bet.id + REASON, say(EXPLAINED), rows=2)] if bet.options else []
            figure.children = [html(CARDS.guide(lesson.content.explore)), panel, *why]

    if not bet.options:  # nobody has written what to guess
        opened("")
        return Step(static, [title, figure])
    stakes = bet_on(lesson.at(EXPLORE, bet.id), bet, say("Commit my guess and open the figure"), opened)
    return Step(static, [title, *stakes, figure])


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
