"""Profile and heatmap: a bet on where the case stands on the whole, its path, and every placement with its reason."""

import ipywidgets as widgets

from kit.answers.keys import PROFILE
from kit.answers.placements import SCATTERED, Placement, largest_share, leading
from kit.answers.placements import profile as profile_of
from kit.base.labels import prose, say, say_number
from kit.content.course import load_sources
from kit.learner.case_file.state import SHARED, CaseFileState, bet_of, following, found_shape, shapes
from kit.views.plot import to_page
from kit.views.templates import CARDS, Pieces
from kit.views.triangle import path
from kit.widgets.controls.control import Chart, Player, Summary
from kit.widgets.controls.fields import Choice
from kit.widgets.parts import Step, dropdown, framed, html, row
from kit.widgets.saved_answer import put

PIECES, WORDS = Pieces(__file__), prose(__file__)


def profile(case_file: CaseFileState) -> Step:
    """Return the step: which case, the bet, and behind it the path."""
    all_ = len(case_file.dimensions)
    options = [
        (say("{case}: {placed} of {all} placed", case=one.case.name, placed=one.placed, all=all_), case)
        for case, one in case_file.cases().items()
    ]
    chosen = dropdown(say("My case"), options, case_file.case.id)
    chosen.observe(lambda change: case_file.take(change["new"]), "value")
    reading = PIECES.reading(case_file, shapes(case_file), SCATTERED, load_sources())
    return Step(reading, [row([chosen]), following(case_file, PROFILE, _walk)])


def _walk(case_file: CaseFileState) -> list[widgets.Widget]:
    """Return the bet and, once it is placed, what the numbers say to it and the path."""
    placed, bet = case_file.placed(), case_file.content.bet
    if not placed:
        return [html(SHARED.nothing_placed(case_file))]
    options = [{"id": option.id, "text": option.text} for option in shapes(case_file)]
    stakes, opened = Choice(legend=bet.stem, options=options), widgets.VBox()

    def show(chosen: str) -> None:
        stakes.replies = {chosen: {"kind": "plain", "text": _reply(case_file, placed, chosen)}}
        if not opened.children:
            opened.children = [html(PIECES.rule(SCATTERED)), _film(case_file, placed)]

    bet_on = case_file.at(PROFILE, f"{case_file.case.id}/bet")
    _, committed, status = put(bet_on, stakes, say("Commit my guess and open my profile"), show)
    committed.on_click(lambda _: case_file.draw_anew("heatmap"))
    return [html(PIECES.before(case_file, placed, load_sources())), stakes, committed, status, opened]


def _reply(case_file: CaseFileState, placed: list[Placement], bet: str) -> str:
    """Return what the learner's own numbers say to the bet."""
    found = profile_of(placed)
    option, words = found_shape(case_file, found)
    verdict = WORDS("so_it_is" if option.id == bet else "not_so", words=words)
    mean = WORDS("mean", shares=case_file.shares(found.mean))
    spread = WORDS("spread", spread=say_number(found.spread, 0))
    return f"{verdict} {mean} {spread if len(placed) > 1 else ''} {option.so}"


def _film(case_file: CaseFileState, placed: list[Placement]) -> widgets.VBox:
    """Return the path with a button to play it and a slider to step through it."""
    stops = [(str(case_file.number(one.dimension)), case_file.in_order(one.weights)) for one in placed]
    frames = [
        {
            "name": case_file.title(one.dimension),
            "words": case_file.sentence(one),
            "figure": to_page(path(*case_file.looks, stops, at)),
        }
        for at, one in enumerate(placed)
    ]
    chart, summary = Chart(), Summary()
    player = Player(say("Dimension"), frames, chart, summary)
    return framed(chart, summary, before=[player], after=[html(PIECES.after(case_file, placed))])


def heatmap(case_file: CaseFileState) -> Step:
    """Return the step: the table of placements, what they come to, and what that says to the table's warning."""
    return Step(PIECES.heat_reading(case_file), [following(case_file, "heatmap", _heat)])


def _heat(case_file: CaseFileState) -> list[widgets.Widget]:
    placed = case_file.placed()
    if not placed:
        return [html(SHARED.nothing_placed(case_file))]
    if not bet_of(case_file):
        return [html(SHARED.heading(case_file) + PIECES.bet_first())]
    found = profile_of(placed)
    rows = [(case_file.title(one.dimension), case_file.in_order(one.weights), one.reason) for one in placed]
    of = say("of {placed} of {all} dimensions", placed=len(placed), all=len(case_file.dimensions))
    caption = say("{case}: points of 100, and why", case=case_file.case.name)
    shown = CARDS.heat([*rows, (say("Mean"), case_file.in_order(found.mean), of)], case_file.columns, caption)
    first, words = leading(found.mean)[0], found_shape(case_file, found)[1]
    led = sum(one.weights[first] == largest_share(one) for one in placed)
    mixed = sum(largest_share(one) <= 50 for one in placed)
    # what the learner's own numbers say to the table's warning
    answer = PIECES.answer(words, case_file.names[first], led, mixed, len(placed), case_file.content.warning)
    return list(map(html, (PIECES.table(case_file, shown, placed), PIECES.comes_to(case_file, found, placed), answer)))
