"""A finished vote to look at together: both rounds, what moved, the strongest reasons, and one question to end with."""

from pathlib import Path

import ipywidgets as widgets

from kit.answers.ballot import LETTERS, Motion
from kit.answers.class_reasons import reasons_file
from kit.base.paths import work_folder
from kit.base.prose import prose
from kit.classroom.vote import in_words as told
from kit.classroom.vote.ballot_box import Record
from kit.classroom.vote.entry import tried
from kit.classroom.vote.export import write_vote
from kit.classroom.vote.figures import bars, flow, flow_key
from kit.views import markup
from kit.views.markup import Html
from kit.views.plot import to_page
from kit.views.templates import render
from kit.widgets.controls.chart import Chart
from kit.widgets.controls.looks import Looks
from kit.widgets.controls.summary import Summary
from kit.widgets.parts import button, framed, html, shared

WORDS = prose(__file__)
SHOWN = 3  # reasons a stance; the others open on demand


def outcome(record: Record) -> list[widgets.Widget]:
    """Return the parts of a finished vote, in the order in which a class looks at them."""
    saved, said = button(WORDS["save"], main=False), html()

    def save() -> None:
        paths = write_vote(record, work_folder())
        said.value = markup.notice(WORDS("saved", first=paths[0], second=paths[1]))

    saved.on_click(lambda _: tried(said, save))
    pictures = widgets.Box([_bars(record), _flow(record)], layout=shared(), _dom_classes=["kit-two"])
    return [
        html(f'<div class="kit-small">{statement(record.session.motion)}</div>'),
        pictures,
        html(markup.paragraph(told.spread_in_words(record), "kit-lead")),
        html(_talk(record)),
        html(_reasons(record)),
        html(render("classroom/vote/templates/last_question.html", moved=told.what_moved(record))),
        saved,
        said,
        *([html(_file(record))] if record.session.motion.lesson and record.reasons else []),
    ]


class VoteLooks(Looks):
    """The looks of the room and of what came out in it."""

    _css = Path(__file__).with_name("vote.css")


def statement(motion: Motion) -> Html:
    """Return what is voted on, with a letter for each stance."""
    return render("classroom/vote/templates/statement.html", motion=motion, letters=LETTERS)


def _bars(record: Record) -> widgets.VBox:
    table = markup.details(WORDS["numbers"], markup.numbers(told.numbers(record), WORDS["by_stance"]))
    chart, summary = Chart(figure=to_page(bars(record))), Summary(value=told.counts_in_words(record))
    return framed(chart, summary, before=[html(markup.Html("<h3>{}</h3>").format(WORDS["both"]))], after=[html(table)])


def _flow(record: Record) -> widgets.VBox:
    table = markup.details(WORDS["moves"], markup.numbers(told.flow_numbers(record), WORDS["by_way"]))
    chart, summary = Chart(figure=to_page(flow(record))), Summary(value=told.shift_in_words(record))
    head = html(render("classroom/vote/templates/flow_key.html", key=flow_key(record)))
    return framed(chart, summary, before=[head], after=[html(table)])


def _talk(record: Record) -> Html:
    """Return what came of the talk in pairs, and which reasons gave most to think; nothing where there were none."""
    words, table = told.talk_in_words(record), told.thoughts_in_numbers(record)
    lead = markup.paragraph(words) if words else Html()
    return lead + (
        markup.details(WORDS["thoughts"], markup.numbers(table, WORDS["thoughts"])) if len(table) else Html()
    )


def _file(record: Record) -> Html:
    """Return a link that saves one reason for each stance, for those who were absent."""
    motion = record.session.motion
    first = {stance: words[0] for stance, words in told.reasons_by_stance(record).items() if words}
    name, inside = f"reasons-{motion.lesson}.json", reasons_file(motion, first).encode()
    return markup.paragraph(WORDS["absent"], "kit-note") + markup.to_save(
        name, inside, WORDS["file"], "application/json"
    )


def _reasons(record: Record) -> Html:
    return render(
        "classroom/vote/templates/reasons.html",
        stances=record.session.motion.stances,
        reasons=told.reasons_by_stance(record),
        letters=LETTERS,
        shown=SHOWN,
    )
