"""A figure to begin with: it works at once, and every line of it is there to be changed; so is what it says.

That stands in `data/figures`, in the file of the same name.
"""

import pandas as pd

from kit.content.columns import MARKS
from kit.views.contract import Picture
from kit.views.plot import Figure, axis, plain


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
