"""Unlike pairs: who talks with whom after a first vote, so that a class stands as far apart as it can.

Put in a line by their stances, everyone talks with whoever stands half a line away. No pairing has fewer pairs of one
stance, and where stances lie along a line none has a greater distance in all: each pair reaches across the middle.
All pure: stances in, groups out, the same for the same seed.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, combinations_with_replacement
from random import Random
from typing import TypeVar

T = TypeVar("T")
Group = tuple[str, ...]


def apart(stances: Mapping[str, str], ids: Sequence[str], ordered: bool, seed: str) -> list[Group]:
    """Return everyone (mark -> stance) in pairs, and a three where their number is odd; one alone is a group too.

    A group's order, and that of the groups, says nothing of a stance.
    """
    chance, marks = Random(seed), sorted(stances)
    chance.shuffle(marks)
    line = sorted(marks, key=lambda mark: _place(stances[mark], ids))
    ways = [halves(line)] if len(line) % 2 == 0 or len(line) < 3 else [
        [three, *halves([mark for mark in line if mark not in three])] for three in _threes(line, stances)
    ]  # fmt: skip
    groups = [chance.sample(group, len(group)) for group in min(ways, key=_cost(stances, ids, ordered))]
    chance.shuffle(groups)
    return [tuple(group) for group in groups]


def halves(line: Sequence[T]) -> list[tuple[T, ...]]:
    """Return a line in pairs that stand half of it apart; of an odd line both ends and the middle are a three.

    >>> halves([1, 2, 3, 4]), halves([1, 2, 3, 4, 5]), halves([1])
    ([(1, 3), (2, 4)], [(1, 3, 5), (2, 4)], [(1,)])
    """
    half, odd = divmod(len(line), 2)
    if not odd:
        return list(zip(line[:half], line[half:], strict=True))
    if half == 0:
        return [tuple(line)]
    return [(line[0], line[half], line[-1]), *halves([*line[1:half], *line[half + 1 : -1]])]


def distance(one: str, other: str, ids: Sequence[str], ordered: bool) -> int:
    """Return how far two stances are from each other: steps on the line, or 0 and 1 where there is no line."""
    steps = abs(_place(one, ids) - _place(other, ids))
    return steps if ordered else min(steps, 1)


def other_side(stance: str, ids: Sequence[str], ordered: bool) -> str:
    """Return the stance that is furthest from one, which somebody speaks for where a whole group stands alike."""
    return max((one for one in ids if one != stance), key=lambda one: distance(stance, one, ids, ordered))


def total(group: Sequence[str], stances: Mapping[str, str], ids: Sequence[str], ordered: bool) -> int:
    """Return how far a group's members stand from one another, in all."""
    return sum(distance(stances[one], stances[other], ids, ordered) for one, other in combinations(group, 2))


def _cost(stances: Mapping[str, str], ids: Sequence[str], ordered: bool) -> Callable[[list[Group]], tuple[int, int]]:
    """Return what is to be small: first how many groups stand alike, then how near all of them stand."""

    def cost(groups: list[Group]) -> tuple[int, int]:
        far = [total(group, stances, ids, ordered) for group in groups]
        return far.count(0), -sum(far)

    return cost


def _threes(line: Sequence[str], stances: Mapping[str, str]) -> list[Group]:
    """Return one three for each choice of stances that the class has."""
    kinds: dict[str, list[str]] = {}
    for mark in line:
        kinds.setdefault(stances[mark], []).append(mark)
    found = []
    for chosen in combinations_with_replacement(kinds, 3):
        many = Counter(chosen)
        if all(len(kinds[kind]) >= count for kind, count in many.items()):
            found.append(tuple(mark for kind, count in many.items() for mark in kinds[kind][:count]))
    return found


def _place(stance: str, ids: Sequence[str]) -> int:
    return ids.index(stance) if stance in ids else len(ids)
