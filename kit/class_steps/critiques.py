"""Critiques: how hard the class finds that each critique bites each model."""

from typing import TYPE_CHECKING

from kit import cards
from kit.class_steps.curtain import READINGS, board_step, curtain, screen
from kit.explorables import load_explorable
from kit.parts import dropdown, html
from kit.steps.step import Step

if TYPE_CHECKING:
    from kit.board import Board

LESSON = "critiques"
NONE = "This table has no row of critiques with a figure in which they are marked."


def critiques(board: "Board") -> Step:
    """Return the step: the class's marks in every cell, their mean or their spread."""
    if LESSON not in board.titles or load_explorable(LESSON) is None:
        return board_step(READINGS["critiques"], [html(cards.paragraph(NONE))])
    from kit.classroom.critiques import VIEWS, marks, picture  # rests on the figure of this very row

    view = dropdown("Show", [(words, name) for name, words in VIEWS.items()], "mean")
    frame, show = screen()

    def waiting() -> str:
        return f"Marked by {marks(board.answers).learners} of {len(board.seen.hand_ins)}."

    return curtain(
        board, ("critiques", "Show the class's marks"), [view], waiting, [frame],
        lambda: show(picture(marks(board.answers), view.value)),
    )  # fmt: skip
