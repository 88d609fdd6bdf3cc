"""The sheet: the class as a spreadsheet, a row a learner.

And a platform's gradebook with "done" at whoever has handed in, to be taken back by it; no points, no other change.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import ipywidgets as widgets

from kit.answers.hand_in import HandIn
from kit.answers.keys import DISCUSS, Key
from kit.base.errors import TableError, listed, shown
from kit.base.for_others import as_csv, write_sheet
from kit.base.labels import prose, say
from kit.base.paths import work_folder
from kit.base.writing import write_whole
from kit.classroom.board.choices import choices
from kit.classroom.board.collecting import drop
from kit.classroom.board.curtain import board_step
from kit.classroom.board.handed_in import whose_file
from kit.classroom.board.placed import placed
from kit.classroom.board.predictions import asked_in, predicted
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import Answers, by_item
from kit.classroom.inbox.folder import Entry, made_at
from kit.classroom.inbox.names import on_platform, words_of
from kit.classroom.inbox.safe import one_line
from kit.content.csv_reader import read_rows
from kit.views import markup
from kit.widgets.parts import Step, deed, dropdown, line, result_of, row, told, written

Row = dict[str, str | int]
Table = list[list[str]]
WORDS = prose(__file__)
# Moodle's column of grades, in the languages in which its worksheets come
GRADE = re.compile(r"grade|bewertung|note|nota|calificación|valutazione|avaliação|cijfer|beoordeling|الدرجة", re.I)
ASSIGNMENT = re.compile(r".+ \(\d+\)")  # as Canvas heads its column
PARTICIPANT = re.compile(r"\D+(\d+)")  # as Moodle numbers a learner, whatever its language


def rows(hand_ins: Iterable[HandIn], board: BoardState, real: bool, words: bool) -> list[Row]:
    """Return a row a learner, without lessons that nobody worked; names, and what was written, only if asked for."""
    hand_ins = list(hand_ins)
    worked = {answer.lesson for one in hand_ins for answer in one.answers}
    found = []
    for one in hand_ins:
        chosen, answers = {say("name"): one.name} if real else {}, by_item([one])
        told = {say("learner"): board.names[one.learner], **chosen, say("handed in"): made_at(one)}
        for lesson in (id_ for id_ in board.titles if id_ in worked):
            counts, written = _lesson(answers, lesson, board)
            both = counts | written if words else counts
            told |= {f"{board.titles[lesson]}: {what}": value for what, value in both.items()}
        found.append(told)
    return sorted(found, key=lambda row: row[say("learner")])


def _lesson(answers: Answers, lesson: str, board: BoardState) -> tuple[Row, Row]:
    """Return what a learner's work on a lesson comes to, and what was written to its prompts, by their kinds."""
    content = board.content.get(lesson)
    matched = predicted(answers, asked_in(board, lesson), board.models)
    checks = [choices(answers, lesson, question) for question in (content.questions if content else ())]
    right, asked = sum(one.right for one in checks), sum(one.learners for one in checks)
    all_, _ = placed(answers, lesson, board.models, board.cases)
    places = (f"{one.case} {'/'.join(str(one.weights[model]) for model in board.models)}" for one in all_)
    written = {}
    for prompt in content.prompts if content else ():
        given = answers.get(Key(lesson, DISCUSS, prompt.id), [])
        written[say(prompt.kind)] = next((one.value for one in given if isinstance(one.value, str)), "")
    return {
        WORDS["matched"]: WORDS("of", number=matched.right, all=matched.cells) if matched.learners else "",
        WORDS["checks"]: WORDS("of", number=right, all=asked) if asked else "",
        WORDS["placed"]: " | ".join(places),
        WORDS["prompts"]: sum(bool(words.strip()) for words in written.values()),
    }, written


