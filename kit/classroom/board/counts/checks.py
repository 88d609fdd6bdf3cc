"""What a class chose in a question of a lesson, or guessed before its figure opened, option by option."""

from dataclasses import dataclass

import pandas as pd

from kit.answers.keys import CHECK, EXPLORE, Key, is_one_of
from kit.base.labels import say, say_number
from kit.base.prose import prose
from kit.classroom.board.counts.look import bars
from kit.classroom.inbox.by_item import Answers, beside, fitting
from kit.content.lesson_form import Bet, Question
from kit.views.contract import Picture
from kit.views.plot import OWN, axis

LETTERS = "ABCDEF"
RIGHT = "#0e8f7e"
WORDS = prose(__file__)


@dataclass(frozen=True)
class Choices:
    """How many chose each option, by its id; how many answered; how many answers fit no option."""

    counts: dict[str, int]
    learners: int
    unfit: int


def choices(answers: Answers, lesson: str, question: Question | Bet, first: bool = True) -> Choices:
    """Return what a class chose in a question or a bet, on its first try or its newest."""
    options = [option.id for option in question.options]
    asked = answers.get(Key(lesson, _step(question), question.id), [])
    values = (one.first if first else one.value for one in asked)
    fit, unfit = fitting(values, lambda value: value if is_one_of(value, options) else None)
    return Choices({option: fit.count(option) for option in options}, len(fit), unfit)


def _step(question: Question | Bet) -> str:
    return EXPLORE if isinstance(question, Bet) else CHECK


def picture(question: Question | Bet, chosen: Choices, right: bool = False) -> Picture:
    """Return the options as bars; which one is right shows only where `right` says so, and where one is."""
    tick = f" ✓ {WORDS['tick']}"
    figure = bars(
        [f"<b>{letter}{tick if option.right and right else ''}</b> " for letter, option in _lettered(question)],
        list(chosen.counts.values()),
        [
            WORDS("share", number=count, percent=round(100 * count / chosen.learners)) if chosen.learners else "0"
            for count in chosen.counts.values()
        ],
        axis(say("learners"), range=[0, max(chosen.learners, 1)], tickformat="d"),
        colours=[RIGHT if option.right and right else OWN for option in question.options],
        height=72 + 52 * len(question.options),
        margin={"l": 72, "r": 104, "t": 10, "b": 52},
    )
    numbers = pd.DataFrame(
        [[letter, option.text, chosen.counts[option.id]] for letter, option in _lettered(question)],
        columns=[say("Option"), WORDS["its_words"], say("Learners")],
    )
    return Picture(figure, _words(question, chosen, right), numbers)


def _lettered(question: Question | Bet) -> list[tuple[str, object]]:
    return list(zip(LETTERS, question.options, strict=False))


def _words(question: Question | Bet, chosen: Choices, right: bool) -> str:
    words = WORDS[_step(question)]
    if not chosen.learners:
        return words["nobody"] + beside(chosen.unfit)
    counts = ", ".join(f"{letter} {say_number(chosen.counts[option.id])}" for letter, option in _lettered(question))
    told = [words("did", number=chosen.learners, counts=counts)]
    for letter, option in _lettered(question) if right else ():
        if option.right:
            told.append(words("right", letter=letter, chose=chosen.counts[option.id], all=chosen.learners))
    return f"{' '.join(told)}{beside(chosen.unfit, chosen.learners)}"
