"""Profile: a bet on where the case stands on the whole, then its path from dimension to dimension."""

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as widgets

from kit import cards
from kit.case import Followed
from kit.content import ShapeOption, load_sources
from kit.figures import to_page
from kit.parts import button, dropdown, framed, html, row
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
ABOUT = (
    "Each lesson gave you one point for your case. Here they become one path, in the order of the table. "
    "Bet first: is your case one thing, or many?"
)
RULE = (
    "First comes the spread: how many of the 100 points would have to move, on average, to bring one of your "
    f"placements to their mean. Above {SCATTERED} of 100 we say that they lie far apart. Else the mean decides: "
    "is it nearest to a corner (all 100 points on one model), the place between two models (50 and 50), or the middle "
    "(the same for each)? The rule is a convention; a stricter one would call more cases mixed."
)


def profile(case_file: "CaseFile") -> Step:
    """Return the step: which case, the bet, and behind it the path."""
    options = [(_label(case_file, one), case) for case, one in case_file.cases().items()]
    chosen = dropdown("My case", options, case_file.case.id)
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
    which = {"corner": f", that of {first}", "between": f", {first} and {second}"}.get(kind, "")
    option = next(option for option in case_file.content.bet.options if option.id == kind)
    return option, f"{option.found}{which}"


def _label(case_file: "CaseFile", one: Followed) -> str:
    return f"{one.case.name}: {one.placed} of {len(case_file.dimensions)} placed"


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
    committed, status, opened = button("Place my bet and open my profile"), html(), widgets.VBox()
    committed.disabled = not stakes.value

    def chosen(change: dict) -> None:
        committed.disabled = not change["new"]

    def show(words: str) -> None:
        stakes.replies = {stakes.value: {"kind": "plain", "text": _reply(case_file, placed, stakes.value)}}
        status.value = cards.paragraph(words, "kit-status")
        if not opened.children:
            opened.children = [
                html(cards.details("How is this decided?", cards.paragraph(RULE))),
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
    few = " With so few, take what follows as a beginning." if len(placed) < FEW else ""
    words = f"{len(placed)} of {len(case_file.dimensions)} dimensions are placed.{few}"
    return cards.notice(case_file.trouble, "trouble") + cards.paragraph(words, "kit-lead")


def _warning(case_file: "CaseFile") -> str:
    warning = case_file.content.warning
    if warning is None:
        return ""
    said = cards.paragraph("The page of the table says about itself:")
    return f"{said}<blockquote>{escape(warning.quote)}</blockquote>{cards.cited(warning.source, load_sources())}"


def _reply(case_file: "CaseFile", placed: list[Placement], bet: str) -> str:
    """Return what the learner's own numbers say to the bet."""
    found = profile_of(placed)
    option, words = found_shape(case_file, found)
    verdict = "So it is" if option.id == bet else "Your own numbers say something else"
    mean = f"Taken together: {shares_of(case_file, found.mean)}."
    spread = f"On average {found.spread:.0f} of 100 points would have to move to bring one of them there."
    return f"{verdict}: {words}. {mean} {spread if len(placed) > 1 else ''} {option.so}"


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
    player = Player("Dimension", frames, chart, summary)
    return framed(
        chart, summary, before=[player], after=[html(numbers(case_file, placed) + not_placed(case_file, placed))]
    )


def _reading(case_file: "CaseFile") -> str:
    bet = case_file.content.bet
    options = "".join(f"<li>{escape(option.text)}</li>" for option in _options(case_file))
    return (
        cards.paragraph(ABOUT, "kit-lead")
        + _warning(case_file)
        + cards.paragraph(bet.stem)
        + f"<ul>{options}</ul>"
        + cards.details("How is this decided?", cards.paragraph(RULE))
    )
