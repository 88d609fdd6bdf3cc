"""A box to write in that knows whether its words have arrived, and in which several people may write."""

from difflib import SequenceMatcher

from traitlets import Bool, Dict, Int, Unicode, observe

from kit.base.labels import said
from kit.widgets.controls.control import Control


class Answer(Control):
    """A labelled text box. Every change counts `typed` up; whoever has saved it sets `heard` to that count.

    A page sends what its box holds in `written`, and what that was made of: so what others write there stays. `arrived`
    says how far each page was heard, `taken` whether words of another went. `status` says when it was saved, `trouble`
    why not. The browser keeps what nobody has heard under `key`, and it comes back when the cell is run again.
    """

    WORDS = (
        said(
            "Not saved yet: the kernel does not answer. Your words are kept in this browser; "
            "run this cell again (▶) and they come back."
        ),
        said("Somebody else writes in this box too."),
        said("Somebody else has written this answer anew. Yours was: {words}"),
    )

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
