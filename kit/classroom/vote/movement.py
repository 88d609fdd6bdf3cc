"""A vote held twice: its rounds, what moved between them, and who talks with whom before the second.

Put in a line by their stances, everyone talks with whoever stands half a line away. No pairing has fewer pairs of one
stance, and where stances lie along a line none has a greater distance in all: each pair reaches across the middle.
All pure: a round or stances in, numbers or groups out, the same for the same seed. Nothing here knows a learner.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby, islice
from random import Random
from typing import NamedTuple, TypeVar

T = TypeVar("T")
Group = tuple[str, ...]


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


class Pairs(NamedTuple):
    """Who talks with whom: ballots by their marks, so many on the class's server, and hands that only count off."""

    groups: list[tuple[str, ...]]
    people: int
    hands: int


def tally(a_round: Round) -> Counter[str]:
    """Return the votes by stance."""
    return Counter(a_round.ballots.values()) + Counter(a_round.hands)


def band(right: int, voted: int) -> str:
    """Return what helps a class of whom so many are right: `explain` to it, let it `talk`, or `go_on`."""
    share = 100 * right / max(1, voted)
    return "explain" if share < 35 else "talk" if share <= 70 else "go_on"


def spread(votes: Mapping[str, int]) -> float:
    """Return the chance (0 to 1) that two people who are picked at random have voted differently."""
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
    votes = Counter(moved.before) + Counter(moved.after)
    must_stay = sum(max(0, votes[stance] - max(before, after)) for stance in moved.before)
    return changed(moved) + max(0, min(before, after) - must_stay)


def steps_along(moved: Movement, ids: list[str]) -> tuple[int, int]:
    """Return how many are known to have moved towards the first stance, and how many towards the last."""
    moves = [(ids.index(now) - ids.index(then), count) for (then, now), count in moved.known.items()]
    return sum(count for step, count in moves if step < 0), sum(count for step, count in moves if step > 0)


def centre(votes: Mapping[str, int], ids: list[str]) -> float:
    """Return where the class stands on the line, on average: 1 is the first stance."""
    total = sum(votes.values())
    return sum((ids.index(stance) + 1) * count for stance, count in votes.items()) / total if total else 0.0


def apart(stances: Mapping[str, str], ids: Sequence[str], ordered: bool, seed: str) -> list[Group]:
    """Return everyone (mark -> stance) in pairs, and a three where their number is odd; one alone is a group too.

    A group's order, and that of the groups, says nothing of a stance.
    """
    chance, marks = Random(seed), sorted(stances)
    chance.shuffle(marks)
    at = {mark: place(stances[mark], ids) for mark in marks}
    line = sorted(marks, key=at.__getitem__)
    ways = [halves(line)] if len(line) % 2 == 0 or len(line) < 3 else [
        [three, *halves([mark for mark in line if mark not in three])] for three in _threes(line, at)
    ]  # fmt: skip
    groups = [chance.sample(group, len(group)) for group in min(ways, key=lambda way: _cost(way, at, ordered))]
    chance.shuffle(groups)
    return [tuple(group) for group in groups]


def halves(line: Sequence[T]) -> list[tuple[T, ...]]:
    """Return a line in pairs that stand half of it apart; of an odd line both ends and the middle are a three."""
    half, odd = divmod(len(line), 2)
    if not odd:
        return list(zip(line[:half], line[half:], strict=True))
    if half == 0:
        return [tuple(line)]
    return [(line[0], line[half], line[-1]), *halves([*line[1:half], *line[half + 1 : -1]])]


def place(stance: str, ids: Sequence[str]) -> int:
    """Return where a stance stands among the others; one that the question does not have stands behind them."""
    return ids.index(stance) if stance in ids else len(ids)


def distance(one: int, other: int, ordered: bool) -> int:
    """Return how far two places are from each other: steps on the line, or 0 and 1 where there is no line."""
    return abs(one - other) if ordered else int(one != other)


def other_side(stance: str, ids: Sequence[str], ordered: bool) -> str:
    """Return the stance that is furthest from one, which somebody speaks for where a whole group stands alike."""
    here = place(stance, ids)
    return max((one for one in ids if one != stance), key=lambda one: distance(here, place(one, ids), ordered))


def total(group: Group, at: Mapping[str, int], ordered: bool) -> int:
    """Return how far a group's members stand from one another, in all."""
    return sum(distance(at[one], at[other], ordered) for one, other in combinations(group, 2))


def _cost(groups: list[Group], at: Mapping[str, int], ordered: bool) -> tuple[int, int]:
    """Return what is to be small: first how many groups stand alike, then how near all of them stand."""
    far = [total(group, at, ordered) for group in groups]
    return far.count(0), -sum(far)


def _threes(line: Sequence[str], at: Mapping[str, int]) -> list[Group]:
    """Return one three for each choice of places that the class has."""
    few = [mark for _, alike in groupby(line, at.__getitem__) for mark in islice(alike, 3)]
    return list({tuple(at[mark] for mark in three): three for three in combinations(few, 3)}.values())
