"""Which cell a learner took for which model's: the matches of the step Predict, read in one go and counted."""

from dataclasses import dataclass

from kit.answers.journal import Journal
from kit.answers.keys import MATCH, PREDICT, Guesses, match
from kit.answers.placements import by_lesson


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
    """Return how many cells were given to their own model.

    >>> hits({"commons": "commons", "state": "market", "market": "state"})
    1
    """
    return sum(given == owner for owner, given in guesses.items())


def given(matched: list[Match]) -> dict[tuple[str, str], list[Match]]:
    """Return the dimensions in whose first try a cell of one model was given to another, by (cell of, given to)."""
    found: dict[tuple[str, str], list[Match]] = {}
    for one in matched:
        for owner, taker in one.first.items():
            found.setdefault((owner, taker), []).append(one)
    return found


def commonest(matched: list[Match]) -> tuple[str, str] | None:
    """Return the commonest confusion as (cell of, given to), or None when every cell found its model."""
    wrong = {pair: where for pair, where in given(matched).items() if pair[0] != pair[1]}
    return max(wrong, key=lambda pair: len(wrong[pair]), default=None)
