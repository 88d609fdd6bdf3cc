"""How votes come in: codes that learners read out, and hand-ins in a folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kit.answers.ballot import Motion, Reason, reason_in, vote_in
from kit.answers.ballot_code import codes_in, read_code
from kit.answers.hand_in import HandIn
from kit.answers.keys import THOUGHT, VOTE, thought
from kit.base.errors import VoteError, cut
from kit.base.prose import prose

WORDS = prose(__file__)
SHOWN = 40  # of what was refused; longer is no code


@dataclass
class Taken:
    """What came in by one way: ballots (mark -> stance), reasons that may be read out, and what to say about the rest.

    Of two ballots with one mark the later counts: somebody has thought again while the round was open.
    """

    ballots: dict[str, str] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    thoughts: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take(self, mark: str, stance: str, came_from: str) -> None:
        """Take one ballot; say so where it stands for an earlier one."""
        if mark in self.ballots:
            self.refused.append(WORDS("again" if self.ballots[mark] == stance else "other", what=came_from))
        self.ballots[mark] = stance


def from_codes(text: str, motion: Motion, a_round: int, others: Mapping[str, str]) -> Taken:
    """Return the ballots in pasted text; `others` names other questions by the tag of their codes."""
    taken = Taken()
    for written in codes_in(text):
        try:
            mark, stance = _ballot(written, motion, a_round, others)
            taken.take(mark, stance, cut(written, SHOWN))
        except VoteError as problem:
            taken.refused.append(f"{cut(written, SHOWN)}: {problem}.")
    return taken


def from_hand_ins(hand_ins: Iterable[HandIn], motion: Motion, a_round: int) -> Taken:
    """Return the ballots in hand-ins, one a learner: of several files the newest; and reasons marked to be read out."""
    newest = {one.learner: one for one in sorted(hand_ins, key=lambda one: one.made)}
    taken = Taken()
    for one in newest.values():
        said = {answer.item: answer for answer in one.answers if (answer.lesson, answer.step) == (motion.lesson, VOTE)}
        votes = {number: vote_in(said, motion, number) for number in range(1, a_round + 1)}
        file = WORDS("hand_in", id=one.learner[:8])
        if f"{motion.id}/{a_round}" not in said:
            taken.refused.append(WORDS(f"no_vote_{a_round}", file=file))
        elif not (ballot := votes[a_round]):
            taken.refused.append(WORDS("no_vote", file=file))
        else:
            taken.take(*ballot, file)
            taken.reasons += [one for number, vote in votes.items() for one in reason_in(said, motion, number, vote)]
            found = said.get(f"{motion.id}{THOUGHT}")
            if a_round == 2 and found and (choice := thought(found.value, motion.ids)):
                taken.thoughts[ballot[0]] = choice
    return taken


def hand_ins_in(path: Path) -> tuple[list[HandIn], list[str]]:
    """Return the hand-ins in a folder, the newest of each learner, and a sentence for each file that does not count.

    Raises VoteError when the folder cannot be looked into.
    """
    from kit.classroom.inbox.folder import read_folder

    folder = read_folder(path)
    if folder.trouble:
        raise VoteError(folder.trouble)
    return list(folder.hand_ins), [f"{one.name}: {one.why}" for one in folder.refused]


def _ballot(written: str, motion: Motion, a_round: int, others: Mapping[str, str]) -> tuple[str, str]:
    code = read_code(written)
    if code.tag != motion.tag:
        raise VoteError(WORDS("elsewhere", question=others.get(code.tag, WORDS["unknown"])))
    if code.round != a_round:
        raise VoteError(WORDS["early" if code.round == 2 else "late"])
    if code.option >= len(motion.stances):
        raise VoteError(WORDS["no_option"])
    return code.mark, motion.ids[code.option]
