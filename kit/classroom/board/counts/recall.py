"""What a class forgot: how many were right when they first met a question, and how many when it came back."""

from collections.abc import Iterable
from typing import NamedTuple

from kit.answers.keys import CHECK, RECALL, REMEMBERED, Key, is_one_of, recalled
from kit.answers.recall import is_right
from kit.classroom.inbox.by_item import Answers, Given, fitting
from kit.content.lesson_form import LessonContent, Question


class Kept(NamedTuple):
    """A question that came back: its lesson, how many were right of how many at first, and the same when it came."""

    lesson: str
    question: Question
    first: tuple[int, int]
    again: tuple[int, int]

    @property
    def lost(self) -> float:
        """Return by how much the share of those who were right has fallen, -1 to 1; 0 where nobody met it at first."""
        return self.first[0] / self.first[1] - self.again[0] / self.again[1] if self.first[1] else 0.0


def kept(answers: Answers, content: dict[str, LessonContent]) -> list[Kept]:
    """Return each question that came back, the one that most forgot first."""
    again: dict[tuple[str, str] | None, list[Given]] = {}
    for key, given in answers.items():
        if key.step == RECALL and not key.item.endswith(REMEMBERED):
            again.setdefault(recalled(key.item), []).extend(given)
    found = [
        Kept(id_, one, _share(one, answers.get(Key(id_, CHECK, one.id), [])), _share(one, again.get((id_, one.id), [])))
        for id_, lesson in content.items()
        for one in lesson.questions
    ]
    return sorted((one for one in found if one.again[1]), key=lambda one: -one.lost)


def _share(question: Question, given: Iterable[Given]) -> tuple[int, int]:
    options = [option.id for option in question.options]
    fit, _ = fitting((one.first for one in given), lambda value: value if is_one_of(value, options) else None)
    return sum(is_right(question, value) for value in fit), len(fit)
