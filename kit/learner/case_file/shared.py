"""What the steps of the case file have in common: they follow the case at hand, and speak of places alike."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from kit.answers.keys import PLACE, PROFILE, Weights
from kit.answers.placements import Placement, Profile, landmarks, leading, shape
from kit.base.labels import said, say, say_html, say_many
from kit.content.course_form import ShapeOption
from kit.content.pages import lessons_of
from kit.learner.case_file.state import CaseFileState
from kit.views import markup
from kit.widgets.controls.links import Links
from kit.widgets.controls.looks import Looks
from kit.widgets.parts import replace, shared

NOTHING = said("You have not placed {case} yet. Open a lesson and go to its step Place; then run this cell again.")
NOT_PLACED = said("Not placed yet: {links}.")
TO_PLACE = said("To place a case: {links}.")


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


def heading(case_file: CaseFileState) -> str:
    """Return the name of the case at hand."""
    return f"<h3>{escape(case_file.case.name)}</h3>"


def nothing_placed(case_file: CaseFileState) -> str:
    """Return what stands where no placement is, with the way to the lessons."""
    words = say(NOTHING, case=case_file.case.name)
    return markup.notice(case_file.trouble, "trouble") + markup.notice(words) + not_placed(case_file, [])


def not_placed(case_file: CaseFileState, placed: list[Placement]) -> str:
    """Return the dimensions that the case has no place on yet, each with a link to its lesson where there is one."""
    done = {placement.dimension for placement in placed}
    links = _links(case_file, [one for one in case_file.dimensions if one not in done])
    return f"<p>{say_html(NOT_PLACED, links=links)}</p>" if links else ""


def to_the_lessons(case_file: CaseFileState) -> str:
    """Return a link to the Place step of every lesson: the text of a step holds it, so that its own links open too."""
    return f"<p>{say_html(TO_PLACE, links=_links(case_file, list(case_file.dimensions)))}</p>"


def _links(case_file: CaseFileState, dimensions: list[str]) -> str:
    pages = {page.id: page.link(PLACE) for page in lessons_of(case_file.table)}
    names = {one: f"{case_file.number(one)} {case_file.dimensions[one]}" for one in dimensions}
    return ", ".join(_link(pages.get(one, ""), name) for one, name in names.items())


def _link(file: str, title: str) -> str:
    return f'<a href="{escape(file)}">{escape(title)}</a>' if file else escape(title)


def shares(case_file: CaseFileState, weights: Weights) -> str:
    """Return weights in words: `Peer Production 40, Collectivism 10, Liberal Individualism 50`."""
    return ", ".join(f"{column.name} {weights[column.id]}" for column in case_file.columns)


def in_order(case_file: CaseFileState, weights: Weights) -> list[int]:
    """Return weights in the order of the models, as figures take them."""
    return [weights[model] for model in case_file.models]


def title(case_file: CaseFileState, placement: Placement) -> str:
    """Return a placement's dimension with its number: `5 Value Logic`."""
    return f"{case_file.number(placement.dimension)} {placement.title}"


def sentence(case_file: CaseFileState, placement: Placement) -> str:
    """Return where the case stands on one dimension, and why."""
    reason = f"'{placement.reason}'" if placement.reason else say("You gave no reason.")
    return f"{title(case_file, placement)}: {shares(case_file, placement.weights)}. {reason}"


def points(number: float) -> str:
    """Return a number of points in words: `1 point`, `21 points`."""
    return say_many("{number} point", "{number} points", round(number))


def numbers(case_file: CaseFileState, placed: list[Placement]) -> str:
    """Return the placements as a table, to open on demand."""
    rows = [[title(case_file, one), *in_order(case_file, one.weights), one.reason] for one in placed]
    frame = pd.DataFrame(rows, columns=[say("Dimension"), *case_file.looks[0], say("Why")])
    return markup.details(
        say("The numbers in this picture"), numbers_table(frame, say("Where the case stands, of 100 points each"))
    )


def numbers_table(frame: pd.DataFrame, caption: str) -> str:
    """Return numbers as a table that scrolls in itself where the page is narrow."""
    return markup.scrolled(caption, markup.numbers(frame, caption), "kit-wide")


def bet_of(case_file: CaseFileState) -> str:
    """Return the shape on which the learner has bet for the case at hand, or nothing."""
    saved = case_file.newest(PROFILE, f"{case_file.case.id}/bet")
    return saved.value if saved and saved.value in [option.id for option in _options(case_file)] else ""


def found_shape(case_file: CaseFileState, found: Profile) -> tuple[ShapeOption, str]:
    """Return the shape of a profile, and the sentence that says it with the models' names."""
    kind = shape(found)
    names = {column.id: column.name for column in case_file.columns}
    first, second, *_ = [names[model] for model in leading(found.mean)]
    option = next(option for option in case_file.content.bet.options if option.id == kind)
    if kind == "corner":
        return option, say("{found}, that of {model}", found=option.found, model=first)
    if kind == "between":
        return option, say("{found}, {model} and {other}", found=option.found, model=first, other=second)
    return option, option.found


def _options(case_file: CaseFileState) -> list[ShapeOption]:
    """Return the shapes that a profile of so many models can have."""
    possible = {*landmarks(case_file.models), "scattered"}
    return [option for option in case_file.content.bet.options if option.id in possible]
