"""Profile: a bet on where the case stands on the whole, then its path from dimension to dimension."""

from html import escape

import ipywidgets as widgets

from kit.answers.case import Followed
from kit.answers.keys import PROFILE
from kit.answers.placements import SCATTERED, Placement
from kit.answers.placements import profile as profile_of
from kit.base.labels import said, say, say_number
from kit.content.course import load_sources
from kit.learner.case_file.shared import (
    _options,
    following,
    found_shape,
    in_order,
    not_placed,
    nothing_placed,
    numbers,
    sentence,
    title,
    to_the_lessons,
)
from kit.learner.case_file.shared import shares as shares_of
from kit.learner.case_file.state import CaseFileState
from kit.views import cards, markup
from kit.views.plot import to_page
from kit.views.triangle import path
from kit.widgets.controls.chart import Chart
from kit.widgets.controls.choice import Choice
from kit.widgets.controls.player import Player
from kit.widgets.controls.summary import Summary
from kit.widgets.parts import dropdown, framed, html, row
from kit.widgets.question import put
from kit.widgets.step import Step

FEW = 3  # with fewer placements a mean and a spread say little
ABOUT = said(
    "Each lesson gave you one point for your case. Here they become one path, in the order of the table. "
    "Guess first: is your case one thing, or many?"
)
RULE = said(
    "First comes the spread: how many of the 100 points would have to move, on average, to bring one of your "
    "placements to their mean. Above {scattered} of 100 we say that they lie far apart. Else the mean decides: "
    "is it nearest to a corner (all 100 points on one model), the place between two models (50 and 50), or the middle "
    "(the same for each)? The rule is a convention; a stricter one would call more cases mixed."
)
SO_IT_IS = said("So it is: {words}.")
NOT_SO = said("Your own numbers say something else: {words}.")


def profile(case_file: CaseFileState) -> Step:
    """Return the step: which case, the bet, and behind it the path."""
    options = [(_label(case_file, one), case) for case, one in case_file.cases().items()]
    chosen = dropdown(say("My case"), options, case_file.case.id)
    chosen.observe(lambda change: case_file.take(change["new"]), "value")
    return Step(_reading(case_file) + to_the_lessons(case_file), [row([chosen]), following(case_file, PROFILE, _build)])


def _label(case_file: CaseFileState, one: Followed) -> str:
    all_ = len(case_file.dimensions)
    return say("{case}: {placed} of {all} placed", case=one.case.name, placed=one.placed, all=all_)


def _build(case_file: CaseFileState) -> list[widgets.Widget]:
    """Return the bet and, once it is placed, what the numbers say to it and the path."""
    placed, bet = case_file.placed(), case_file.content.bet
    if not placed:
        return [html(nothing_placed(case_file))]
    options = [{"id": option.id, "text": option.text} for option in _options(case_file)]
    stakes, opened = Choice(legend=bet.stem, options=options), widgets.VBox()

    def show(chosen: str) -> None:
        stakes.replies = {chosen: {"kind": "plain", "text": _reply(case_file, placed, chosen)}}
        if not opened.children:
            opened.children = [
                html(markup.details(say("How is this decided?"), markup.paragraph(say(RULE, scattered=SCATTERED)))),
                _film(case_file, placed),
            ]

    bet_on = case_file.at(PROFILE, f"{case_file.case.id}/bet")
    _, committed, status = put(bet_on, stakes, say("Commit my guess and open my profile"), show)
    committed.on_click(lambda _: case_file.draw_anew("heatmap"))
    return [html(_how_many(case_file, placed) + _warning(case_file)), stakes, committed, status, opened]


def _how_many(case_file: CaseFileState, placed: list[Placement]) -> str:
    words = say("{placed} of {all} dimensions are placed.", placed=len(placed), all=len(case_file.dimensions))
    if len(placed) < FEW:
        words += " " + say("With so few, take what follows as a beginning.")
    return markup.notice(case_file.trouble, "trouble") + markup.paragraph(words, "kit-lead")


def _warning(case_file: CaseFileState) -> str:
    warning = case_file.content.warning
    if warning is None:
        return ""
    above = markup.paragraph(say("The page of the table says about itself:"))
    return f"{above}<blockquote>{escape(warning.quote)}</blockquote>{cards.cited(warning.source, load_sources())}"


def _reply(case_file: CaseFileState, placed: list[Placement], bet: str) -> str:
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


def _film(case_file: CaseFileState, placed: list[Placement]) -> widgets.VBox:
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


def _reading(case_file: CaseFileState) -> str:
    bet = case_file.content.bet
    return (
        markup.paragraph(say(ABOUT), "kit-lead")
        + _warning(case_file)
        + markup.paragraph(bet.stem)
        + markup.listed(option.text for option in _options(case_file))
        + markup.details(say("How is this decided?"), markup.paragraph(say(RULE, scattered=SCATTERED)))
    )
