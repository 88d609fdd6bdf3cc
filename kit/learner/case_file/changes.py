"""Changes: where the last word is not the first: places of the case, guesses at figures, matches of cells."""

import ipywidgets as widgets

from kit.answers.keys import CHANGES, EXPLORE, REASON
from kit.answers.matches import commonest, given, hits
from kit.answers.placements import changed, moved
from kit.answers.record import Chapter, chapters
from kit.base.errors import or_else
from kit.base.labels import say
from kit.learner.case_file.shared import PIECES as SHARED
from kit.learner.case_file.shared import following, points
from kit.learner.case_file.state import CaseFileState
from kit.views.templates import Pieces
from kit.views.triangle import pairs
from kit.widgets.figure_panel import still
from kit.widgets.parts import html
from kit.widgets.saved_answer import kept_answer
from kit.widgets.step import Step

PIECES = Pieces(__file__)


def changes(case_file: CaseFileState) -> Step:
    """Return the step: moves of the case, guesses beside what came, cells that were taken for another model's."""
    body = following(case_file, CHANGES, lambda one: [*_moves(one), _guesses(one), *_mix_ups(one)])
    return Step(PIECES.reading(), [html(PIECES.about()), body])


def _moves(case_file: CaseFileState) -> list[widgets.Widget]:
    placed = case_file.placed()
    far, head = changed(placed), html(SHARED.heading(case_file) + PIECES.first_and_last())
    if not far:
        return [head, html(PIECES.stayed(case_file.case.name, placed))]
    moves = [(str(case_file.number(one.dimension)), *map(case_file.in_order, (one.first, one.weights))) for one in far]
    figure = pairs(*case_file.looks, (say("first"), say("last")), moves)
    furthest = say(
        "You moved {moved} of {placed}. The furthest: {dimension}, by {points}, from {first} to {last}.",
        moved=len(far), placed=len(placed), dimension=case_file.title(far[0].dimension), points=points(moved(far[0])),
        first=case_file.shares(far[0].first), last=case_file.shares(far[0].weights),
    )  # fmt: skip
    shown = still(figure, furthest, PIECES.numbers(case_file, far, moved))
    answer = kept_answer(case_file, CHANGES, f"{case_file.case.id}/moved", case_file.content.changes.moved, rows=2)
    return [head, shown, answer]


def _guesses(case_file: CaseFileState) -> widgets.HTML:
    """Return what the learner guessed before each figure opened, beside the line that says what came and why."""
    found = _chapters(case_file)
    said = {one.id: {entry.item: entry.answered for entry in one.entries if entry.step == EXPLORE} for one in found}
    rows = [
        (case_file.title(id_), guess, said[id_].get(item + REASON, ""))
        for id_ in filter(said.get, case_file.dimensions)
        for item, guess in said[id_].items()
        if "/" not in item
    ]
    return html(PIECES.guesses(rows))


@or_else(lambda error: [])
def _chapters(case_file: CaseFileState) -> list[Chapter]:
    return chapters(case_file.journal, case_file.table)


def _mix_ups(case_file: CaseFileState) -> list[widgets.Widget]:
    """Return how often the cell of which model was given to which, and of the commonest mix-up, where that was."""
    matched = case_file.matched()
    pair, counts = commonest(matched), given(matched)
    tries = [(one, hits(one.first), hits(one.last)) for one in matched]
    shown = html(PIECES.mix_ups(case_file, tries, counts, pair))
    if not pair:
        return [shown]
    return [shown, kept_answer(case_file, CHANGES, "misled", case_file.content.changes.misled, rows=2)]
