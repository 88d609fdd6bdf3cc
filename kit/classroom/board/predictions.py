"""Predictions: what the class mixed up before it knew."""

from kit.base.labels import say
from kit.base.prose import prose
from kit.classroom.board.counts.predictions import all_picture, matches, row_picture
from kit.classroom.board.curtain import Scene, curtain
from kit.classroom.board.state import BoardState
from kit.views import cards
from kit.views.contract import Picture
from kit.widgets.figure_panel import screen
from kit.widgets.parts import dropdown, html
from kit.widgets.step import Step

ALL = "all"
WORDS = prose(__file__)


def tries_of() -> list[tuple[str, str]]:
    """Return which try of each learner counts, for a dropdown."""
    return [(words, name) for name, words in WORDS["tries"].items()]


def predictions(board: BoardState) -> Step:
    """Return the step: one row as a table of who was given what, or all rows by how hard they were."""
    options = [*board.options, (WORDS["all"], ALL)]
    lesson, tries = dropdown(say("Dimension"), options, options[0][1]), dropdown(say("Count"), tries_of(), "first")
    (frame, show), cells = screen(), html()

    def rows() -> dict:
        chosen = board.titles if lesson.value == ALL else [lesson.value]
        return {one: matches(board.answers, one, board.models, tries.value == "first") for one in chosen}

    def waiting() -> str:
        most = max(row.learners for row in rows().values())
        return WORDS("up_to" if lesson.value == ALL else "matched", number=most, all=len(board.seen.hand_ins))

    def picture() -> Picture:
        if lesson.value == ALL:
            return all_picture(rows(), board.titles, board.short)
        return row_picture(rows()[lesson.value], board.short, board.marks)

    def draw() -> None:
        show(picture())
        # a mix-up begins in the words of the row
        cells.value = "" if lesson.value == ALL else cards.named_cells(board.row(lesson.value))

    scene = Scene([frame, cells], draw, waiting, [lesson, tries])
    return curtain(board, "predictions", WORDS["opens"], scene)
