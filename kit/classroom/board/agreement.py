"""Agreement: on which dimensions the class sees its cases alike, and on which it does not."""

from kit.classroom.board.counts.placement_figures import agreement_picture
from kit.classroom.board.counts.placements import agreement as agreements
from kit.classroom.board.curtain import Scene, curtain
from kit.classroom.board.state import BoardState
from kit.widgets.figure_panel import screen
from kit.widgets.step import Step


def agreement(board: BoardState) -> Step:
    """Return the step: the dimensions from the most agreed to the most disputed."""
    frame, show = screen()

    def draw() -> None:
        found, unfit = agreements(board.answers, board.titles, board.models, board.cases)
        show(agreement_picture(found, board.titles, unfit))

    def waiting() -> str:
        found, _ = agreements(board.answers, board.titles, board.models, board.cases)
        return f"Dimensions with a case that two learners placed: {len(found)} of {len(board.titles)}."

    return curtain(board, "agreement", "Show where the class agrees", Scene([frame], draw, waiting, []))
