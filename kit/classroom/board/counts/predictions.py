"""How a class matched the cells of a row to the models, before it saw them side by side."""

from dataclasses import dataclass

import pandas as pd

from kit.answers.keys import MATCH, PREDICT, Key, match
from kit.classroom.board.counts.look import TINTS, big
from kit.classroom.inbox.by_item import Answers, beside, few, fitting, learners, times
from kit.content.columns import Mark
from kit.views.contract import Picture
from kit.views.plot import OWN, axis

NOBODY = "Nobody has matched this row yet."


@dataclass(frozen=True)
class Matches:
    """The counts of a row: `given[cell][model]` is how many gave the cell of one model to another, or to its own."""

    given: dict[str, dict[str, int]]
    learners: int
    unfit: int

    @property
    def cells(self) -> int:
        """Return how many cells were given to a model, by all together."""
        return self.learners * len(self.given)

    @property
    def right(self) -> int:
        """Return how many of those were given as in the table."""
        return sum(row[cell] for cell, row in self.given.items())

    @property
    def confusions(self) -> list[tuple[int, str, str]]:
        """Return how many, the cell and the model it was given to, the commonest confusion first."""
        wrong = [(row[model], cell, model) for cell, row in self.given.items() for model in row if model != cell]
        return sorted((one for one in wrong if one[0]), key=lambda one: -one[0])


def matches(answers: Answers, lesson: str, models: list[str], first: bool = True) -> Matches:
    """Return how a class matched the row of a lesson, on its first try or its newest."""
    asked = answers.get(Key(lesson, PREDICT, MATCH), [])
    fit, unfit = fitting((one.first if first else one.value for one in asked), lambda value: match(value, models))
    given = {cell: {model: sum(one[cell] == model for one in fit) for model in models} for cell in models}
    return Matches(given, len(fit), unfit)


def row_picture(row: Matches, names: dict[str, str], marks: dict[str, Mark]) -> Picture:
    """Return one row: whose cell (down) was given to which model (across)."""
    counts = [[row.given[cell][model] for model in names] for cell in names]
    places, most = list(range(len(names))), max(row.learners, 1)
    colours = {"type": "heatmap", "z": counts, "zmin": 0, "zmax": most, "colorscale": TINTS, "showscale": False}
    words = {
        "type": "scatter", "mode": "text", "hoverinfo": "skip", "textfont": {"size": 18},
        "x": places * len(names), "y": [place for place in places for _ in names],
        "text": [f"<b>{count} ✓</b>" if line == column else str(count)
                 for line, cells in enumerate(counts) for column, count in enumerate(cells)],
    }  # fmt: skip
    heads = [f"{marks[model].sign} {name.replace(' ', '<br>')}" for model, name in names.items()]
    figure = big(
        {**colours, "hoverinfo": "skip", "xgap": 4, "ygap": 4}, words,
        height=120 + 72 * len(names), margin={"l": 152, "r": 10, "t": 80, "b": 10},
        xaxis=axis("given to", side="top", tickvals=places, ticktext=heads, tickangle=0, showgrid=False),
        yaxis=axis("the cell of", tickvals=places, ticktext=heads, showgrid=False, autorange="reversed"),
    )  # fmt: skip
    return Picture(figure, row_words(row, names), _row_numbers(row, names))


def row_words(row: Matches, names: dict[str, str]) -> str:
    """Return in words how many fitted, and the commonest confusion."""
    if not row.learners:
        return NOBODY + beside(row.unfit)
    said = f"{row.right} of {row.cells} cells went where the table has them, by {learners(row.learners)}."
    return f"{said} {confusion_words(row, names)}{beside(row.unfit)}{few(row.learners)}"


def confusion_words(row: Matches, names: dict[str, str]) -> str:
    """Return the commonest confusion of a row in words."""
    if not row.confusions:
        return "No cell was given to another model."
    number, cell, model = row.confusions[0]
    return f"The commonest confusion: the cell of {names[cell]} was given to {names[model]}, {times(number)}."


def _row_numbers(row: Matches, names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [[name, *(row.given[cell][model] for model in names)] for cell, name in names.items()],
        columns=["The cell of", *(f"given to {name}" for name in names.values())],
    )


def all_picture(rows: dict[str, Matches], titles: dict[str, str], names: dict[str, str]) -> Picture:
    """Return every row as a bar: the share of cells that went where the table has them, the hardest row first."""
    known = {lesson: row for lesson, row in rows.items() if row.learners}
    order = sorted(known, key=lambda lesson: known[lesson].right / known[lesson].cells)
    shares = [round(100 * known[lesson].right / known[lesson].cells) for lesson in order]
    bars = {
        "type": "bar", "orientation": "h", "x": shares, "y": [titles[lesson] for lesson in order],
        "text": [f"{share}%" for share in shares], "textposition": "outside", "cliponaxis": False,
        "marker": {"color": OWN}, "hoverinfo": "skip",
    }  # fmt: skip
    figure = big(
        bars, height=88 + 33 * max(1, len(order)), margin={"l": 225, "r": 48, "t": 10, "b": 52},
        xaxis=axis("cells as in the table, in %", range=[0, 100]), yaxis=axis(autorange="reversed", showgrid=False),
    )  # fmt: skip
    return Picture(figure, _all_words(known, order, titles, names), _all_numbers(known, order, titles, names))


def _all_words(known: dict[str, Matches], order: list[str], titles: dict[str, str], names: dict[str, str]) -> str:
    if not order:
        return NOBODY
    hardest, lightest = order[0], order[-1]
    said = f"Hardest to match: {titles[hardest]}. {confusion_words(known[hardest], names)}"
    return said if hardest == lightest else f"{said} Easiest: {titles[lightest]}."


def _all_numbers(
    known: dict[str, Matches], order: list[str], titles: dict[str, str], names: dict[str, str]
) -> pd.DataFrame:
    return pd.DataFrame(
        [
            [
                titles[one],
                known[one].learners,
                f"{known[one].right} of {known[one].cells}",
                _confusion(known[one], names),
            ]
            for one in order
        ],
        columns=["Dimension", "Learners", "Cells as in the table", "Commonest confusion"],
    )


def _confusion(row: Matches, names: dict[str, str]) -> str:
    return next((f"{names[cell]} to {names[model]}, {times(number)}" for number, cell, model in row.confusions), "none")
