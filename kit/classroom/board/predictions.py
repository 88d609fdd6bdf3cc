"""Predictions: what a class matched or chose in a row, in the form of the lesson, before it saw the row itself."""

from collections import Counter
from itertools import permutations
from typing import NamedTuple

import pandas as pd

from kit.answers.keys import MATCH, PREDICT, Key, match
from kit.base.labels import prose, say
from kit.classroom.board.choices import Choices, choices, in_words, picture
from kit.classroom.board.curtain import bars, cells, curtain, heads, tries_of
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import Answers, beside, fitting, learners
from kit.content.columns import Mark, columns_of
from kit.content.lesson import LETTERS, Asked, Prediction
from kit.content.lesson_form import Predict
from kit.views.contract import Picture
from kit.views.plot import axis
from kit.views.templates import render
from kit.widgets.figure_panel import screen
from kit.widgets.parts import Step, dropdown, html

WORDS = prose(__file__)
ALL = "all"


class Matches(NamedTuple):
    """The counts of a row: `given[cell, model]` is how many gave the cell of one model to another, or to its own.

    Where a question was asked, they are those of its right option: what else was chosen in its place.
    """

    given: Counter[tuple[str, str]]
    learners: int
    unfit: int
    question: Asked | None = None

    @property
    def cells(self) -> int:
        """Return how many cells were given to a model, by all together."""
        return self.given.total()

    @property
    def right(self) -> int:
        """Return how many of those were given as in the table."""
        return sum(number for (cell, model), number in self.given.items() if cell == model)


def matches(answers: Answers, lesson: str, models: list[str], first: bool = True, item: str = MATCH) -> Matches:
    """Return how a class matched the row of a lesson, or its cases, on its first try or its newest."""
    asked = answers.get(Key(lesson, PREDICT, item), [])
    fit, unfit = fitting((one.first if first else one.value for one in asked), lambda value: match(value, models))
    return Matches(Counter(pair for one in fit for pair in one.items()), len(fit), unfit)


def asked_in(board: BoardState, lesson: str) -> Prediction:
    """Return what the step Predict of a lesson asks."""
    content = board.content.get(lesson)
    return Prediction(lesson, columns_of(board.table, board.titles[lesson]), content.predict if content else Predict())


def predicted(answers: Answers, asked: Prediction, models: list[str], first: bool = True) -> Matches:
    """Return what a class predicted, in the form in which the lesson asks."""
    for question in asked.questions:
        chosen = choices(answers, asked.lesson, question, first)
        right = next(option.id for option in question.options if option.right)
        given = Counter({(right, option): number for option, number in chosen.counts.items()})
        return Matches(given, chosen.learners, chosen.unfit, question)
    return matches(answers, asked.lesson, models, first, asked.form)


def row_picture(row: Matches, names: dict[str, str], marks: dict[str, Mark]) -> Picture:
    """Return one row: whose cell (down) was given to which model (across)."""
    counts = {cell: {model: row.given[cell, model] for model in names} for cell in names}
    figure = cells(
        [[(count, f"<b>{count} ✓</b>" if model == cell else str(count)) for model, count in given.items()]
         for cell, given in counts.items()],
        heads(names, marks), heads(names, marks), (WORDS["given_to"], WORDS["the_cell_of"]), max(row.learners, 1), 22,
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
    wrong = [pair for pair in row.given if pair[0] != pair[1]] if row.question else [*permutations(names, 2)]
    words, pair = WORDS[place], max(wrong, key=row.given.__getitem__, default=("", ""))
    if not row.given[pair]:
        return words["none"]
    if row.question:
        text = next(option.text for option in row.question.options if option.id == pair[1])
        return words("chose", option=text, times=WORDS("times", number=row.given[pair]))
    cell, model = (names[one] for one in pair)
    return words("most", cell=cell, model=model, times=WORDS("times", number=row.given[pair]))


def all_picture(rows: dict[str, Matches], titles: dict[str, str], names: dict[str, str]) -> Picture:
    """Return every row as a bar: the share of cells that went where the table has them, the hardest row first."""
    known = [(titles[lesson], row) for lesson, row in rows.items() if row.learners]
    found = sorted(known, key=lambda pair: pair[1].right / pair[1].cells)
    shares = [(title, round(100 * row.right / row.cells)) for title, row in found]
    figure = bars([(*pair, WORDS("percent", number=pair[1])) for pair in shares], axis(WORDS["axis"], range=[0, 100]))
    numbers = pd.DataFrame(
        [[title, row.learners, WORDS("of", number=row.right, all=row.cells), _confusion(row, names, "in_a_cell")]
         for title, row in found],
        columns=[say("Dimension"), say("Learners"), WORDS["as_in_table"], WORDS["commonest"]],
    )  # fmt: skip
    if not found:
        return Picture(figure, WORDS["nobody"], numbers)
    (hardest, row), (lightest, _) = found[0], found[-1]
    told = f"{WORDS('hardest', dimension=hardest)} {_confusion(row, names)}"
    easiest = f" {WORDS('easiest', dimension=lightest)}" if len(found) > 1 else ""
    return Picture(figure, told + easiest, numbers)


def predictions(board: BoardState) -> Step:
    """Return the step: one row as a table of who was given what, or as bars, or all rows by how hard they were."""
    options = [*board.options, (WORDS["all"], ALL)]
    lesson, tries = dropdown(say("Dimension"), options, options[0][1]), tries_of()
    (frame, show), below = screen(), html()

    def rows() -> list[Matches]:
        chosen = board.titles if lesson.value == ALL else [lesson.value]
        return [predicted(board.answers, asked_in(board, one), board.models, tries.value) for one in chosen]

    def waiting() -> str:
        most = max(row.learners for row in rows())
        return WORDS("up_to" if lesson.value == ALL else "matched", number=most, all=len(board.seen.hand_ins))

    def draw() -> None:
        if lesson.value == ALL:
            show(all_picture(dict(zip(board.titles, rows(), strict=True)), board.titles, board.short))
            below.value = ""
            return
        asked, [row] = asked_in(board, lesson.value), rows()
        found = [(one, choices(board.answers, lesson.value, one, tries.value)) for one in asked.questions]
        show(picture(*found[0], right=True) if found else row_picture(row, board.short, board.marks))
        below.value = _below(board, asked, found, tries.value)

    return curtain(board, "predictions", [lesson, tries], waiting, [frame, below], draw)


def _below(board: BoardState, asked: Prediction, found: list[tuple[Asked, Choices]], first: bool) -> str:
    """Return what was asked of a row, what followed, the row itself, and a match that a lesson once asked for."""
    old = matches(board.answers, asked.lesson, board.models, first) if asked.form != MATCH else None
    told = [in_words(question, chosen, right=True) for question, chosen in found[1:]]
    before = WORDS("before", told=row_words(old, board.short)) if old and old.learners else ""
    return render("classroom/board/templates/predicted.html", asked=asked, letters=LETTERS, told=told, before=before)
