"""Pictures of a class's placements: the cloud of one case on one dimension, and the dimensions by agreement."""

from collections import Counter
from statistics import fmean
from typing import Any

import pandas as pd

from kit.answers.keys import Weights
from kit.base.labels import say, say_number
from kit.base.prose import prose
from kit.classroom.board.counts.look import bars, big
from kit.classroom.board.counts.placements import Agreement, apart, half_within, middle, ring
from kit.classroom.inbox.by_item import beside
from kit.content.columns import Mark
from kit.views.contract import Picture
from kit.views.plot import CLEAR, MUTED, OWN, QUIET, Figure, axis, scatter

WORDS = prose(__file__)
MEAN = "#c9671b"
STAR = {"symbol": "star", "size": 20, "color": MEAN}
DOT = "rgba(59,130,196,.6)"  # OWN, through which the next one shows


def cloud_picture(places: list[Weights], names: dict[str, str], marks: dict[str, Mark], unfit: int) -> Picture:
    """Return the places as dots, larger where several are one, the mean, and the line within which half of them lie."""
    rows = [
        [name, *(say_number(number(one[model] for one in places), 0) for number in (min, fmean, max))]
        for model, name in names.items()
        if places
    ]
    numbers = pd.DataFrame(rows, columns=[say("Model"), *WORDS["weights"].values()])
    draw = _triangle if len(names) == 3 else _strips
    return Picture(draw(places, names, marks), _words(places, names, unfit), numbers)


def _words(places: list[Weights], names: dict[str, str], unfit: int) -> str:
    if not places:
        return WORDS["nobody"] + beside(unfit)
    shares = ", ".join(f"{names[model]} {share}" for model, share in middle(places).items())
    told = {"shares": shares, "apart": round(apart(places)), "half": round(half_within(places))}
    return WORDS("several" if len(places) > 1 else "one", number=len(places), **told) + beside(unfit, len(places))


def _triangle(places: list[Weights], names: dict[str, str], marks: dict[str, Mark]) -> Figure:
    side = {"min": 0, "ticks": "", "showticklabels": False, "gridcolor": QUIET, "linecolor": MUTED, "dtick": 25}
    sides = {
        f"{letter}axis": {**side, "title": {"text": f"{marks[model].sign} {name}"}}
        for letter, (model, name) in zip("abc", names.items(), strict=True)
    }
    traces = [_dots(places, names)] if places else [{"type": "scatterternary"}]
    if len(places) > 1:
        traces.append(_spots("lines", ring(places), names, line={"color": MEAN, "width": 3, "dash": "dash"}))
        star = {"text": [f"<b>{WORDS['mean']}</b>"], "textposition": "top center", "marker": STAR, "cliponaxis": False}
        traces.append(_spots("markers+text", [middle(places)], names, **star))
    return big(
        *traces, height=540, margin={"l": 72, "r": 72, "t": 48, "b": 56},
        ternary={"sum": 100, "bgcolor": CLEAR, **sides},
    )  # fmt: skip


def _spots(mode: str, places: list[dict[str, float]], names: dict[str, str], **looks: Any) -> dict[str, Any]:
    sides = {letter: [one[model] for one in places] for letter, model in zip("abc", names, strict=True)}
    return {"type": "scatterternary", "mode": mode, "hoverinfo": "skip", **sides, **looks}


def _dots(places: list[Weights], names: dict[str, str]) -> dict[str, Any]:
    """Return a dot for each place where somebody stands, larger for several, with how many that are."""
    counted = Counter(tuple(one[model] for model in names) for one in places)
    sizes = [min(38, 11 * count**0.5) for count in counted.values()]
    marker = {"size": sizes, "color": DOT, "line": {"width": 1, "color": OWN}}
    text = [WORDS("at", number=count, weights=" / ".join(map(str, weights))) for weights, count in counted.items()]
    spots = [dict(zip(names, weights, strict=True)) for weights in counted]
    return _spots("markers", spots, names, cliponaxis=False, hoverinfo="text", marker=marker, text=text)


def _strips(places: list[Weights], names: dict[str, str], marks: dict[str, Mark]) -> Figure:
    """Return a strip a model with every weight as a dot: for tables that have not three models, but two or four."""
    labels = [f"{marks[model].sign} {name}" for model, name in names.items()]
    look = {"size": 13, "color": DOT, "line": {"width": 1, "color": OWN}}
    weights, beside = [one[model] for model in names for one in places], [name for name in labels for _ in places]
    means = middle(places).values() if places else ()
    return big(
        scatter(weights, beside, cliponaxis=False, marker=look),
        scatter(means, labels if places else (), cliponaxis=False, marker=STAR),
        height=96 + 64 * len(names), margin={"l": 184, "r": 32, "t": 16, "b": 56},
        xaxis=axis(WORDS["axis"], range=[0, 100]),
        yaxis=axis(autorange="reversed", showgrid=False),
    )  # fmt: skip


def agreement_picture(found: list[Agreement], titles: dict[str, str], unfit: int) -> Picture:
    """Return the dimensions as bars, from the most agreed to the most disputed."""
    figure = bars(
        [titles[one.dimension] for one in found],
        [one.apart for one in found],
        [say_number(one.apart, 0) for one in found],
        axis(WORDS["apart"], range=[0, 100]),
    )
    numbers = pd.DataFrame(
        [[titles[one.dimension], say_number(one.apart, 0), one.placements, one.cases] for one in found],
        columns=[say("Dimension"), *WORDS["agreement"].values()],
    )
    return Picture(figure, _agreed(found, titles) + beside(unfit), numbers)


def _agreed(found: list[Agreement], titles: dict[str, str]) -> str:
    if not found:
        return WORDS["no_two"]
    least, most = found[0], found[-1]
    told = WORDS("most_agreed", dimension=titles[least.dimension], number=round(least.apart))
    more = WORDS("most_disputed", dimension=titles[most.dimension], number=round(most.apart))
    return told if least is most else f"{told} {more}"
