"""A page that is one file: it asks the network for nothing, runs no script but its own, and prints on A4 and Letter.

In it stand figures, and small still pictures as SVG, which is pure text.
"""

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from kit.base.language import attributes, direction
from kit.content.columns import Mark
from kit.views.markup import Html
from kit.views.plot import OWN
from kit.views.templates import render

WIDTH = 680  # pixels: what A4 leaves between margins of 15 mm
_PLACE = '<div class="kit-drawn">'
TOP, LEFT, RIGHT = (250, 44), (60, 370), (440, 370)
NEAR = 15  # points of the drawing that are closer than this share one label

Spot = tuple[float, float]


def page(title: str, body: str, style: str = "", script: str = "") -> str:
    """Return a whole HTML document; `body` is HTML in which all words of people are escaped already.

    Plotly stands in it once, and only when `body` holds a figure (made by `drawn`): it is 5 MB. The page's own law
    takes nothing from elsewhere, and no script but these, whatever got into the words.
    """
    scripts = [script] if script else []
    if _PLACE in body:
        from plotly.offline import get_plotlyjs

        scripts = [get_plotlyjs(), text_of("document.js"), *scripts]
    hashes = [b64encode(sha256(one.encode()).digest()).decode() for one in scripts]
    ours = " ".join(f"'sha256-{one}'" for one in hashes) or "'none'"
    return text_of("document.html").format(
        spoken=attributes(), ours=ours, title=escape(title), style=text_of("document.css") + style,
        body=body, scripts="".join(f"<script>{script}</script>" for script in scripts),
    )  # fmt: skip


def drawn(figure: dict[str, Any], words: str) -> Html:
    """Return a figure (as `figures.to_page` gives it) that the page draws once, still and as wide as the paper.

    `words` is the sentence that says what it shows, for those who do not see it.
    """
    config, layout = {"staticPlot": True, "displayModeBar": False}, {**figure["layout"], "width": WIDTH}
    still = {"data": figure["data"], "layout": layout, "config": config}
    return render("paper/templates/drawn.html", still=still, words=words)


def text_of(name: str) -> str:
    """Return the frame, the looks or the script in a file of this folder."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def triangle(names: list[str], marks: list[Mark], points: list[tuple[str, list[int]]], words: str) -> Html:
    """Return a triangle of three models (top, left, right), the points (label, weights of 100) joined in their order.

    `words` is the sentence that says what it shows. Without points it is an empty triangle to mark by hand.
    """
    spots = [(label, spot(weights)) for label, weights in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for _, (x, y) in spots)
    drawing = {"words": words, "names": names, "marks": marks, "line": line, "together": together(spots), "own": OWN}
    return render("paper/templates/triangle.svg", **drawing)


def spot(weights: list[int]) -> Spot:
    """Return where weights of 100 (top, left, right) stand in the drawing."""
    corners = zip(weights, (TOP, LEFT, RIGHT), strict=True)
    parts = [(share * x / 100, share * y / 100) for share, (x, y) in corners]
    return sum(x for x, _ in parts), sum(y for _, y in parts)


def together(spots: list[tuple[str, Spot]]) -> list[tuple[str, Spot]]:
    """Return the spots with the labels of close ones joined, each at the first one's place."""
    groups: list[tuple[list[str], Spot]] = []
    for label, (x, y) in spots:
        near = (labels for labels, (a, b) in groups if (x - a) ** 2 + (y - b) ** 2 < NEAR**2)
        if labels := next(near, None):
            labels.append(label)
        else:
            groups.append(([label], (x, y)))
    return [(", ".join(labels), place) for labels, place in groups]


def bar_behind(share: int, mark: Mark) -> str:
    """Return the style of a cell with a pale bar behind its number, as long as the share of 100."""
    to = "left" if direction() == "rtl" else "right"
    return f"background: linear-gradient(to {to}, {mark.colour}55 {share}%, transparent {share}%)"
