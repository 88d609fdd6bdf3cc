"""A class that votes: thirty learners with journals of their own, each working the ballot in a lesson's last step."""

import random
import re
from dataclasses import dataclass
from pathlib import Path

import ipywidgets as widgets

from kit.answers.ballot import Motion, motion_of
from kit.answers.hand_in import HandIn, hand_in
from kit.answers.journal import Journal
from kit.content.lesson import lesson_on
from kit.content.lesson_form import load_content
from kit.content.table import load_table
from kit.learner.lesson.page import LessonPage
from kit.widgets.controls.fields import Answer, Choice
from kit.widgets.parts import close
from tests.pressing import all_of, button, words, write

LESSON = "governance"
CODE = re.compile(r'class="kit-code">([^<]+)<')


def motion(lesson: str = LESSON) -> Motion:
    return motion_of(lesson, "Governance", load_content(lesson).vote)


@dataclass
class Voter:
    """One learner: a journal, what was voted in each round, and the code that was shown for it."""

    journal: Journal
    votes: dict[int, str]
    codes: dict[int, str]

    @property
    def hand_in(self) -> HandIn:
        return hand_in(self.journal, "A name")


def ballot_of(journal: Journal, lesson: str = LESSON) -> widgets.VBox:
    """The box with the vote, in a step that was just opened by whoever has this journal."""
    step = LessonPage(lesson_on(lesson, load_table()), journal).discuss()
    return next(one for one in step.children if all_of(Choice, one))


def cast(ballot: widgets.VBox, stance: str, a_round: int, reason: str = "") -> str:
    """Vote in a round and return the code that shows; before the second, the first of the others' reasons is chosen."""
    if a_round == 2:
        think(ballot)
    all_of(Choice, ballot)[-1].value = stance
    if reason:
        write(all_of(Answer, ballot)[-1], reason)
    button(ballot, f"Give my {'first' if a_round == 1 else 'second'} vote").click()
    return CODE.findall(words(ballot))[-1]


def think(ballot: widgets.VBox, place: int = 0) -> None:
    """Say which of the others' reasons gave most to think, unless that has been said."""
    reasons = next(one for one in all_of(Choice, ballot) if one.legend.startswith("Which of these"))
    reasons.value = reasons.value or reasons.options[place]["id"]


def open_second(ballot: widgets.VBox) -> None:
    button(ballot, "Open my second vote, after the talk").click()


def a_class(folder: Path, size: int = 30, seed: int = 30) -> list[Voter]:
    """Thirty learners who vote twice, of whom about a third think again."""
    chance, stances = random.Random(seed), motion().ids
    voters = []
    for number in range(size):
        first = chance.choices(stances, [9, 6, 4, 2])[0]
        second = first if chance.random() < 0.65 else chance.choice(stances)
        voters.append(_vote(folder / str(number), first, second, number))
    return voters


def _vote(folder: Path, first: str, second: str, number: int) -> Voter:
    journal = Journal(folder)
    ballot = ballot_of(journal)
    codes = {1: cast(ballot, first, 1, f"reason {number} <b>bold</b>")}
    open_second(ballot)
    codes[2] = cast(ballot, second, 2, f"=later({number})")
    close(ballot)
    journal.close()
    return Voter(journal, {1: first, 2: second}, codes)
