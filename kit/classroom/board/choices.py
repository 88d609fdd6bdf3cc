"""Checks, guesses, recall: what the class chose, only then what is right; what came back, and bets beside outcomes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from kit.answers.keys import CHECK, EXPLORE, PREDICT, RECALL, REMEMBERED, Key, is_one_of, recalled
from kit.base.labels import prose, say, say_number
from kit.classroom.board.curtain import bars, board_step, curtain, tries_of
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import Answers, beside, fitting
from kit.content.lesson import LETTERS, Asked
from kit.content.lesson_form import Bet, LessonContent, MultipleChoice, Question
from kit.views import markup
from kit.views.contract import Picture
from kit.views.plot import OWN, axis
from kit.views.templates import render
from kit.widgets.figure_panel import screen
from kit.widgets.parts import Step, button, dropdown, html

RIGHT = "#0e8f7e"
WORDS = prose(__file__)


@dataclass(frozen=True)
class Choices:
    """How many chose each option, by its id; how many answered; how many answers fit no option; how many were right."""

    counts: dict[str, int]
    learners: int
    unfit: int
    right: int


def choices(answers: Answers, lesson: str, question: MultipleChoice, first: bool = True) -> Choices:
    """Return what a class chose in a question or a bet, on its first try or its newest."""
    asked = answers.get(Key(lesson, _asked_in(question), question.id), [])
    return _counted(question, (one.first if first else one.value for one in asked))


def _counted(question: MultipleChoice, values: Iterable[Any]) -> Choices:
    right = {option.id: option.right for option in question.options}
    fit, unfit = fitting(values, lambda value: value if is_one_of(value, right) else None)
    return Choices({option: fit.count(option) for option in right}, len(fit), unfit, sum(map(right.get, fit)))


def _asked_in(question: MultipleChoice) -> str:
    return EXPLORE if isinstance(question, Bet) else PREDICT if isinstance(question, Asked) else CHECK


def picture(question: MultipleChoice, chosen: Choices, right: bool = False) -> Picture:
    """Return the options as bars; which one is right shows only where `right` says so, and where one is."""
    told = _lettered(question, chosen)
    tick = f" ✓ {WORDS['tick']}" if right else ""
    shares = [WORDS("share", number=count, percent=round(100 * count / max(chosen.learners, 1))) for *_, count in told]
    figure = bars(
        [(f"<b>{letter}{tick if option.right else ''}</b> ", count, share if chosen.learners else "0")
         for (letter, option, count), share in zip(told, shares, strict=True)],
        axis(say("learners"), range=[0, max(chosen.learners, 1)], dtick=max(chosen.learners // 5, 1)),  # whole ones
        colours=[RIGHT if option.right and right else OWN for _, option, _ in told],
        height=72 + 52 * len(told), margin={"l": 72, "r": 104, "t": 10, "b": 52},
    )  # fmt: skip
    rows = [[letter, option.text, count] for letter, option, count in told]
    numbers = pd.DataFrame(rows, columns=[say("Option"), WORDS["its_words"], say("Learners")])
    return Picture(figure, in_words(question, chosen, right), numbers)


def _lettered(question: MultipleChoice, chosen: Choices) -> list[tuple[str, Any, int]]:
    """Return each option with its letter and how many chose it."""
    return list(zip(LETTERS, question.options, chosen.counts.values(), strict=False))


def in_words(question: MultipleChoice, chosen: Choices, right: bool) -> str:
    """Return how many chose what; which option is right, and who chose it, only where `right` says so."""
    words = WORDS[_asked_in(question)]
    if not chosen.learners:
        return words["nobody"] + beside(chosen.unfit)
    options = _lettered(question, chosen)
    counts = ", ".join(f"{letter} {say_number(count)}" for letter, _, count in options)
    told = [words("did", number=chosen.learners, counts=counts)]
    for letter, option, count in options if right else ():
        if option.right:
            told.append(words("right", letter=letter, chose=count, all=chosen.learners))
    return f"{' '.join(told)}{beside(chosen.unfit, chosen.learners)}"


def checks(board: BoardState) -> Step:
    """Return the step: a question, its bars, and behind a second button the right option with every reason."""
    return _step(board, "checks", {lesson: content.questions for lesson, content in board.content.items()})


def guesses(board: BoardState) -> Step:
    """Return the step: the guess of a lesson, its bars, and behind a second button what the figure answers."""
    return _step(board, "guesses", {lesson: (content.bet,) for lesson, content in board.content.items()})


def _step(board: BoardState, name: str, asked: dict[str, tuple[MultipleChoice, ...]]) -> Step:
    """Return the step for what each lesson has asked; a dropdown for the question where some lesson has several."""
    spoken, lessons = WORDS[name], [(title, lesson) for title, lesson in board.options if lesson in asked]
    if not lessons:
        return board_step(name, [html(markup.paragraph(spoken["none"]))])
    lesson, tries = dropdown(say("Dimension"), lessons, lessons[0][1]), tries_of()
    more = max(map(len, asked.values())) > 1
    several = [dropdown(say("Question"), _numbered(asked[lesson.value]), 0)] if more else []
    (frame, show), words, told = screen(), html(), html()

    def question() -> MultipleChoice:
        return asked[lesson.value][(several[0].value or 0) if several else 0]

    def chosen() -> Choices:
        return choices(board.answers, lesson.value, question(), tries.value)

    def draw() -> None:
        words.value = _shown("asked", question())
        told.value = _shown("answered", question()) if solved.disabled else ""
        show(picture(question(), chosen(), right=solved.disabled))

    def solve() -> None:
        solved.disabled = True
        draw()

    solved = button(spoken["solves"], press=solve)

    def another(change: dict) -> None:
        solved.disabled = False
        for one in several if change["owner"] is lesson else ():
            one.options = _numbered(asked[lesson.value])

    controls = [lesson, *several, tries]
    for control in controls:
        control.observe(another, "value")
    return curtain(board, name, controls, lambda: chosen().learners, [words, frame, solved, told], draw)


def _numbered(questions: tuple[MultipleChoice, ...]) -> list[tuple[str, int]]:
    return [(f"{place}. {markup.in_brief(one.stem, 71)}", place - 1) for place, one in enumerate(questions, 1)]


def _shown(template: str, question: MultipleChoice) -> markup.Html:
    return render(f"classroom/board/templates/{template}.html", question=question, letters=LETTERS)


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
    again: dict[tuple[str, str] | None, list[Any]] = {}
    for key, given in answers.items():
        if key.step == RECALL and not key.item.endswith(REMEMBERED):
            again.setdefault(recalled(key.item), []).extend(one.first for one in given)
    found = []
    for id_, lesson in content.items():
        for one in lesson.questions:
            first, now = choices(answers, id_, one), _counted(one, again.get((id_, one.id), []))
            found.append(Kept(id_, one, (first.right, first.learners), (now.right, now.learners)))
    return sorted((one for one in found if one.again[1]), key=lambda one: -one.lost)


def recall(board: BoardState) -> Step:
    """Return the step: how many questions came back, and behind a button the table, the most forgotten on top."""
    return _tabled(board, "recall", lambda: kept(board.answers, board.content), lambda one: one.again[1])


def bets(board: BoardState) -> Step:
    """Return the step: behind a button the guess of each lesson, option by option, beside what came."""

    def found() -> list[tuple[str, Bet, Choices]]:
        guessed = [(id_, one.bet, choices(board.answers, id_, one.bet)) for id_, one in board.content.items()]
        return [one for one in guessed if one[2].learners]

    return _tabled(board, "bets", found, lambda one: one[2].learners)


def _tabled(board: BoardState, name: str, find: Callable[[], list], learners: Callable[[Any], int]) -> Step:
    """Return a step with a table behind its button, in the template of its name."""
    shown = html()

    def draw() -> None:
        found = find()
        warning = beside(0, min(map(learners, found), default=0))
        shown.value = render(f"classroom/board/templates/{name}.html", found=found, board=board, warning=warning)

    return curtain(board, name, [], lambda: len(find()), [shown], draw)
