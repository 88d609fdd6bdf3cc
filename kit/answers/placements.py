"""Where a learner has placed a case and which cell was given to which model: read in one go, and what it comes to.

A distance is in points: how many of the 100 would have to move from one place to be the other.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from kit.answers.journal import Journal, Try
from kit.answers.keys import MATCH, PLACE, PREDICT, REASON, UNSEEN, Guesses, Weights, match, weights
from kit.content.columns import Column, Mark

SCATTERED = 25  # points: with a quarter to move on average, a mean no longer stands for the placements


class Models:
    """What is the same of the models in every row of a table, and weights by them; for whoever has its `columns`."""

    columns: list[Column]

    @property
    def models(self) -> list[str]:
        """Return the ids of the table's models."""
        return [column.id for column in self.columns]

    @property
    def names(self) -> dict[str, str]:
        """Return the short names of the models by their ids."""
        return {column.id: column.name for column in self.columns}

    @property
    def looks(self) -> tuple[list[str], list[Mark]]:
        """Return the names and the marks of the models, as figures take them."""
        return [column.name for column in self.columns], [column.mark for column in self.columns]

    def in_order(self, weights: Weights) -> list[int]:
        """Return weights in the order of the models, as figures take them."""
        return [weights[model] for model in self.models]

    def shares(self, weights: Weights) -> str:
        """Return weights in words: `Peer Production 40, Collectivism 10, Liberal Individualism 50`."""
        return ", ".join(f"{column.name} {weights[column.id]}" for column in self.columns)


@dataclass(frozen=True)
class Placement:
    """A case on one dimension: its weights by model (sum 100), why, the weights of the first try, and when."""

    dimension: str
    title: str
    weights: Weights
    reason: str
    first: Weights
    time: datetime


@dataclass(frozen=True)
class Profile:
    """What placements come to: their mean, their spread round it in points, and the two that stand out."""

    mean: Weights
    spread: float
    most_mixed: Placement
    most_one_sided: Placement


def placements(journal: Journal, case: str, dimensions: dict[str, str], models: list[str]) -> list[Placement]:
    """Return where the case stands, in the order of `dimensions` (id -> title); what is not placed is left out.

    Weights of other models than these, from another table, do not count. Raises JournalError.
    """
    tries = journal.all_tries(step=PLACE, items=(case, case + REASON))
    places = by_lesson([one for one in tries if one.item == case and weights(one.value, models)])
    why = {one.lesson: one.value.strip() for one in tries if one.item == case + REASON and isinstance(one.value, str)}
    placed = [(id_, title, places[id_][0], places[id_][-1]) for id_, title in dimensions.items() if id_ in places]
    return [
        Placement(id_, title, last.value, why.get(id_, ""), first.value, last.time)
        for id_, title, first, last in placed
    ]


def placed_by_case(journal: Journal, dimensions: dict[str, str], models: list[str]) -> dict[str, int]:
    """Return on how many of the dimensions each case has been placed, by the case's id; raise JournalError."""
    tries = journal.all_tries(step=PLACE)
    own = [one for one in tries if not one.item.startswith(UNSEEN)]
    places = {(one.item, one.lesson) for one in own if one.lesson in dimensions and weights(one.value, models)}
    cases = sorted(case for case, _ in places)
    return {case: cases.count(case) for case in cases}


def cover(shares: Weights, models: list[str]) -> bool:
    """Return whether weights tell of each of these models, and share all their 100 points among them."""
    return weights({model: shares.get(model) for model in models}, models) is not None


def profile(placed: list[Placement]) -> Profile | None:
    """Return what placements come to, or None when there are none.

    The spread is the mean distance from the mean. The most mixed placement is the one whose largest share is the
    smallest, the most one-sided the one whose largest share is the largest; of equals, the first.
    """
    if not placed:
        return None
    middle = mean([one.weights for one in placed])
    return Profile(
        rounded(middle),
        sum(distance(one.weights, middle) for one in placed) / len(placed),
        min(placed, key=largest_share),
        max(placed, key=largest_share),
    )


def mean(places: list[Weights]) -> dict[str, float]:
    """Return the mean of the weights by model; `places` must not be empty."""
    return {model: sum(one[model] for one in places) / len(places) for model in places[0]}


