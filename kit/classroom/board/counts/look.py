"""What the class's figures share: letters that the last row can read, and one tint for "more"."""

from typing import Any

from kit.views.plot import Figure, plain

# see-through, so that the page's own text colour stays readable on it in both themes
TINTS = [[0, "rgba(59,130,196,0)"], [1, "rgba(59,130,196,0.65)"]]


def big(*traces: Any, **layout: Any) -> Figure:
    """Return a figure in the kit's own layout, a little larger: the board's letters make it larger still."""
    return plain(*traces, **{"font": {"family": "system-ui, sans-serif", "size": 15}, **layout})
