"""A triangle with a point to drag, to click or to move with the arrow keys: how near is it to each of three poles?"""

from traitlets import Bool, Int, List, TraitError, Unicode, validate

from kit.base.labels import said
from kit.widgets.controls.control import Control


class Triangle(Control):
    """Three poles, each a dict of `name`, `sign` and `colour`: top, left, right; `weights` are whole and sum to 100.

    `placed` is False until the learner has moved the point for the first time.
    """

    WORDS = (
        said("point in a triangle, arrow keys move it"),
        said("Not placed yet: click, drag, or use the arrow keys."),
    )

    label = Unicode().tag(sync=True)
    poles = List().tag(sync=True)
    weights = List(Int(), [34, 33, 33]).tag(sync=True)
    placed = Bool(False).tag(sync=True)

    @validate("weights")
    def _three_shares(self, proposal: dict) -> list[int]:
        weights = proposal["value"]
        if len(weights) != 3 or min(weights) < 0 or sum(weights) != 100:
            raise TraitError(f"The weights {weights} can't be; three whole numbers that sum to 100 are allowed.")
        return weights
