"""What the board's views share: a scene behind a button, which a class does not see before it has committed itself.

And its figures: letters that the last row can read, bars, tables, and one tint for "more".
"""

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

import ipywidgets as widgets

from kit.base.labels import prose, say
from kit.classroom.board.state import BoardState
from kit.content.columns import Mark
from kit.views import markup
from kit.views.contract import Picture
from kit.views.plot import OWN, Figure, axis, lying, plain, scatter
from kit.widgets.controls.control import Looks
from kit.widgets.figure_panel import screen
from kit.widgets.parts import Step, button, dropdown, html, kept_up, row, stage

STEPS = prose(__file__)
# see-through, so that the page's own text colour stays readable on it in both themes
SIDE = {"showgrid": False, "automargin": True}  # names at the side have room, however long a language makes them
TINTS = [[0, "rgba(59,130,196,0)"], [1, "rgba(59,130,196,0.65)"]]


def curtain(
    board: BoardState, name: str, controls: list[widgets.Widget], waiting: Callable[[], int | str],
    parts: list[widgets.Widget], draw: Callable[[], None],
) -> Step:  # fmt: skip
    """Return a step: its controls, who has answered so far, and a scene that a press on the button opens.

    `waiting` says who has answered, or only how many; `parts` are what the class sees of the scene, `draw` draws them.
    Another choice in the controls closes it again. While it is open it follows the folder.
    """
    words = STEPS[name]
    opened, count, shown = button(words["opens"], press=lambda: turn()), html(), stage(parts)

    def news() -> None:
        told = waiting()
        told = words("waiting", number=told, all=len(board.seen.hand_ins)) if isinstance(told, int) else told
        count.value = f'<p role="status" class="kit-note">{escape(told)}</p>'
        if shown.children:
            draw()

    def turn() -> None:
        shown.children = () if shown.children else shown.kept
        opened.description = say("Hide it again") if shown.children else words["opens"]
        news()

    kept_up(lambda: turn() if shown.children else news(), *controls)
    board.follow(name, news)
    return board_step(name, [row(controls), count, opened, shown])


def pictured(
    board: BoardState, name: str, controls: list[widgets.Dropdown], waiting: Callable[[], int | str],
    draw: Callable[[], Picture],
) -> Step:  # fmt: skip
    """Return a step with a picture behind its button."""
    frame, show = screen()
    return curtain(board, name, controls, waiting, [frame], lambda: show(draw()))


def board_step(name: str, children: list[widgets.Widget]) -> Step:
    """Return a step in the letters of the board: the last row of a class reads it too."""
    return Step(markup.paragraph(STEPS[name]["reads"]), [BoardLooks(), *children]).add_class("kit-board")


class BoardLooks(Looks):
    """The looks of the board's steps."""

    _css = Path(__file__).with_name("board.css").read_text("utf-8")


def big(*traces: Any, **layout: Any) -> Figure:
    """Return a figure in the kit's own layout, a little larger: the board's letters make it larger still."""
    return plain(*traces, **{"font": {"family": "system-ui, sans-serif", "size": 15}, **layout})


def tries_of() -> widgets.Dropdown:
    """Return a dropdown for which try of each learner counts: whether it is the first."""
    return dropdown(say("Count"), [(say("First tries"), True), (say("Newest tries"), False)], True)


def bars(lines: Iterable[tuple[str, float, str]], across: dict[str, Any], **layout: Any) -> Figure:
    """Return a bar a line from the top down: its name, how long it is along the axis `across`, the words at its end."""
    names, sizes, words = [list(part) for part in zip(*lines, strict=True)] or ([], [], [])
    looks = {"cliponaxis": False, "textposition": "outside", "marker": {"color": layout.pop("colours", OWN)}}
    trace = lying(sizes, names, text=words, **looks)
    room = {"height": 88 + 33 * max(1, len(names)), "margin": {"l": 225, "r": 48, "t": 10, "b": 52}}
    below = {"title": {"text": "<br>".join(wrap(across["title"]["text"], 32))}, "automargin": True}
    return big(trace, xaxis=across | below, yaxis=axis(autorange="reversed", **SIDE), **room | layout)


def cells(
    shown: Iterable[Iterable[tuple[float, str]]], heads: list[str], rows: list[str], titles: tuple[str, str] = ("", ""),
    most: float = 1, letters: int = 16, **layout: Any
) -> Figure:  # fmt: skip
    """Return a table with a tint (0 to `most`) and words in every cell; `titles` are those of its head and its side."""
    table, across, down = list(map(list, shown)), list(range(len(heads))), list(range(len(rows)))
    tints = {
        "type": "heatmap", "z": [[tint for tint, _ in line] for line in table], "zmin": 0, "zmax": most,
        "colorscale": TINTS, "showscale": False, "hoverinfo": "skip", "xgap": 4, "ygap": 4,
    }  # fmt: skip
    places, text = [place for place in down for _ in heads], [text for line in table for _, text in line]
    words = scatter(across * len(rows), places, "text", text=text, textfont={"size": letters})
    above, each = 24 + _tall(heads) + 32 * bool(titles[0]), max(3 * letters, _tall(rows) + 8)
    return big(
        tints, words, height=above + each * len(rows) + 10, margin={"l": 20, "r": 10, "t": above, "b": 10}, **layout,
        xaxis=axis(titles[0], side="top", tickvals=across, ticktext=heads, tickangle=0, showgrid=False),
        yaxis=axis(titles[1], range=[len(rows) - 0.5, -0.5], tickvals=down, ticktext=rows, **SIDE),
    )  # fmt: skip


def _tall(names: Iterable[str]) -> int:
    """Return how high the tallest of some names is."""
    return 20 * max((name.count("<br>") + 1 for name in names), default=1)


def heads(names: dict[str, str], signs: dict[str, Mark]) -> list[str]:
    """Return names as the heads of a table, in lines that fit its columns, with the signs of those that are models."""
    signed = [f"{signs[id_].sign if id_ in signs else ''} {name}" for id_, name in names.items()]
    return ["<br>".join(wrap(name, 48 // len(names), break_long_words=False)) for name in signed]
