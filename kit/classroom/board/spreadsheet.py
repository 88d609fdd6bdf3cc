"""The sheet: the class as a spreadsheet, a row a learner."""

from kit.base.csv_writer import write_sheet
from kit.base.errors import KitError
from kit.base.paths import work_folder
from kit.classroom.board.counts.spreadsheet import Course, cells, rows
from kit.classroom.board.curtain import READINGS, board_step
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import learners
from kit.views import markup
from kit.widgets.parts import button, dropdown, html, row
from kit.widgets.step import Step

NAMES = [("By bird or tree", False), ("With the names they chose", True)]
WORDS = [("Counts alone", False), ("With what they wrote", True)]


def sheet(board: BoardState) -> Step:
    """Return the step: what goes into the sheet, a button that writes it, and where it lies."""
    names, words = dropdown("Learners", NAMES, False), dropdown("Columns", WORDS, False)
    written, status = button("Write the sheet"), html()

    def write(_: object) -> None:
        course = Course(board.titles, board.content, board.models, list(board.cases))
        table = rows(board.seen.hand_ins, course, board.names, names.value, words.value)
        path = work_folder() / "class_sheet.csv"
        try:
            write_sheet(path, cells(table))
            status.value = markup.notice(f"{path} holds {learners(len(table))}.", "right")
        except KitError as error:
            status.value = markup.notice(str(error), "trouble")

    written.on_click(write)
    return board_step(READINGS["sheet"], [row([names, words]), written, status])
