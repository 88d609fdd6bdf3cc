"""Marks: what a class marked in a figure's table: what most say in each cell, and where answers lie apart.

Where the options of a table are numbers, that is the mean and the spread; else the commonest option and its share.
"""

from collections import Counter
from collections.abc import Callable
from statistics import mean, pstdev
from textwrap import shorten, wrap
from typing import NamedTuple

import pandas as pd

from kit.answers.keys import EXPLORE, FIGURE, Key, marks
from kit.base.labels import known, prose, say, say_number
from kit.classroom.board.curtain import board_step, cells, heads, pictured
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import Answers, beside, learners
from kit.content.columns import Mark
from kit.explorables import load_explorable
from kit.views import markup
from kit.views.contract import Grid, Picture
from kit.views.plot import MUTED
from kit.widgets.parts import Step, dropdown, html

MIDDLE, APART = "middle", "apart"
WORDS = prose(__file__)


class Asked(NamedTuple):
    """A table that learners judge: where its answers are, a title, and, if the figure says so, each row's `home`.

    That is the place of the column under which the table itself has what stands in the row.
    """

    key: Key
    title: str
    grid: Grid
    home: Callable[[str], int] | None = None

    @property
    def cells(self) -> dict[str, str]:
        """Return the cells as answers name them, `row/column`, each with its words."""
        rows, columns = self.grid.rows.items(), self.grid.columns.items()
        return {f"{row}/{column}": f"{known(words)} - {known(head)}" for row, words in rows for column, head in columns}

    @property
    def top(self) -> int:
        """Return the highest number to choose, or 0 where the options are no numbers."""
        return max(map(int, self.grid.options)) if all(one.isdecimal() for one in self.grid.options) else 0


class Judged(NamedTuple):
    """The options chosen in each cell that anybody judged; how many learners; how many choices fit no cell."""

    cells: dict[str, list[str]]
    learners: int
    unfit: int


def asked_of(titles: dict[str, str]) -> list[Asked]:
    """Return the tables that the figures of these lessons (id -> title) ask learners to judge, the largest first."""
    found = [
        Asked(Key(lesson, EXPLORE, FIGURE + name), shorten(f"{title}: {say(control.label)}", 70, placeholder="…"),
              control, explorable.home)
        for lesson, title in titles.items()
        if (explorable := load_explorable(lesson))
        for name, control in explorable.controls.items()
        if isinstance(control, Grid)
    ]  # fmt: skip
    return sorted(found, key=lambda one: -len(one.cells))


def judged(answers: Answers, asked: Asked) -> Judged:
    """Return the class's newest choices; of a learner's answer, what fits counts."""
    cells: dict[str, list[str]] = {}
    people, unfit = 0, 0
    for one in answers.get(asked.key, []):
        fit = marks(one.value, asked.grid)
        unfit += 1 if fit is None else len(one.value) - len(fit)
        people += bool(fit)
        for cell, option in (fit or {}).items():
            cells.setdefault(cell, []).append(option)
    return Judged(cells, people, unfit)


class Summed(NamedTuple):
    """What the choices in a cell come to: tint (0 to 1) and words of their middle, of how far they lie apart; a tally.

    The tally is `1.5, 0 to 4, 8` as mean, ends and number of choices; or `yes 6, no 2`.
    """

    middle: tuple[float, str]
    apart: tuple[float, str]
    tally: str


def picture(asked: Asked, given: Judged, signs: dict[str, Mark], view: str = MIDDLE) -> Picture:
    """Return the table with a tint and a word or number in every cell; `signs` are the marks of the models."""
    rows, columns = asked.grid.rows, asked.grid.columns
    summed = {cell: _summed(given.cells.get(cell, []), asked) for cell in asked.cells}
    told = [[summed[f"{row}/{column}"] for column in columns] for row in rows]
    shown = [[getattr(one, view) for one in line] for line in told]
    figure = cells(
        [[(tint, "<br>".join(wrap(text, 60 // len(columns)))) for tint, text in line] for line in shown],
        heads({id_: known(name) for id_, name in columns.items()}, signs),
        ["<br>".join(wrap(line, 32)) for line in map(known, rows.values())],
        **({"shapes": _frames(asked)} if asked.home else {}),
    )
    what = WORDS["of_numbers" if asked.top else "of_words"]
    numbers = pd.DataFrame(
        [[known(words), *(one.tally for one in line)] for words, line in zip(rows.values(), told, strict=True)],
        columns=[WORDS["marked"], *(f"{known(name)}: {what}" for name in columns.values())],
    )
    return Picture(figure, _words(asked, given, summed), numbers)


def _frames(asked: Asked) -> list[dict[str, object]]:
    """Return a frame round the cell in each row under which the table itself has it."""
    spots = [(asked.home(row), line) for line, row in enumerate(asked.grid.rows)]
    path = "".join(f"M{x - 0.49:.2f},{y - 0.46:.2f}H{x + 0.49:.2f}V{y + 0.46:.2f}H{x - 0.49:.2f}Z" for x, y in spots)
    return [{"type": "path", "path": path, "line": {"color": MUTED, "width": 2.5}}]


def _summed(chosen: list[str], asked: Asked) -> Summed:
    """Return what the options chosen in a cell come to: of numbers the mean and the spread, else the commonest."""
    if not chosen:
        return Summed((0, "·"), (0, "·"), WORDS["none"])
    if asked.top:
        numbers = sorted(map(int, chosen))
        middle, apart = mean(numbers), pstdev(numbers)
        ends = {"mean": say_number(middle, 1), "low": numbers[0], "high": numbers[-1]}
        tally = WORDS("tally", number=len(numbers), **ends)
        return Summed((middle / asked.top, ends["mean"]), (2 * apart / asked.top, say_number(apart, 1)), tally)
    counts = Counter(known(asked.grid.options[option]) for option in chosen).most_common()
    (commonest, most), others = counts[0], 1 - counts[0][1] / len(chosen)
    tally = ", ".join(f"{option} {say_number(count)}" for option, count in counts)
    return Summed((most / len(chosen), commonest), (others, WORDS("else", percent=round(100 * others))), tally)


def _words(asked: Asked, given: Judged, summed: dict[str, Summed]) -> str:
    if not given.cells:
        return WORDS["nobody"] + beside(given.unfit)
    first, parted = (max(given.cells, key=lambda cell: getattr(summed[cell], view)[0]) for view in (MIDDLE, APART))
    most = summed[first].middle[1] if asked.top else summed[first].tally
    where = {"cell": asked.cells[first], "most": most, "top": asked.top}
    told = [f"{learners(given.learners)}.", WORDS("highest" if asked.top else "alike", **where)]
    if summed[parted].apart[0]:
        told.append(WORDS("differ", cell=asked.cells[parted], tally=summed[parted].tally))
    if asked.home:
        told.append(WORDS["framed"])
    return f"{' '.join(told)}{beside(given.unfit, given.learners)}"


def judgements(board: BoardState) -> Step:
    """Return the step: the class's marks in every cell of a figure's table, what most say or how far they lie apart."""
    known = asked_of(board.titles)
    if not known:
        return board_step("critiques", [html(markup.paragraph(WORDS["no_table"]))])
    table = dropdown(say("Table"), [(one.title, one) for one in known], known[0])
    view = dropdown(say("Show"), [(words, name) for name, words in WORDS["views"].items()], MIDDLE)

    def given() -> Judged:
        return judged(board.answers, table.value)

    def draw() -> Picture:
        return picture(table.value, given(), board.marks, view.value)

    controls = [table, view] if len(known) > 1 else [view]
    return pictured(board, "critiques", controls, lambda: given().learners, draw)
