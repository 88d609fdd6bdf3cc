"""A triangle with a point to drag, to click or to move with the arrow keys: how near is it to each of three poles?"""

from pathlib import Path

import anywidget
from traitlets import Bool, Dict, Int, List, TraitError, Unicode, default, validate

from kit.base.labels import said, translations

WORDS = (said("point in a triangle, arrow keys move it"), said("Not placed yet: click, drag, or use the arrow keys."))


class Triangle(anywidget.AnyWidget):
    """Three poles, each a dict of `name`, `sign` and `colour`: top, left, right; `weights` are whole and sum to 100.

    `placed` is False until the learner has moved the point for the first time.
    """

    _esm = Path(__file__).with_suffix(".js")

    label = Unicode().tag(sync=True)
    poles = List().tag(sync=True)
    weights = List(Int(), [34, 33, 33]).tag(sync=True)
    placed = Bool(False).tag(sync=True)
    words = Dict().tag(sync=True)

    @default("words")
    def _in_language(self) -> dict[str, str]:
        return translations(WORDS)

    @validate("weights")
    def _three_shares(self, proposal: dict) -> list[int]:
        weights = proposal["value"]
        if len(weights) != 3 or min(weights) < 0 or sum(weights) != 100:
            raise TraitError(f"The weights {weights} can't be; three whole numbers that sum to 100 are allowed.")
        return weights
