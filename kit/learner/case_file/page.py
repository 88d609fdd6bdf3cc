"""The case file's page: all that a learner has said of a case, brought together."""

import pandas as pd

from kit.answers.opening import open_journal
from kit.answers.words_back import fetched
from kit.base.language import speak
from kit.content.table import load_table
from kit.learner.case_file.beside import beside, changes
from kit.learner.case_file.hand_in_step import report_step
from kit.learner.case_file.profile import heatmap, profile
from kit.learner.case_file.state import CaseFileState
from kit.learner.case_file.write_up import steelman, write_up
from kit.learner.lesson.questions import quiz
from kit.widgets.step import Page, Step, shows


class CaseFile(CaseFileState, Page):
    """Seven steps on one case, and a quiz before them. Each step's method returns one widget."""

    recall = shows(quiz, "Remember one question of each lesson, from memory first.")
    profile = shows(
        profile, "Bet on where the case stands on the whole, then walk its path from dimension to dimension."
    )
    heatmap = shows(
        heatmap, "See every placement with its reason, what they come to, and what the table says of itself."
    )
    changes = shows(changes, "See where the last word is not the first.")
    beside = shows(beside, "Hold the case against another one.")
    write_up = shows(
        write_up, "Write what the case shows: a claim, evidence, the other side, and what would change it."
    )
    steelman = shows(steelman, "Write the best case for the column that you like least; who leans to it may sign it.")

    def report(self) -> Step:
        """Choose what goes into a report or a hand-in, look at it, and write it."""
        return self.show("report", report_step(self.journal, self.table))


def load_case_file(table: pd.DataFrame | None = None, language: str | None = None) -> CaseFile:
    """Return the case file of whoever runs this kernel, for the kit's own table or another of its form."""
    speak(language)
    return CaseFile(load_table() if table is None else table, fetched(open_journal()))
