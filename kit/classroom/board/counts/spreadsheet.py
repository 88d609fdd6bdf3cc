"""The class's sheet: a row a learner, for a spreadsheet."""

from collections.abc import Iterable
from typing import NamedTuple

from kit.answers.hand_in import HandIn
from kit.answers.keys import DISCUSS, Key
from kit.base.labels import say
from kit.base.prose import prose
from kit.classroom.board.counts.checks import choices
from kit.classroom.board.counts.placements import placed
from kit.classroom.board.counts.predictions import matches
from kit.classroom.inbox.by_item import Answers, by_item
from kit.classroom.inbox.clean_text import one_line
from kit.classroom.inbox.folder import made_at
from kit.content.lesson_form import LessonContent

Row = dict[str, str | int]
WORDS = prose(__file__)


class Course(NamedTuple):
    """What the table and the lessons ask: titles and content by lesson, the ids of the models and the known cases."""

    titles: dict[str, str]
    content: dict[str, LessonContent]
    models: list[str]
    cases: list[str]


def rows(hand_ins: Iterable[HandIn], course: Course, pseudonyms: dict[str, str], real: bool, words: bool) -> list[Row]:
    """Return a row a learner, without lessons that nobody worked; names, and what was written, only if asked for."""
    hand_ins = list(hand_ins)
    worked = {answer.lesson for one in hand_ins for answer in one.answers}
    course = course._replace(titles={id_: title for id_, title in course.titles.items() if id_ in worked})
    found = [
        {
            say("learner"): pseudonyms[one.learner],
            **({say("name"): one.name} if real else {}),
            say("handed in"): made_at(one),
            **_counts(by_item([one]), course, words),
        }
        for one in hand_ins
    ]
    return sorted(found, key=lambda row: row[say("learner")])


def _counts(answers: Answers, course: Course, words: bool) -> Row:
    told = {
        title: _lesson(answers, lesson, course) | (_words(answers, lesson, course) if words else {})
        for lesson, title in course.titles.items()
    }
    return {f"{title}: {what}": value for title, row in told.items() for what, value in row.items()}


def _lesson(answers: Answers, lesson: str, course: Course) -> Row:
    matched = matches(answers, lesson, course.models)
    questions = course.content[lesson].questions if lesson in course.content else ()
    chosen = [(choices(answers, lesson, question), question) for question in questions]
    right = sum(one.counts[option.id] for one, question in chosen for option in question.options if option.right)
    places, _ = placed(answers, lesson, course.models, course.cases)
    return {
        WORDS["matched"]: matched.in_words if matched.learners else "",
        WORDS["checks"]: WORDS("of", number=right, all=sum(one.learners for one, _ in chosen)) if chosen else "",
        WORDS["placed"]: " | ".join(
            f"{one.case} {'/'.join(str(one.weights[model]) for model in course.models)}" for one in places
        ),
        WORDS["prompts"]: sum(bool(said.strip()) for said in _words(answers, lesson, course).values()),
    }


def _words(answers: Answers, lesson: str, course: Course) -> dict[str, str]:
    prompts = course.content[lesson].prompts if lesson in course.content else ()
    given = {say(prompt.kind): answers.get(Key(lesson, DISCUSS, prompt.id), []) for prompt in prompts}
    return {kind: next((one.value for one in all_ if isinstance(one.value, str)), "") for kind, all_ in given.items()}


def cells(table: list[Row]) -> list[list[str]]:
    """Return rows as the cells of a sheet, with a head; every cell is one line."""
    head = list(table[0]) if table else [say("learner")]
    return [[one_line(str(cell), 30_000) for cell in line] for line in (head, *(row.values() for row in table))]
