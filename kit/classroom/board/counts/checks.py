"""What a class chose in a question of a lesson, option by option."""

from dataclasses import dataclass

import pandas as pd

from kit.answers.keys import CHECK, Key, is_one_of
from kit.classroom.board.counts.look import big
from kit.classroom.inbox.by_item import Answers, beside, few, fitting, learners
from kit.content.lesson_form import Bet, Question
from kit.views.contract import Picture
from kit.views.plot import OWN, axis

LETTERS = "ABCDEF"
RIGHT = "#0e8f7e"


@dataclass(frozen=True)
class Choices:
    """How many chose each option, by its id; how many answered; how many answers fit no option."""

    counts: dict[str, int]
    learners: int
    unfit: int


def choices(answers: Answers, lesson: str, question: Question | Bet, first: bool = True, step: str = CHECK) -> Choices:
    """Return what a class chose in a question or a bet, on its first try or its newest."""
    options = [option.id for option in question.options]
    asked = answers.get(Key(lesson, step, question.id), [])
    values = (one.first if first else one.value for one in asked)
    fit, unfit = fitting(values, lambda value: value if is_one_of(value, options) else None)
    return Choices({option: fit.count(option) for option in options}, len(fit), unfit)


def picture(question: Question | Bet, chosen: Choices, right: bool = False) -> Picture:
    """Return the options as bars; which one is right shows only where `right` says so."""
    labels = [_label(letter, option.right and right) for letter, option in _lettered(question)]
    counts = list(chosen.counts.values())
    bars = {
        "type": "bar", "orientation": "h", "x": counts, "y": labels, "hoverinfo": "skip", "cliponaxis": False,
        "text": [_share(count, chosen.learners) for count in counts], "textposition": "outside",
        "marker": {"color": [RIGHT if option.right and right else OWN for option in question.options]},
    }  # fmt: skip
    figure = big(
        bars, height=72 + 52 * len(labels), margin={"l": 72, "r": 104, "t": 10, "b": 52},
        xaxis=axis("learners", range=[0, max(chosen.learners, 1)], tickformat="d"),
        yaxis=axis(autorange="reversed", showgrid=False),
    )  # fmt: skip
    numbers = pd.DataFrame(
        [[letter, option.text, chosen.counts[option.id]] for letter, option in _lettered(question)],
        columns=["Option", "Its words", "Learners"],
    )
    return Picture(figure, _words(question, chosen, right), numbers)


def _lettered(question: Question | Bet) -> list[tuple[str, object]]:
    return list(zip(LETTERS, question.options, strict=False))


def _label(letter: str, right: bool) -> str:
    return f"<b>{letter} ✓ right</b> " if right else f"<b>{letter}</b> "


def _share(count: int, of: int) -> str:
    return f"{count} ({100 * count / of:.0f}%)" if of else "0"


def _words(question: Question | Bet, chosen: Choices, right: bool) -> str:
    if not chosen.learners:
        return f"Nobody has answered this question yet.{beside(chosen.unfit)}"
    counts = ", ".join(f"{letter} {chosen.counts[option.id]}" for letter, option in _lettered(question))
    said = f"{learners(chosen.learners)} answered: {counts}."
    for letter, option in _lettered(question) if right else ():
        if option.right:
            said += f" {letter} is right; {chosen.counts[option.id]} of {chosen.learners} chose it."
    return f"{said}{beside(chosen.unfit)}{few(chosen.learners)}"
