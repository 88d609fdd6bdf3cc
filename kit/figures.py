"""What all figures share: one palette, one plain layout, one way to hand a figure to the page."""

from dataclasses import dataclass
from math import isfinite
from textwrap import wrap
from typing import Any

from kit.labels import separators
from kit.language import CODE, language

CLEAR = "rgba(255,255,255,0)"  # not (0,0,0,0): a Sankey would then pick white links
QUIET = "rgba(128,128,128,.55)"
MUTED = "#7f7f7f"
OWN = "#3b82c4"  # what is the learner's own
WIDE = 20  # letters of a name beside a bar, before it breaks

SIDES = ("bottom center", "top center", "bottom right", "top left")  # so that neighbours' names part

# what Plotly is told: no tool bar (11 tab stops), nothing sent anywhere; the page itself gives each figure its width
CONFIG = {"displayModeBar": False, "showSendToCloud": False, "showLink": False}

# Plotly's kinds of line, as text shows them
_STROKES = {
    "solid": "───", "dash": "- - -", "dot": "· · · ·", "dashdot": "- · -", "longdash": "— —", "longdashdot": "— · —"
}  # fmt: skip

Figure = dict[str, Any]  # `data` and `layout`, in the words of plotly.js
Placed = tuple[str, list[int]]  # the name of a case, and its weights in the order of the models


@dataclass(frozen=True)
class Mark:
    """How one model looks in every card and figure: colour is never alone, a sign goes with it."""

    colour: str
    symbol: str
    sign: str
    dash: str

    @property
    def stroke(self) -> str:
        """Return the model's kind of line as text, for a key beside curves."""
        return f'<b style="color:{self.colour}">{_STROKES[self.dash]}</b>'


# each colour has a contrast of 3.6 to 4.9 against white and against both dark greys of JupyterLab's dark theme
MARKS = (
    Mark("#0e8f7e", "circle", "●", "solid"),
    Mark("#8a63d2", "square", "■", "dash"),
    Mark("#c9671b", "diamond", "◆", "dot"),
    Mark("#3b82c4", "triangle-up", "▲", "dashdot"),
    Mark("#cf4a7a", "star", "★", "longdash"),
    Mark("#7d8a1f", "cross", "✚", "longdashdot"),
)


def plain(*traces: Any, height: int = 420, **layout: Any) -> Figure:
    """Return a figure in the kit's own layout: transparent, quiet, small enough to send whole at every change."""
    ground = {
        "height": height,
        "margin": {"l": 48, "r": 12, "t": 28, "b": 44},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": "system-ui, sans-serif", "size": 13},
        "hoverlabel": {"font": {"size": 13}},
        "showlegend": False,
        "dragmode": False,
        **({} if language() == CODE else {"separators": separators()}),
    }
    return {"data": list(traces), "layout": {**ground, **layout}}


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """Return an axis with quiet lines that nobody can drag away."""
    return {
        "title": {"text": title},
        "gridcolor": QUIET,
        "linecolor": QUIET,
        "zeroline": False,
        "fixedrange": True,
        **more,
    }


def hidden_axis(low: float, high: float, **more: Any) -> dict[str, Any]:
    """Return an axis that only places things: no line, no ticks."""
    return {"range": [low, high], "visible": False, "fixedrange": True, **more}


def to_page(figure: Any) -> dict[str, Any]:
    """Return the figure as the page takes it: `data`, `layout` and `config`, all of it JSON.

    In place of a dict it may be, or hold, what `plotly.graph_objects` makes; numbers may be those of pandas.
    """
    drawn = _json(figure)
    drawn["layout"].pop("template", None)  # Plotly gives every figure one, larger than most figures
    return {**drawn, "config": CONFIG}


def _json(part: Any) -> Any:
    """Return a part of a figure with nothing but dicts, lists, words and numbers in it; a number that is none is None.

    >>> _json({"x": (1, float("nan"))})
    {'x': [1, None]}
    """
    for plainer in ("to_plotly_json", "tolist"):  # what Plotly's objects have, and what arrays and their numbers have
        if hasattr(part, plainer):
            part = getattr(part, plainer)()
    if isinstance(part, dict):
        return {name: _json(each) for name, each in part.items()}
    if isinstance(part, list | tuple):
        return [_json(each) for each in part]
    return None if isinstance(part, float) and not isfinite(part) else part


def ternary(
    names: list[str], marks: list[Mark], own: tuple[str, list[int]], others: list[tuple[str, list[int]]]
) -> Figure:
    """Return a triangle of three models (top, left, right) with one's own point and others, all weights of 100."""

    def points(entries: list[Placed], **looks: Any) -> dict[str, Any]:
        shares = [list(share) for share in zip(*(weights for _, weights in entries), strict=True)] or [[], [], []]
        place = {"text": [name for name, _ in entries], **dict(zip("abc", shares, strict=True))}
        return {
            "type": "scatterternary",
            "mode": "markers+text",
            "hoverinfo": "text",
            "cliponaxis": False,
            **place,
            **looks,
        }

    return triangle(
        names,
        marks,
        points(
            others,
            textposition="bottom center",
            marker={"size": 10, "symbol": "circle-open", "color": MUTED, "line": {"width": 2}},
        ),
        points([own], textposition="top center", marker={"size": 15, "symbol": "star", "color": OWN}),
    )


def triangle(names: list[str], marks: list[Mark], *traces: Any, **layout: Any) -> Figure:
    """Return a triangle of three models (top, left, right) with `scatterternary` traces in it."""
    side = {"min": 0, "ticks": "", "showticklabels": False, "gridcolor": QUIET, "linecolor": MUTED, "dtick": 25}
    top, *below = [f"{mark.sign} {name}" for name, mark in zip(names, marks, strict=True)]
    titles = [top, *(name.replace(" ", "<br>").replace("<br>", " ", 1) for name in below)]  # the lower two must part
    sides = {f"{letter}axis": {**side, "title": {"text": title}} for letter, title in zip("abc", titles, strict=True)}
    ground = {"height": 440, "margin": {"l": 60, "r": 60, "t": 48, "b": 48}}
    return plain(*traces, **{**ground, **layout}, ternary={"sum": 100, "bgcolor": CLEAR, **sides})


def stacked(
    names: list[str], marks: list[Mark], own: tuple[str, list[int]], others: list[tuple[str, list[int]]]
) -> Figure:
    """Return a bar a case, shared out among the models: for tables that have not three models, but two or four."""
    cases = [("<br>".join(wrap(name, WIDE)), weights) for name, weights in [*reversed(others), own]]
    longest = max(len(line) for name, _ in cases for line in name.split("<br>"))
    bars = [
        {
            "type": "bar",
            "orientation": "h",
            "y": [name for name, _ in cases],
            "x": [weights[place] for _, weights in cases],
            "marker": {"color": mark.colour},
            "text": [f"{mark.sign} {name} {weights[place]}" for _, weights in cases],
            "textposition": "inside",
            "textangle": 0,
            "hoverinfo": "skip",
        }
        for place, (name, mark) in enumerate(zip(names, marks, strict=True))
    ]
    return plain(
        *bars, barmode="stack", height=90 + 44 * len(cases), xaxis=axis(range=[0, 100]), yaxis=axis(),
        margin={"l": 24 + 8 * longest, "r": 12, "t": 12, "b": 40}, uniformtext={"minsize": 9, "mode": "hide"},
    )  # fmt: skip
