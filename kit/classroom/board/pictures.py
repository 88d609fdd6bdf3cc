"""Pictures of a class: what it mixed up before it knew, where it placed cases, what it marked in a figure's table."""

from collections import Counter
from collections.abc import Callable

import ipywidgets as widgets

from kit.answers.case import OWN
from kit.base.labels import say, say_number
from kit.base.prose import prose
from kit.classroom.board.counts.judgements import MIDDLE, VIEWS, asked_of, judged, picture
from kit.classroom.board.counts.placement_figures import agreement_picture, cloud_picture
from kit.classroom.board.counts.placements import EVERY, Agreement, Placed, agreed, of_case, placed
from kit.classroom.board.counts.predictions import Matches, all_picture, matches, row_picture
from kit.classroom.board.curtain import READINGS, board_step, curtain
from kit.classroom.board.state import BoardState
from kit.views import cards, markup
from kit.views.contract import Picture
from kit.widgets.figure_panel import screen
from kit.widgets.parts import dropdown, html
from kit.widgets.step import Step

ALL = "all"
NAMED = 5  # so many cases are named; what learners call their own case does not go on a wall
WORDS = prose(__file__)


def _pictured(
    board: BoardState, name: str, controls: list[widgets.Dropdown], waiting: Callable[[], str],
    draw: Callable[[], Picture], cells: Callable[[], str] = str,
) -> Step:  # fmt: skip
    """Return a step with a picture behind its button, and words below it."""
    (frame, show), below = screen(), html()

    def drawn() -> None:
        show(draw())
        below.value = cells()

    return curtain(board, name, WORDS["opens"][name], controls, waiting, [frame, below], drawn)


def tries_of() -> widgets.Dropdown:
    """Return a dropdown for which try of each learner counts."""
    return dropdown(say("Count"), [(words, name) for name, words in WORDS["tries"].items()], "first")


def predictions(board: BoardState) -> Step:
    """Return the step: one row as a table of who was given what, or all rows by how hard they were."""
    options = [*board.options, (WORDS["all"], ALL)]
    lesson, tries = dropdown(say("Dimension"), options, options[0][1]), tries_of()

    def rows() -> dict[str, Matches]:
        chosen = board.titles if lesson.value == ALL else [lesson.value]
        return {one: matches(board.answers, one, board.models, tries.value == "first") for one in chosen}

    def waiting() -> str:
        most = max(row.learners for row in rows().values())
        return WORDS("up_to" if lesson.value == ALL else "matched", number=most, all=len(board.seen.hand_ins))

    def draw() -> Picture:
        if lesson.value == ALL:
            return all_picture(rows(), board.titles, board.short)
        return row_picture(rows()[lesson.value], board.short, board.marks)

    def cells() -> str:  # a mix-up begins in the words of the row
        return "" if lesson.value == ALL else cards.named_cells(board.row(lesson.value))

    return _pictured(board, "predictions", [lesson, tries], waiting, draw, cells)


def placements(board: BoardState) -> Step:
    """Return the step: a dimension, a case, the cloud of its placements."""
    cases = [(WORDS["every"], EVERY), *sorted((name, id_) for id_, name in board.cases.items())]
    lesson = dropdown(say("Dimension"), board.options, board.options[0][1])
    case = dropdown(say("Case"), [*cases, (WORDS["own_cases"], OWN)], EVERY)

    def found() -> tuple[list[Placed], int]:
        return placed(board.answers, lesson.value, board.models, board.cases)

    def draw() -> Picture:
        all_, unfit = found()
        return cloud_picture(of_case(all_, case.value), board.short, board.marks, unfit)

    def waiting() -> str:
        counts = Counter(one.case for one in found()[0]).most_common(NAMED)
        names = {**board.cases, OWN: WORDS["own_case"]}
        most = ", ".join(f"{names[one]} {say_number(count)}" for one, count in counts)
        return WORDS("so_far", most=most) if most else WORDS["nobody"]

    return _pictured(board, "placements", [lesson, case], waiting, draw)


def agreement(board: BoardState) -> Step:
    """Return the step: the dimensions from the most agreed to the most disputed."""

    def found() -> tuple[list[Agreement], int]:
        return agreed(board.answers, board.titles, board.models, board.cases)

    def draw() -> Picture:
        all_, unfit = found()
        return agreement_picture(all_, board.titles, unfit)

    number = len(board.titles)
    return _pictured(board, "agreement", [], lambda: WORDS("dimensions", number=len(found()[0]), all=number), draw)


def judgements(board: BoardState) -> Step:
    """Return the step: the class's marks in every cell of a figure's table, what most say or how far they lie apart."""
    known = asked_of(board.titles)
    if not known:
        return board_step(READINGS["critiques"], [html(markup.paragraph(WORDS["no_table"]))])
    table = dropdown(say("Table"), [(one.title, place) for place, one in enumerate(known)], 0)
    view = dropdown(say("Show"), [(say(words), name) for name, words in VIEWS.items()], MIDDLE)

    def waiting() -> str:
        marked = judged(board.answers, known[table.value]).learners
        return WORDS("marked", number=marked, all=len(board.seen.hand_ins))

    def draw() -> Picture:
        asked = known[table.value]
        return picture(asked, judged(board.answers, asked), board.marks, view.value)

    return _pictured(board, "critiques", [table, view] if len(known) > 1 else [view], waiting, draw)
