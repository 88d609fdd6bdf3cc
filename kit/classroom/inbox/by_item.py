"""What a class answered, item by item; a learner counts once for each item, however often it stands in their file."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from kit.answers.hand_in import HandIn
from kit.answers.keys import Key
from kit.base.labels import prose
from kit.classroom.inbox.safe import clean

T = TypeVar("T")

WORDS = prose(__file__)
FEW = 5  # with fewer answers than these a class can guess whose they are


class Given(NamedTuple):
    """One learner's answer to one item: the newest, the first, whether it may be read out, its language or none."""

    learner: str
    value: Any
    first: Any
    aloud: bool
    language: str = ""


Answers = dict[Key, list[Given]]


def words_in(one: Given) -> str:
    """Return the words of an answer as a page can show them; nothing where it is none in words."""
    return clean(one.value) if isinstance(one.value, str) else ""


def by_item(hand_ins: Iterable[HandIn]) -> Answers:
    """Return the answers by key, in the order of the hand-ins."""
    found: dict[Key, dict[str, Given]] = {}
    for one in hand_ins:
        for answer in one.answers:
            given = Given(one.learner, answer.value, answer.first, answer.aloud, one.language)
            found.setdefault(Key.of(answer), {})[one.learner] = given
    return {key: list(learners.values()) for key, learners in found.items()}


def fitting(values: Iterable[Any], as_answer: Callable[[Any], T | None]) -> tuple[list[T], int]:
    """Return what values say, and how many say nothing that this table and these lessons know."""
    read = [as_answer(value) for value in values]
    fit = [one for one in read if one is not None]
    return fit, len(read) - len(fit)


def beside(unfit: int, number: int = FEW) -> str:
    """Return a sentence on answers that do not fit, and one where so few answered that a class can guess who."""
    told = [WORDS("beside", number=unfit)] if unfit else []
    return "".join(f" {words}" for words in (*told, *([WORDS["few"]] if 0 < number < FEW else [])))


def learners(number: int) -> str:
    """Return a number of learners in words."""
    return WORDS("learners", number=number)
