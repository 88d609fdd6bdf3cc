"""Profile: a bet on where the case stands on the whole, then its path from dimension to dimension."""

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as widgets

from kit import cards
from kit.case import Followed
from kit.content import load_sources
from kit.course_form import ShapeOption
from kit.figures import to_page
from kit.labels import said, say, say_number
from kit.parts import button, dropdown, framed, html, row, told
from kit.placements import Placement, Profile
from kit.placements import profile as profile_of
from kit.profiles import path
from kit.shapes import SCATTERED, landmarks, leading, shape
from kit.steps.step import Step
from kit.synthesis.following import (
    following,
    in_order,
    not_placed,
    nothing_placed,
    numbers,
    sentence,
    title,
    to_the_lessons,
)
from kit.synthesis.following import shares as shares_of
from kit.widgets.chart import Chart
from kit.widgets.choice import Choice
from kit.widgets.player import Player
from kit.widgets.summary import Summary

if TYPE_CHECKING:
    from kit.case_file import CaseFile

FEW = 3  # with fewer placements a mean and a spread say little
ABOUT = said(
    "Each lesson gave you one point for your case. Here they become one path, in the order of the table. "
    "Bet first: is your case one thing, or many?"
)
RULE = said(
    "First comes the spread: how many of the 100 points would have to move, on average, to bring one of your "
    "placements to their mean. Above {scattered} of 100 we say that they lie far apart. Else the mean decides: "
    "is it nearest to a corner (all 100 points on one model), the place between two models (50 and 50), or the middle "
    "(the same for each)? The rule is a convention; a stricter one would call more cases mixed."
)
SO_IT_IS = said("So it is: {words}.")
NOT_SO = said("Your own numbers say something else: {words}.")


def profile(case_file: "CaseFile") -> Step:
    """Return the step: which case, the bet, and behind it the path."""
    options = [(_label(case_file, one), case) for case, one in case_file.cases().items()]
    chosen = dropdown(say("My case"), options, case_file.case.id)
    chosen.observe(lambda change: case_file.take(change["new"]), "value")
    return Step(
        _reading(case_file) + to_the_lessons(case_file), [row([chosen]), following(case_file, "profile", _build)]
    )


def bet_of(case_file: "CaseFile") -> str:
    """Return the shape on which the learner has bet for the case at hand, or nothing."""
    saved = case_file.newest("profile", f"{case_file.case.id}/bet")
    return saved.value if saved and saved.value in [option.id for option in _options(case_file)] else ""


def found_shape(case_file: "CaseFile", found: Profile) -> tuple[ShapeOption, str]:
    """Return the shape of a profile, and the sentence that says it with the models' names."""
    kind = shape(found)
    names = {column.id: column.name for column in case_file.columns}
    first, second, *_ = [names[model] for model in leading(found.mean)]
    option = next(option for option in case_file.content.bet.options if option.id == kind)
    if kind == "corner":
        return option, say("{found}, that of {model}", found=option.found, model=first)
    if kind == "between":
        return option, say("{found}, {model} and {other}", found=option.found, model=first, other=second)
    return option, option.found


def _label(case_file: "CaseFile", one: Followed) -> str:
    all_ = len(case_file.dimensions)
    return say("{case}: {placed} of {all} placed", case=one.case.name, placed=one.placed, all=all_)


def _options(case_file: "CaseFile") -> list[ShapeOption]:
    """Return the shapes that a profile of so many models can have."""
    possible = {*landmarks(case_file.models), "scattered"}
    return [option for option in case_file.content.bet.options if option.id in possible]


def _build(case_file: "CaseFile") -> list[widgets.Widget]:
    """Return the bet and, once it is placed, what the numbers say to it and the path."""
    placed, bet = case_file.placed(), case_file.content.bet
    if not placed:
        return [html(nothing_placed(case_file))]
    options = [{"id": option.id, "text": option.text} for option in _options(case_file)]
    stakes = Choice(legend=bet.stem, options=options, value=bet_of(case_file))
    committed, status, opened = button(say("Place my bet and open my profile")), told(), widgets.VBox()
    committed.disabled = not stakes.value

    def chosen(change: dict) -> None:
        committed.disabled = not change["new"]

    def show(words: str) -> None:
        stakes.replies = {stakes.value: {"kind": "plain", "text": _reply(case_file, placed, stakes.value)}}
        status.value = cards.paragraph(words, "kit-status")
        if not opened.children:
            opened.children = [
                html(cards.details(say("How is this decided?"), cards.paragraph(say(RULE, scattered=SCATTERED)))),
                _film(case_file, placed),
            ]

    def commit(_: object) -> None:
        show(case_file.keep("profile", f"{case_file.case.id}/bet", stakes.value)[1])
        case_file.draw_anew("heatmap")

    if stakes.value:
        show(case_file.newest("profile", f"{case_file.case.id}/bet").saved)
    stakes.observe(chosen, "value")
    committed.on_click(commit)
    return [html(_how_many(case_file, placed) + _warning(case_file)), stakes, committed, status, opened]


def _how_many(case_file: "CaseFile", placed: list[Placement]) -> str:
    words = say("{placed} of {all} dimensions are placed.", placed=len(placed), all=len(case_file.dimensions))
    if len(placed) < FEW:
        words += " " + say("With so few, take what follows as a beginning.")
    return cards.notice(case_file.trouble, "trouble") + cards.paragraph(words, "kit-lead")


def _warning(case_file: "CaseFile") -> str:
    warning = case_file.content.warning
    if warning is None:
        return ""
    above = cards.paragraph(say("The page of the table says about itself:"))
    return f"{above}<blockquote>{escape(warning.quote)}</blockquote>{cards.cited(warning.source, load_sources())}"


def _reply(case_file: "CaseFile", placed: list[Placement], bet: str) -> str:
    """Return what the learner's own numbers say to the bet."""
    found = profile_of(placed)
    option, words = found_shape(case_file, found)
    verdict = say(SO_IT_IS if option.id == bet else NOT_SO, words=words)
    mean = say("Taken together: {shares}.", shares=shares_of(case_file, found.mean))
    spread = say(
        "On average {spread} of 100 points would have to move to bring one of them there.",
        spread=say_number(found.spread, 0),
    )  # fmt: skip
    return f"{verdict} {mean} {spread if len(placed) > 1 else ''} {option.so}"


def _film(case_file: "CaseFile", placed: list[Placement]) -> widgets.VBox:
    """Return the path with a button to play it and a slider to step through it."""
    stops = [(str(case_file.number(one.dimension)), in_order(case_file, one.weights)) for one in placed]
    frames = [
        {
            "name": title(case_file, one),
            "words": sentence(case_file, one),
            "figure": to_page(path(*case_file.looks, stops, at)),
        }
        for at, one in enumerate(placed)
    ]
    chart, summary = Chart(), Summary()
    player = Player(say("Dimension"), frames, chart, summary)
    return framed(
        chart, summary, before=[player], after=[html(numbers(case_file, placed) + not_placed(case_file, placed))]
    )


def _reading(case_file: "CaseFile") -> str:
    bet = case_file.content.bet
    options = "".join(f"<li>{escape(option.text)}</li>" for option in _options(case_file))
    return (
        cards.paragraph(say(ABOUT), "kit-lead")
        + _warning(case_file)
        + cards.paragraph(bet.stem)
        + f"<ul>{options}</ul>"
        + cards.details(say("How is this decided?"), cards.paragraph(say(RULE, scattered=SCATTERED)))
    )
