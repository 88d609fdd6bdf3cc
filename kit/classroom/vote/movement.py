"""A vote on a question without a right answer, twice: what is voted on, the rounds, and what moved between them.

All pure: a round in, numbers out. Nothing here knows a learner.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Round:
    """One vote: ballots that have a mark (mark -> stance), and hands that were only counted (stance -> how many)."""

    ballots: Mapping[str, str] = field(default_factory=dict)
    hands: Mapping[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Return how many voted."""
        return len(self.ballots) + sum(self.hands.values())


@dataclass(frozen=True)
class Movement:
    """Who went where between two rounds, as far as it can be known.

    `known` counts the ballots in both rounds by (stance then, stance now). `gone` and `new` are ballots of one round
    alone. `before` and `after` are the votes that nobody can follow, because hands were counted.
    """

    known: Mapping[tuple[str, str], int]
    gone: Mapping[str, int]
    new: Mapping[str, int]
    before: Mapping[str, int]
    after: Mapping[str, int]

    @property
    def certain(self) -> bool:
        """Return whether each vote of both rounds can be followed, or is known to be of one round alone."""
        return not self.before and not self.after


def tally(a_round: Round) -> Counter[str]:
    """Return the votes by stance."""
    return Counter(a_round.ballots.values()) + Counter(a_round.hands)


def band(right: int, voted: int) -> str:
    """Return what helps a class of whom so many are right: `explain` to it, let it `talk`, or `go_on`.

    >>> band(34, 100), band(35, 100), band(70, 100), band(71, 100), band(0, 0)
    ('explain', 'talk', 'talk', 'go_on', 'explain')
    """
    share = 100 * right / max(1, voted)
    return "explain" if share < 35 else "talk" if share <= 70 else "go_on"


def spread(votes: Mapping[str, int]) -> float:
    """Return the chance (0 to 1) that two people who are picked at random have voted differently.

    >>> spread({"agree": 2, "disagree": 2})
    0.6666666666666667
    """
    total = sum(votes.values())
    same = sum(count * (count - 1) for count in votes.values())
    return 1 - same / (total * (total - 1)) if total > 1 else 0.0


def movement(first: Round, second: Round) -> Movement:
    """Return who went where; hands of one round may be any ballots that are missing in it."""
    both = first.ballots.keys() & second.ballots.keys()
    once = Counter(stance for mark, stance in first.ballots.items() if mark not in both)
    again = Counter(stance for mark, stance in second.ballots.items() if mark not in both)
    nothing: Counter[str] = Counter()
    return Movement(
        known=Counter((first.ballots[mark], second.ballots[mark]) for mark in both),
        gone=nothing if second.hands else once,
        new=nothing if first.hands else again,
        before=Counter(first.hands) + (once if second.hands else nothing),
        after=Counter(second.hands) + (again if first.hands else nothing),
    )


def changed(moved: Movement) -> int:
    """Return how many are known to have changed their stance."""
    return sum(count for (then, now), count in moved.known.items() if then != now)


def stayed_at_most(moved: Movement) -> Counter[str]:
    """Return, of the votes that nobody can follow, the most that can have stayed at each stance."""
    return Counter(moved.before) & Counter(moved.after)


def fewest_changes(moved: Movement) -> int:
    """Return how many changed at the least, if those who could not be followed are the same people as far as may be."""
    same_people = min(sum(moved.before.values()), sum(moved.after.values()))
    return changed(moved) + same_people - stayed_at_most(moved).total()


def most_changes(moved: Movement) -> int:
    """Return how many can have changed at the most."""
    before, after = sum(moved.before.values()), sum(moved.after.values())
    must_stay = sum(
        max(0, moved.before.get(stance, 0) + moved.after.get(stance, 0) - max(before, after)) for stance in moved.before
    )
    return changed(moved) + max(0, min(before, after) - must_stay)


def steps_along(moved: Movement, ids: list[str]) -> tuple[int, int]:
    """Return how many are known to have moved towards the first stance, and how many towards the last."""
    moves = [(ids.index(now) - ids.index(then), count) for (then, now), count in moved.known.items()]
    return sum(count for step, count in moves if step < 0), sum(count for step, count in moves if step > 0)


def centre(votes: Mapping[str, int], ids: list[str]) -> float:
    """Return where the class stands on the line, on average: 1 is the first stance."""
    total = sum(votes.values())
    return sum((ids.index(stance) + 1) * count for stance, count in votes.items()) / total if total else 0.0
