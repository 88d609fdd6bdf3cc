"""Heatmap: every placement with its reason, what they come to, and what they say to the table's warning."""

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as widgets

from kit import cards
from kit.parts import html
from kit.placements import Placement, Profile, largest_share
from kit.placements import profile as profile_of
from kit.shapes import leading
from kit.steps.step import Step
from kit.synthesis.following import (
    following,
    heading,
    in_order,
    not_placed,
    nothing_placed,
    sentence,
    shares,
    title,
    to_the_lessons,
)
from kit.synthesis.profile import bet_of, found_shape

if TYPE_CHECKING:
    from kit.case_file import CaseFile

BET_FIRST = "Place your bet in the step above first; then your numbers open here."
ABOUT = (
    "Every dimension is a row, every model a column. A cell says how many of the 100 points you gave, and the more "
    "points, the stronger its colour. Beside it stands the reason that you wrote."
)
WARNED = "The page warns that real systems combine its columns. "
IS_IT_TRUE = "Is the warning true, then, or too weak, or too strong?"


def heatmap(case_file: "CaseFile") -> Step:
    """Return the step: the table of placements, what they come to, and what that says to the table's warning."""
    reading = cards.paragraph(ABOUT, "kit-lead") + to_the_lessons(case_file)
    return Step(reading, [following(case_file, "heatmap", _build)])


def _build(case_file: "CaseFile") -> list[widgets.Widget]:
    placed = case_file.placed()
    if not placed:
        return [html(nothing_placed(case_file))]
    if not bet_of(case_file):
        return [html(heading(case_file) + cards.notice(BET_FIRST))]
    found = profile_of(placed)
    rows = [(title(case_file, one), in_order(case_file, one.weights), one.reason) for one in placed]
    mean = ("Mean", in_order(case_file, found.mean), f"of {len(placed)} of {len(case_file.dimensions)} dimensions")
    shown = cards.heat([*rows, mean], case_file.columns, f"{case_file.case.name}: points of 100, and why")
    return [
        html(heading(case_file) + cards.paragraph(ABOUT, "kit-note") + shown + not_placed(case_file, placed)),
        html(_comes_to(case_file, found, placed)),
        html(_answer(case_file, found, placed)),
    ]


def _comes_to(case_file: "CaseFile", found: Profile, placed: list[Placement]) -> str:
    if len(placed) == 1:
        return cards.paragraph(
            "One dimension is no profile yet: place your case in a second lesson, and they can differ."
        )
    return (
        f"<p><strong>Taken together:</strong> {escape(shares(case_file, found.mean))}. "
        f"<strong>How far apart:</strong> on average {found.spread:.0f} of 100 points would have to move to bring "
        "one of your placements to that mean; 0 would mean that you said the same everywhere.</p>"
        f"<p><strong>Most mixed:</strong> {escape(sentence(case_file, found.most_mixed))}</p>"
        f"<p><strong>Most one-sided:</strong> {escape(sentence(case_file, found.most_one_sided))}</p>"
    )


def _answer(case_file: "CaseFile", found: Profile, placed: list[Placement]) -> str:
    """Return what the learner's own numbers say to the table's warning."""
    _, words = found_shape(case_file, found)
    names = {column.id: column.name for column in case_file.columns}
    first = leading(found.mean)[0]
    mixed = sum(largest_share(one) <= 50 for one in placed)
    led = sum(one.weights[first] == largest_share(one) for one in placed)
    warned = case_file.content.warning is not None
    says = (
        f"{WARNED if warned else ''}On the whole {words}. {names[first]} has the most "
        f"points, or as many as any other, in {led} of {len(placed)} dimensions. In {mixed} of {len(placed)} no model "
        "has more than half of the points: there your case is a mixture. " + (IS_IT_TRUE if warned else "")
    )
    return cards.notice(says)