def cells(table: list[Row]) -> list[list[str | int]]:
    """Return rows as the cells of a sheet, with a head; words are one line in every cell."""
    lines = list(table[0]) if table else [say("learner")], *(row.values() for row in table)
    return [[cell if isinstance(cell, int) else one_line(cell, 30_000) for cell in line] for line in lines]


def sheet(board: BoardState) -> Step:
    """Return the step: what goes into the sheet, a button that writes it, and where it lies."""
    names = dropdown(say("Learners"), [(WORDS["birds"], False), (WORDS["names"], True)], False)
    words = dropdown(say("Columns"), [(WORDS["counts"], False), (WORDS["words"], True)], False)

    def write() -> str:
        table = cells(rows(board.seen.hand_ins, board, names.value, words.value))
        paths = [work_folder() / f"class_sheet{ending}" for ending in (".csv", ".xlsx")]
        for path in paths:
            write_sheet(path, table)
        return markup.notice(WORDS("holds", path=paths[0], number=len(table) - 1), "right") + written(paths)

    return board_step("sheet", [row([names, words]), *deed(WORDS["write"], write, main=True), *gradebook(board)])


def with_done(path: Path, entries: Iterable[Entry], column: str = "") -> tuple[Table, int, int]:
    """Return a gradebook with "done" for each sound hand-in, how many are done, how many hand-ins have no row in it.

    Rows are found by the number in a file's path, and by name where a path has none. `column` is the head of the one
    to write into, where there are several. Raises TableError, also for a gradebook that wants points.
    """
    head, *table = [line for _, line in read_rows(path)]
    table = [[*line, *[""] * len(head)][: len(head)] for line in table]
    number, place, word, kept = (_canvas if {"Section", "ID"} <= {*head} else _moodle)(head, table, column.strip())
    learners = {key: row for row in table if (key := re.sub(r"\D", "", row[number]))}
    # Canvas writes the name before the number, Moodle after it
    names = {key: words_of(" ".join(row[:number] or row[1:2])) for key, row in learners.items()}
    handed_in = [one for one in entries if isinstance(one.holds, HandIn) and one.holds.answers]
    # a number that stands in no row is that of another assignment, whatever the name
    whose = [on_platform(one.name)[1] or whose_file(one, names)[0] for one in handed_in]
    found = [key for key in whose if key in learners]
    for key in found:
        learners[key][place] = word
    return [[row[at] for at in kept] for row in (head, *table)], len({*found}), len(whose) - len(found)


def _canvas(head: list[str], table: Table, column: str) -> tuple[int, int, str, Iterable[int]]:
    """Return the columns of numbers and of "done", the word for it, and the columns that go back."""
    done = _chosen(head, ASSIGNMENT, column)
    points = next((row[done] for row in table if "Points Possible" in row[0]), "")
    if points.strip("0.,"):
        raise TableError(WORDS("canvas_points", column=shown(head[done]), points=shown(points)))
    return head.index("ID"), done, "complete", (*range(head.index("Section") + 1), done)


def _moodle(head: list[str], table: Table, column: str) -> tuple[int, int, str, Iterable[int]]:
    number = next((at for at in range(len(head)) if all(PARTICIPANT.fullmatch(row[at]) for row in table)), None)
    if number is None:
        raise TableError(WORDS["unknown"])
    done = _chosen(head, GRADE, column)
    scale = [word.strip() for word in (*table[0], "")[done + 1].split(",")]
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
            table, number, strangers = with_done(path, board.entries, column.value)
        except TableError as problem:
            raise TableError(f"{path.name}: {problem}") from None
        back = work_folder() / f"done_{path.stem}.csv"
        write_whole(back, as_csv(table))  # for the platform that wrote it, so nothing is marked as no formula
        more = WORDS("strangers", number=strangers) if strangers else ""
        return markup.notice(f"{WORDS('done', number=number)} {more}", "right") + written([back])

    def taken(paths: list[Path]) -> None:
        status.value = result_of(lambda: write(paths[-1]))

    return [column, drop(WORDS["drop"], taken, "gradebooks"), status]
