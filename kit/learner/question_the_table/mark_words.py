"""Mark words: describing, praising, blaming or unclear? Then the counts, and a first coding to disagree with."""

import ipywidgets as widgets

from kit.answers.word_marks import Marking
from kit.base.labels import say
from kit.content.table_critique import load_coding
from kit.content.word_coding import KINDS, SIGNS, Key, agreement, pieces_of
from kit.learner.question_the_table.counts import Counts
from kit.learner.question_the_table.state import TableState
from kit.views.templates import Pieces
from kit.widgets.controls.words import Words
from kit.widgets.parts import button, dropdown, html, row
from kit.widgets.step import Step

PIECES = Pieces(__file__)
OPENED = "<section>"


def mark_words(source: TableState) -> Step:
    """Return the step: a part of the table to mark word by word, the counts, and behind them a first coding."""
    return Step(PIECES.reading(SIGNS, source.table.index[0], source.columns()), marking_room(source))


def marking_room(source: TableState, first: str = "") -> list[widgets.Widget]:
    """Return the controls of the step, open at the first row, or at the column of the model with the id `first`."""
    return _Room(Marking(source, source.columns(), source.table), first).parts


class _Room:
    """The words to mark, the first coding behind them, and the counts: what of the table is at work, they all share.

    `parts` are its widgets, from top to bottom.
    """

    def __init__(self, marking: Marking, first: str) -> None:
        self._marking, self._counts = marking, Counts(marking)
        rows = [(say("Row: {title}", title=title), f"0/{id}") for id, title in marking.rows.items()]
        columns = [(say("Column: {model}", model=one.name), f"1/{one.id}") for one in marking.columns]
        self._part = dropdown(say("Work on"), [*rows, *columns], f"1/{first}" if first else rows[0][1])
        self._words = Words(
            label=say("Words to mark"), kinds=[{"id": id, "sign": SIGNS[id], "text": say(id)} for id in KINDS]
        )
        self._rest, self._shown = button(say("The rest describes"), main=False), button(say("Show the first coding"))
        self._status, self._compared = html(), html()
        self._choose()
        self._words.observe(self._changed, "value")
        self._part.observe(self._choose, "value")
        self._rest.on_click(self._fill)
        self._shown.on_click(self._compare)
        buttons = row([self._rest, self._shown])
        self.parts = [row([self._part]), self._words, buttons, self._status, self._compared, self._counts.shown]

    def _keys(self) -> list[Key]:
        place, id = self._part.value.split("/", 1)
        return [key for key in self._marking.cells if key[int(place)] == id]

    def _marks(self) -> dict[str, list[str]]:
        return {"/".join(key): self._marking.mine[key] for key in self._keys()}

    def _choose(self, _: object = None) -> None:
        self._marking.read(self._keys())
        with self._words.hold_sync():
            self._words.cells = [_cell(self._marking, key, self._part.value) for key in self._keys()]
            self._words.value = self._marks()
        self._compared.value = ""
        self._look()

    def _changed(self, change: dict) -> None:
        # a key pressed while another part was being chosen belongs to the cells that were shown then
        came = {tuple(id.split("/")): marks for id, marks in change["new"].items()}
        new = {key: marks for key, marks in came.items() if marks != self._marking.mine.get(key)}
        kept = [self._marking.write(key, marks) for key, marks in new.items() if key in self._marking.cells]
        if came.keys() == set(self._keys()):
            self._look(kept[-1] if kept else "")
        else:
            self._words.value = self._marks()

    def _look(self, kept: str = "") -> None:
        """Say how far the marks are, and open or shut what depends on it."""
        marks = [mark for key in self._keys() for mark in self._marking.mine[key]]
        done, all_ = sum(map(bool, marks)), len(marks)
        coded = any(key in self._marking.others for key in self._keys())
        self._status.value = PIECES.status(done, all_, kept)
        self._rest.disabled = done == all_
        self._shown.disabled = done < all_ or not coded
        if self._shown.disabled:
            self._compared.value = PIECES.shut(coded)
        elif self._compared.value.startswith(OPENED):
            self._compare()
        else:
            self._compared.value = ""
        self._counts.draw()

    def _fill(self, _: object) -> None:
        self._words.value = {id: [mark or "describing" for mark in marks] for id, marks in self._marks().items()}
        self._words.rest = {"kind": "describing", "times": self._words.rest.get("times", 0) + 1}

    def _compare(self, _: object = None) -> None:
        self._compared.value = _compared(self._marking, self._keys())
        self._counts.beside = True
        self._counts.draw()


def _cell(marking: Marking, key: Key, part: str) -> dict[str, object]:
    column = next(one for one in marking.columns if one.id == key[1])
    name = column.name if part.startswith("0/") else marking.rows[key[0]]
    looks = {"sign": column.mark.sign, "colour": column.mark.colour}
    return {"id": "/".join(key), "name": name, "pieces": pieces_of(marking.cells[key]), **looks}


def _compared(marking: Marking, keys: list[Key]) -> str:
    """Return how far the learner and the first coding agree in this part, and where they differ."""
    names = {column.id: column.name for column in marking.columns}
    agreed = agreement(marking.mine, marking.others, {key: marking.cells[key] for key in keys})
    return PIECES.compared(load_coding(), agreed, marking.rows, names)
