"""Critiques: how hard the class finds that each critique bites each model."""

from kit.classroom.board.curtain import READINGS, board_step, curtain, screen
from kit.classroom.board.state import BoardState
from kit.explorables import load_explorable
from kit.views import markup
from kit.widgets.parts import dropdown, html
from kit.widgets.step import Step

LESSON = "critiques"
NONE = "This table has no row of critiques with a figure in which they are marked."


def critiques(board: BoardState) -> Step:
    """Return the step: the class's marks in every cell, their mean or their spread."""
    if LESSON not in board.titles or load_explorable(LESSON) is None:
        return board_step(READINGS["critiques"], [html(markup.paragraph(NONE))])
    from kit.classroom.board.counts.judgements import VIEWS, marks, picture  # rests on the figure of this very row

    view = dropdown("Show", [(words, name) for name, words in VIEWS.items()], "mean")
    frame, show = screen()

    def waiting() -> str:
        return f"Marked by {marks(board.answers).learners} of {len(board.seen.hand_ins)}."

    return curtain(
        board, ("critiques", "Show the class's marks"), [view], waiting, [frame],
        lambda: show(picture(marks(board.answers), view.value)),
    )  # fmt: skip
