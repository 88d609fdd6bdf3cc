"""Heatmap: every placement with its reason, what they come to, and what they say to the table's warning."""

from html import escape

import ipywidgets as widgets

from kit.answers.placements import Placement, Profile, largest_share, leading
from kit.answers.placements import profile as profile_of
from kit.base.labels import said, say, say_number
from kit.learner.case_file.shared import (
    bet_of,
    following,
    found_shape,
    heading,
    in_order,
    not_placed,
    nothing_placed,
    sentence,
    shares,
    title,
    to_the_lessons,
)
from kit.learner.case_file.state import CaseFileState
from kit.views import cards, markup
from kit.widgets.parts import html
from kit.widgets.step import Step

BET_FIRST = said("Commit your guess in the step above first; then your numbers open here.")
ABOUT = said(
    "Every dimension is a row, every model a column. A cell says how many of the 100 points you gave, and the more "
    "points, the stronger its colour. Beside it stands the reason that you wrote."
)
WARNED = said("The page warns that real systems combine its columns.")
IS_IT_TRUE = said("Is the warning true, then, or too weak, or too strong?")
MOST_MIXED = said("Most mixed:")
MOST_ONE_SIDED = said("Most one-sided:")


def heatmap(case_file: CaseFileState) -> Step:
    """Return the step: the table of placements, what they come to, and what that says to the table's warning."""
    reading = markup.paragraph(say(ABOUT), "kit-lead") + to_the_lessons(case_file)
    return Step(reading, [following(case_file, "heatmap", _build)])


def _build(case_file: CaseFileState) -> list[widgets.Widget]:
    placed = case_file.placed()
    if not placed:
        return [html(nothing_placed(case_file))]
    if not bet_of(case_file):
        return [html(heading(case_file) + markup.notice(say(BET_FIRST)))]
    found, name = profile_of(placed), case_file.case.name
    rows = [(title(case_file, one), in_order(case_file, one.weights), one.reason) for one in placed]
    of = say("of {placed} of {all} dimensions", placed=len(placed), all=len(case_file.dimensions))
    mean, caption = (say("Mean"), in_order(case_file, found.mean), of), say("{case}: points of 100, and why", case=name)
    shown = cards.heat([*rows, mean], case_file.columns, caption)
    return [
        html(heading(case_file) + markup.paragraph(say(ABOUT), "kit-note") + shown + not_placed(case_file, placed)),
        html(_comes_to(case_file, found, placed)),
        html(_answer(case_file, found, placed)),
    ]


def _comes_to(case_file: CaseFileState, found: Profile, placed: list[Placement]) -> str:
    if len(placed) == 1:
        only = said("One dimension is no profile yet: place your case in a second lesson, and they can differ.")
        return markup.paragraph(say(only))
    spread = say(
        "on average {spread} of 100 points would have to move to bring one of your placements to that mean; 0 would "
        "mean that you said the same everywhere.",
        spread=say_number(found.spread, 0),
    )
    together = _headed(say("Taken together:"), f"{shares(case_file, found.mean)}.")
    apart = _headed(say("How far apart:"), spread)
    mixed, one_sided = (sentence(case_file, one) for one in (found.most_mixed, found.most_one_sided))
    return (
        f"<p>{together} {apart}</p>"
        f"<p>{_headed(say(MOST_MIXED), mixed)}</p><p>{_headed(say(MOST_ONE_SIDED), one_sided)}</p>"
    )


def _headed(head: str, words: str) -> str:
    return f"<strong>{escape(head)}</strong> {escape(words)}"


def _answer(case_file: CaseFileState, found: Profile, placed: list[Placement]) -> str:
    """Return what the learner's own numbers say to the table's warning."""
    _, words = found_shape(case_file, found)
    names = {column.id: column.name for column in case_file.columns}
    first = leading(found.mean)[0]
    mixed = sum(largest_share(one) <= 50 for one in placed)
    led = sum(one.weights[first] == largest_share(one) for one in placed)
    warned = case_file.content.warning is not None
    says = say(
        "On the whole {words}. {model} has the most points, or as many as any other, in {led} of {all} dimensions. In "
        "{mixed} of {all} no model has more than half of the points: there your case is a mixture.",
        words=words, model=names[first], led=led, mixed=mixed, all=len(placed),
    )  # fmt: skip
    return markup.notice(f"{say(WARNED)} {says} {say(IS_IT_TRUE)}" if warned else f"{says} ")
