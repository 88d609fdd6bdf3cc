"""Where a triangle does not do, because there are not three models: a slider for each, shared out to 100."""

from html import escape

import ipywidgets as widgets
from traitlets import Bool, Int, List

from kit.answers.placements import rounded
from kit.base.labels import say
from kit.widgets.controls.slider import Slider


class Shares(widgets.VBox):
    """A slider a pole; `weights` are whole and sum to 100, whatever the sliders' own sum.

    It is used like the `Triangle`: set or watch `weights`; `placed` is False until the learner has moved something.
    """

    weights = List(Int())
    placed = Bool(False)

    def __init__(self, label: str, poles: list[dict[str, str]]) -> None:
        self._sliders = [Slider(label=f"{pole['sign']} {pole['name']}", value=50, step=5) for pole in poles]
        self._words = widgets.HTML()
        super().__init__([*self._sliders, self._words], weights=whole([1] * len(poles)))
        self._poles = poles
        for slider in self._sliders:
            slider.observe(self._moved, "value")
        self.observe(self._show, ["weights", "placed"])
        self._show()

    def _moved(self, change: dict) -> None:
        self.placed = True
        self.weights = whole([slider.value for slider in self._sliders])

    def _show(self, change: dict | None = None) -> None:
        shares = ", ".join(f"{pole['name']} {weight}" for pole, weight in zip(self._poles, self.weights, strict=True))
        words = escape(shares if self.placed else say("Not placed yet: move a slider."))
        self._words.value = f'<p role="status">{words}</p>'


def whole(parts: list[int]) -> list[int]:
    """Return parts as whole shares of 100, the rest given to the largest fractions.

    >>> whole([1, 1, 1])
    [34, 33, 33]
    >>> whole([0, 0])
    [50, 50]
    """
    parts = parts if sum(parts) else [1] * len(parts)
    return list(rounded({place: 100 * part / sum(parts) for place, part in enumerate(parts)}).values())
