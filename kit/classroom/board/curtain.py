"""What a class does not see before it has committed itself: a scene behind a button."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import NamedTuple

import ipywidgets as widgets

from kit.classroom.board.state import BoardState
from kit.views import markup
from kit.views.cards import numbers_of
from kit.views.contract import Picture
from kit.views.plot import to_page
from kit.widgets.controls.chart import Chart
from kit.widgets.controls.looks import Looks
from kit.widgets.controls.summary import Summary
from kit.widgets.parts import button, framed, html, row
from kit.widgets.step import Step

AGAIN = "Hide it again"


def screen() -> tuple[widgets.VBox, Callable[[Picture], None]]:
    """Return a place for a picture with its sentence and its numbers, and what shows a picture there."""
    chart, summary, numbers = Chart(), Summary(), html()

    def show(picture: Picture) -> None:
        chart.figure = to_page(picture.figure)
        summary.value = picture.summary
        numbers.value = numbers_of(picture)

    return framed(chart, summary, after=[numbers]), show


class Scene(NamedTuple):
    """What a class sees behind a button: the parts, what draws them, who has answered so far, what can be chosen."""

    parts: list[widgets.Widget]
    draw: Callable[[], None]
    waiting: Callable[[], str]
    controls: list[widgets.Widget]


def curtain(board: BoardState, name: str, label: str, scene: Scene) -> Step:
    """Return a step: its controls, who has answered so far, and a scene that a press on the button opens.

    Another choice in the controls closes it again. While it is open it follows the folder.
    """
    opened, count, stage = button(label), html(), widgets.VBox()

    def news() -> None:
        count.value = f'<p role="status" class="kit-note">{escape(scene.waiting())}</p>'
        if stage.children:
            scene.draw()

    def turn(_: object = None) -> None:
        stage.children = () if stage.children else scene.parts
        opened.description = AGAIN if stage.children else label
        news()

    def chosen(_: dict) -> None:
        if stage.children:
            turn()
        news()

    for control in scene.controls:
        control.observe(chosen, "value")
    opened.on_click(turn)
    news()
    board.follow(name, news)
    return board_step(READINGS[name], [row(scene.controls), count, opened, stage])


def board_step(reading: str, children: list[widgets.Widget]) -> Step:
    """Return a step in the letters of the board: the last row of a class reads it too."""
    step = Step(markup.paragraph(reading), [BoardLooks(), *children])
    step.add_class("kit-board")
    return step


class BoardLooks(Looks):
    """The looks of the board's steps."""

    _css = Path(__file__).with_name("board.css")


# what each step says while nothing runs: what it will show, and nothing of anybody's answers
READINGS = {
    "folder": "Here stand the folder that the board watches, how many learners are in, and which files do not count.",
    "handed_in": (
        "Who handed in, by the name of the folder, the file or the account, and who on your class list is missing. "
        "Names show when you ask for them: turn the projector away first."
    ),
    "predictions": (
        "For one row or for all: how many cells the class gave to the model that the table has, and which two models "
        "it mixed up most."
    ),
    "guesses": (
        "What the class guessed before the figure opened, a bar for each option. What the figure answers comes when "
        "you ask for it."
    ),
    "checks": (
        "The question, and a bar for each option. The bars come first. Which option is right comes when you ask for "
        "it, so that the class can argue before it knows."
    ),
    "placements": (
        "Every placement of a case as a dot between the models. A star marks the mean, and half of the dots lie inside "
        "the dashed line."
    ),
    "agreement": (
        "The dimensions in order: on top the one where the class agrees most about its cases, at the bottom the most "
        "disputed."
    ),
    "critiques": (
        "What the class marked in the table of a figure, cell by cell: what most of it says, or how far its marks lie "
        "apart. Of marks that are numbers, the mean and the spread."
    ),
    "discussion": (
        "What was written to one prompt, one answer at a time, in large letters and without a name. What you hide "
        "stays hidden. What a learner does not want read out never comes here."
    ),
    "sheet": "A spreadsheet with a row for each learner. It lies on this computer and goes nowhere by itself.",
}
