"""A platform's gradebook with "done" at whoever has handed in, to be taken back by it; no points, no other change."""

import re
from collections.abc import Iterable
from pathlib import Path

import ipywidgets as widgets

from kit.answers.hand_in import HandIn
from kit.base.errors import TableError, listed, shown
from kit.base.for_others import as_csv
from kit.base.labels import prose
from kit.base.paths import work_folder
from kit.base.writing import write_whole
from kit.classroom.board.folder import drop
from kit.classroom.board.handed_in import whose_file
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.folder import Entry
from kit.classroom.inbox.names import on_platform, words_of
from kit.content.csv_reader import read_rows
from kit.views import markup
from kit.widgets.parts import line, result_of, told, written

WORDS = prose(__file__)
# Moodle's column of grades, in the languages in which its worksheets come
GRADE = re.compile(r"grade|bewertung|note|nota|calificación|valutazione|avaliação|cijfer|beoordeling|الدرجة", re.I)
ASSIGNMENT = re.compile(r".+ \(\d+\)")  # as Canvas heads its column
PARTICIPANT = re.compile(r"\D+(\d+)")  # as Moodle numbers a learner, whatever its language
Rows = list[list[str]]


def with_done(path: Path, entries: Iterable[Entry], column: str = "") -> tuple[Rows, int, int]:
    """Return a gradebook with "done" for each sound hand-in, how many are done, how many hand-ins have no row in it.

    Rows are found by the number in a file's path, and by name where a path has none. `column` is the head of the one
    to write into, where there are several. Raises TableError, also for a gradebook that wants points.
    """
    head, *rows = [cells for _, cells in read_rows(path)]
    rows = [[*cells, *[""] * len(head)][: len(head)] for cells in rows]
    number, place, word, kept = (_canvas if {"Section", "ID"} <= {*head} else _moodle)(head, rows, column.strip())
    learners = {key: row for row in rows if (key := re.sub(r"\D", "", row[number]))}
    # Canvas writes the name before the number, Moodle after it
    names = {key: words_of(" ".join(row[:number] or row[1:2])) for key, row in learners.items()}
    handed_in = [one for one in entries if isinstance(one.holds, HandIn) and one.holds.answers]
    # a number that stands in no row is that of another assignment, whatever the name
    whose = [on_platform(one.name)[1] or whose_file(one, names)[0] for one in handed_in]
    found = [key for key in whose if key in learners]
    for key in found:
        learners[key][place] = word
    return [[row[at] for at in kept] for row in (head, *rows)], len({*found}), len(whose) - len(found)


def _canvas(head: list[str], rows: Rows, column: str) -> tuple[int, int, str, Iterable[int]]:
    """Return the columns of numbers and of "done", the word for it, and the columns that go back."""
    done = _chosen(head, ASSIGNMENT, column)
    points = next((row[done] for row in rows if "Points Possible" in row[0]), "")
    if points.strip("0.,"):
        raise TableError(WORDS("canvas_points", column=shown(head[done]), points=shown(points)))
    return head.index("ID"), done, "complete", (*range(head.index("Section") + 1), done)


def _moodle(head: list[str], rows: Rows, column: str) -> tuple[int, int, str, Iterable[int]]:
    number = next((at for at in range(len(head)) if all(PARTICIPANT.fullmatch(row[at]) for row in rows)), None)
    if number is None:
        raise TableError(WORDS["unknown"])
    done = _chosen(head, GRADE, column)
    scale = [word.strip() for word in (*rows[0], "")[done + 1].split(",")]
    if len(scale) != 2 or scale[1].isdigit():
        raise TableError(WORDS("moodle_points", column=shown(head[done]), scale=shown(", ".join(scale))))
    return number, done, scale[1], range(len(head))


def _chosen(head: list[str], pattern: re.Pattern, column: str) -> int:
    possible = [name for name in head if name == column or (not column and pattern.fullmatch(name))]
    if len(possible) != 1:
        raise TableError(WORDS("which", there=listed(map(shown, filter(pattern.fullmatch, head)))))
    return head.index(possible[0])


def gradebook(board: BoardState) -> list[widgets.Widget]:
    """Return the parts that take a platform's gradebook and write it again with "done" in it."""
    column, status = line(WORDS["column"]), told()

    def write(path: Path) -> str:
        try:
            rows, number, strangers = with_done(path, board.entries, column.value)
        except TableError as problem:
            raise TableError(f"{path.name}: {problem}") from None
        back = work_folder() / f"done_{path.stem}.csv"
        write_whole(back, as_csv(rows))  # for the platform that wrote it, so nothing is marked as no formula
        more = WORDS("strangers", number=strangers) if strangers else ""
        return markup.notice(f"{WORDS('done', number=number)} {more}", "right") + written([back])

    def taken(paths: list[Path]) -> None:
        status.value = result_of(lambda: write(paths[-1]))

    return [column, drop(WORDS["drop"], taken, "gradebooks"), status]