def distance(one: dict[str, float], other: dict[str, float]) -> float:
    """Return how many of the 100 points would have to move from one place to be the other."""
    return sum(abs(one[model] - other[model]) for model in one) / 2


def largest_share(placement: Placement) -> int:
    """Return the largest weight: 100 for a case that is all of one model."""
    return max(placement.weights.values())


def moved(placement: Placement) -> float:
    """Return how far the last word is from the first, in points."""
    return distance(placement.first, placement.weights)


def changed(placed: list[Placement]) -> list[Placement]:
    """Return the placements whose last word is not the first, the furthest moved first; equals keep their order."""
    return sorted(filter(moved, placed), key=moved, reverse=True)


def rounded(shares: dict[str, float]) -> Weights:
    """Return whole points that still sum to 100: those with the largest remainders are rounded up."""
    whole = {model: int(share) for model, share in shares.items()}
    missing = round(sum(shares.values())) - sum(whole.values())
    up = sorted(shares, key=lambda model: whole[model] - shares[model])[:missing]
    return {model: share + (model in up) for model, share in whole.items()}


def by_lesson(tries: list[Try]) -> dict[str, list[Try]]:
    """Return tries by the lesson that they belong to, in the order in which they came."""
    lessons = dict.fromkeys(one.lesson for one in tries)
    return {lesson: [one for one in tries if one.lesson == lesson] for lesson in lessons}


def shape(found: Profile) -> str:
    """Return `scattered` for a wide spread; else which of `corner`, `between` and `middle` is nearest to the mean."""
    if found.spread > SCATTERED:
        return "scattered"
    marks = landmarks(list(found.mean))
    return min(marks, key=lambda kind: min(distance(found.mean, mark) for mark in marks[kind]))


def landmarks(models: list[str]) -> dict[str, list[dict[str, float]]]:
    """Return the places that a mean is held against; of two models, the place between them is the middle."""
    sides = [_even(pair, models) for pair in combinations(models, 2)] if len(models) > 2 else []
    corners = [{model: 100 * (model == one) for model in models} for one in models]
    return {"corner": corners, **({"between": sides} if sides else {}), "middle": [_even(models, models)]}


def leading(mean: Weights) -> list[str]:
    """Return the models from the largest share to the smallest; equals keep their order."""
    return sorted(mean, key=lambda model: -mean[model])


def _even(sharing: tuple[str, ...] | list[str], models: list[str]) -> dict[str, float]:
    return {model: 100 / len(sharing) if model in sharing else 0 for model in models}


@dataclass(frozen=True)
class Match:
    """One dimension matched: the guesses of the first try and of the last."""

    dimension: str
    title: str
    first: Guesses
    last: Guesses


def matches(journal: Journal, dimensions: dict[str, str], models: list[str]) -> list[Match]:
    """Return the dimensions that were matched, in the order of `dimensions` (id -> title); raise JournalError."""
    found = journal.all_tries(step=PREDICT, items=(MATCH,))
    tries = by_lesson([one for one in found if match(one.value, models)])
    matched = {id_: title for id_, title in dimensions.items() if id_ in tries}
    return [Match(id_, title, tries[id_][0].value, tries[id_][-1].value) for id_, title in matched.items()]


def hits(guesses: Guesses) -> int:
    """Return how many cells were given to their own model."""
    return sum(given == owner for owner, given in guesses.items())


def given(matched: list[Match]) -> dict[tuple[str, str], list[Match]]:
    """Return the dimensions in whose first try a cell of one model was given to another, by (cell of, given to)."""
    pairs = dict.fromkeys(pair for one in matched for pair in one.first.items())
    return {(owner, taker): [one for one in matched if one.first.get(owner) == taker] for owner, taker in pairs}


def commonest(matched: list[Match]) -> tuple[str, str] | None:
    """Return the commonest confusion as (cell of, given to), or None when every cell found its model."""
    wrong = {pair: where for pair, where in given(matched).items() if pair[0] != pair[1]}
    return max(wrong, key=lambda pair: len(wrong[pair]), default=None)
