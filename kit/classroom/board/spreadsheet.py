"""The sheet: the class as a spreadsheet, a row a learner."""

from kit.base.for_others import write_sheet
from kit.base.labels import say
from kit.base.paths import work_folder
from kit.base.prose import prose
from kit.classroom.board.counts.spreadsheet import Course, cells, rows
from kit.classroom.board.curtain import READINGS, board_step
from kit.classroom.board.state import BoardState
from kit.views import markup
from kit.widgets.parts import button, dropdown, html, result_of, row
from kit.widgets.step import Step

WORDS = prose(__file__)


def sheet(board: BoardState) -> Step:
    """Return the step: what goes into the sheet, a button that writes it, and where it lies."""
    names = dropdown(say("Learners"), [(WORDS["birds"], False), (WORDS["names"], True)], False)
    words = dropdown(say("Columns"), [(WORDS["counts"], False), (WORDS["words"], True)], False)
    written, status = button(WORDS["write"]), html()

    def write(_: object) -> None:
        course = Course(board.titles, board.content, board.models, list(board.cases))
        table = rows(board.seen.hand_ins, course, board.names, names.value, words.value)
        path = work_folder() / "class_sheet.csv"
        holds = markup.notice(WORDS("holds", path=path, number=len(table)), "right")
        status.value = result_of(lambda: write_sheet(path, cells(table)) or holds)

    written.on_click(write)
    return board_step(READINGS["sheet"], [row([names, words]), written, status])
