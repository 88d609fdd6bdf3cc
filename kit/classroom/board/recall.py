"""Recall: which questions of earlier lessons the class still knows, in one table without names."""

from collections.abc import Iterable
from typing import NamedTuple

from kit.answers.keys import CHECK, RECALL, REMEMBERED, Key, is_one_of, recalled
from kit.answers.recall import is_right
from kit.base.prose import prose
from kit.classroom.board.curtain import curtain
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import Answers, Given, beside, fitting
from kit.content.lesson_form import LessonContent, Question
from kit.views.templates import render
from kit.widgets.parts import html
from kit.widgets.step import Step


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


WORDS = prose(__file__)


def recall(board: BoardState) -> Step:
    """Return the step: how many questions came back, and behind a button the table, the most forgotten on top."""
    shown = html()

    def draw() -> None:
        found = kept(board.answers, board.content)
        warning = beside(0, min((one.again[1] for one in found), default=0))
        shown.value = render("classroom/board/templates/recall.html", found=found, board=board, warning=warning)

    def waiting() -> str:
        return WORDS("waiting", number=len(kept(board.answers, board.content)))

    return curtain(board, "recall", WORDS["opens"], [], waiting, [shown], draw)
