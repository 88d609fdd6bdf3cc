"""Before and after: open answers scored without a name or a time, the class's gain and shift, a file for research."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import ipywidgets as widgets
import numpy as np
import pandas as pd

from kit.answers.keys import ATTITUDES, BEST_CASE, LEAST, MEASURE, TIMES, Key, is_one_of, marks
from kit.base.for_others import write_sheet
from kit.base.labels import prose, say
from kit.base.paths import work_folder
from kit.classroom.board.curtain import curtain
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import FEW, Given, words_in
from kit.content.course import asked_twice, load_before_and_after
from kit.views import markup
from kit.views.templates import render
from kit.widgets.controls.fields import Grid
from kit.widgets.parts import Step, deed, dropdown, html, nothing_yet, replace

SCORED, EMPTY = "scored", "none"  # the step of the teacher's journal; the cell of a question that was left empty
WORDS = prose(__file__)


def scoring(board: BoardState) -> Step:
    """Return the step: a question, its guide, and all answers to it with a score to choose, for the teacher alone."""
    if not asked_twice():
        return nothing_yet()
    content = load_before_and_after()
    titles = [(f"{place}. {markup.in_brief(one.question, 70)}", one) for place, one in enumerate(content.items, 1)]
    which = dropdown(say("Question"), titles, content.items[0])
    guide, sheet = html(), widgets.VBox(_dom_classes=["kit-goes"])

    def draw() -> None:
        guide.value = render("classroom/board/templates/guide.html", one=which.value, rules=content.notes)
        found, scores = sorted(nameless(board, which.value.id)), board.kept(SCORED)
        grid = Grid(
            label=WORDS["label"], columns=[{"id": "score", "text": say("Score")}],
            rows=[{"id": mark, "text": words} for mark, words in found],
            options=[{"id": score, "text": score} for score in "012"],
            value={f"{mark}/score": str(scores[mark]) for mark, _ in found if mark in scores},
        )  # fmt: skip
        grid.observe(keep, "value")
        replace(sheet, [grid])

    def keep(change: dict) -> None:
        for cell in {cell for cell, _ in change["new"].items() ^ change["old"].items()}:
            score = change["new"].get(cell)
            board.keep(SCORED, cell.partition("/")[0], score and int(score))

    return curtain(
        board, "scoring", [which], lambda: sum(1 for _ in nameless(board, which.value.id)), [guide, sheet], draw
    )


def nameless(board: BoardState, item: str) -> Iterator[tuple[str, str]]:
    """Yield the mark and the words of each answer to a question, of both times."""
    for time in TIMES:
        least = {one.learner: one.value for one in board.answers.get(Key(MEASURE, time, LEAST), [])}
        for one in filter(words_in, board.answers.get(Key(MEASURE, time, item), [])):
            model = least.get(one.learner) if item == BEST_CASE else None
            about = f"{board.short[model]}: " if is_one_of(model, board.short) else ""
            yield _mark(board.secret, time, item, one), about + words_in(one)


def _mark(secret: str, time: str, item: str, one: Given) -> str:
    """Return what a score is kept under: only `secret` can trace it, and an answer that changes gets another one."""
    return sha256("/".join((secret, time, item, one.learner, words_in(one))).encode()).hexdigest()[:16]


def rows(board: BoardState) -> list[dict[str, Any]]:
    """Return for each learner and time the scores, the model that is liked least and the attitudes; "" is unknown.

    A learner is a number that means nothing, and is the same at both times.
    """
    people: dict[str, dict[str, dict[str, Given]]] = {}
    for key, given in board.answers.items():
        for one in given if key.lesson == MEASURE and key.step in TIMES else ():
            people.setdefault(one.learner, {}).setdefault(key.step, {})[key.item] = one
    scores, order = board.kept(SCORED), sorted(people, key=lambda one: sha256(f"{board.secret}{one}".encode()).digest())
    return [
        {"learner": number, "time": time, **_cells(people[learner][time], time, scores, board)}
        for number, learner in enumerate(order, 1)
        for time in TIMES
        if time in people[learner]
    ]


def _cells(given: dict[str, Given], time: str, scores: dict[str, int], board: BoardState) -> dict[str, Any]:
    content, cells = load_before_and_after(), {}
    for item in (one.id for one in content.items):
        written = given.get(item) and words_in(given[item])
        cells[item] = scores.get(_mark(board.secret, time, item, given[item]), "") if written else EMPTY
    least, judged = (given[item].value if item in given else None for item in (LEAST, ATTITUDES))
    cells[LEAST] = least if is_one_of(least, board.models) else ""
    levels = marks(judged, content.attitudes) or {}
    return cells | {row: int(levels.get(f"{row}/agree", 0)) or "" for row in content.attitudes.rows}


def gain(board: BoardState) -> Step:
    """Return the step: how many answered twice, behind a button what the class gained, and a file for research."""
    if not asked_twice():
        return nothing_yet()
    shown = html()

    def draw() -> None:
        before, after = both(rows(board))
        shown.value = in_numbers(before, after) if len(before) >= FEW else markup.notice(WORDS("few", number=FEW))

    file = deed(WORDS["write"], lambda: write(rows(board)))
    return curtain(board, "gain", [], lambda: len(both(rows(board))[0]), [shown, *file], draw)


def write(table: list[dict[str, Any]]) -> str:
    """Write the file for research and return where it is, as HTML; with too few learners it is not written."""
    if len({row["learner"] for row in table}) < FEW:
        return markup.notice(WORDS("few", number=FEW))
    path = work_folder() / "before_and_after.csv"
    write_sheet(path, [list(table[0]), *(row.values() for row in table)])
    return markup.notice(WORDS("written", path=path, number=len(table)), "right")


def both(table: list[dict[str, Any]]) -> list[pd.DataFrame]:
    """Return the numbers before and after of those who answered twice, a row a learner; what was left empty is 0."""
    frame = pd.DataFrame(table, columns=[*table[0]] if table else ["learner", "time"]).replace({EMPTY: 0, "": np.nan})
    halves = [frame[frame["time"] == time].set_index("learner") for time in TIMES]
    return [half.loc[halves[0].index.intersection(halves[1].index)] for half in halves]


def in_numbers(before: pd.DataFrame, after: pd.DataFrame) -> str:
    """Return as HTML what a class gained in the questions that are scored in full, and how its attitudes moved."""
    content = load_before_and_after()
    full = [one.id for one in content.items if not (before[one.id].isna() | after[one.id].isna()).any()]
    items = [one for one in full if one != BEST_CASE]
    chose = {row: pd.concat([before[row], after[row]], axis=1).dropna().astype(float) for row in content.attitudes.rows}
    return render(
        "classroom/board/templates/gain.html", content=content, full=full, items=items, before=before, after=after,
        gain=interval(*(half[items].mean(axis=1) / 2 for half in (before, after)), normalised) if items else None,
        shifts={row: (*some.mean(), interval(*(some.iloc[:, time] for time in (0, 1)), lambda one, other: other - one))
                for row, some in chose.items() if len(some) >= FEW},
    )  # fmt: skip


def interval(before: pd.Series, after: pd.Series, of: Callable[[Any, Any], Any]) -> tuple[float, float, float]:
    """Return a number `of` a class's two means, and where it lies in 95 of 100 classes that are drawn from this one."""
    drawn = np.random.default_rng(1).integers(len(before), size=(2000, len(before)))  # learners, drawn anew
    found = of(*(half.to_numpy(float)[drawn].mean(axis=1) for half in (before, after)))
    return (float(of(before.mean(), after.mean())), *map(float, np.quantile(found, (0.025, 0.975))))


def normalised(before: Any, after: Any) -> Any:
    """Return how much of what was missing before is there after; 1 is all of it."""
    return (after - before) / np.maximum(1 - before, 1e-9)
