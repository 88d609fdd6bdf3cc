"""What a class does not see before it has committed itself: a scene behind a button."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import ipywidgets as widgets

from kit.base.labels import said, say
from kit.base.prose import prose
from kit.classroom.board.state import BoardState
from kit.views import markup
from kit.widgets.controls.looks import Looks
from kit.widgets.parts import button, html, row, stage
from kit.widgets.step import Step

AGAIN = said("Hide it again")
# what each step says while nothing runs: what it will show, and nothing of anybody's answers
READINGS = prose(__file__)


def curtain(
    board: BoardState, name: str, label: str, controls: list[widgets.Widget], waiting: Callable[[], str],
    parts: list[widgets.Widget], draw: Callable[[], None],
) -> Step:  # fmt: skip
    """Return a step: its controls, who has answered so far, and a scene that a press on the button opens.

    `waiting` says who has answered, `parts` are what the class sees of the scene, `draw` draws them. Another choice in
    the controls closes it again. While it is open it follows the folder.
    """
    opened, count, shown = button(label), html(), stage(parts)

    def news() -> None:
        count.value = f'<p role="status" class="kit-note">{escape(waiting())}</p>'
        if shown.children:
            draw()

    def turn(_: object = None) -> None:
        shown.children = () if shown.children else shown.kept
        opened.description = say(AGAIN) if shown.children else label
        news()

    def chosen(_: dict) -> None:
        turn() if shown.children else news()

    for control in controls:
        control.observe(chosen, "value")
    opened.on_click(turn)
    news()
    board.follow(name, news)
    return board_step(READINGS[name], [row(controls), count, opened, shown])


def board_step(reading: str, children: list[widgets.Widget]) -> Step:
    """Return a step in the letters of the board: the last row of a class reads it too."""
    step = Step(markup.paragraph(reading), [BoardLooks(), *children])
    step.add_class("kit-board")
    return step


class BoardLooks(Looks):
    """The looks of the board's steps."""

    _css = Path(__file__).with_name("board.css")
