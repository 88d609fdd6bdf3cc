"""Where a class placed cases between the models: the cloud, its middle, and how far two learners lie apart.

A distance is in points: how many of the 100 would have to move from one place to be the other.
"""

from collections.abc import Iterable
from statistics import median
from typing import Any, NamedTuple

from kit.answers.case import OWN
from kit.answers.keys import PLACE, REASON, Weights, weights
from kit.answers.placements import distance, mean, rounded
from kit.classroom.inbox.by_item import Answers, fitting

EVERY = "every"  # all cases together


class Placed(NamedTuple):
    """One placement: the case, and the weights by model (sum 100)."""

    case: str
    weights: Weights


class Agreement(NamedTuple):
    """How much a class agrees on a dimension: two learners with the same case lie so many points apart, on average."""

    dimension: str
    apart: float
    placements: int
    cases: int


def placed(answers: Answers, lesson: str, models: list[str], cases: Iterable[str]) -> tuple[list[Placed], int]:
    """Return the placements in a lesson, of known cases and of learners' own, and how many answers are none."""
    known = set(cases)
    given = [
        (item, one.value)
        for (where, step, item), all_ in answers.items()
        if (where, step) == (lesson, PLACE)
        for one in all_
        if not (item.endswith(REASON) and isinstance(one.value, str))
    ]
    return fitting(given, lambda pair: _placed(*pair, models, known))


def _placed(item: str, value: Any, models: list[str], known: set[str]) -> Placed | None:
    case = OWN if item.startswith(f"{OWN}:") else item
    shares = weights(value, models) if case == OWN or case in known else None
    return Placed(case, shares) if shares else None


def of_case(all_: list[Placed], case: str) -> list[Weights]:
    """Return the places of one case, or of every case."""
    return [one.weights for one in all_ if case in (EVERY, one.case)]


def middle(places: list[Weights]) -> Weights:
    """Return the mean of places, which must not be none, in whole points."""
    return rounded(mean(places))


def apart(places: list[Weights]) -> float:
    """Return how far two of the places lie apart on average; 0 for fewer than two.

    Unlike the distance from the mean, this does not grow with the number of places.

    >>> apart([{"commons": 100, "state": 0}, {"commons": 60, "state": 40}, {"commons": 60, "state": 40}])
    26.666666666666668
    """
    count = len(places)
    if count < 2:
        return 0.0
    # of sorted numbers, each stands above those before it and below those after it: no need to go through all pairs
    gaps = sum(
        share * (2 * place - count + 1)
        for model in places[0]
        for place, share in enumerate(sorted(one[model] for one in places))
    )
    return gaps / (count * (count - 1))


def half_within(places: list[Weights]) -> float:
    """Return the distance from the mean within which half of the places lie."""
    centre = mean(places)
    return median(distance(one, centre) for one in places)


def ring(places: list[Weights]) -> list[dict[str, float]]:
    """Return the corners of the line at that distance from the mean, closed, and cut where a weight would be negative.

    Points that are equally far from a place lie on a hexagon: from each corner to the next, one model gives to another.
    """
    centre, far = mean(places), half_within(places)
    first, second, third = centre
    turns = [(first, second), (first, third), (second, third), (second, first), (third, first), (third, second)]
    steps = [(up, down, min(far, centre[down])) for up, down in turns]
    corners = [{**centre, up: centre[up] + step, down: centre[down] - step} for up, down, step in steps]
    return [*corners, corners[0]]


def agreed(
    answers: Answers, dimensions: Iterable[str], models: list[str], cases: Iterable[str]
) -> tuple[list[Agreement], int]:
    """Return the dimensions on which at least two learners placed the same case, most agreed first; what does not fit.

    A learner's own case is nobody else's, so it has no part in this.
    """
    found = {dimension: placed(answers, dimension, models, cases) for dimension in dimensions}
    agreements = [one for dimension, (all_, _) in found.items() for one in _agreed(dimension, all_)]
    return sorted(agreements, key=lambda one: one.apart), sum(unfit for _, unfit in found.values())


def _agreed(dimension: str, all_: list[Placed]) -> list[Agreement]:
    groups = [of_case(all_, case) for case in sorted({one.case for one in all_} - {OWN})]
    shared = [places for places in groups if len(places) > 1]
    pairs = [len(places) * (len(places) - 1) for places in shared]
    if not shared:
        return []
    between = sum(apart(places) * weight for places, weight in zip(shared, pairs, strict=True)) / sum(pairs)
    return [Agreement(dimension, between, sum(map(len, shared)), len(shared))]
