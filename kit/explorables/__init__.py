"""Figures to work with, one a dimension: a folder of equals with one contract and no base class.

A module here is named after its dimension and has

- `TITLE`: what the figure is, in a few words
- `KIND`: one of `KINDS`: a `model` computes from assumptions, `evidence` shows facts, a `judgement` is the learner's
- `ASSUMPTIONS`: what a model assumes, a sentence each (empty for pure evidence)
- `SOURCES`: the ids in `data/sources.yaml` of what it shows (empty for a pure model)
- `LEAVES_OUT`: what the picture leaves out, in a sentence or two
- `CONTROLS`: {name: Range | Choice | Grid}, in the order in which they stand on the page
- `picture(**controls) -> Picture`: a pure function; the same values always give the same picture

Its figure is a dict in the words of plotly.js (https://plotly.com/javascript/reference), which `kit.views.plot.plain`
lays out. What `plotly.graph_objects` makes will do too; it costs each learner's kernel half a second and 15 MB.
`python -m kit check` draws every figure at its start and with each control moved, and names what Plotly does not know.
"""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def load_explorable(dimension: str) -> ModuleType | None:
    """Return the module of a dimension, or None for a dimension that has no figure of its own."""
    name = f"{__name__}.{dimension}"
    return import_module(name) if find_spec(name) else None
