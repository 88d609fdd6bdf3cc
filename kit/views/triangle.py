"""Pictures of where cases stand: a path from dimension to dimension, and pairs of places with a line between them."""

from collections.abc import Iterable
from textwrap import wrap
from typing import Any

from kit.base.paths import beside
from kit.content.columns import Mark
from kit.views.plot import CLEAR, MUTED, OWN, QUIET, WIDE, Figure, axis, lying, plain

Pair = tuple[str, list[int], list[int]]  # a name, and two places: weights in the order of the models

GROUND = 8  # with no more of the top model a point has its name above it: below stand those of the corners
HOLLOW = {"size": 10, "symbol": "circle-open", "color": MUTED, "line": {"width": 2}}
LAYOUT = beside(__file__)
Placed = tuple[str, list[int]]  # the name of a case, and its weights in the order of the models


def path(names: list[str], marks: list[Mark], stops: list[Placed], at: int) -> Figure:
    """Return the stops up to number `at` (from 0), the one there emphasised, the earlier ones fading.

    Where there are not three models it is a bar a stop, the one at hand on top.
    """
    behind, here = stops[:at], stops[at]
    if len(names) != 3:
        return stacked(names, marks, here, list(reversed(behind)))
    fading = [round(0.3 + 0.6 * place / max(1, at), 2) for place in range(at)]
    return triangle(
        names, marks,
        _dots(stops[: at + 1], mode="lines", line={"color": MUTED, "width": 1.5}, opacity=0.6),
        _dots(stops[max(0, at - 1) : at + 1], mode="lines", line={"color": OWN, "width": 3}),
        _dots(behind, marker={"size": 10, "color": MUTED, "opacity": fading}, textposition="bottom center"),
        _dots([here], marker={"size": 17, "symbol": "star", "color": OWN}, textfont={"size": 17}),
    )  # fmt: skip


def pairs(names: list[str], marks: list[Mark], ends: tuple[str, str], moves: list[Pair]) -> Figure:
    """Return each pair as a hollow point, a filled one and a line between them; `ends` names the two kinds.

    Where there are not three models it is two bars a pair.
    """
    starts, stops = [(name, one) for name, one, _ in moves], [(name, other) for name, _, other in moves]
    if len(names) != 3:
        bars = [(f"{name}, {end}", place) for name, *places in moves for end, place in zip(ends, places, strict=True)]
        return stacked(names, marks, bars[0], bars[1:])
    lines = [
        _dots([start, stop], mode="lines", line={"color": MUTED, "width": 1.5}, showlegend=False)
        for start, stop in zip(starts, stops, strict=True)
    ]
    return triangle(
        names, marks, *lines,
        _dots(starts, mode="markers", marker={**HOLLOW, "size": 11}, name=ends[0]),
        _dots(stops, marker={"size": 12, "symbol": "diamond", "color": OWN}, name=ends[1], text=_shared_labels(stops)),
        **LAYOUT["pairs"],
    )  # fmt: skip


def _shared_labels(stops: list[Placed]) -> list[str]:
    """Return a label a stop: the first at a place names all that stand there, the others nothing."""
    there: dict[tuple[int, ...], list[str]] = {}
    for name, weights in stops:
        there.setdefault(tuple(weights), []).append(name)
    return [", ".join(there.pop(tuple(weights), [])) for _, weights in stops]


def _dots(stops: list[Placed], **looks: Any) -> dict[str, Any]:
    return dots([weights for _, weights in stops], **{"text": [name for name, _ in stops], **looks})


def dots(places: Iterable[Iterable[float]], **looks: Any) -> dict[str, Any]:
    """Return marks in a triangle, at weights of 100 in the order of the models (top, left, right)."""
    shares = [list(share) for share in zip(*places, strict=True)] or [[], [], []]
    return {**LAYOUT["dots"], **dict(zip("abc", shares, strict=True)), **looks}


def ternary(names: list[str], marks: list[Mark], own: Placed, others: list[Placed]) -> Figure:
    """Return a triangle of three models (top, left, right) with one's own point and others, all weights of 100."""
    beneath = ["bottom center" if weights[0] > GROUND else "top center" for _, weights in others]
    return triangle(
        names, marks, _dots(others, hoverinfo="text", textposition=beneath, marker=HOLLOW),
        _dots([own], hoverinfo="text", marker={"size": 15, "symbol": "star", "color": OWN}),
    )  # fmt: skip


def triangle(names: list[str], marks: list[Mark], *traces: Any, **layout: Any) -> Figure:
    """Return a triangle of three models (top, left, right) with `scatterternary` traces in it."""
    return plain(*traces, **{**LAYOUT["ground"], **layout}, ternary=sides(names, marks))


def sides(names: Iterable[str], marks: list[Mark]) -> dict[str, Any]:
    """Return a triangle's ground, with the names of the models at its top, left and right."""
    top, *below = [f"{mark.sign} {name}" for name, mark in zip(names, marks, strict=True)]
    titles = [top, *(name.replace(" ", "<br>").replace("<br>", " ", 1) for name in below)]  # the lower two must part
    side = {"min": 0, "ticks": "", "showticklabels": False, "gridcolor": QUIET, "linecolor": MUTED, "dtick": 25}
    axes = {f"{letter}axis": {**side, "title": {"text": title}} for letter, title in zip("abc", titles, strict=True)}
    return {"sum": 100, "bgcolor": CLEAR, **axes}


def stacked(names: list[str], marks: list[Mark], own: Placed, others: list[Placed]) -> Figure:
    """Return a bar a case, shared out among the models: for tables that have not three models, but two or four."""
    cases = [("<br>".join(wrap(name, WIDE)), weights) for name, weights in [*reversed(others), own]]
    longest = max(len(line) for name, _ in cases for line in name.split("<br>"))
    shares = zip(names, marks, zip(*(weights for _, weights in cases), strict=True), strict=True)
    bars = [
        lying(weights, [case for case, _ in cases], marker={"color": mark.colour}, textposition="inside", textangle=0,
              text=[f"{mark.sign} {name} {weight}" for weight in weights])
        for name, mark, weights in shares
    ]  # fmt: skip
    return plain(
        *bars, barmode="stack", height=90 + 44 * len(cases), xaxis=axis(range=[0, 100]), yaxis=axis(),
        margin={"l": 24 + 8 * longest, "r": 12, "t": 12, "b": 40}, uniformtext={"minsize": 9, "mode": "hide"},
    )  # fmt: skip
