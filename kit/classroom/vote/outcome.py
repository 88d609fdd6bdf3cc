"""A finished vote to look at together: both rounds, what moved, the strongest reasons, and one question to end with."""

from pathlib import Path

import ipywidgets as widgets

from kit.answers.ballot import LETTERS, Motion, reasons_file
from kit.base.labels import prose
from kit.base.paths import work_folder
from kit.classroom.vote import in_words as told
from kit.classroom.vote.ballot_box import Record
from kit.classroom.vote.entry import tried
from kit.classroom.vote.figures import bars, flow, flow_key
from kit.views import markup
from kit.views.markup import Html
from kit.views.plot import to_page
from kit.views.templates import render
from kit.widgets.controls.control import Chart, Looks, Summary
from kit.widgets.parts import button, framed, html, shared

WORDS = prose(__file__)
SHOWN = 3  # reasons a stance; the others open on demand


def outcome(record: Record) -> list[widgets.Widget]:
    """Return the parts of a finished vote, in the order in which a class looks at them."""
    said = html()

    def save() -> None:
        paths = told.write_vote(record, work_folder())
        said.value = markup.notice(WORDS("saved", first=paths[0], second=paths[1]))

    motion = record.session.motion
    pictures = widgets.Box([_bars(record), _flow(record)], layout=shared(), _dom_classes=["kit-two"])
    head = [html(f'<div class="kit-small">{statement(motion)}</div>'), pictures]
    saved = [button(WORDS["save"], False, lambda: tried(said, save)), said]
    if motion.right:
        options = [{"right": one.id == motion.right, "feedback": one.reply} for one in motion.stances]
        replies = render("classroom/board/templates/answered.html", question={"options": options}, letters=LETTERS)
        return [*head, html(markup.paragraph(told.right_in_words(record), "kit-lead") + replies), *saved]
    return [
        *head,
        html(markup.paragraph(told.spread_in_words(record), "kit-lead")),
        html(render("classroom/vote/templates/talk.html", record=record, told=told, title=WORDS["thoughts"])),
        html(render("classroom/vote/templates/reasons.html", record=record, told=told, letters=LETTERS, shown=SHOWN)),
        html(render("classroom/vote/templates/last_question.html", moved=told.what_moved(record))),
        *saved,
        html(render("classroom/vote/templates/absent.html", record=record, told=told, words=WORDS, file=reasons_file)),
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
