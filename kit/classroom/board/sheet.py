"""The sheet: the class as a spreadsheet, a row a learner."""

from collections.abc import Iterable

from kit.answers.hand_in import HandIn
from kit.answers.keys import DISCUSS, Key
from kit.base.for_others import write_sheet
from kit.base.labels import prose, say
from kit.base.paths import work_folder
from kit.classroom.board.curtain import READINGS, board_step
from kit.classroom.board.gradebook import gradebook
from kit.classroom.board.placements import placed
from kit.classroom.board.predictions import asked_in, predicted
from kit.classroom.board.questions import choices
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import Answers, by_item
from kit.classroom.inbox.folder import made_at
from kit.classroom.inbox.safe import one_line
from kit.views import markup
from kit.widgets.parts import Step, button, dropdown, html, result_of, row, written

Row = dict[str, str | int]
WORDS = prose(__file__)


def rows(hand_ins: Iterable[HandIn], board: BoardState, real: bool, words: bool) -> list[Row]:
    """Return a row a learner, without lessons that nobody worked; names, and what was written, only if asked for."""
    hand_ins = list(hand_ins)
    worked = {answer.lesson for one in hand_ins for answer in one.answers}
    titles = {id_: title for id_, title in board.titles.items() if id_ in worked}
    found = [
        {
            say("learner"): board.names[one.learner],
            **({say("name"): one.name} if real else {}),
            say("handed in"): made_at(one),
            **_counts(by_item([one]), titles, board, words),
        }
        for one in hand_ins
    ]
    return sorted(found, key=lambda row: row[say("learner")])


def _counts(answers: Answers, titles: dict[str, str], board: BoardState, words: bool) -> Row:
    return {
        f"{title}: {what}": value
        for lesson, title in titles.items()
        for told in (_lesson(answers, lesson, board), _words(answers, lesson, board) if words else {})
        for what, value in told.items()
    }


def _lesson(answers: Answers, lesson: str, board: BoardState) -> Row:
    matched = predicted(answers, asked_in(board, lesson), board.models)
    questions = board.content[lesson].questions if lesson in board.content else ()
    chosen = [(choices(answers, lesson, question), question) for question in questions]
    right = sum(one.counts[option.id] for one, question in chosen for option in question.options if option.right)
    all_, _ = placed(answers, lesson, board.models, board.cases)
    places = (f"{one.case} {'/'.join(str(one.weights[model]) for model in board.models)}" for one in all_)
    return {
        WORDS["matched"]: matched.in_words if matched.learners else "",
        WORDS["checks"]: WORDS("of", number=right, all=sum(one.learners for one, _ in chosen)) if chosen else "",
        WORDS["placed"]: " | ".join(places),
        WORDS["prompts"]: sum(bool(said.strip()) for said in _words(answers, lesson, board).values()),
    }


def _words(answers: Answers, lesson: str, board: BoardState) -> dict[str, str]:
    prompts = board.content[lesson].prompts if lesson in board.content else ()
    given = {say(prompt.kind): answers.get(Key(lesson, DISCUSS, prompt.id), []) for prompt in prompts}
    return {kind: next((one.value for one in all_ if isinstance(one.value, str)), "") for kind, all_ in given.items()}


def cells(table: list[Row]) -> list[list[str | int]]:
    """Return rows as the cells of a sheet, with a head; words are one line in every cell."""
    lines = list(table[0]) if table else [say("learner")], *(row.values() for row in table)
    return [[cell if isinstance(cell, int) else one_line(cell, 30_000) for cell in line] for line in lines]


def sheet(board: BoardState) -> Step:
    """Return the step: what goes into the sheet, a button that writes it, and where it lies."""
    names = dropdown(say("Learners"), [(WORDS["birds"], False), (WORDS["names"], True)], False)
    words = dropdown(say("Columns"), [(WORDS["counts"], False), (WORDS["words"], True)], False)
    status = html()

    def write() -> str:
        table = cells(rows(board.seen.hand_ins, board, names.value, words.value))
        paths = [work_folder() / f"class_sheet{ending}" for ending in (".csv", ".xlsx")]
        for path in paths:
            write_sheet(path, table)
        return markup.notice(WORDS("holds", path=paths[0], number=len(table) - 1), "right") + written(paths)

    def show() -> None:
        status.value = result_of(write)

    parts = [row([names, words]), button(WORDS["write"], press=show), status, *gradebook(board)]
    return board_step(READINGS["sheet"], parts)
