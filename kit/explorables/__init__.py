"""Figures to work with, one a dimension: a folder of equals with one contract and no base class.

A module here is named after its dimension and has

- `TITLE`: what the figure is, in a few words
- `KIND`: one of `KINDS`: a `model` computes from assumptions, `evidence` shows facts, a `judgement` is the learner's
- `ASSUMPTIONS`: what a model assumes, a sentence each (empty for pure evidence)
- `SOURCES`: the ids in `data/sources.yaml` of what it shows (empty for a pure model)
- `LEAVES_OUT`: what the picture leaves out, in a sentence or two
- `CONTROLS`: {name: Range | Choice | Grid}, in the order in which they stand on the page
- `picture(**controls) -> Picture`: a pure function; the same values always give the same picture

Its figure is a dict in the words of plotly.js (https://plotly.com/javascript/reference), which `kit.figures.plain` lays
out. What `plotly.graph_objects` makes will do too; it costs each learner's kernel half a second and 15 MB.
`python -m kit check` draws every figure at its start and with each control moved, and names what Plotly does not know.
"""

from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

from kit.figures import Figure
from kit.labels import said

if TYPE_CHECKING:
    import pandas as pd

KINDS = (
    said("model"),
    said("evidence"),
    said("model and evidence"),
    said("judgement"),
    said("judgement and evidence"),
)


@dataclass(frozen=True)
class Range:
    """A whole number to slide: its label, where it starts, its lowest and highest value, its step and unit."""

    label: str
    value: int
    low: int
    high: int
    step: int = 1
    unit: str = ""

    @property
    def ends(self) -> tuple[int, int]:
        """Return the two values at which a figure is most likely to break."""
        return self.low, self.high


@dataclass(frozen=True)
class Choice:
    """One of several options, {id: words}, and the id that it starts with."""

    label: str
    value: str
    options: dict[str, str]

    @property
    def ends(self) -> tuple[str, ...]:
        """Return every id: a choice has no middle."""
        return tuple(self.options)


@dataclass(frozen=True)
class Grid:
    """A table in which the learner judges every cell; rows, columns and options are {id: words}.

    Its value is {"row/column": option id} for the cells judged so far. It is saved in the journal and comes back.
    `on_paper` is False where a pen is not enough, because every move needs an answer.
    """

    label: str
    rows: dict[str, str]
    columns: dict[str, str]
    options: dict[str, str]
    value: dict[str, str] = field(default_factory=dict)
    on_paper: bool = True

    @property
    def ends(self) -> tuple[dict[str, str], ...]:
        """Return no judgement at all, and every cell judged alike, once for each option."""
        keys = [f"{row}/{column}" for row in self.rows for column in self.columns]
        return {}, *(dict.fromkeys(keys, option) for option in self.options)


@dataclass(frozen=True)
class Picture:
    """What an explorable draws: the figure, a sentence on what it shows, its numbers (a row a mark or group)."""

    figure: Figure
    summary: str
    numbers: "pd.DataFrame"


def load_explorable(dimension: str) -> ModuleType | None:
    """Return the module of a dimension, or None for a dimension that has no figure of its own."""
    name = f"{__name__}.{dimension}"
    return import_module(name) if find_spec(name) else None


def at_start(explorable: ModuleType) -> Picture:
    """Return an explorable's picture with every control where it starts."""
    return explorable.picture(**{name: control.value for name, control in explorable.CONTROLS.items()})
