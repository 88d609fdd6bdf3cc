"""Placements: where the class put one case, as a cloud, and on which dimensions it sees its cases alike."""

from collections import Counter

from kit.answers.case import OWN
from kit.classroom.board.counts.placement_figures import agreement_picture, cloud_picture
from kit.classroom.board.counts.placements import EVERY, agreed, of_case, placed
from kit.classroom.board.curtain import Scene, curtain
from kit.classroom.board.state import BoardState
from kit.widgets.figure_panel import screen
from kit.widgets.parts import dropdown
from kit.widgets.step import Step

NAMED = 5  # so many cases are named; what learners call their own case does not go on a wall


def placements(board: BoardState) -> Step:
    """Return the step: a dimension, a case, the cloud of its placements."""
    cases = [("Every case", EVERY), *sorted((name, id_) for id_, name in board.cases.items())]
    lesson = dropdown("Dimension", board.options, board.options[0][1])
    case = dropdown("Case", [*cases, ("Cases of their own", OWN)], EVERY)
    frame, show = screen()

    def draw() -> None:
        all_, unfit = placed(board.answers, lesson.value, board.models, board.cases)
        show(cloud_picture(of_case(all_, case.value), board.short, board.marks, unfit))

    def waiting() -> str:
        all_, _ = placed(board.answers, lesson.value, board.models, board.cases)
        counts = Counter(one.case for one in all_)
        names = {**board.cases, OWN: "a case of their own"}
        most = ", ".join(f"{names[one]} {count}" for one, count in counts.most_common(NAMED))
        return f"Placed so far: {most}." if most else "Nobody has placed a case here yet."

    return curtain(board, "placements", "Show the class's placements", Scene([frame], draw, waiting, [lesson, case]))


def agreement(board: BoardState) -> Step:
    """Return the step: the dimensions from the most agreed to the most disputed."""
    frame, show = screen()

    def draw() -> None:
        found, unfit = agreed(board.answers, board.titles, board.models, board.cases)
        show(agreement_picture(found, board.titles, unfit))

    def waiting() -> str:
        found, _ = agreed(board.answers, board.titles, board.models, board.cases)
        return f"Dimensions with a case that two learners placed: {len(found)} of {len(board.titles)}."

    return curtain(board, "agreement", "Show where the class agrees", Scene([frame], draw, waiting, []))
