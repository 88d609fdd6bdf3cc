"""How hard the class finds that each critique bites each model: the mean mark of every cell, and where marks part."""

from statistics import mean, pstdev
from textwrap import wrap
from typing import Any, NamedTuple

import pandas as pd

from kit.classroom.board.counts.look import TINTS, big
from kit.classroom.inbox.by_item import Answers, beside, few, learners
from kit.content.columns import MARKS
from kit.explorables.critiques import CRITIQUES, MODELS, OPTIONS, home
from kit.views.contract import Picture
from kit.views.plot import MUTED, Figure, axis

LESSON = "critiques"
KEY = (LESSON, "explore", "figure/marks")
VIEWS = {"mean": "The mean mark of each cell", "spread": "How far the marks of a cell lie apart"}

Cell = tuple[str, str]  # a critique and a model


class Marks(NamedTuple):
    """The marks, 0 to 4, of each cell that anybody marked; how many learners; how many marks fit no cell."""

    cells: dict[Cell, list[int]]
    learners: int
    unfit: int


def marks(answers: Answers) -> Marks:
    """Return the class's newest marks; of a learner's answer, what fits counts."""
    cells: dict[Cell, list[int]] = {}
    people, unfit = 0, 0
    for one in answers.get(KEY, []):
        fit = _fitting(one.value)
        unfit += (len(one.value) if isinstance(one.value, dict) else 1) - len(fit)
        people += bool(fit)
        for cell, mark in fit.items():
            cells.setdefault(cell, []).append(mark)
    return Marks(cells, people, unfit)


def _fitting(value: Any) -> dict[Cell, int]:
    if not isinstance(value, dict):
        return {}
    pairs = ((tuple(key.split("/")), mark) for key, mark in value.items())
    return {
        cell: int(mark)
        for cell, mark in pairs
        if len(cell) == 2 and cell[0] in CRITIQUES and cell[1] in MODELS and isinstance(mark, str) and mark in OPTIONS
    }


def picture(given: Marks, view: str = "mean") -> Picture:
    """Return the critiques by the models, a number in every cell: the mean mark, or the spread of the marks."""
    values = [[_value(given.cells.get((critique, model)), view) for model in MODELS] for critique in CRITIQUES]
    tints = {
        "type": "heatmap", "z": [[0 if value is None else value for value in row] for row in values],
        "zmin": 0, "zmax": 4 if view == "mean" else 2, "colorscale": TINTS, "showscale": False,
        "hoverinfo": "skip", "xgap": 4, "ygap": 4,
    }  # fmt: skip
    words = {
        "type": "scatter", "mode": "text", "hoverinfo": "skip", "textfont": {"size": 16},
        "x": list(range(len(MODELS))) * len(CRITIQUES),
        "y": [line for line in range(len(CRITIQUES)) for _ in MODELS],
        "text": ["·" if value is None else f"{value:.1f}" for row in values for value in row],
    }  # fmt: skip
    return Picture(_figure(tints, words), _words(given), _numbers(given))


def _value(marks: list[int] | None, view: str) -> float | None:
    return None if not marks else mean(marks) if view == "mean" else pstdev(marks)


def _figure(*traces: dict) -> Figure:
    heads = [f"{MARKS[place].sign} {name.replace(' ', '<br>')}" for place, name in enumerate(MODELS.values())]
    labels = ["<br>".join(wrap(words, 24)) for _, words, _ in CRITIQUES.values()]
    spots = [(home(name), line) for line, name in enumerate(CRITIQUES)]
    frames = "".join(f"M{x - 0.49:.2f},{y - 0.46:.2f}H{x + 0.49:.2f}V{y + 0.46:.2f}H{x - 0.49:.2f}Z" for x, y in spots)
    return big(
        *traces, height=590, margin={"l": 200, "r": 10, "t": 64, "b": 10},
        xaxis=axis(side="top", tickvals=list(range(len(MODELS))), ticktext=heads, tickangle=0, showgrid=False),
        yaxis=axis(range=[len(CRITIQUES) - 0.5, -0.5], tickvals=list(range(len(CRITIQUES))), ticktext=labels,
                   showgrid=False),
        shapes=[{"type": "path", "path": frames, "line": {"color": MUTED, "width": 2.5}}],
    )  # fmt: skip


def _words(given: Marks) -> str:
    if not given.cells:
        return f"Nobody has marked a critique yet.{beside(given.unfit)}"
    hardest = max(given.cells, key=lambda cell: mean(given.cells[cell]))
    said = f"{learners(given.learners)}. Hardest: {_named(hardest)}, {mean(given.cells[hardest]):.1f} of 4."
    parted = max(given.cells, key=lambda cell: pstdev(given.cells[cell]))
    if pstdev(given.cells[parted]):
        said += f" Marks lie furthest apart for {_named(parted)}: from {min(given.cells[parted])} to "
        said += f"{max(given.cells[parted])}. The frames show under which model the table puts a critique."
    return f"{said}{beside(given.unfit)}{few(given.learners)}"


def _named(cell: Cell) -> str:
    return f"'{CRITIQUES[cell[0]][1]}' for {MODELS[cell[1]]}"


def _numbers(given: Marks) -> pd.DataFrame:
    return pd.DataFrame(
        [
            [words, *(_in_numbers(given.cells.get((name, model), [])) for model in MODELS)]
            for name, (_, words, _) in CRITIQUES.items()
        ],
        columns=["Critique", *(f"{name}: mean, lowest to highest, marks" for name in MODELS.values())],
    )


def _in_numbers(marks: list[int]) -> str:
    return f"{mean(marks):.1f}, {min(marks)} to {max(marks)}, {len(marks)}" if marks else "none"
