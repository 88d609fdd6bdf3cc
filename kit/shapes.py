"""The shape of a profile: near a corner, between two, in the middle, or all over the place."""

from itertools import combinations

from kit.placements import Profile, Weights, distance

SCATTERED = 25  # points: with a quarter to move on average, a mean no longer stands for the placements


def shape(found: Profile) -> str:
    """Return `scattered` for a wide spread; else which of `corner`, `between` and `middle` is nearest to the mean."""
    if found.spread > SCATTERED:
        return "scattered"
    marks = landmarks(list(found.mean))
    return min(marks, key=lambda kind: min(distance(found.mean, mark) for mark in marks[kind]))


def landmarks(models: list[str]) -> dict[str, list[dict[str, float]]]:
    """Return the places that a mean is held against; of two models, the place between them is the middle.

    >>> landmarks(["commons", "market"])["middle"]
    [{'commons': 50.0, 'market': 50.0}]
    """
    sides = [_even(pair, models) for pair in combinations(models, 2)] if len(models) > 2 else []
    corners = [{model: 100 * (model == one) for model in models} for one in models]
    return {"corner": corners, **({"between": sides} if sides else {}), "middle": [_even(models, models)]}


def leading(mean: Weights) -> list[str]:
    """Return the models from the largest share to the smallest; equals keep their order."""
    return sorted(mean, key=lambda model: -mean[model])


def _even(sharing: tuple[str, ...] | list[str], models: list[str]) -> dict[str, float]:
    return {model: 100 / len(sharing) if model in sharing else 0 for model in models}
