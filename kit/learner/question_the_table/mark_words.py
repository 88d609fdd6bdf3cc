"""Mark words: describing, praising, blaming or unclear? Then the counts, and a first coding to disagree with.

The figure of the counts says how many of each kind there are, by column or by row, beside the first coding once it is
open.
"""

from html import escape

import ipywidgets as widgets
import pandas as pd

from kit.answers.own_table import Marking
from kit.base.labels import said, say
from kit.content.table_critique import KINDS, SIGNS, Key, agreement, complete, load_coding, pieces_of, tally
from kit.learner.question_the_table.state import TableState
from kit.views.contract import Picture
from kit.views.plot import CLEAR, OWN, Figure, axis, hidden_axis, lying, note, plain
from kit.views.templates import Pieces
from kit.widgets.controls.fields import Words
from kit.widgets.figure_panel import screen
from kit.widgets.parts import Step, button, dropdown, html, kept_up, row, stage

PIECES = Pieces(__file__)
OPENED = "<section>"
# as the marks of models: a contrast of 3.6 and more on both themes, and a sign on every bar
COLOURS = {"describing": "#7f7f7f", "praising": "#0e8f7e", "blaming": "#cf4a7a", "unclear": OWN}


def mark_words(source: TableState) -> Step:
    """Return the step: a part of the table to mark word by word, the counts, and behind them a first coding."""
    return Step(PIECES.reading(SIGNS, source.table.index[0], source.columns()), marking_room(source))


def marking_room(source: TableState, first: str = "") -> list[widgets.Widget]:
    """Return the controls of the step, open at the first row, or at the column of the model with the id `first`."""
    return _Room(Marking(source, source.columns(), source.table), first).parts


class _Room:
    """The words to mark, the first coding and the counts, which share what is at work; `parts` are its widgets."""

    def __init__(self, marking: Marking, first: str) -> None:
        self._marking, self._counts = marking, Counts(marking)
        rows = [(say("Row: {title}", title=title), f"0/{id}") for id, title in marking.rows.items()]
        columns = [(say("Column: {model}", model=one.name), f"1/{one.id}") for one in marking.columns]
        self._part = dropdown(say("Work on"), [*rows, *columns], f"1/{first}" if first else rows[0][1])
        kinds = [{"id": id, "sign": SIGNS[id], "text": say(id)} for id in KINDS]
        self._words = Words(label=say("Words to mark"), kinds=kinds)
        self._rest = button(say("The rest describes"), main=False, press=self._fill)
        self._shown = button(say("Show the first coding"), press=self._compare)
        self._status, self._compared = html(), html()
        kept_up(self._choose, self._part)
        self._words.observe(self._changed, "value")
        buttons = row([self._rest, self._shown])
        self.parts = [row([self._part]), self._words, buttons, self._status, self._compared, self._counts.shown]

    def _keys(self) -> list[Key]:
        place, id = self._part.value.split("/", 1)
        return [key for key in self._marking.cells if key[int(place)] == id]

    def _marks(self) -> dict[str, list[str]]:
        return {"/".join(key): self._marking.mine[key] for key in self._keys()}

    def _choose(self) -> None:
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

    def _fill(self) -> None:
        self._words.value = {id: [mark or "describing" for mark in marks] for id, marks in self._marks().items()}
        self._words.rest = {"kind": "describing", "times": self._words.rest.get("times", 0) + 1}

    def _compare(self) -> None:
        """Say how far the learner and the first coding agree in this part, and where they differ."""
        marking, keys = self._marking, self._keys()
        names = {column.id: column.name for column in marking.columns}
        agreed = agreement(marking.mine, marking.others, {key: marking.cells[key] for key in keys})
        self._compared.value = PIECES.compared(load_coding(), agreed, marking.rows, names)
        self._counts.beside = True
        self._counts.draw()


def _cell(marking: Marking, key: Key, part: str) -> dict[str, object]:
    column = next(one for one in marking.columns if one.id == key[1])
    name = column.name if part.startswith("0/") else marking.rows[key[0]]
    looks = {"sign": column.mark.sign, "colour": column.mark.colour}
    return {"id": "/".join(key), "name": name, "pieces": pieces_of(marking.cells[key]), **looks}


class Counts:
    """The figure under the words: it follows the marks; `beside` puts the first coding next to them."""

    def __init__(self, marking: Marking) -> None:
        self._marking = marking
        self._by = dropdown(say("Count by"), [(say("column"), 1), (say("row"), 0)], 1)
        self._by.observe(lambda change: self.draw(), "value")
        figure, self._show = screen([row([self._by])], caption=say("Words by kind of mark"))
        self.shown, self.beside = stage([figure]), False

    def draw(self) -> None:
        """Draw the counts anew; before the first mark there is nothing to draw."""
        if not any(mark for marks in self._marking.mine.values() for mark in marks):
            return
        counts = self._counted()
        self._show(Picture(bars(counts), in_words(counts), counts.rename_axis(said("Words in")).reset_index()))
        self.shown.children = self.shown.kept

    def _counted(self) -> pd.DataFrame:
        marking, part = self._marking, self._by.value
        names = {column.id: column.name for column in marking.columns} if part else marking.rows
        both = complete(marking.others, complete(marking.mine, marking.cells)) if self.beside else []
        if not both:
            return _marked(tally(marking.mine, names, part))
        mine, others = ({key: marks[key] for key in both} for marks in (marking.mine, marking.others))
        return _beside(tally(mine, names, part), tally(others, names, part))


def _marked(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts without rows or columns in which nothing is marked yet."""
    return counts[counts.sum(axis=1) > 0]


def _beside(mine: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Return both counts in turn, each name once as the learner counts it and once as the first coding does."""
    pairs = [
        frame.loc[[name]].rename(index=lambda name, whose=whose: say(whose, name=name))
        for name in _marked(mine).index
        for frame, whose in ((mine, said("{name} (you)")), (others, said("{name} (first coding)")))
    ]
    return pd.concat(pairs)


def bars(counts: pd.DataFrame) -> Figure:
    """Return a bar a row of the counts, under its name, shared out among the kinds, each with its sign and number."""
    places, most = list(range(len(counts))), int(counts.sum(axis=1).max())
    names = [note(escape(name), 0, place, xref="x", yref="y", yshift=13) for place, name in enumerate(counts.index)]
    return plain(
        *(_bar(kind, counts[kind].tolist(), places) for kind in KINDS), barmode="stack", annotations=names,
        height=70 + 54 * len(counts), margin={"l": 8, "r": 12, "t": 24, "b": 40}, bargap=0.55,
        xaxis=axis(say("words"), range=[0, most]), yaxis=hidden_axis(len(counts) - 0.6, -0.6),
    )  # fmt: skip


def _bar(kind: str, counts: list[int], places: list[int]) -> dict[str, object]:
    fill = CLEAR if kind == "describing" else COLOURS[kind]
    return lying(
        [count or None for count in counts], places, text=[f"{SIGNS[kind]} {count}" for count in counts],
        marker={"color": fill, "line": {"color": COLOURS[kind], "width": 1.5}},
        textposition="inside", insidetextanchor="middle", constraintext="none", textangle=0,
    )  # fmt: skip


def in_words(counts: pd.DataFrame) -> str:
    """Return the counts as a sentence."""
    told = {name: [f"{count} {say(kind)}" for kind, count in line.items() if count] for name, line in counts.iterrows()}
    return say("Words marked. {lines}.", lines="; ".join(f"{name}: {', '.join(line)}" for name, line in told.items()))
