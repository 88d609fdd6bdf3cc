"""Predictions: how a class matched the cells of a row to the models, before it saw them side by side."""

from collections import Counter
from itertools import permutations
from typing import NamedTuple

import ipywidgets as widgets
import pandas as pd

from kit.answers.keys import MATCH, PREDICT, Key, match
from kit.base.labels import say
from kit.base.prose import prose
from kit.classroom.board.curtain import bars, cells, heads, pictured
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import Answers, beside, fitting, learners
from kit.content.columns import Mark, columns_of
from kit.views import cards
from kit.views.contract import Picture
from kit.views.plot import axis
from kit.widgets.parts import dropdown
from kit.widgets.step import Step

WORDS = prose(__file__)
ALL = "all"


class Matches(NamedTuple):
    """The counts of a row: `given[cell, model]` is how many gave the cell of one model to another, or to its own."""

    given: Counter[tuple[str, str]]
    learners: int
    unfit: int

    @property
    def cells(self) -> int:
        """Return how many cells were given to a model, by all together."""
        return self.given.total()

    @property
    def right(self) -> int:
        """Return how many of those were given as in the table."""
        return sum(number for (cell, model), number in self.given.items() if cell == model)

    @property
    def in_words(self) -> str:
        """Return how many of how many."""
        return WORDS("of", number=self.right, all=self.cells)


def matches(answers: Answers, lesson: str, models: list[str], first: bool = True) -> Matches:
    """Return how a class matched the row of a lesson, on its first try or its newest."""
    asked = answers.get(Key(lesson, PREDICT, MATCH), [])
    fit, unfit = fitting((one.first if first else one.value for one in asked), lambda value: match(value, models))
    return Matches(Counter(pair for one in fit for pair in one.items()), len(fit), unfit)


def row_picture(row: Matches, names: dict[str, str], marks: dict[str, Mark]) -> Picture:
    """Return one row: whose cell (down) was given to which model (across)."""
    counts = {cell: {model: row.given[cell, model] for model in names} for cell in names}
    figure = cells(
        [[(count, f"<b>{count} ✓</b>" if model == cell else str(count)) for model, count in given.items()]
         for cell, given in counts.items()],
        heads(names, marks), heads(names, marks), titles=(WORDS["given_to"], WORDS["the_cell_of"]),
        most=max(row.learners, 1), letters=18,
        height=120 + 72 * len(names), margin={"l": 152, "r": 10, "t": 80, "b": 10},
    )  # fmt: skip
    numbers = pd.DataFrame(
        [[names[cell], *given.values()] for cell, given in counts.items()],
        columns=[WORDS["cell_of"], *(WORDS("given", name=name) for name in names.values())],
    )
    return Picture(figure, row_words(row, names), numbers)


def row_words(row: Matches, names: dict[str, str]) -> str:
    """Return in words how many fitted, and the commonest confusion."""
    if not row.learners:
        return WORDS["nobody"] + beside(row.unfit)
    told = WORDS("right", right=row.right, cells=row.cells, learners=learners(row.learners))
    return f"{told} {_confusion(row, names)}{beside(row.unfit, row.learners)}"


def _confusion(row: Matches, names: dict[str, str], place: str = "in_a_text") -> str:
    """Return the commonest confusion of a row in words, as they stand in a text or in a cell of a table."""
    words, pair = WORDS[place], max(permutations(names, 2), key=lambda pair: row.given[pair])
    if not row.given[pair]:
        return words["none"]
    cell, model = (names[one] for one in pair)
    return words("most", cell=cell, model=model, times=WORDS("times", number=row.given[pair]))


def all_picture(rows: dict[str, Matches], titles: dict[str, str], names: dict[str, str]) -> Picture:
    """Return every row as a bar: the share of cells that went where the table has them, the hardest row first."""
    known = {titles[lesson]: row for lesson, row in rows.items() if row.learners}
    found = dict(sorted(known.items(), key=lambda pair: pair[1].right / pair[1].cells))
    shares = {title: round(100 * row.right / row.cells) for title, row in found.items()}
    lines = [(title, share, WORDS("percent", number=share)) for title, share in shares.items()]
    numbers = pd.DataFrame(
        [[title, row.learners, row.in_words, _confusion(row, names, "in_a_cell")] for title, row in found.items()],
        columns=[say("Dimension"), say("Learners"), WORDS["as_in_table"], WORDS["commonest"]],
    )
    return Picture(bars(lines, axis(WORDS["axis"], range=[0, 100])), _all_words(found, names), numbers)


def _all_words(found: dict[str, Matches], names: dict[str, str]) -> str:
    if not found:
        return WORDS["nobody"]
    hardest, lightest = next(iter(found)), next(reversed(found))
    told = f"{WORDS('hardest', dimension=hardest)} {_confusion(found[hardest], names)}"
    return told if hardest == lightest else f"{told} {WORDS('easiest', dimension=lightest)}"


def tries_of() -> widgets.Dropdown:
    """Return a dropdown for which try of each learner counts."""
    return dropdown(say("Count"), [(words, name) for name, words in WORDS["tries"].items()], "first")


def predictions(board: BoardState) -> Step:
    """Return the step: one row as a table of who was given what, or all rows by how hard they were."""
    options = [*board.options, (WORDS["all"], ALL)]
    lesson, tries = dropdown(say("Dimension"), options, options[0][1]), tries_of()

    def rows() -> dict[str, Matches]:
        chosen = board.titles if lesson.value == ALL else [lesson.value]
        return {one: matches(board.answers, one, board.models, tries.value == "first") for one in chosen}

    def waiting() -> str:
        most = max(row.learners for row in rows().values())
        return WORDS("up_to" if lesson.value == ALL else "matched", number=most, all=len(board.seen.hand_ins))

    def draw() -> Picture:
        if lesson.value == ALL:
            return all_picture(rows(), board.titles, board.short)
        return row_picture(rows()[lesson.value], board.short, board.marks)

    def cells() -> str:  # a mix-up begins in the words of the row
        return "" if lesson.value == ALL else cards.named_cells(columns_of(board.table, board.titles[lesson.value]))

    return pictured(board, "predictions", WORDS["opens"], [lesson, tries], waiting, draw, cells)
