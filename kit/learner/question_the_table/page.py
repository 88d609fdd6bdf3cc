"""The page that questions the table: who made it, in whose words, and what it leaves out.

Its label is here: what the page that published the table says of where it comes from, and what follows from that.
"""

import pandas as pd

from kit.answers.keys import LABEL
from kit.answers.opening import open_journal
from kit.base.labels import said, say
from kit.base.language import speak
from kit.content.course import load_sources
from kit.content.table import load_table
from kit.content.table_critique import load_critique
from kit.learner.question_the_table.fourth_column import fourth_column
from kit.learner.question_the_table.mark_words import mark_words
from kit.learner.question_the_table.rewrite import rewrite
from kit.learner.question_the_table.state import TableState
from kit.learner.question_the_table.tests import tests
from kit.views.templates import Pieces
from kit.widgets.parts import Page, Step, box, html, kept_up, shows
from kit.widgets.saved_answer import asked, kept_answer

PIECES = Pieces(__file__)
FIRST = said("What would you need to know before you trust this table? Name three things.")


def label(source: TableState) -> Step:
    """Return the step: the page's words, one's own list first, two questions, and then what can be known."""
    page = load_critique().page
    need = kept_answer(source, LABEL, "need", say(FIRST))
    opened, answered = html(), set()

    def open_all(question: str = "") -> None:
        answered.update({question} - {""})
        ready = need.value.strip() and answered == {one.id for one in page.questions}
        opened.value = PIECES.known(page, load_sources()) if ready else PIECES.shut()

    questions = [
        asked(source.at(LABEL, one.id), one, say("This is my answer"), lambda _, id=one.id: open_all(id))
        for one in page.questions
    ]
    kept_up(open_all, need)
    around = html(PIECES.published(page))
    return Step(PIECES.reading(page, FIRST), [around, need, *map(box, ([one] for one in questions)), opened])


class QuestionTheTable(TableState, Page):
    """The table, to be questioned. Each step's method returns one widget and keeps its answers in the journal."""

    label = shows(label, "Ask who made the table, and what its label changes.")
    mark_words = shows(mark_words, "Mark the words of the cells, count them, then compare with a first coding.")
    tests = shows(tests, "Put the table to tests: expect, run, judge.")
    rewrite = shows(rewrite, "Rewrite a cell so that its advocates and its critics would both sign it.")
    fourth_column = shows(fourth_column, "Add what is missing, and see every view take it in.")


def load_source(table: pd.DataFrame | None = None, language: str | None = None) -> QuestionTheTable:
    """Return the kit's own table, or another, as a source to question, with the journal of whoever runs this kernel."""
    speak(language)
    return QuestionTheTable(load_table() if table is None else table, open_journal())
