"""What the class's figures share: letters that the last row can read, bars, tables, and one tint for "more"."""

from collections.abc import Iterable
from typing import Any

from kit.content.columns import Mark
from kit.views.plot import OWN, Figure, axis, plain, scatter

# see-through, so that the page's own text colour stays readable on it in both themes
TINTS = [[0, "rgba(59,130,196,0)"], [1, "rgba(59,130,196,0.65)"]]


def big(*traces: Any, **layout: Any) -> Figure:
    """Return a figure in the kit's own layout, a little larger: the board's letters make it larger still."""
    return plain(*traces, **{"font": {"family": "system-ui, sans-serif", "size": 15}, **layout})


def bars(names: list[str], sizes: list[float], words: list[str], across: dict[str, Any], **layout: Any) -> Figure:
    """Return a bar a name from the top down, its words at its end; `across` is the axis along which it is measured.

    Without another layout there is room for the titles of dimensions.
    """
    trace = {
        "type": "bar", "orientation": "h", "hoverinfo": "skip", "cliponaxis": False, "textposition": "outside",
        "x": sizes, "y": names, "text": words, "marker": {"color": layout.pop("colours", OWN)},
    }  # fmt: skip
    room = {"height": 88 + 33 * max(1, len(names)), "margin": {"l": 225, "r": 48, "t": 10, "b": 52}}
    return big(trace, xaxis=across, yaxis=axis(autorange="reversed", showgrid=False), **room | layout)


def cells(
    shown: Iterable[Iterable[tuple[float, str]]], heads: list[str], rows: list[str], titles: tuple[str, str] = ("", ""),
    most: float = 1, letters: int = 16, **layout: Any
) -> Figure:  # fmt: skip
    """Return a table with a tint (0 to `most`) and words in every cell; `titles` are those of its head and its side."""
    table, across, down = list(map(list, shown)), list(range(len(heads))), list(range(len(rows)))
    tints = {
        "type": "heatmap", "z": [[tint for tint, _ in line] for line in table], "zmin": 0, "zmax": most,
        "colorscale": TINTS, "showscale": False, "hoverinfo": "skip", "xgap": 4, "ygap": 4,
    }  # fmt: skip
    places, text = [place for place in down for _ in heads], [text for line in table for _, text in line]
    words = scatter(across * len(rows), places, "text", text=text, textfont={"size": letters})
    return big(
        tints, words, **layout,
        xaxis=axis(titles[0], side="top", tickvals=across, ticktext=heads, tickangle=0, showgrid=False),
        yaxis=axis(titles[1], range=[len(rows) - 0.5, -0.5], tickvals=down, ticktext=rows, showgrid=False),
    )  # fmt: skip


def heads(names: dict[str, str], signs: dict[str, Mark]) -> list[str]:
    """Return names as the heads of a table, a word a line, with the signs of those that are models."""
    return [f"{signs[id_].sign if id_ in signs else ''} {name.replace(' ', '<br>')}" for id_, name in names.items()]
