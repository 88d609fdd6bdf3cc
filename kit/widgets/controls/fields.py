"""The controls to choose and to place with: one of several, a number, a point between models, marks on words, files."""

from html import escape

import ipywidgets as widgets
from traitlets import Bool, Dict, Int, List, TraitError, Unicode, validate

from kit.answers.placements import rounded
from kit.base.labels import said, say
from kit.widgets.controls.control import Control


class Choice(Control):
    """Radio buttons for options `[{"id", "text"}]`; `value` is the id of the chosen one, or empty.

    `replies` is {option id: {"kind": "right" | "wrong" | "plain", "text"}}: what stands under an option.
    """

    legend = Unicode().tag(sync=True)
    options = List(Dict()).tag(sync=True)
    value = Unicode().tag(sync=True)
    replies = Dict().tag(sync=True)


class Grid(Control):
    """A dropdown in each cell of rows by columns, `[{"id", "text"}]`; `value` is {"row/column": option id} so far."""

    label = Unicode().tag(sync=True)
    rows = List(Dict()).tag(sync=True)
    columns = List(Dict()).tag(sync=True)
    options = List(Dict()).tag(sync=True)
    value = Dict().tag(sync=True)


class Slider(Control):
    """A whole number between `min` and `max`, to slide or to step with the arrow keys: a native range input."""

    label = Unicode().tag(sync=True)
    unit = Unicode().tag(sync=True)
    value = Int(0).tag(sync=True)
    min = Int(0).tag(sync=True)
    max = Int(100).tag(sync=True)
    step = Int(1).tag(sync=True)


class Triangle(Control):
    """A point to drag among three poles, each a dict of `name`, `sign` and `colour`: top, left, right.

    `weights` are whole and sum to 100; `placed` is False until the learner has moved the point for the first time.
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


class Shares(widgets.VBox):
    """A slider a pole, where there are not three models; `weights` are whole and sum to 100, whatever the sliders' sum.

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
    """Return parts as whole shares of 100, the rest given to the largest fractions."""
    parts = parts if sum(parts) else [1] * len(parts)
    return list(rounded({place: 100 * part / sum(parts) for place, part in enumerate(parts)}).values())


class Words(Control):
    """Cells `[{"id", "name", "sign", "colour", "pieces"}]`; in `pieces` every second one is a word to mark.

    `kinds` are `[{"id", "sign", "text"}]`, in the order of the keys; `value` is {cell id: a kind's id for each of its
    words, "" where there is none yet}. Setting `rest` ({"kind", "times"}) fills what has no mark, in the browser too.
    """

    WORDS = (
        said("Click a word, or go to it with the arrow keys and press: {keys}, 0 no mark."),
        said("not marked"),
        said("{word}, word {place} of {words}: {kind}"),
    )

    label = Unicode().tag(sync=True)
    cells = List(Dict()).tag(sync=True)
    kinds = List(Dict()).tag(sync=True)
    value = Dict().tag(sync=True)
    rest = Dict().tag(sync=True)


class Dropped(Control):
    """A field for files: each comes as messages `{name, last}` with a piece as a buffer; `{end: true}` ends a drop.

    `told` is what it says below; files of more than `most_bytes`, and more than `most_files`, stay where they are.
    """

    label = Unicode("").tag(sync=True)
    told = Unicode("").tag(sync=True)
    most_files = Int(500).tag(sync=True)
    most_bytes = Int(20_000_000).tag(sync=True)
