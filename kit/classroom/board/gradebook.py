"""A platform's gradebook with "done" at whoever has handed in, to be taken back by it; no points, no other change."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import ipywidgets as widgets

from kit.answers.hand_in import HandIn
from kit.base.errors import TableError, listed, shown
from kit.base.for_others import as_csv
from kit.base.paths import work_folder
from kit.base.prose import prose
from kit.base.writing import write_whole
from kit.classroom.board.folder import drop
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.folder import Entry
from kit.classroom.inbox.names import given, number_on_platform, on_list, words_of
from kit.content.csv_reader import read_rows
from kit.views import markup
from kit.widgets.parts import line, result_of, told, written

WORDS = prose(__file__)
# Moodle's column of grades, in the languages in which its worksheets come
GRADE = re.compile(r"grade|bewertung|note|nota|calificación|valutazione|avaliação|cijfer|beoordeling|الدرجة", re.I)
ASSIGNMENT = re.compile(r".+ \(\d+\)")  # as Canvas heads its column
PARTICIPANT = re.compile(r"\D+(\d+)")  # as Moodle numbers a learner, whatever its language


class Done(NamedTuple):
    """The rows to take back, head first, how many learners are done in them, and how many files have no row there."""

    rows: list[list[str]]
    number: int
    strangers: int


class _Place(NamedTuple):
    """Where a row has its learner's number, what it goes with, the column of "done" and that word; which go back."""

    number: int
    done: int
    word: str
    kept: Iterable[int]


def with_done(path: Path, entries: Iterable[Entry], column: str = "") -> Done:
    """Return the gradebook in a file with "done" for each sound hand-in; raise TableError for one that wants points.

    Rows are found by the number in a file's path, and by name where a path has none. `column` is the head of the one
    to write into; it can be left out where there is but one.
    """
    head, *rows = [cells for _, cells in read_rows(path)]
    rows = [[*cells, *[""] * len(head)][: len(head)] for cells in rows]
    place = (_canvas if "Section" in head and "ID" in head else _moodle)(head, rows, column.strip())
    learners = {str(at): row for at, row in enumerate(rows) if re.search(r"\d", row[place.number])}
    numbers = {re.sub(r"\D", "", row[place.number]): row for row in learners.values()}
    names = {at: words_of(" ".join(_name(row, place.number))) for at, row in learners.items()}
    done, strangers = set(), 0
    for entry in entries:
        if isinstance(entry.holds, HandIn) and entry.holds.answers:
            row = numbers.get(number_on_platform(entry.name)) or learners.get(_by_name(entry, names))
            strangers += row is None
            if row is not None:
                row[place.done] = place.word
                done.add(id(row))
    return Done([[row[at] for at in place.kept] for row in (head, *rows)], len(done), strangers)


def _name(row: list[str], number: int) -> list[str]:
    return row[:number] or row[1:2]  # Canvas writes the name before the number, Moodle after it


def _by_name(entry: Entry, names: dict[str, frozenset[str]]) -> str:
    if number_on_platform(entry.name):
        return ""  # a number that stands in no row is that of another assignment
    return next(filter(None, (on_list(one, names) for one in (*given(entry.name), entry.holds.name))), "")


def _canvas(head: list[str], rows: list[list[str]], column: str) -> _Place:
    done = _chosen(head, [at for at, name in enumerate(head) if ASSIGNMENT.fullmatch(name)], column)
    points = next((row[done] for row in rows if "Points Possible" in row[0]), "")
    if points.strip("0.,"):
        raise TableError(WORDS("canvas_points", column=shown(head[done]), points=shown(points)))
    return _Place(head.index("ID"), done, "complete", (*range(head.index("Section") + 1), done))


def _moodle(head: list[str], rows: list[list[str]], column: str) -> _Place:
    number = next((at for at in range(len(head)) if all(PARTICIPANT.fullmatch(row[at]) for row in rows)), None)
    if number is None:
        raise TableError(WORDS["unknown"])
    done = _chosen(head, [at for at, name in enumerate(head) if GRADE.fullmatch(name)], column)
    scale = [word.strip() for word in (*rows[0], "")[done + 1].split(",")]
    if len(scale) != 2 or scale[1].isdigit():
        raise TableError(WORDS("moodle_points", column=shown(head[done]), scale=shown(", ".join(scale))))
    return _Place(number, done, scale[1], range(len(head)))


def _chosen(head: list[str], possible: list[int], column: str) -> int:
    if column in head:
        return head.index(column)
    if column or len(possible) != 1:
        there = listed(shown(head[at]) for at in possible or range(len(head)))
        raise TableError(WORDS("which", column=column, there=there) if column else WORDS("several", there=there))
    return possible[0]


def gradebook(board: BoardState) -> list[widgets.Widget]:
    """Return the parts that take a platform's gradebook and write it again with "done" in it."""
    column, status = line(WORDS["column"]), told()

    def write(path: Path) -> str:
        try:
            done = with_done(path, board.entries, column.value)
        except TableError as problem:
            raise TableError(f"{path.name}: {problem}") from None
        back = work_folder() / f"done_{path.stem}.csv"
        write_whole(back, as_csv(done.rows))  # for the platform that wrote it, so nothing is marked as no formula
        strangers = WORDS("strangers", number=done.strangers) if done.strangers else ""
        return markup.notice(f"{WORDS('done', number=done.number)} {strangers}", "right") + written([back])

    def taken(paths: list[Path]) -> None:
        status.value = result_of(lambda: write(paths[-1]))

    return [column, drop(WORDS["drop"], taken, "gradebooks"), status]
