"""A question that a class votes on, what one learner voted on it, and the class's reasons as a file for the absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from kit.answers import ballot_code
from kit.answers.hand_in import Answer
from kit.answers.keys import CHECKED, MOST, REASON, ballot
from kit.base.errors import VoteError, cut
from kit.base.labels import prose
from kit.content.lesson_form import LessonContent, Question, Vote

LETTERS = "ABCDEFGHIJKLMNO"
OWN = "own"
MOST_BYTES = 100_000
WORDS = prose(__file__)
Words = Annotated[str, Meta(min_length=1, max_length=MOST)]


class Stance(Struct, frozen=True):
    """One place to stand, with a strong reason for it where the kit has one; or an option, and what answers it back."""

    id: str
    text: str
    reason: str = ""
    reply: str = ""


class Motion(Struct, frozen=True):
    """What is voted on; `lesson` is the id of the dimension, or empty for a teacher's own question.

    `ordered` says that the stances lie along one line, from the first to the last. `right` is the id of the one that is
    right, where the question has a key.
    """

    id: str
    lesson: str
    title: str
    statement: str
    stances: tuple[Stance, ...]
    ordered: bool = False
    right: str = ""

    @property
    def place(self) -> str:
        """Return what the question is known by among those of a course."""
        return f"{self.lesson}/{self.id}"

    @property
    def ids(self) -> list[str]:
        """Return the stances' ids in their order."""
        return [stance.id for stance in self.stances]

    @property
    def tag(self) -> str:
        """Return the two characters with which codes of this very question begin, with these options in this order."""
        return ballot_code.tag("/".join((self.lesson, self.id, *self.ids)))


def motion_of(lesson: str, title: str, vote: Vote) -> Motion:
    """Return a lesson's vote as a motion."""
    stances = tuple(Stance(one.id, one.text, one.reason) for one in vote.options)
    return Motion(vote.id, lesson, title, vote.statement, stances, vote.ordered)


def check_of(lesson: str, title: str, number: int, question: Question) -> Motion:
    """Return a question of a lesson's step Check as a motion: it has a key, and replies to show at the end."""
    stances = tuple(Stance(one.id, one.text, reply=one.feedback) for one in question.options)
    right = next(one.id for one in question.options if one.right)
    name = WORDS("check", lesson=title, number=number)
    return Motion(CHECKED + question.id, lesson, name, question.stem, stances, right=right)


def motions_of(lesson: str, title: str, content: LessonContent) -> list[Motion]:
    """Return what a class can vote on in a lesson: its vote, where it has one, and the questions of its step Check."""
    votes = [motion_of(lesson, title, content.vote)] if content.vote else []
    return [*votes, *(check_of(lesson, title, *one) for one in enumerate(content.questions, 1))]


def own_motion(statement: str, texts: list[str], ordered: bool) -> Motion:
    """Return a motion of the teacher's own, from its statement and the texts of its stances."""
    stances = tuple(Stance(f"stance_{number}", text) for number, text in enumerate(texts, 1))
    return Motion(OWN, "", "Your own question", statement, stances, ordered)


@dataclass(frozen=True)
class Reason:
    """What somebody wrote beside a vote; `who` is the ballot's mark with the round, never a name.

    Beside the first vote it is a reason for the stance, beside the second what moved them or would have.
    """

    who: str
    stance: str
    words: str


def vote_in(said: Mapping[str, Answer], motion: Motion, a_round: int) -> tuple[str, str] | None:
    """Return (mark, stance) of a vote among answers, which stand by their items, or None when there is none."""
    vote = said.get(f"{motion.id}/{a_round}")
    return ballot(vote.value, motion.ids) if vote else None


def reason_in(said: Mapping[str, Answer], motion: Motion, a_round: int, vote: tuple[str, str] | None) -> list[Reason]:
    """Return what was written beside a vote, if anything was and it may be read out."""
    reason = said.get(f"{motion.id}{REASON}/{a_round}")
    if vote and reason and reason.aloud and isinstance(reason.value, str) and reason.value.strip():
        return [Reason(f"{vote[0]}/{a_round}", vote[1], reason.value.strip())]
    return []


class Reasons(Struct, frozen=True, forbid_unknown_fields=True):
    """One reason for each stance that has one; no name, no mark, no number of votes."""

    format: Literal["three-models-kit reasons"]
    version: Literal[1]
    question: str
    reasons: Annotated[dict[str, Words], Meta(max_length=15)]


def reasons_file(motion: Motion, reasons: dict[str, list[str]]) -> str:
    """Return the file's text, with the first reason for each stance; one that is too long for it is cut."""
    short = {stance: words[0][:MOST] for stance, words in reasons.items() if words and stance in motion.ids}
    whole = Reasons("three-models-kit reasons", 1, f"{motion.lesson}/{motion.id}", short)
    return msgspec.json.format(msgspec.json.encode(whole), indent=1).decode()


def read_reasons(raw: bytes, file: str, motion: Motion) -> dict[str, str]:
    """Return stance -> reason out of a file for this question; raise VoteError: what is wrong with it."""
    try:
        if len(raw) > MOST_BYTES:
            raise ValueError(WORDS["large"])
        found = msgspec.json.decode(raw, type=Reasons)
    except (ValueError, RecursionError) as error:
        raise VoteError(WORDS("none", file=file, why=cut(str(error), 100))) from None
    if found.question != f"{motion.lesson}/{motion.id}":
        raise VoteError(WORDS("other", file=file))
    return {stance: words for stance, words in found.reasons.items() if stance in motion.ids}
