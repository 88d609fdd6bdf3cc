"""Placements: where a class placed cases between the models: the cloud, its middle, how far two learners lie apart.

A distance is in points: how many of the 100 would have to move from one place to be the other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from statistics import fmean, median
from typing import Any, NamedTuple

import pandas as pd

from kit.answers.case import OWN
from kit.answers.keys import PLACE, REASON, UNSEEN, Weights, weights
from kit.answers.placements import distance, mean, rounded
from kit.base.labels import prose, say, say_number
from kit.classroom.board.curtain import SIDE, bars, big, pictured
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import Answers, beside, fitting
from kit.classroom.inbox.names import plain
from kit.content.columns import Mark
from kit.views import plot
from kit.views.contract import Picture
from kit.views.plot import Figure, axis, scatter
from kit.views.triangle import dots, sides
from kit.widgets.parts import Step, dropdown

EVERY = "every"  # all cases together
NAMED = 5  # so many cases are named; what learners call their own case does not go on a wall
WORDS = prose(__file__)
MEAN = "#c9671b"
STAR = {"symbol": "star", "size": 20, "color": MEAN}
DOT = {"color": "rgba(59,130,196,.6)", "line": {"width": 1, "color": plot.OWN}}  # through which the next one shows


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
    case = OWN if item.startswith(f"{OWN}:") else UNSEEN if item.startswith(UNSEEN) else item
    shares = weights(value, models) if case in (OWN, UNSEEN) or case in known else None
    return Placed(case, shares) if shares else None


def of_case(all_: list[Placed], case: str) -> list[Weights]:
    """Return the places of one case, or of every case that learners chose themselves."""
    return [one.weights for one in all_ if case == one.case or (case == EVERY and one.case != UNSEEN)]


def middle(places: list[Weights]) -> Weights:
    """Return the mean of places, which must not be none, in whole points."""
    return rounded(mean(places))


def apart(places: list[Weights]) -> float:
    """Return how far two of the places lie apart on average; 0 for fewer than two.

    Unlike the distance from the mean, this does not grow with the number of places.
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


def _agreed(dimension: str, all_: list[Placed]) -> Iterator[Agreement]:
    groups = [of_case(all_, case) for case in sorted({one.case for one in all_} - {OWN})]
    if shared := [places for places in groups if len(places) > 1]:
        between = fmean(map(apart, shared), weights=[len(places) * (len(places) - 1) for places in shared])
        yield Agreement(dimension, between, sum(map(len, shared)), len(shared))


def cloud_picture(places: list[Weights], names: dict[str, str], marks: dict[str, Mark], unfit: int) -> Picture:
    """Return the places as dots, larger where several are one, the mean, and the line within which half of them lie."""
    rows = [
        [name, *(say_number(number(one[model] for one in places), 0) for number in (min, fmean, max))]
        for model, name in names.items()
        if places
    ]
    numbers = pd.DataFrame(rows, columns=[say("Model"), *WORDS["weights"].values()])
    figure = (_triangle if len(names) == 3 else _strips)(places, names, marks)
    if not places:
        return Picture(figure, WORDS["nobody"] + beside(unfit), numbers)
    shares = ", ".join(f"{names[model]} {share}" for model, share in middle(places).items())
    told = {"shares": shares, "apart": round(apart(places)), "half": round(half_within(places))}
    words = WORDS("several" if len(places) > 1 else "one", number=len(places), **told)
    return Picture(figure, words + beside(unfit, len(places)), numbers)


