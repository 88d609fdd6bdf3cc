"""What a class guessed before a figure opened, option by option."""

from dataclasses import replace

from kit.answers.keys import EXPLORE
from kit.classroom.board.counts.checks import Choices, choices
from kit.classroom.board.counts.checks import picture as bars
from kit.classroom.inbox.by_item import Answers
from kit.content.lesson_form import Bet
from kit.views.contract import Picture


def guesses(answers: Answers, lesson: str, bet: Bet, first: bool = True) -> Choices:
    """Return what a class guessed, at first or in the end."""
    return choices(answers, lesson, bet, first, EXPLORE)


def picture(bet: Bet, chosen: Choices, answered: bool = False) -> Picture:
    """Return the guesses as bars; which one the figure bears out shows only when it is `answered`, and where one is."""
    drawn = bars(bet, chosen, answered)
    words = drawn.summary.replace("answered this question", "guessed").replace(" answered:", " guessed:")
    return replace(drawn, summary=words.replace(" is right;", " is what the figure shows;"))
