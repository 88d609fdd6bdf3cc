"""The controls to choose and to place with: one of several, a number, a point between models, marks on words, files.

And a box to write in that knows whether its words have arrived, and in which several people may write.
"""

from difflib import SequenceMatcher
from html import escape

import ipywidgets as widgets
from traitlets import Bool, Dict, Int, List, TraitError, Unicode, observe, validate

from kit.answers.placements import rounded
from kit.base.labels import say
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


class Answer(Control):
    """A labelled text box. Every change counts `typed` up; whoever has saved it sets `heard` to that count.

    A page sends what its box holds in `written`, and what that was made of: so what others write there stays. `arrived`
    says how far each page was heard, `taken` whether words of another went. `status` says when it was saved, `trouble`
    why not. The browser keeps what nobody has heard under `key`, and it comes back when the cell is run again.
    """

    SCRIPTS = (*Control.SCRIPTS, "patience")

    label = Unicode().tag(sync=True)
    value = Unicode().tag(sync=True)
    rows = Int(4).tag(sync=True)
    key = Unicode().tag(sync=True)
    written = Dict().tag(sync=True, echo_update=False)  # no other page need hear it
    arrived = Dict().tag(sync=True)
    status = Unicode().tag(sync=True)
    trouble = Unicode().tag(sync=True)
    typed = Int(0)
    heard = Int(0)
    taken = Bool(False)

    def __init__(self, **traits: object) -> None:
        super().__init__(**traits)
        self._sheets: dict[str, dict] = {}  # page -> the last that it has sent
        self._by, self._others = "", False  # who wrote last; whether others' words stand in this try only

    @observe("written")
    def _take(self, change: dict) -> None:
        """Put what a page has written together with what the others have, and have it saved."""
        sheet = change["new"]
        page, before = sheet["page"], self._sheets.get(sheet["page"])
        # a page that types on before it was answered has made its words of those that it sent last
        was = before["words"] if before and sheet["answered"] < before["number"] else sheet["was"]
        self._others = self._others or self._by not in ("", page)
        self._by, self._sheets[page] = page, sheet
        self.taken = self._others and bool(was[slice(*_change(was, sheet["words"])[:2])].strip())
        self._others = self._others and not self.taken
        with self.hold_sync():
            self.value = merged(was, self.value, sheet["words"], on=before is not None)
            self.typed += 1
            if self.heard == self.typed:
                self.arrived = {name: one["number"] for name, one in self._sheets.items()}


def merged(was: str, kept: str, words: str, on: bool = False) -> str:
    """Return what is kept with the change that made `words` of `was`; where they collide, both, one below the other."""
    if kept in (was, words):
        return words
    start, end, new = _change(was, words)
    places = SequenceMatcher(None, was, kept, autojunk=False).get_opcodes()
    others = [(a, b, d - c - b + a) for kind, a, b, c, d in places if kind != "equal"]
    if any(a < end and start < b for a, b, _ in others):
        return _both(kept, words) if new else kept
    here = sum(more for a, b, more in others if a == b == start == end)
    at = start - here + sum(more for _, b, more in others if b <= start)
    here *= not (on and start)  # who types on goes on behind the last letter, before what others have put there
    return kept[:at] + (_both(kept[at : at + here], new) if here else new) + kept[at + here + end - start :]


def _both(one: str, other: str) -> str:
    return other if other.startswith(one) else one if one.startswith(other) else f"{one}\n{other}"


def _change(was: str, now: str) -> tuple[int, int, str]:
    """Return the place of a text that was changed (from, to) and what stands there now."""
    start = _alike(was, now)
    end = len(was) - _alike(was[start:][::-1], now[start:][::-1])
    return start, end, now[start : len(now) - len(was) + end]


def _alike(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
