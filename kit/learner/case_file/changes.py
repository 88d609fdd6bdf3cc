"""Changes: where the last word is not the first, in the places of the case and in the matches of cells."""

import ipywidgets as widgets
import pandas as pd

from kit.answers.keys import CHANGES
from kit.answers.matches import Match, commonest, given, hits
from kit.answers.placements import Placement, changed, moved
from kit.base.labels import said, say, say_many, say_number
from kit.learner.case_file.shared import following, heading, in_order, numbers_table, points, shares, title
from kit.learner.case_file.state import CaseFileState
from kit.views import markup
from kit.views.plot import to_page
from kit.views.triangle import pairs
from kit.widgets.controls.chart import Chart
from kit.widgets.controls.summary import Summary
from kit.widgets.parts import framed, html
from kit.widgets.saved_answer import kept_answer
from kit.widgets.step import Step

ABOUT = said(
    "The kit keeps your first try and your last. Where they differ you have learned something, or changed your mind, "
    "or slipped. Only you can say which."
)
STAYED = said(
    "Your last word is your first on every dimension that you have placed. Is there one that you would move today?"
)
NO_MATCH = said("You have not matched any cells yet. That is the step Predict of each lesson.")
FIRST_AND_LAST = said("First place and last place")
TAKEN_FOR = said("Which cell you took for whose")


def changes(case_file: CaseFileState) -> Step:
    """Return the step: moves of the case first, then cells that were taken for another model's."""
    body = following(case_file, CHANGES, lambda one: [*_moves(one), *_mix_ups(one)])
    return Step(_reading(), [html(markup.paragraph(say(ABOUT), "kit-lead")), body])


def _moves(case_file: CaseFileState) -> list[widgets.Widget]:
    placed = case_file.placed()
    far, head = changed(placed), html(heading(case_file) + f"<h4>{say(FIRST_AND_LAST)}</h4>")
    if not far:
        words = say(STAYED) if placed else say("You have not placed {case} yet.", case=case_file.case.name)
        return [head, html(markup.paragraph(words))]
    moves = [
        (str(case_file.number(one.dimension)), *(in_order(case_file, w) for w in (one.first, one.weights)))
        for one in far
    ]
    chart = Chart(figure=to_page(pairs(*case_file.looks, (say("first"), say("last")), moves)))
    summary = Summary(value=_furthest(case_file, far, placed))
    answer = kept_answer(case_file, CHANGES, f"{case_file.case.id}/moved", case_file.content.changes.moved, rows=2)
    return [head, framed(chart, summary, after=[html(_move_numbers(case_file, far))]), answer]


def _furthest(case_file: CaseFileState, far: list[Placement], placed: list[Placement]) -> str:
    one = far[0]
    return say(
        "You moved {moved} of {placed}. The furthest: {dimension}, by {points}, from {first} to {last}.",
        moved=len(far), placed=len(placed), dimension=title(case_file, one), points=points(moved(one)),
        first=shares(case_file, one.first), last=shares(case_file, one.weights),
    )  # fmt: skip


def _move_numbers(case_file: CaseFileState, far: list[Placement]) -> str:
    rows = [
        [title(case_file, one), shares(case_file, one.first), shares(case_file, one.weights), say_number(moved(one), 0)]
        for one in far
    ]
    frame = pd.DataFrame(rows, columns=[say("Dimension"), say("First"), say("Last"), say("Points moved")])
    return markup.details(say("The numbers in this picture"), numbers_table(frame, say("The first place and the last")))


def _mix_ups(case_file: CaseFileState) -> list[widgets.Widget]:
    matched = case_file.matched()
    head = f"<h4>{say(TAKEN_FOR)}</h4>"
    if not matched:
        return [html(head + markup.paragraph(say(NO_MATCH)))]
    answer = (
        [kept_answer(case_file, CHANGES, "misled", case_file.content.changes.misled, rows=2)]
        if commonest(matched)
        else []
    )
    return [
        html(head + _scores(case_file, matched) + _table(case_file, matched) + _commonest(case_file, matched)),
        *answer,
    ]


def _scores(case_file: CaseFileState, matched: list[Match]) -> str:
    cells = len(matched) * len(case_file.models)
    first, last = sum(hits(one.first) for one in matched), sum(hits(one.last) for one in matched)
    words = say(
        "In your first tries {first} of {cells} cells were as in the table, in your last {last}.",
        first=first, cells=cells, last=last,
    )  # fmt: skip
    rows = [[f"{case_file.number(one.dimension)} {one.title}", hits(one.first), hits(one.last)] for one in matched]
    frame = pd.DataFrame(rows, columns=[say("Dimension"), say("First try"), say("Last try")])
    caption = say("Cells as in the table, of {all}", all=len(case_file.models))
    return markup.paragraph(words) + markup.details(say("Dimension by dimension"), numbers_table(frame, caption))


def _table(case_file: CaseFileState, matched: list[Match]) -> str:
    """Return how often the cell of each model was given to each; what is as in the table has a tick."""
    counts = given(matched)

    def count(owner: str, taker: str) -> str:
        number = len(counts.get((owner, taker), []))
        return f"✓ {number}" if owner == taker else str(number)

    rows = [[one.name, *(count(one.id, model) for model in case_file.models)] for one in case_file.columns]
    takers = [say("given to {model}", model=name) for name in case_file.looks[0]]
    frame = pd.DataFrame(rows, columns=[say("Cell of"), *takers])
    return numbers_table(frame, say("Your first tries: how often the cell of one model was given to which"))


def _commonest(case_file: CaseFileState, matched: list[Match]) -> str:
    pair = commonest(matched)
    if not pair:
        return markup.paragraph(say("You gave no cell to another model. Were the words that easy to tell apart? Why?"))
    names = {column.id: column.name for column in case_file.columns}
    where = given(matched)[pair]
    words = say_many(
        "The commonest mix-up: the cell of {model} given to {other}, once.",
        "The commonest mix-up: the cell of {model} given to {other}, {number} times.",
        len(where), model=names[pair[0]], other=names[pair[1]],
    )  # fmt: skip
    return markup.notice(words) + markup.listed(f"{one.title}: {_cell(case_file, one, pair[0])}" for one in where)


def _cell(case_file: CaseFileState, match: Match, model: str) -> str:
    return next(column.cell for column in case_file.rows[match.dimension] if column.id == model)


def _reading() -> str:
    parts = (
        say("First place and last place: every dimension on which you have moved your case, the furthest first."),
        say("Which cell you took for whose: in the step Predict, how often you gave the cell of one model to another."),
    )
    return markup.paragraph(say(ABOUT), "kit-lead") + markup.listed(parts)
