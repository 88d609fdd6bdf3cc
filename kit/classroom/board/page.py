"""The class board: many hand-ins, one view of a class."""

import pandas as pd

from kit.answers.opening import open_journal
from kit.base.language import speak
from kit.classroom.board import choices, collecting, discussion, gain, handed_in, marked, placed, predictions, sheet
from kit.classroom.board.state import BoardState
from kit.content.table import load_table
from kit.widgets.parts import Page, shows


class Board(BoardState, Page):
    """A class's hand-ins, in a folder that is watched. Each method returns one widget, and all follow the folder."""

    folder = shows(collecting.folder, "Choose the folder of the class, and see who is in and what does not count.")
    handed_in = shows(handed_in.handed_in, "See who handed in and who is missing, by name; turn the projector away.")
    predictions = shows(predictions.predictions, "See which cells the class mixed up.")
    guesses = shows(choices.guesses, "See what the class guessed, and then what the figure answers.")
    bets = shows(choices.bets, "See the guess of each lesson beside what came.")
    checks = shows(choices.checks, "See what the class chose in a question, and then what is right.")
    recall = shows(choices.recall, "See which questions of earlier lessons the class still knows.")
    agreement = shows(placed.agreement, "See on which dimensions the class agrees, and which are disputed.")
    placements = shows(placed.placements, "See where the class placed a case.")
    critiques = shows(
        marked.judgements,
        "See what the class marked in the table of a figure, such as how hard each critique bites each model.",
    )
    discussion = shows(discussion.discussion, "Read the class's answers out, one at a time and without names.")
    scoring = shows(gain.scoring, "Score the open answers of before and after, without names; turn the projector away.")
    gain = shows(gain.gain, "See what the class gained between before and after, and how its attitudes moved.")
    sheet = shows(sheet.sheet, "Write the class into a spreadsheet.")


def load_board(table: pd.DataFrame | None = None, language: str | None = None, words_back: bool = True) -> Board:
    """Return the class board for a table, the kit's own if none is given, and the teacher's journal.

    Without `words_back` nothing on it writes lines under answers.
    """
    speak(language)
    return Board(load_table() if table is None else table, open_journal(), words_back)
