"""The class board: many hand-ins, one view of a class."""

import pandas as pd

from kit.answers.opening import open_journal
from kit.classroom.board import (
    agreement,
    checks,
    discussion,
    folder,
    guesses,
    handed_in,
    judgements,
    placements,
    predictions,
    spreadsheet,
)
from kit.classroom.board.state import BoardState
from kit.content.table import load_table
from kit.widgets.page import Page
from kit.widgets.step import Step


class Board(BoardState, Page):
    """A class's hand-ins, in a folder that is watched. Each method returns one widget, and all follow the folder."""

    def folder(self) -> Step:
        """Choose the folder of the class, and see who is in and what does not count."""
        return self.show("folder", folder.folder(self))

    def handed_in(self) -> Step:
        """See who handed in and who is missing, by name; turn the projector away."""
        return self.show("handed_in", handed_in.handed_in(self))

    def predictions(self) -> Step:
        """See which cells the class mixed up."""
        return self.show("predictions", predictions.predictions(self))

    def guesses(self) -> Step:
        """See what the class guessed, and then what the figure answers."""
        return self.show("guesses", guesses.guesses(self))

    def checks(self) -> Step:
        """See what the class chose in a question, and then what is right."""
        return self.show("checks", checks.checks(self))

    def placements(self) -> Step:
        """See where the class placed a case."""
        return self.show("placements", placements.placements(self))

    def agreement(self) -> Step:
        """See on which dimensions the class agrees, and which are disputed."""
        return self.show("agreement", agreement.agreement(self))

    def critiques(self) -> Step:
        """See what the class marked in the table of a figure, such as how hard each critique bites each model."""
        return self.show("critiques", judgements.judgements(self))

    def discussion(self) -> Step:
        """Read the class's answers out, one at a time and without names."""
        return self.show("discussion", discussion.discussion(self))

    def sheet(self) -> Step:
        """Write the class into a spreadsheet."""
        return self.show("sheet", spreadsheet.sheet(self))


def load_board(table: pd.DataFrame | None = None) -> Board:
    """Return the class board for a table, the kit's own if none is given, and the teacher's journal."""
    return Board(load_table() if table is None else table, open_journal())
