"""Figures to work with, one a dimension: a folder of equals with one contract and no base class.

What a figure says stands in `data/figures/<dimension>.yaml`: its title, its kind, what it assumes and leaves out, its
sources, its controls. With a `chart` of a table of facts that is all; else a module here, named after its dimension,
draws:

- `picture(**controls) -> Picture`: a pure function; the same values always give the same picture
- `SOURCES`, `CONTROLS` and the like, in capitals, where they are computed: they go before what the file says
- `ahead(**controls)` and `home(row)`, where the figure has them: see `kit.views.contract.Explorable`

Its figure is a dict in the words of plotly.js (https://plotly.com/javascript/reference), which `kit.views.plot.plain`
lays out, or `laid_out` by the `.toml` beside the module: what no control changes stands there. What
`plotly.graph_objects` makes will do too; it costs each learner's kernel half a second and 15 MB.
`python -m kit check` draws every figure at its start and with each control moved, and names what Plotly does not know.
"""

from collections.abc import Iterable
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any

from msgspec.structs import asdict

from kit.base.errors import ContentError, listed, shown
from kit.base.labels import say, say_number
from kit.base.paths import beside
from kit.content.figure_form import FigureWords, figure_path, words_of
from kit.views.contract import Choice, Explorable, Grid, Picture, Range
from kit.views.general_figures import drawn
from kit.views.plot import Figure, axis, note, plain

__all__ = ["Choice", "Grid", "Picture", "Range", "explorable_of", "load_explorable", "words_of"]
COLUMNS = ("commons", "collectivism", "liberalism")  # of the table that the figures are about
Part = dict[str, Any]  # of a figure, in the words of plotly.js
SAYS = ("title", "kind", "leaves_out", "assumptions", "sources", "controls")


def load_explorable(dimension: str) -> Explorable | None:
    """Return the figure of a dimension, or None for a dimension that has none of its own; raise ContentError."""
    name = f"{__name__}.{dimension}"
    if find_spec(name):
        return _loaded(import_module(name))
    words = words_of(dimension) if figure_path(dimension).exists() else None
    return drawn(dimension, words, words.chart) if words and words.chart else None


@cache
def _loaded(module: ModuleType) -> Explorable:
    dimension = module.__name__.rpartition(".")[2]
    return explorable_of(module, words_of(dimension) if figure_path(dimension).exists() else None)


def explorable_of(module: ModuleType, words: FigureWords | None = None) -> Explorable:
    """Return the figure that a module draws; raise ContentError where something that it has to say is missing.

    What the module says in capitals goes before the words of its file. A figure made with version 0.3.0 has no file:
    its module says everything so, TITLE, KIND, ASSUMPTIONS, SOURCES, LEAVES_OUT and CONTROLS.
    """
    dimension = module.__name__.rpartition(".")[2]
    own = {part: getattr(module, part.upper()) for part in SAYS if hasattr(module, part.upper())}
    file = {part: asdict(words)[part] for part in SAYS} if words else {}
    controls = {**file.get("controls", {}), **own.get("controls", {})}
    if lacking := [part for part in SAYS if part not in {**file, **own}]:
        rule = f"write it there, or {lacking[0]!r} in data/figures/{dimension}.yaml"
        raise ContentError(f"kit/explorables/{dimension}.py: {lacking[0].upper()} is missing; {rule}.")
    if words and set(controls) != set(takes := signature(module.picture).parameters):
        came, taken = (listed(map(shown, names)) for names in (controls, takes))
        raise ContentError(f"{dimension}.yaml, controls: {came or 'nothing'} came here, but the figure takes {taken}.")
    says: dict[str, Any] = {**file, **own, "controls": controls}
    ahead, home = getattr(module, "ahead", None), getattr(module, "home", None)
    return Explorable(dimension, **says, picture=module.picture, ahead=ahead, home=home)


def nobody(**_: object) -> None:
    """Return None: what a figure says that ranks no column, whatever is chosen."""


def laid_out(file: str, *traces: Any, view: str = "figure", notes: Iterable[Part] = (), **moving: Any) -> Figure:
    """Return a figure as a view in the `.toml` beside its module lays it out; the module gives its own `__file__`.

    Titles, words at ticks and notes are there by their ids in `captions` of the figure's file. `moving` is what depends
    on the controls: parts of an axis join those of the file, and `notes` come behind its notes.
    """
    still, told = layouts(file)[view], partial(caption, file)
    axes = {name: {**part, **moving.pop(name, {})} for name, part in still.items() if "axis" in name}
    for name, part in axes.items():
        ticks = {"ticktext": list(map(told, part["ticktext"]))} if "ticktext" in part else {}
        axes[name] = axis(**{**part, **ticks, "title": told(part.get("title", ""))}) if "visible" not in part else part
    placed = [*(note(told(id_), **place) for id_, place in still.get("notes", {}).items()), *notes]
    rest = {name: part for name, part in still.items() if name != "notes"} | ({"annotations": placed} if placed else {})
    return plain(*traces, **{**rest, **axes, **moving})


def caption(file: str, words: str) -> str:
    """Return what a figure's file has among its `captions` under an id; words that are no such id as they are."""
    captions = words_of(Path(file).stem).says.get("captions", {})
    return say(captions[words]) if words in captions else words


@cache
def layouts(file: str) -> dict[str, Any]:
    """Return what stands in the `.toml` beside a figure's module: its views, and what the module asks for by name."""
    return beside(file)


def in_short(number: float) -> str:
    """Return a number as the language writes it, with a decimal only where it has one."""
    return say_number(number, int(number % 1 > 0))


def leader(scores: Iterable[float]) -> str:
    """Return the column with the highest score, of three in the order of the table, or "" where two share the lead."""
    scores = list(scores)
    return COLUMNS[scores.index(max(scores))] if scores.count(max(scores)) == 1 else ""
