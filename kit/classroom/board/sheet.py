"""The sheet: the class as a spreadsheet, a row a learner."""

from collections.abc import Iterable

from kit.answers.hand_in import HandIn
from kit.answers.keys import DISCUSS, Key
from kit.base.for_others import write_sheet
from kit.base.labels import prose, say
from kit.base.paths import work_folder
from kit.classroom.board.curtain import board_step, deed
from kit.classroom.board.gradebook import gradebook
from kit.classroom.board.placements import placed
from kit.classroom.board.predictions import asked_in, predicted
from kit.classroom.board.questions import choices
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import Answers, by_item
from kit.classroom.inbox.folder import made_at
from kit.classroom.inbox.safe import one_line
from kit.views import markup
from kit.widgets.parts import Step, dropdown, row, written

Row = dict[str, str | int]
WORDS = prose(__file__)


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

    parts = [row([names, words]), *deed(WORDS["write"], write, main=True), *gradebook(board)]
    return board_step("sheet", parts)
