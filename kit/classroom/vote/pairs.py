"""Unlike pairs: who talks with whom after a first vote, so that a class stands as far apart as it can.

Put in a line by their stances, everyone talks with whoever stands half a line away. No pairing has fewer pairs of one
stance, and where stances lie along a line none has a greater distance in all: each pair reaches across the middle.
All pure: stances in, groups out, the same for the same seed.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations, groupby, islice
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
    at = {mark: place(stances[mark], ids) for mark in marks}
    line = sorted(marks, key=at.__getitem__)
    ways = [halves(line)] if len(line) % 2 == 0 or len(line) < 3 else [
        [three, *halves([mark for mark in line if mark not in three])] for three in _threes(line, at)
    ]  # fmt: skip
    groups = [chance.sample(group, len(group)) for group in min(ways, key=lambda way: _cost(way, at, ordered))]
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
