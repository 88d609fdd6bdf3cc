"""What the steps of the case file have in common: they follow the case at hand, and speak of its shape alike."""

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from kit.answers.keys import PROFILE
from kit.answers.placements import Profile, landmarks, leading, shape
from kit.base.labels import said, say, say_many
from kit.content.course_form import ShapeOption
from kit.learner.case_file.state import CaseFileState
from kit.views.templates import Pieces
from kit.widgets.controls.links import Links
from kit.widgets.controls.looks import Looks
from kit.widgets.parts import replace, shared

PIECES = Pieces(__file__)


def following(
    case_file: CaseFileState, step: str, build: Callable[[CaseFileState], list[widgets.Widget]]
) -> widgets.VBox:
    """Return the looks, and a box with what `build` makes of the case at hand, anew when that becomes another."""
    body = widgets.VBox(layout=shared())

    def draw() -> None:
        replace(body, build(case_file))

    case_file.follow(step, draw)
    draw()
    return widgets.VBox([CaseFileLooks(), body, Links()], layout=shared())


class CaseFileLooks(Looks):
    """The looks of these steps."""

    _css = Path(__file__).with_name("case_file.css")


def points(number: float) -> str:
    """Return a number of points in words: `1 point`, `21 points`."""
    return say_many("{number} point", "{number} points", round(number))


def bet_of(case_file: CaseFileState) -> str:
    """Return the shape on which the learner has bet for the case at hand, or nothing."""
    saved = case_file.newest(PROFILE, f"{case_file.case.id}/bet")
    return saved.value if saved and saved.value in [option.id for option in shapes(case_file)] else ""


def found_shape(case_file: CaseFileState, found: Profile) -> tuple[ShapeOption, str]:
    """Return the shape of a profile, and the sentence that says it with the models' names."""
    kind = shape(found)
    first, second, *_ = [case_file.names[model] for model in leading(found.mean)]
    option = next(option for option in case_file.content.bet.options if option.id == kind)
    words = {"corner": said("{found}, that of {model}"), "between": said("{found}, {model} and {other}")}
    return option, say(words[kind], found=option.found, model=first, other=second) if kind in words else option.found


def shapes(case_file: CaseFileState) -> list[ShapeOption]:
    """Return the shapes that a profile of so many models can have."""
    possible = {*landmarks(case_file.models), "scattered"}
    return [option for option in case_file.content.bet.options if option.id in possible]