def _triangle(places: list[Weights], names: dict[str, str], marks: dict[str, Mark]) -> Figure:
    """Return a dot for each place where somebody stands, larger for several, the mean, and the line round half."""
    counted = Counter(tuple(one.values()) for one in places)
    sizes = {"size": [min(38, 11 * count**0.5) for count in counted.values()]}
    text = [WORDS("at", number=count, weights=" / ".join(map(str, weights))) for weights, count in counted.items()]
    traces = [dots(counted, mode="markers", hoverinfo="text", marker=sizes | DOT, text=text)]
    if len(places) > 1:
        line = {"color": MEAN, "width": 3, "dash": "dash"}
        traces.append(dots([corner.values() for corner in ring(places)], mode="lines", line=line))
        traces.append(dots([middle(places).values()], marker=STAR, text=[f"<b>{WORDS['mean']}</b>"]))
    ground, room = sides(names.values(), [marks[model] for model in names]), 5 * max(14, *map(len, names.values()))
    return big(*traces, height=540, margin={"l": room, "r": room, "t": 48, "b": 56}, ternary=ground)


def _strips(places: list[Weights], names: dict[str, str], marks: dict[str, Mark]) -> Figure:
    """Return a strip a model with every weight as a dot: for tables that have not three models, but two or four."""
    labels = [f"{marks[model].sign} {name}" for model, name in names.items()]
    weights, beside = [one[model] for model in names for one in places], [name for name in labels for _ in places]
    means = middle(places).values() if places else ()
    return big(
        scatter(weights, beside, cliponaxis=False, marker={"size": 13, **DOT}),
        scatter(means, labels if places else (), cliponaxis=False, marker=STAR),
        height=96 + 64 * len(names), margin={"l": 184, "r": 32, "t": 16, "b": 56},
        xaxis=axis(WORDS["axis"], range=[0, 100]),
        yaxis=axis(autorange="reversed", **SIDE),
    )  # fmt: skip


def agreement_picture(titles: dict[str, str], found: list[Agreement], unfit: int) -> Picture:
    """Return the dimensions as bars, from the most agreed to the most disputed."""
    rows = [[titles[one.dimension], say_number(one.apart, 0), one.placements, one.cases] for one in found]
    lines = [(title, one.apart, words) for one, (title, words, *_) in zip(found, rows, strict=True)]
    numbers = pd.DataFrame(rows, columns=[say("Dimension"), *WORDS["agreement"].values()])
    told = [WORDS["no_two"]]
    if found:
        told = [WORDS("most_agreed", dimension=titles[found[0].dimension], number=round(found[0].apart))]
    if len(found) > 1:
        told.append(WORDS("most_disputed", dimension=titles[found[-1].dimension], number=round(found[-1].apart)))
    return Picture(bars(lines, axis(WORDS["apart"], range=[0, 100])), " ".join(told) + beside(unfit), numbers)


def placements(board: BoardState) -> Step:
    """Return the step: a dimension, a case, the cloud of its placements."""
    named = [(name, id_) for id_, name in sorted(board.cases.items(), key=lambda one: plain(one[1]))]
    cases = [(WORDS["every"], EVERY), *named, (WORDS["own_cases"], OWN), (WORDS["unseen"], UNSEEN)]
    lesson, case = dropdown(say("Dimension"), board.options, board.options[0][1]), dropdown(say("Case"), cases, EVERY)

    def found() -> tuple[list[Placed], int]:
        return placed(board.answers, lesson.value, board.models, board.cases)

    def draw() -> Picture:
        all_, unfit = found()
        return cloud_picture(of_case(all_, case.value), board.short, board.marks, unfit)

    def waiting() -> str:
        counts = Counter(one.case for one in found()[0]).most_common(NAMED)
        names = {**board.cases, OWN: WORDS["own_case"], UNSEEN: WORDS["unseen"]}
        most = ", ".join(f"{names[one]} {say_number(count)}" for one, count in counts)
        return WORDS("so_far", most=most) if most else WORDS["no_case"]

    return pictured(board, "placements", [lesson, case], waiting, draw)


def agreement(board: BoardState) -> Step:
    """Return the step: the dimensions from the most agreed to the most disputed."""

    def found() -> tuple[list[Agreement], int]:
        return agreed(board.answers, board.titles, board.models, board.cases)

    return pictured(
        board, "agreement", [],
        lambda: WORDS("dimensions", number=len(found()[0]), all=len(board.titles)),
        lambda: agreement_picture(board.titles, *found()),
    )  # fmt: skip
