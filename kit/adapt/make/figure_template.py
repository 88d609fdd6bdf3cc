"""A figure to begin with: it works at once, and every line of it is there to be changed."""

import pandas as pd

from kit.content.columns import MARKS
from kit.views.contract import Picture, Range
from kit.views.plot import Figure, axis, plain

TITLE = "TO WRITE: what this figure is, in a few words"
KIND = "model"
ASSUMPTIONS = ("A hundred points are shared between two sides, and nothing is lost on the way.",)
SOURCES = ()
LEAVES_OUT = "TO WRITE: what this picture leaves out, in a sentence or two."
CONTROLS = {"share": Range("Share of the first side", 50, 0, 100, 5, "%")}


def picture(share: int) -> Picture:
    """Return a bar for each side."""
    numbers = pd.DataFrame({"Side": ["First side", "Second side"], "Points": [share, 100 - share]})
    return Picture(_figure(numbers), f"The first side has {share} points, the second side {100 - share}.", numbers)


def _figure(numbers: pd.DataFrame) -> Figure:
    """Return the bars in the words of plotly.js: https://plotly.com/javascript/reference/bar has them all."""
    bars = {
        "type": "bar",
        "x": list(numbers["Side"]),
        "y": list(numbers["Points"]),
        "text": list(map(str, numbers["Points"])),
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "marker": {"color": [mark.colour for mark in MARKS[:2]]},
    }
    return plain(bars, height=320, xaxis=axis(), yaxis=axis("Points", range=[0, 105]))  # the range stays, the bars move
