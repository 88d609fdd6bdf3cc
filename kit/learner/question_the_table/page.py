"""The page that questions the table: who made it, in whose words, and what it leaves out."""

import pandas as pd

from kit.answers.opening import open_journal
from kit.base.language import speak
from kit.content.table import load_table
from kit.learner.question_the_table.fourth_column import fourth_column
from kit.learner.question_the_table.label import label
from kit.learner.question_the_table.mark_words import mark_words
from kit.learner.question_the_table.rewrite import rewrite
from kit.learner.question_the_table.state import TableState
from kit.learner.question_the_table.tests import tests
from kit.widgets.step import Page, shows


class QuestionTheTable(TableState, Page):
    """The table, to be questioned. Each step's method returns one widget and keeps its answers in the journal."""

    label = shows(label, "Ask who made the table, and what its label changes.")
    mark_words = shows(
        mark_words, "Mark the words of the cells, count the marks, then compare them with a first coding."
    )
    tests = shows(tests, "Put the table to tests: expect, run, judge.")
    rewrite = shows(rewrite, "Rewrite a cell so that its advocates and its critics would both sign it.")
    fourth_column = shows(fourth_column, "Add what is missing, and see every view take it in.")


def load_source(table: pd.DataFrame | None = None, language: str | None = None) -> QuestionTheTable:
    """Return the kit's own table, or another, as a source to question, with the journal of whoever runs this kernel."""
    speak(language)
    return QuestionTheTable(load_table() if table is None else table, open_journal())
