"""The sheet: the class as a spreadsheet, a row a learner."""

from typing import TYPE_CHECKING

from kit import cards
from kit.class_steps.curtain import READINGS, board_step
from kit.classroom.answers import learners
from kit.classroom.sheet import Course, cells, rows
from kit.errors import KitError
from kit.parts import button, dropdown, html, row
from kit.paths import work_folder
from kit.sheet import write_sheet
from kit.steps.step import Step

if TYPE_CHECKING:
    from kit.board import Board

NAMES = [("By bird or tree", False), ("With the names they chose", True)]
WORDS = [("Counts alone", False), ("With what they wrote", True)]


def sheet(board: "Board") -> Step:
    """Return the step: what goes into the sheet, a button that writes it, and where it lies."""
    names, words = dropdown("Learners", NAMES, False), dropdown("Columns", WORDS, False)
    written, status = button("Write the sheet"), html()

    def write(_: object) -> None:
        course = Course(board.titles, board.content, board.models, list(board.cases))
        table = rows(board.seen.hand_ins, course, board.names, names.value, words.value)
        path = work_folder() / "class_sheet.csv"
        try:
            write_sheet(path, cells(table))
            status.value = cards.notice(f"{path} holds {learners(len(table))}.", "right")
        except KitError as error:
            status.value = cards.notice(str(error), "trouble")

    written.on_click(write)
    return board_step(READINGS["sheet"], [row([names, words]), written, status])
