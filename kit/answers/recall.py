"""Recall: which two questions of earlier lessons a lesson begins with, told from what the journal says of a learner.

The schedule is a rule of a few lines, `urgency`, and no library. py-fsrs fits about twenty numbers to hundreds of
reviews of one person's cards; here are 39 questions, each met two or three times, a week apart. There is nothing to
fit, and a rule that a teacher can read may be argued with. docs/evidence.md compares it with chance and with nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import takewhile

from kit.answers.journal import Journal, Try
from kit.answers.keys import CHECK, RECALL, REMEMBERED, recalled
from kit.base.errors import ContentError, JournalError, or_else
from kit.content.lesson import without_drafts
from kit.content.lesson_form import Question, load_content

WEEK, DAY = 7, 86400  # days, seconds
FAR = 4  # so many lessons before, on paper, where nobody knows what this learner forgot
Ref = tuple[str, str]  # the ids of a lesson and of one of its questions
Asked = dict[Ref, Question]


def urgency(right: Sequence[bool], days: float, misread: bool = False) -> float:
    """Return how urgent a question is that was answered, right or not, and last so many days ago; from 1 on it is due.

    It waits a week, and twice as long for each time that it was right since it was last wrong. A wrong answer that
    shows a misreading counts twice.
    """
    streak = len(list(takewhile(bool, reversed(right))))
    return (days + 1) / (WEEK * 2**streak) * (2 if misread and not streak else 1)


@or_else(lambda _: (), ContentError)  # a lesson that somebody is just changing must not stop those after it
def questions_of(lesson: str) -> tuple[Question, ...]:
    """Return the questions of a lesson as far as they are written; none where it has no file that can be read."""
    return without_drafts(load_content(lesson)).questions


def asked_in(lessons: Iterable[str]) -> Asked:
    """Return the written questions of some lessons, in their order."""
    return {(lesson, one.id): one for lesson in lessons for one in questions_of(lesson)}


def earlier(order: list[str], lesson: str) -> list[str]:
    """Return the lessons that come before one in the order of the course; none for one that is not in it."""
    return order[: order.index(lesson)] if lesson in order else []


@or_else(lambda _: {}, JournalError)
def urgent(journal: Journal, asked: Asked, page: str = "") -> dict[Ref, float]:
    """Return how urgent each question is that was met, in lessons and in the recalls of other pages than this one.

    Of each day the first answer counts: after it the page has told what is right. Nothing where the journal cannot be
    read.
    """
    days: dict[Ref, dict[date, Try]] = {}
    tries = [*journal.all_tries(step=CHECK), *(one for one in journal.all_tries(step=RECALL) if one.lesson != page)]
    for one in sorted(tries, key=lambda one: one.number):
        ref = question_in(one)
        if ref in asked and one.value in [option.id for option in asked[ref].options]:
            days.setdefault(ref, {}).setdefault(one.time.date(), one)
    return {ref: _urgency(asked[ref], list(found.values())) for ref, found in days.items()}


def _urgency(question: Question, tries: list[Try]) -> float:
    days = max(0.0, (datetime.now(UTC) - tries[-1].time).total_seconds() / DAY)  # a clock may have been ahead
    return urgency([is_right(question, one.value) for one in tries], days, bool(question.misreading))


def question_in(one: Try) -> Ref | None:
    """Return which question a try is about; what was remembered of it before its options showed is no answer to it."""
    remembered = one.step == RECALL and one.item.endswith(REMEMBERED)
    return (one.lesson, one.item) if one.step == CHECK else None if remembered else recalled(one.item)


def is_right(question: Question, option: object) -> bool:
    """Return whether this is the id of the right option."""
    return any(one.right and one.id == option for one in question.options)


def chosen(asked: Asked, known: dict[Ref, float]) -> list[Ref]:
    """Return at most two questions: the most urgent of the last lesson, and the most urgent of those before it.

    Where of those none was met, the second is of the last lesson too. One that was never met comes after those that
    were: it can warm up, but not be remembered.
    """
    ranked = _ranked(asked, known)
    last = list(asked)[-1][0] if asked else ""
    near = [ref for ref in ranked if ref[0] == last]
    far = [ref for ref in ranked if ref[0] != last and ref in known]
    return [*near[:1], *(far or near[1:])[:1]]


def one_of_each(asked: Asked, known: dict[Ref, float] | None = None) -> list[Ref]:
    """Return the most urgent question of each lesson, in the order of the lessons; its first where none was met."""
    best = {ref[0]: ref for ref in reversed(_ranked(asked, known or {}))}
    return [best[lesson] for lesson in dict.fromkeys(lesson for lesson, _ in asked)]


def _ranked(asked: Asked, known: dict[Ref, float]) -> list[Ref]:
    return sorted(asked, key=lambda ref: -known.get(ref, 0))  # stable: the order of the lessons, and of each file


def on_paper(order: list[str], lesson: str) -> Asked:
    """Return two questions that are the same for everybody: the first of the last lesson, and one of some lessons back.

    In the second lesson both are of the first.
    """
    written = [one for one in earlier(order, lesson) if questions_of(one)][-FAR:]
    near, far = (list(asked_in(part).items()) for part in (written[-1:], written[:-1][:1]))
    return dict([*near[:1], *(far[-1:] or near[1:])][:2])
