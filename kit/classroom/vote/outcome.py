"""A finished vote to look at together: both rounds, what moved, the strongest reasons, and one question to end with."""

from html import escape
from pathlib import Path

import ipywidgets as widgets

from kit.answers.ballot import LETTERS, Motion
from kit.base.paths import work_folder
from kit.classroom.vote.ballot_box import Record
from kit.classroom.vote.entry import tried
from kit.classroom.vote.export import write_vote
from kit.classroom.vote.figures import bars, flow, flow_key
from kit.classroom.vote.in_words import (
    counts_in_words,
    flow_numbers,
    numbers,
    reasons_by_stance,
    shift_in_words,
    spread_in_words,
    what_moved,
)
from kit.views import markup
from kit.views.markup import Html, joined
from kit.views.plot import to_page
from kit.widgets.controls.chart import Chart
from kit.widgets.controls.looks import Looks
from kit.widgets.controls.summary import Summary
from kit.widgets.parts import button, framed, html, shared

NOBODY = "Nobody wrote one down. Who can give one now?"
SHOWN = 3  # reasons a stance; the others open on demand
LAST = "What would have moved the others?"
WROTE = "What moved people, or what would have had to be said: what they wrote"
LAST_TASK = "Take the stance that is furthest from yours. Say one thing that would move you towards it."


def outcome(record: Record) -> list[widgets.Widget]:
    """Return the parts of a finished vote, in the order in which a class looks at them."""
    saved, said = button("Save as files", main=False), html()

    def save() -> None:
        paths = write_vote(record, work_folder())
        said.value = markup.notice(
            f"Saved: {' and '.join(map(str, paths))}. No learner and no ballot is named in them."
        )

    saved.on_click(lambda _: tried(said, save))
    pictures = widgets.Box([_bars(record), _flow(record)], layout=shared(), _dom_classes=["kit-two"])
    return [
        html(f'<div class="kit-small">{statement(record.session.motion)}</div>'),
        pictures,
        html(markup.paragraph(spread_in_words(record), "kit-lead")),
        html(_reasons(record)),
        html(_last(record)),
        saved,
        said,
    ]


class VoteLooks(Looks):
    """The looks of the room and of what came out in it."""

    _css = Path(__file__).with_name("vote.css")


def statement(motion: Motion) -> str:
    """Return what is voted on, with a letter for each stance."""
    stances = "".join(
        f"<li><strong>{letter}</strong> {escape(stance.text)}</li>"
        for letter, stance in zip(LETTERS, motion.stances, strict=False)
    )
    return f'<p class="kit-statement">{escape(motion.statement)}</p><ul class="kit-stances">{stances}</ul>'


def _bars(record: Record) -> widgets.VBox:
    table = markup.details("Both votes in numbers", markup.numbers(numbers(record), "Votes by stance"))
    chart, summary = Chart(figure=to_page(bars(record))), Summary(value=counts_in_words(record))
    return framed(chart, summary, before=[html("<h3>Both votes</h3>")], after=[html(table)])


def _flow(record: Record) -> widgets.VBox:
    table = markup.details("The moves in numbers", markup.numbers(flow_numbers(record), "Votes by where they went"))
    chart, summary = Chart(figure=to_page(flow(record))), Summary(value=shift_in_words(record))
    head = html(f"<h3>From the first vote to the second</h3>{_key(record)}")
    return framed(chart, summary, before=[head], after=[html(table)])


def _key(record: Record) -> str:
    swatch = "display:inline-block;width:1.6em;height:.8em;margin-right:.4em;border:1px solid;background:"
    form = f'<span><i style="{swatch}{{}}" aria-hidden="true"></i>{{}}</span>'
    parts = (form.format(colour, words) for colour, words in flow_key(record))
    return f'<p class="kit-note">{" &nbsp; ".join(parts)}</p>'


def _reasons(record: Record) -> str:
    """Return a card a stance with the reasons that were heard or handed in for it."""
    reasons = reasons_by_stance(record)
    shown = [
        _card(letter, stance.text, reasons[stance.id])
        for letter, stance in zip(LETTERS, record.session.motion.stances, strict=False)
    ]
    return "<h3>The strongest reasons on each side</h3>" + markup.side_by_side(shown)


def _last(record: Record) -> str:
    """Return the question to end with, and behind it what learners wrote beside their second vote."""
    written = "".join(markup.paragraph(words) for words in what_moved(record))
    return f"<h3>{LAST}</h3>{markup.paragraph(LAST_TASK)}" + (markup.details(WROTE, written) if written else "")


def _card(letter: str, text: str, reasons: list[str]) -> Html:
    first = joined(map(markup.paragraph, reasons[:SHOWN])) or markup.paragraph(NOBODY, "kit-note")
    more = joined(map(markup.paragraph, reasons[SHOWN:]))
    opened = markup.details(f"{len(reasons) - SHOWN} more", more) if more else ""
    card = Html('<article class="kit-card"><h4><strong>{}</strong> {}</h4>{}{}</article>')
    return card.format(letter, text, first, opened)
