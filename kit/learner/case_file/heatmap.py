"""Heatmap: every placement with its reason, what they come to, and what they say to the table's warning."""

import ipywidgets as widgets

from kit.answers.placements import largest_share, leading
from kit.answers.placements import profile as profile_of
from kit.base.labels import say
from kit.learner.case_file.shared import PIECES as SHARED
from kit.learner.case_file.shared import bet_of, following, found_shape
from kit.learner.case_file.state import CaseFileState
from kit.views import cards
from kit.views.templates import Pieces
from kit.widgets.parts import html
from kit.widgets.step import Step

PIECES = Pieces(__file__)


def heatmap(case_file: CaseFileState) -> Step:
    """Return the step: the table of placements, what they come to, and what that says to the table's warning."""
    return Step(PIECES.reading(case_file), [following(case_file, "heatmap", _build)])


def _build(case_file: CaseFileState) -> list[widgets.Widget]:
    placed = case_file.placed()
    if not placed:
        return [html(SHARED.nothing_placed(case_file))]
    if not bet_of(case_file):
        return [html(SHARED.heading(case_file) + PIECES.bet_first())]
    found = profile_of(placed)
    rows = [(case_file.title(one.dimension), case_file.in_order(one.weights), one.reason) for one in placed]
    of = say("of {placed} of {all} dimensions", placed=len(placed), all=len(case_file.dimensions))
    caption = say("{case}: points of 100, and why", case=case_file.case.name)
    shown = cards.heat([*rows, (say("Mean"), case_file.in_order(found.mean), of)], case_file.columns, caption)
    first = leading(found.mean)[0]
    answer = PIECES.answer(  # what the learner's own numbers say to the table's warning
        words=found_shape(case_file, found)[1],
        model=case_file.names[first],
        led=sum(one.weights[first] == largest_share(one) for one in placed),
        mixed=sum(largest_share(one) <= 50 for one in placed),
        all=len(placed),
        warned=case_file.content.warning is not None,
    )
    return list(map(html, (PIECES.table(case_file, shown, placed), PIECES.comes_to(case_file, found, placed), answer)))
