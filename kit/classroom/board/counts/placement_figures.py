"""Pictures of a class's placements: the cloud of one case on one dimension, and the dimensions by agreement."""

from collections import Counter
from statistics import fmean
from typing import Any

import pandas as pd

from kit.answers.keys import Weights
from kit.classroom.board.counts.look import bars, big
from kit.classroom.board.counts.placements import Agreement, apart, half_within, middle, ring
from kit.classroom.inbox.by_item import beside, few
from kit.content.columns import Mark
from kit.views.contract import Picture
from kit.views.plot import CLEAR, MUTED, OWN, QUIET, Figure, axis

NOBODY = "Nobody has placed this here yet."
MEAN = "#c9671b"
STAR = {"symbol": "star", "size": 20, "color": MEAN}
DOT = "rgba(59,130,196,.6)"  # OWN, through which the next one shows


def cloud_picture(places: list[Weights], names: dict[str, str], marks: dict[str, Mark], unfit: int) -> Picture:
    """Return the places as dots, larger where several are one, the mean, and the line within which half of them lie."""
    draw = _triangle if len(names) == 3 else _strips
    return Picture(draw(places, names, marks), _words(places, names, unfit), _numbers(places, names))


def _words(places: list[Weights], names: dict[str, str], unfit: int) -> str:
    if not places:
        return NOBODY + beside(unfit)
    shares = ", ".join(f"{names[model]} {share}" for model, share in middle(places).items())
    if len(places) == 1:
        return f"One placement: {shares}.{beside(unfit)}{few(1)}"
    return (
        f"{len(places)} placements. Their mean: {shares}. Two of them lie {apart(places):.0f} points of 100 apart on "
        f"average; half lie within {half_within(places):.0f} of the mean.{beside(unfit)}{few(len(places))}"
    )


def _numbers(places: list[Weights], names: dict[str, str]) -> pd.DataFrame:
    rows = [
        [name, *(f"{number(one[model] for one in places):.0f}" for number in (min, fmean, max))]
        for model, name in names.items()
        if places
    ]
    return pd.DataFrame(rows, columns=["Model", "Lowest weight", "Mean weight", "Highest weight"])


def _triangle(places: list[Weights], names: dict[str, str], marks: dict[str, Mark]) -> Figure:
    side = {"min": 0, "ticks": "", "showticklabels": False, "gridcolor": QUIET, "linecolor": MUTED, "dtick": 25}
    sides = {
        f"{letter}axis": {**side, "title": {"text": f"{marks[model].sign} {name}"}}
        for letter, (model, name) in zip("abc", names.items(), strict=True)
    }
    traces = [_dots(places, names)] if places else [{"type": "scatterternary"}]
    if len(places) > 1:
        traces.append(_spots("lines", ring(places), names, line={"color": MEAN, "width": 3, "dash": "dash"}))
        star = {"text": ["<b>mean</b>"], "textposition": "top center", "marker": STAR, "cliponaxis": False}
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
    text = [f"{count} at {' / '.join(map(str, weights))}" for weights, count in counted.items()]
    spots = [dict(zip(names, weights, strict=True)) for weights in counted]
    return _spots("markers", spots, names, cliponaxis=False, hoverinfo="text", marker=marker, text=text)


def _strips(places: list[Weights], names: dict[str, str], marks: dict[str, Mark]) -> Figure:
    """Return a strip a model with every weight as a dot: for tables that have not three models, but two or four."""
    labels = [f"{marks[model].sign} {name}" for model, name in names.items()]
    dots = {
        "type": "scatter", "mode": "markers", "hoverinfo": "skip", "cliponaxis": False,
        "x": [one[model] for model in names for one in places], "y": [name for name in labels for _ in places],
        "marker": {"size": 13, "color": DOT, "line": {"width": 1, "color": OWN}},
    }  # fmt: skip
    mean = {
        "type": "scatter", "mode": "markers", "hoverinfo": "skip", "cliponaxis": False,
        "x": list(middle(places).values()) if places else [], "y": labels if places else [],
        "marker": STAR,
    }  # fmt: skip
    return big(
        dots, mean, height=96 + 64 * len(names), margin={"l": 184, "r": 32, "t": 16, "b": 56},
        xaxis=axis("weight of 100; the star is the mean", range=[0, 100]),
        yaxis=axis(autorange="reversed", showgrid=False),
    )  # fmt: skip


def agreement_picture(found: list[Agreement], titles: dict[str, str], unfit: int) -> Picture:
    """Return the dimensions as bars, from the most agreed to the most disputed."""
    figure = bars(
        [titles[one.dimension] for one in found],
        [one.apart for one in found],
        [f"{one.apart:.0f}" for one in found],
        axis("points apart, two learners with the same case", range=[0, 100]),
    )
    numbers = pd.DataFrame(
        [[titles[one.dimension], f"{one.apart:.0f}", one.placements, one.cases] for one in found],
        columns=["Dimension", "Points apart", "Placements", "Cases that two or more placed"],
    )
    return Picture(figure, _agreed(found, titles) + beside(unfit), numbers)


def _agreed(found: list[Agreement], titles: dict[str, str]) -> str:
    if not found:
        return "No two learners have placed the same case yet."
    least, most = found[0], found[-1]
    said = f"Most agreed: {titles[least.dimension]}, where two learners with the same case lie {least.apart:.0f} points"
    if least is most:
        return f"{said} apart on average."
    return f"{said} apart on average. Most disputed: {titles[most.dimension]}, with {most.apart:.0f}."
