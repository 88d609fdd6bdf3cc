"""What figures are drawn with: marks, lines, words and bars, each a trace in the words of plotly.js."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kit.content.columns import Mark


def scatter(x: Iterable[Any], y: Iterable[Any], mode: str = "markers", **more: Any) -> dict[str, Any]:
    """Return marks, lines or words at these places, which stay silent under a pointer."""
    return {"type": "scatter", "mode": mode, "hoverinfo": "skip", "x": list(x), "y": list(y), **more}


def strokes(lines: Iterable[Iterable[tuple[Any, Any]]], mode: str = "lines", **more: Any) -> dict[str, Any]:
    """Return lines, each through its own points (x, y), as one trace: between two of them the pen is lifted.

    >>> strokes([[(0, 1), (2, 3)]])["x"]
    [0, 2, None]
    """
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
