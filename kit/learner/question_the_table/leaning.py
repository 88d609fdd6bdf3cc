"""Does this kit lean? Who is ahead in each of its figures, by the figure's own measure, wherever its controls stand."""

import random
from collections import Counter
from functools import cache
from typing import Any

import ipywidgets as widgets
import pandas as pd

from kit.base.labels import said, say
from kit.content.columns import Column
from kit.explorables import load_explorable
from kit.views.contract import Choice, Explorable, Grid, Range
from kit.views.templates import Pieces
from kit.widgets.parts import box, button, html

PIECES = Pieces(__file__)
SETTINGS = 300  # a figure: more would keep a class waiting
SEED = 13
NOBODY, UNRANKED = said("nobody"), said("ranks no column")


@cache
def ahead_over_settings(explorable: Explorable) -> dict[str, float]:
    """Return each column's share, 0 to 1, of the settings that rank, "" for nobody; empty for one that never ranks.

    The settings are drawn with a fixed seed; each value of a control is as likely as any other.
    """
    draw = random.Random(SEED)
    drawn = [{name: _any(control, draw) for name, control in explorable.controls.items()} for _ in range(SETTINGS)]
    found = {str(one): explorable.ahead(**one) for one in {str(one): one for one in drawn}.values()}
    counts = Counter(ahead for one in drawn if (ahead := found[str(one)]) is not None)
    return {column: count / counts.total() for column, count in counts.items()}


def _any(control: Range | Choice | Grid, draw: random.Random) -> Any:
    """Return one value that a control can take; in a grid every cell is judged."""
    if isinstance(control, Range):
        return draw.choice(range(control.low, control.high + 1, control.step))
    if isinstance(control, Choice):
        return draw.choice(list(control.options))
    return {cell: draw.choice(list(control.options)) for cell in control.cells}


def leaning(dimensions: dict[str, str], columns: list[Column]) -> widgets.Widget:
    """Return the same test put to the kit: a button, for counting takes seconds, and then the counts as a table.

    `dimensions` are {id: title}; those whose figure does not say who of these columns is ahead are left out.
    """
    pressed, counts = button(say("Count it for all figures"), main=False), html()

    def count(_: object) -> None:
        figures = [(name, figure) for id, name in dimensions.items() if (figure := load_explorable(id))]
        ids = {"", *(column.id for column in columns)}  # another table has others than those that a figure speaks of
        ranking = [one for one in figures if one[1].ahead is not None and ahead_over_settings(one[1]).keys() <= ids]
        rows = [_row(name, figure, columns) for name, figure in ranking]
        counts.value = PIECES.counts(pd.DataFrame(rows))

    pressed.on_click(count)
    return box([html(PIECES.about(SETTINGS)), pressed, counts])


def _row(title: str, figure: Explorable, columns: list[Column]) -> dict[str, str]:
    names = {column.id: column.name for column in columns} | {"": say(NOBODY), None: say(UNRANKED)}
    shares = ahead_over_settings(figure)
    counted = {name: f"{shares.get(id, 0):.0%}" if shares else "" for id, name in names.items() if id is not None}
    return {say("Figure"): title, say("Ahead at the start"): names[figure.ahead(**figure.start)], **counted}
