"""A finished vote to look at together: both rounds, what moved, the strongest reasons, and one question to end with.

Its pictures are both rounds as bars, and the flow from the first to the second.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd

from kit.answers.ballot import LETTERS, Motion, reasons_file
from kit.base.labels import prose, say_number
from kit.base.paths import work_folder
from kit.classroom.vote import account as told
from kit.classroom.vote.ballot_box import Record
from kit.classroom.vote.movement import movement, stayed_at_most, tally
from kit.content.columns import MARKS
from kit.views import markup
from kit.views.plot import MUTED, Figure, axis, lying, plain, to_page
from kit.views.templates import render
from kit.widgets.controls.control import Chart, Looks, Summary
from kit.widgets.parts import button, framed, html, shared, tried

WORDS, HERE = prose(__file__), "classroom/vote/templates"
SHOWN = 3  # reasons a stance; the others open on demand
NOW = MARKS[3].colour  # none of the models' own three colours
STAYED, MOVED, UNKNOWN = "rgba(128,128,128,.45)", "rgba(59,130,196,.55)", "rgba(201,103,27,.45)"
KEY = {STAYED: "stayed", MOVED: "moved", UNKNOWN: "unknown"}
HEIGHT, PAD, FONT = 230, 15, 14  # of the flow, in pixels; the page enlarges them with its text
LEFT, MIDDLE, RIGHT = 0.001, 0.5, 0.999
ONCE, TWICE, WHO = "not_again", "not_before", "?"

Link = tuple[str, str, int, str]  # from, to, votes, colour; a node's name begins with its column: < first, > second


def outcome(record: Record) -> list[widgets.Widget]:
    """Return the parts of a finished vote, in the order in which a class looks at them."""
    said = html()

    def save() -> None:
        paths = told.write_vote(record, work_folder())
        said.value = markup.notice(WORDS("saved", first=paths[0], second=paths[1]))

    motion = record.session.motion
    both, key = markup.Html("<h3>{}</h3>").format(WORDS["both"]), render(f"{HERE}/flow_key.html", key=flow_key(record))
    pictures = [
        _picture(both, bars(record), told.counts_in_words(record), told.numbers(record), "numbers"),
        _picture(key, flow(record), told.shift_in_words(record), told.flow_numbers(record), "moves"),
    ]
    shown = widgets.Box(pictures, layout=shared(), _dom_classes=["kit-two"])
    head = [html(f'<div class="kit-small">{statement(motion)}</div>'), shown]
    saved = [button(WORDS["save"], False, lambda: tried(said, save)), said]
    if motion.right:
        options = [{"right": one.id == motion.right, "feedback": one.reply} for one in motion.stances]
        replies = render("classroom/board/templates/answered.html", question={"options": options}, letters=LETTERS)
        return [*head, html(markup.paragraph(told.right_in_words(record), "kit-lead") + replies), *saved]
    return [
        *head,
        html(markup.paragraph(told.spread_in_words(record), "kit-lead")),
        html(render(f"{HERE}/talk.html", record=record, told=told, title=WORDS["thoughts"])),
        html(render(f"{HERE}/reasons.html", record=record, told=told, letters=LETTERS, shown=SHOWN)),
        html(render(f"{HERE}/last_question.html", moved=told.what_moved(record))),
        *saved,
        html(render(f"{HERE}/absent.html", record=record, told=told, words=WORDS, file=reasons_file)),
    ]


class VoteLooks(Looks):
    """The looks of the room and of what came out in it."""

    _css = Path(__file__).with_name("vote.css").read_text("utf-8")


def statement(motion: Motion) -> markup.Html:
    """Return what is voted on, with a letter for each stance."""
    return render(f"{HERE}/statement.html", motion=motion, letters=LETTERS)


def _picture(head: markup.Html, figure: Figure, words: str, numbers: pd.DataFrame, name: str) -> widgets.VBox:
    """Return a figure below its head, in words, and its numbers to open; `name` is that of words on these."""
    title, caption = WORDS[name].values()
    table = markup.details(title, markup.scrolled(caption, markup.numbers(numbers, caption), "kit-numbers"))
    return framed(Chart(figure=to_page(figure)), Summary(value=words), before=[html(head)], after=[html(table)])


def bars(record: Record) -> Figure:
    """Return two bars a stance: the first vote as an outline, the second filled."""
    names = told.letters(record.session.motion)
    first, second = tally(record.first), tally(record.second)
    most = max([*first.values(), *second.values(), 1])
    outline = {"color": "rgba(128,128,128,.25)", "line": {"color": MUTED, "width": 2}}
    looks = {"first": outline, "second": {"color": NOW}}
    traces = [
        lying(
            [votes[stance] for stance in names], names.values(), name=WORDS[name]["vote"], marker=looks[name],
            text=[WORDS[name]("bar", number=votes[stance]) for stance in names], textposition="outside",
            cliponaxis=False, textfont={"size": FONT - 1},
        )
        for name, votes in (("first", first), ("second", second))
    ]  # fmt: skip
    return plain(
        *traces, height=38 + 52 * len(names), barmode="group", bargap=0.3, margin={"l": 26, "r": 72, "t": 5, "b": 20},
        xaxis=axis(range=[0, most * 1.05], showticklabels=False, showgrid=False),
        yaxis=axis(autorange="reversed", tickfont={"size": FONT}, showgrid=False),
    )  # fmt: skip


def flow(record: Record) -> Figure:
    """Return the flow as a Sankey: who stayed (grey), who is known to have moved (blue), what is not known (orange)."""
    names, links = told.letters(record.session.motion), list(_links(record))
    order = [f"{side}{name}" for side in "<>" for name in (*names.values(), ONCE, TWICE)]
    nodes = [node for node in (*order, WHO) if any(node in link[:2] for link in links)]
    return plain(_sankey(links, nodes), height=HEIGHT + 12, margin={"l": 5, "r": 5, "t": 6, "b": 6})


def flow_key(record: Record) -> list[tuple[str, str]]:
    """Return the colours that the flow has, each with what it means."""
    drawn = {colour for _, _, count, colour in _links(record) if count}
    return [(colour, WORDS["key"][what]) for colour, what in KEY.items() if colour in drawn]


def _links(record: Record) -> Iterator[Link]:
    """Yield the ways of ballots that can be followed; of counted hands the smallest movement that fits.

    Then as many as can have stayed did, and the rest goes by way of a `?`.
    """
    moved, names = movement(record.first, record.second), told.letters(record.session.motion)
    for (then, now), count in moved.known.items():
        yield f"<{names[then]}", f">{names[now]}", count, STAYED if then == now else MOVED
    yield from ((f"<{names[stance]}", f">{ONCE}", count, STAYED) for stance, count in moved.gone.items())
    yield from ((f"<{TWICE}", f">{names[stance]}", count, STAYED) for stance, count in moved.new.items())
    stayed = stayed_at_most(moved)
    left, come = Counter(moved.before) - stayed, Counter(moved.after) - stayed
    yield from ((f"<{names[stance]}", f">{names[stance]}", count, UNKNOWN) for stance, count in stayed.items())
    yield from ((f"<{names[stance]}", WHO, count, UNKNOWN) for stance, count in left.items())
    yield from ((WHO, f">{names[stance]}", count, UNKNOWN) for stance, count in come.items())
    if fewer := max(0, left.total() - come.total()):
        yield WHO, f">{ONCE}", fewer, UNKNOWN
    if more := max(0, come.total() - left.total()):
        yield f"<{TWICE}", WHO, more, UNKNOWN


def _sankey(links: list[Link], nodes: list[str]) -> dict[str, Any]:
    at = {node: place for place, node in enumerate(nodes)}
    sizes = {node: max(sum(link[2] for link in links if link[end] == node) for end in (0, 1)) for node in nodes}
    names, places = dict(WORDS["nodes"].items()), _places(nodes, sizes)
    labels = [f"{names.get(node[1:], node.lstrip('<>'))} {say_number(sizes[node])}" for node in nodes]
    return {
        "type": "sankey", "arrangement": "fixed", "hoverinfo": "skip", "textfont": {"size": FONT},
        "node": {
            "label": labels, "pad": PAD, "thickness": 14, "hoverinfo": "skip", "line": {"width": 0},
            "x": [places[node][0] for node in nodes], "y": [places[node][1] for node in nodes],
            "color": [NOW if node.startswith(">") else MUTED for node in nodes],
        },
        "link": {
            "source": [at[link[0]] for link in links], "target": [at[link[1]] for link in links],
            "value": [link[2] for link in links], "color": [link[3] for link in links], "hoverinfo": "skip",
        },
    }  # fmt: skip


def _places(nodes: list[str], sizes: dict[str, int]) -> dict[str, tuple[float, float]]:
    """Return where each node stands, from the left and from the top (0 to 1): every column in the stances' order."""
    columns = {x: [node for node in nodes if node.startswith(side)] for x, side in ((LEFT, "<"), (RIGHT, ">"))}
    gap = PAD / HEIGHT
    room = 1 - gap * (max(map(len, columns.values())) - 1)
    scale = room / max(1, *(sum(sizes[node] for node in column) for column in columns.values()))
    found = {WHO: (MIDDLE, 0.5)}
    for x, column in columns.items():
        top = 0.0
        for node in column:
            found[node] = (x, max(0.001, top + sizes[node] * scale / 2))
            top += sizes[node] * scale + gap
    return found
