"""What all figures share: one palette, one plain layout, their marks, lines and bars, one way to the page."""

import re
from collections.abc import Iterable
from math import isfinite
from typing import TYPE_CHECKING, Any

from kit.base.labels import separators
from kit.base.language import CODE, direction, language
from kit.base.paths import beside

if TYPE_CHECKING:
    from kit.content.columns import Mark

CLEAR = "rgba(255,255,255,0)"  # not (0,0,0,0): a Sankey would then pick white links
QUIET = "rgba(128,128,128,.55)"
MUTED = "#7f7f7f"
OWN = "#3b82c4"  # what is the learner's own
WIDE = 20  # letters of a name beside a bar, before it breaks

# the layout of every figure; and what Plotly is told: no tool bar (11 tab stops), nothing sent anywhere
GROUND, CONFIG = beside(__file__)["ground"], beside(__file__)["config"]

# what a figure of the kit may have in its words; all else that Plotly would take for markup is somebody's text
_SIGNS = re.compile(r"<br>|<(b|i|span)(?: style=[\"']color:#?\w+[\"'])?>(?:(?!</?\1\b).)*</\1>", re.DOTALL)
_MARKUP = re.compile(r"<|&(?=#?\w+;)")

_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")

Figure = dict[str, Any]  # `data` and `layout`, in the words of plotly.js


def plain(*traces: Any, height: int = 420, **layout: Any) -> Figure:
    """Return a figure in the kit's own layout: transparent, quiet, small enough to send whole at every change."""
    signs = {} if language() == CODE else {"separators": separators()}
    return {"data": list(traces), "layout": {**GROUND, "height": height, **signs, **layout}}


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """Return an axis with quiet lines that nobody can drag away."""
    quiet = {"gridcolor": QUIET, "linecolor": QUIET, "zeroline": False, "fixedrange": True}
    return {"title": {"text": title}, **quiet, **more}


def hidden_axis(low: float, high: float, **more: Any) -> dict[str, Any]:
    """Return an axis that only places things: no line, no ticks."""
    return {"range": [low, high], "visible": False, "fixedrange": True, **more}


def note(words: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """Return words in a figure, their lower left corner at a part of its width and height unless `more` says else."""
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left"}
    return {"text": words, "x": x, "y": y, **place, "showarrow": False, **more}


def rule(x: tuple[Any, Any], y: tuple[Any, Any], width: float = 1, dash: str = "solid", **more: Any) -> dict[str, Any]:
    """Return a quiet straight line over a figure, from its first x and y to its second ones."""
    line = {"color": MUTED, "width": width, "dash": dash}
    return {"type": "line", "x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1], "line": line, **more}


def signed(mark: "Mark", words: str) -> str:
    """Return words behind the sign of a model, which has the model's colour."""
    return f'<span style="color:{mark.colour}">{mark.sign}</span> {words}'


def to_page(figure: Any) -> dict[str, Any]:
    """Return the figure as the page takes it: `data`, `layout` and `config`, all of it JSON.

    In place of a dict it may be, or hold, what `plotly.graph_objects` makes; numbers may be those of pandas.
    """
    drawn = _json(figure)
    drawn["layout"].pop("template", None)  # Plotly gives every figure one, larger than most figures
    return {**drawn, "config": CONFIG}


def _json(part: Any) -> Any:
    """Return a part of a figure with nothing but dicts, lists, words and numbers in it; what is no number is None."""
    for plainer in ("to_plotly_json", "tolist"):  # what Plotly's objects have, and what arrays and their numbers have
        if hasattr(part, plainer):
            part = getattr(part, plainer)()
    if isinstance(part, dict):
        return {name: _json(each) for name, each in part.items()}
    if isinstance(part, list | tuple):
        return [_json(each) for each in part]
    if isinstance(part, str):
        told = as_text(part) if "<" in part or "&" in part else part
        if direction() == "rtl" and _FROM_THE_RIGHT.search(told):  # a figure itself runs from the left
            return "<br>".join(f"\u2067{line}\u2069" for line in told.split("<br>"))
        return told
    return None if isinstance(part, float) and not isfinite(part) else part


def as_text(words: str) -> str:
    """Return words of which Plotly takes nothing for markup but the kit's own signs: lines, bold, italic, a colour."""
    words = words.replace("\0", "")
    told, end = "", 0
    for sign in _SIGNS.finditer(words):
        opened, _, rest = sign[0].partition(">")
        inside, closing, tag = rest.rpartition("</")
        told += f"{_bare(words[end : sign.start()])}{opened}>{as_text(inside)}{closing}{tag}"
        end = sign.end()
    return told + _bare(words[end:])


def _bare(words: str) -> str:
    return _MARKUP.sub(lambda sign: {"<": "&lt;", "&": "&amp;"}[sign[0]], words)


def scatter(x: Iterable[Any], y: Iterable[Any], mode: str = "markers", **more: Any) -> dict[str, Any]:
    """Return marks, lines or words at these places, which stay silent under a pointer."""
    return {"type": "scatter", "mode": mode, "hoverinfo": "skip", "x": list(x), "y": list(y), **more}


def strokes(lines: Iterable[Iterable[tuple[Any, Any]]], mode: str = "lines", **more: Any) -> dict[str, Any]:
    """Return lines, each through its own points (x, y), as one trace: between two of them the pen is lifted."""
    points = [point for line in lines for point in (*line, (None, None))]
    return scatter([x for x, _ in points], [y for _, y in points], mode, **more)


def bars(x: Iterable[Any], y: Iterable[Any], **more: Any) -> dict[str, Any]:
    """Return upright bars, which stay silent under a pointer."""
    return {"type": "bar", "hoverinfo": "skip", "x": list(x), "y": list(y), **more}


def lying(x: Iterable[Any], y: Iterable[Any], **more: Any) -> dict[str, Any]:
    """Return bars from left to right."""
    return bars(x, y, orientation="h", **more)


def looks(mark: "Mark", size: int) -> dict[str, Any]:
    """Return how a model's marks look, in a size."""
    return {"symbol": mark.symbol, "size": size, "color": mark.colour}


def outlined(symbol: Any, size: Any, colour: Any, width: float) -> dict[str, Any]:
    """Return how marks look with a line around them in their own colour, which is all that open ones have."""
    return {"symbol": symbol, "size": size, "color": colour, "line": {"width": width, "color": colour}}
