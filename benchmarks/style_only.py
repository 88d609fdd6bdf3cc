"""Could somebody who knows only the table's style pass the step Predict? `python benchmarks/style_only.py`.

Two such guessers, each taught by the other twelve rows of the table and asked about the thirteenth. One knows three
lists of words, of praise, of party and of market, and how often each column uses them. The other counts every word.
Neither knows what a word means. Of equally good answers they take any, so each counts with its share.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import permutations
from math import isclose, log
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kit.content.columns import Column, columns_of
from kit.content.lesson import CASES, FALSE, FINISH, MATCH, MENDED, SWAPPED, Lesson, lesson_on
from kit.content.table import dimensions_of, load_table

LISTS = {
    "praise": """
        open shared sharing share collaboration cooperative mutual care participatory generative reciprocity
        relational free freedom individual freely resilience supports enable contribution commons commoning
        transcend transcends peer community together help helps everybody safeguard natural optimal creation
        creating equal
    """,
    "party": """
        state party plan planning planned central centralized control class struggle worker workers proletarian
        labor revolution revolutionary ideology hierarchical bureaucracy command collective subordination
        redistribution ministry office bureau government governments arbiter abolish authority official
    """,
    "market": """
        market markets private property contracts contract profit competition competitive exchange corporate
        trade firm firms company companies owner owners ownership capital consumerist consumer entrepreneurial
        proprietary platforms price sell sells sold buy buys pays paid fee costs exploitation enclosure
    """,
}
OF = {word: name for name, words in LISTS.items() for word in words.split()}
MOST = 10  # points above chance that a form may give away
Fit = Callable[[str, str], float]  # words, model -> how well they fit, as a logarithm


class Score(NamedTuple):
    """How often a guesser is right in a form, of how many questions, and how often somebody who throws dice is."""

    form: str
    questions: int
    chance: float
    lists: float
    words: float


def words_in(text: str) -> list[str]:
    """Return the words of a text, in small letters."""
    return re.findall(r"[a-z]+", text.lower())


def listed(text: str) -> list[str]:
    """Return the list of each word that stands in one."""
    return [OF[word] for word in words_in(text) if word in OF]


def taught(rows: Iterable[list[Column]], features: Callable[[str], list[str]]) -> Fit:
    """Return how well words fit a model, after what its cells in these rows hold; what is rare gets one more."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        for column in row:
            counts.setdefault(column.id, Counter()).update(features(column.cell))
    known = set().union(*counts.values())

    def fit(text: str, model: str) -> float:
        own = counts[model]
        return sum(log((own[one] + 1) / (own.total() + len(known))) for one in features(text) if one in known)

    return fit


def share(scores: dict[str, float], right: str) -> float:
    """Return the chance that whoever takes the highest of these takes the right one.

    >>> share({"a": 2.0, "b": 2.0, "c": 1.0}, "a")
    0.5
    """
    best = [name for name, score in scores.items() if isclose(score, max(scores.values()), abs_tol=1e-9)]
    return (right in best) / len(best)


def matched(columns: list[Column], fit: Fit) -> float:
    """Return the share of cells that land on their own model, where each model gets one."""
    models = [one.id for one in columns]
    scores = {
        way: sum(fit(one.cell, model) for one, model in zip(columns, way, strict=True)) for way in permutations(models)
    }
    best = [way for way, score in scores.items() if isclose(score, max(scores.values()), abs_tol=1e-9)]
    return fmean(sum(a == b for a, b in zip(way, models, strict=True)) / len(models) for way in best)


def answered(lesson: Lesson, fit: Fit) -> dict[str, float]:
    """Return how likely the guesser is right in each question of a lesson's step Predict."""
    asked = lesson.prediction
    if not asked.questions:
        return {asked.form: matched(asked.asked, fit)}
    return {one.id: share(_scores(asked.form, one, asked, fit), _right(one)) for one in asked.questions}


def _right(question) -> str:
    return next(option.id for option in question.options if option.right)


def _scores(form: str, question, asked, fit: Fit) -> dict[str, float]:
    shown, models = {one.id: one.cell for one in asked.shown}, [one.id for one in asked.columns]
    if question.id == SWAPPED:  # how much better the row would fit if these two were put back

        def gain(option) -> float:
            one, other = (model for model in models if model in option.id.split("_"))
            return fit(shown[one], other) + fit(shown[other], one) - fit(shown[one], one) - fit(shown[other], other)
    elif question.id == FALSE:  # how much better the cell would fit elsewhere

        def gain(option) -> float:
            cell = shown[option.id]
            return max(fit(cell, model) for model in models if model != option.id) - fit(cell, option.id)
    else:  # how much better this ending fits here than elsewhere

        def gain(option) -> float:
            here = asked.given.cell
            return fit(option.text, here) - fmean(fit(option.text, model) for model in models if model != here)

    return {option.id: gain(option) for option in question.options}


def scores() -> list[Score]:
    """Return a score for each form, and one for what the table's own cells give away where they are matched."""
    table = load_table()
    titles = dimensions_of(table)
    rows = {lesson: columns_of(table, title) for lesson, title in titles.items()}
    found: dict[str, list[tuple[float, float, float]]] = {}
    for lesson in titles:
        others = [row for other, row in rows.items() if other != lesson]
        fits = [taught(others, features) for features in (listed, words_in)]
        one = lesson_on(lesson, table)
        told = [answered(one, fit) | {"the table's cells": matched(rows[lesson], fit)} for fit in fits]
        chances = {question.id: 1 / len(question.options) for question in one.prediction.questions}
        for form in told[0]:
            found.setdefault(form, []).append((chances.get(form, 1 / len(rows[lesson])), told[0][form], told[1][form]))
    return [Score(form, len(all_), *(fmean(each) for each in zip(*all_, strict=True))) for form, all_ in found.items()]


def new(all_: list[Score]) -> list[Score]:
    """Return the scores of the forms in which something else than the table's cells is asked."""
    return [one for one in all_ if one.form in (CASES, SWAPPED, FALSE, MENDED, FINISH)]


def main() -> int:
    """Print the scores as a table; return 1 where a new form gives away more than it may, else 0."""
    names = {FALSE: "false: which one", MENDED: "false: what instead", MATCH: "match, in the lessons that keep it"}
    found = scores()
    print("| form | questions | chance | three lists | every word |\n| --- | --- | --- | --- | --- |")
    for one in found:
        shares = " | ".join(f"{100 * share:.0f}%" for share in (one.chance, one.lists, one.words))
        print(f"| {names.get(one.form, one.form)} | {one.questions} | {shares} |")
    return int(any(one.lists > one.chance + MOST / 100 for one in new(found)))


if __name__ == "__main__":
    raise SystemExit(main())
