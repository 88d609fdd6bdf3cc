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
from kit.classroom.board.curtain import READINGS, board_step, cells, heads, pictured
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


def picture(asked: Asked, given: Judged, signs: dict[str, Mark], view: str = MIDDLE) -> Picture:
    """Return the table with a tint and a word or number in every cell; `signs` are the marks of the models."""
    rows, columns = asked.grid.rows, asked.grid.columns
    shown = [[_shown(given.cells.get(f"{row}/{column}", []), asked, view) for column in columns] for row in rows]
    figure = cells(
        [[(tint, "<br>".join(wrap(text, 60 // len(columns)))) for tint, text in line] for line in shown],
        heads({id_: known(name) for id_, name in columns.items()}, signs),
        ["<br>".join(wrap(line, 24)) for line in map(known, rows.values())],
        height=62 + 48 * len(rows),
        margin={"l": 200, "r": 10, "t": 64, "b": 10},
        **({"shapes": _frames(asked)} if asked.home else {}),
    )
    return Picture(figure, _words(asked, given), _numbers(asked, given))


def _frames(asked: Asked) -> list[dict[str, object]]:
    """Return a frame round the cell in each row under which the table itself has it."""
    spots = [(asked.home(row), line) for line, row in enumerate(asked.grid.rows)]
    path = "".join(f"M{x - 0.49:.2f},{y - 0.46:.2f}H{x + 0.49:.2f}V{y + 0.46:.2f}H{x - 0.49:.2f}Z" for x, y in spots)
    return [{"type": "path", "path": path, "line": {"color": MUTED, "width": 2.5}}]


def _shown(chosen: list[str], asked: Asked, view: str) -> tuple[float, str]:
    """Return the tint of a cell, 0 to 1, and what stands in it."""
    if not chosen:
        return 0, "·"
    middle, apart = _numbered(chosen, asked)
    if asked.top:
        number, part = (middle, 1) if view == MIDDLE else (apart, 2)
        return number / asked.top * part, say_number(number, 1)
    commonest = known(asked.grid.options[Counter(chosen).most_common(1)[0][0]])
    return (middle, commonest) if view == MIDDLE else (apart, WORDS("else", percent=round(100 * apart)))


def _numbered(chosen: list[str], asked: Asked) -> tuple[float, float]:
    """Return the mean and the spread of the numbers chosen in a cell; of words, the commonest's share and the rest."""
    if asked.top:
        return mean(map(int, chosen)), pstdev(map(int, chosen))
    others = 1 - Counter(chosen).most_common(1)[0][1] / len(chosen)
    return 1 - others, others


def _words(asked: Asked, given: Judged) -> str:
    if not given.cells:
        return WORDS["nobody"] + beside(given.unfit)
    numbers = {cell: _numbered(chosen, asked) for cell, chosen in given.cells.items()}
    first, parted = (max(numbers, key=lambda cell: numbers[cell][which]) for which in (0, 1))
    most = say_number(numbers[first][0], 1) if asked.top else _tally(asked, given, first)
    where = {"cell": asked.cells[first], "most": most, "top": asked.top}
    told = [f"{learners(given.learners)}.", WORDS("highest" if asked.top else "alike", **where)]
    if numbers[parted][1]:
        told.append(WORDS("differ", cell=asked.cells[parted], tally=_tally(asked, given, parted)))
    if asked.home:
        told.append(WORDS["framed"])
    return f"{' '.join(told)}{beside(given.unfit, given.learners)}"


def _tally(asked: Asked, given: Judged, cell: str) -> str:
    """Return what was chosen in a cell: `1.5, 0 to 4, 8` as mean, ends and number of choices; or `yes 6, no 2`."""
    chosen = given.cells.get(cell, [])
    if not chosen:
        return WORDS["none"]
    if asked.top:
        low, *_, high = sorted([*map(int, chosen)] * 2)
        return WORDS("tally", mean=say_number(mean(map(int, chosen)), 1), low=low, high=high, number=len(chosen))
    counts = Counter(known(asked.grid.options[option]) for option in chosen).most_common()
    return ", ".join(f"{option} {say_number(count)}" for option, count in counts)


def _numbers(asked: Asked, given: Judged) -> pd.DataFrame:
    columns, what = asked.grid.columns, WORDS["of_numbers" if asked.top else "of_words"]
    rows = [
        [known(words), *(_tally(asked, given, f"{row}/{column}") for column in columns)]
        for row, words in asked.grid.rows.items()
    ]
    return pd.DataFrame(rows, columns=[WORDS["marked"], *(f"{known(name)}: {what}" for name in columns.values())])


def judgements(board: BoardState) -> Step:
    """Return the step: the class's marks in every cell of a figure's table, what most say or how far they lie apart."""
    known = asked_of(board.titles)
    if not known:
        return board_step(READINGS["critiques"], [html(markup.paragraph(WORDS["no_table"]))])
    table = dropdown(say("Table"), [(one.title, place) for place, one in enumerate(known)], 0)
    view = dropdown(say("Show"), [(words, name) for name, words in WORDS["views"].items()], MIDDLE)

    def given() -> tuple[Asked, Judged]:
        return known[table.value], judged(board.answers, known[table.value])

    return pictured(
        board, "critiques", WORDS["opens"], [table, view] if len(known) > 1 else [view],
        lambda: WORDS("marked_by", number=given()[1].learners, all=len(board.seen.hand_ins)),
        lambda: picture(*given(), board.marks, view.value),
    )  # fmt: skip
