"""Predictions: what the class mixed up before it knew."""

from kit.classroom.board.counts.predictions import all_picture, matches, row_picture
from kit.classroom.board.curtain import Scene, curtain
from kit.classroom.board.state import BoardState
from kit.views import cards
from kit.views.contract import Picture
from kit.widgets.figure_panel import screen
from kit.widgets.parts import dropdown, html
from kit.widgets.step import Step

ALL = "all"
TRIES = [("First tries", "first"), ("Newest tries", "newest")]


def predictions(board: BoardState) -> Step:
    """Return the step: one row as a table of who was given what, or all rows by how hard they were."""
    options = [*board.options, ("All dimensions", ALL)]
    lesson, tries = dropdown("Dimension", options, options[0][1]), dropdown("Count", TRIES, "first")
    (frame, show), cells = screen(), html()

    def rows() -> dict:
        chosen = board.titles if lesson.value == ALL else [lesson.value]
        return {one: matches(board.answers, one, board.models, tries.value == "first") for one in chosen}

    def waiting() -> str:
        most = max(row.learners for row in rows().values())
        return f"Matched by {'up to ' if lesson.value == ALL else ''}{most} of {len(board.seen.hand_ins)}."

    def picture() -> Picture:
        if lesson.value == ALL:
            return all_picture(rows(), board.titles, board.short)
        return row_picture(rows()[lesson.value], board.short, board.marks)

    def draw() -> None:
        show(picture())
        # a mix-up begins in the words of the row
        cells.value = "" if lesson.value == ALL else cards.named_cells(board.row(lesson.value))

    scene = Scene([frame, cells], draw, waiting, [lesson, tries])
    return curtain(board, "predictions", "Show the class's predictions", scene)
