"""Mark words: describing, praising, blaming or unclear? Then the counts, and a first coding to disagree with."""

from html import escape

import ipywidgets as widgets

from kit.answers.word_marks import Marking
from kit.base.labels import said, say, say_html, say_number
from kit.content.table_critique import load_coding
from kit.content.word_coding import KINDS, SIGNS, Agreement, Key, agreement, pieces_of
from kit.learner.question_the_table.counts import Counts
from kit.learner.question_the_table.state import TableState
from kit.views import cards, markup
from kit.widgets.controls.words import Words
from kit.widgets.parts import button, dropdown, html, row
from kit.widgets.step import Step

MEANS = {
    "describing": said("says what is, and neither friend nor foe would mind"),
    "praising": said("makes the thing sound good"),
    "blaming": said("makes the thing sound bad"),
    "unclear": said("praises for one reader and blames for another, or you can't decide"),
}
OPENED = "<section>"
NOBODY = said("Nobody has coded this part of the table yet. Yours is the first coding.")
CODED_BY = said("A first coding, by {coder}")
DIFFER = said("you {mine}, the first coding {theirs}")
ON_PAPER = said("On paper, begin with the row {row}:")
FIRST_YOURS = said("When every word here has your mark, the first coding of the same words opens.")


def mark_words(source: TableState) -> Step:
    """Return the step: a part of the table to mark word by word, the counts, and behind them a first coding."""
    return Step(_reading(source), marking_room(source))


def marking_room(source: TableState, first: str = "") -> list[widgets.Widget]:
    """Return the controls of the step, open at the first row, or at the column of the model with the id `first`."""
    return _Room(Marking(source, source.columns(), source.table), first).parts


class _Room:
    """The words to mark, the first coding behind them, and the counts: what of the table is at work, they all share."""

    def __init__(self, marking: Marking, first: str) -> None:
        self._marking, self._counts = marking, Counts(marking)
        self._part = dropdown(
            say("Work on"), _parts(marking), f"1/{first}" if first else f"0/{next(iter(marking.rows))}"
        )
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

    @property
    def parts(self) -> list[widgets.Widget]:
        """Return all that stands in the room, from top to bottom."""
        buttons = row([self._rest, self._shown])
        return [row([self._part]), self._words, buttons, self._status, self._compared, self._counts.shown]

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
        done, all_ = _progress(self._marking, self._keys())
        coded = any(key in self._marking.others for key in self._keys())
        words = say("{done} of {all} words marked.", done=done, all=all_) + f" {kept}"
        self._status.value = f'<p class="kit-status" role="status">{escape(words)}</p>'
        self._rest.disabled = done == all_
        self._shown.disabled = done < all_ or not coded
        if self._shown.disabled:
            self._compared.value = markup.paragraph(say(FIRST_YOURS if coded else NOBODY), "kit-note")
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


def _parts(marking: Marking) -> list[tuple[str, str]]:
    rows = [(say("Row: {title}", title=title), f"0/{id}") for id, title in marking.rows.items()]
    return [*rows, *((say("Column: {model}", model=column.name), f"1/{column.id}") for column in marking.columns)]


def _cell(marking: Marking, key: Key, part: str) -> dict[str, object]:
    column = next(one for one in marking.columns if one.id == key[1])
    name = column.name if part.startswith("0/") else marking.rows[key[0]]
    looks = {"sign": column.mark.sign, "colour": column.mark.colour}
    return {"id": "/".join(key), "name": name, "pieces": pieces_of(marking.cells[key]), **looks}


def _progress(marking: Marking, keys: list[Key]) -> tuple[int, int]:
    marks = [mark for key in keys for mark in marking.mine[key]]
    return sum(map(bool, marks)), len(marks)


def _compared(marking: Marking, keys: list[Key]) -> str:
    """Return how far the learner and the first coding agree in this part, and where they differ."""
    coding, cells = load_coding(), {key: marking.cells[key] for key in keys}
    agreed = agreement(marking.mine, marking.others, cells)
    return (
        f"{OPENED}<h3>{say_html(CODED_BY, coder=escape(coding.coder))}</h3>{markup.paragraph(coding.note, 'kit-note')}"
        f"{markup.notice(_agreed(agreed))}{_differing(marking, agreed)}</section>"
    )


def _agreed(agreed: Agreement) -> str:
    words = say(
        "You two agree on {same} of {words} words ({percent}).",
        same=agreed.same, words=agreed.words, percent=_percent(agreed.same, agreed.words),
    )  # fmt: skip
    if not agreed.loaded:
        return words + " " + say("Neither of you found a loaded word here.")
    loaded = say(
        "Plain words are easy to agree on. Of those that one of you found loaded, you agree on {same} of {loaded} "
        "({percent}).",
        same=agreed.same_loaded, loaded=agreed.loaded, percent=_percent(agreed.same_loaded, agreed.loaded),
    )  # fmt: skip
    return f"{words} {loaded}"


def _percent(part: int, whole: int) -> str:
    return f"{say_number(100 * part / whole, 0)}%" if whole else say("none")


def _differing(marking: Marking, agreed: Agreement) -> str:
    names = {column.id: column.name for column in marking.columns}
    line = markup.Html("<q>{}</q> ({}, {}): {}")
    lines = [
        line.format(word, marking.rows[key[0]], names[key[1]], say(DIFFER, mine=say(mine), theirs=say(theirs)))
        for key, word, mine, theirs in agreed.differing
    ]
    ask = say("Take one of them. What would the other reader say? Does one mark have the better reason?")
    return markup.listed(lines) + markup.paragraph(ask) if lines else ""


def _reading(source: TableState) -> str:
    mean = markup.Html("{} <strong>{}</strong>: {}")
    means = markup.listed(
        mean.format(SIGNS[kind], say(kind), markup.Html(say_html(words))) for kind, words in MEANS.items()
    )
    title = f"<em>{escape(str(source.table.index[0]))}</em>"
    return (
        markup.paragraph(say("What does each word of a cell do?"), "kit-lead")
        + f"{means}<p>{say_html(ON_PAPER, row=title)}</p>{cards.named_cells(source.columns())}"
    )
