"""Placements: where the class put one case, as a cloud, and on which dimensions it sees its cases alike."""

from collections import Counter

from kit.answers.case import OWN
from kit.base.labels import say, say_number
from kit.base.prose import prose
from kit.classroom.board.counts.placement_figures import agreement_picture, cloud_picture
from kit.classroom.board.counts.placements import EVERY, agreed, of_case, placed
from kit.classroom.board.curtain import Scene, curtain
from kit.classroom.board.state import BoardState
from kit.widgets.figure_panel import screen
from kit.widgets.parts import dropdown
from kit.widgets.step import Step

WORDS = prose(__file__)
NAMED = 5  # so many cases are named; what learners call their own case does not go on a wall


def placements(board: BoardState) -> Step:
    """Return the step: a dimension, a case, the cloud of its placements."""
    cases = [(WORDS["every"], EVERY), *sorted((name, id_) for id_, name in board.cases.items())]
    lesson = dropdown(say("Dimension"), board.options, board.options[0][1])
    case = dropdown(say("Case"), [*cases, (WORDS["own_cases"], OWN)], EVERY)
    frame, show = screen()

    def draw() -> None:
        all_, unfit = placed(board.answers, lesson.value, board.models, board.cases)
        show(cloud_picture(of_case(all_, case.value), board.short, board.marks, unfit))

    def waiting() -> str:
        all_, _ = placed(board.answers, lesson.value, board.models, board.cases)
        counts = Counter(one.case for one in all_)
        names = {**board.cases, OWN: WORDS["own_case"]}
        most = ", ".join(f"{names[one]} {say_number(count)}" for one, count in counts.most_common(NAMED))
        return WORDS("so_far", most=most) if most else WORDS["nobody"]

    return curtain(board, "placements", WORDS["opens"], Scene([frame], draw, waiting, [lesson, case]))


def agreement(board: BoardState) -> Step:
    """Return the step: the dimensions from the most agreed to the most disputed."""
    frame, show = screen()

    def draw() -> None:
        found, unfit = agreed(board.answers, board.titles, board.models, board.cases)
        show(agreement_picture(found, board.titles, unfit))

    def waiting() -> str:
        found, _ = agreed(board.answers, board.titles, board.models, board.cases)
        return WORDS("dimensions", number=len(found), all=len(board.titles))

    return curtain(board, "agreement", WORDS["agreement"], Scene([frame], draw, waiting, []))
