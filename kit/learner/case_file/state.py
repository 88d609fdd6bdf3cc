"""What the steps of the case file share: the case at hand, where it was placed; and how they follow and tell it."""

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from kit.answers.case import Followed as FollowedCase
from kit.answers.case import chosen_case, followed, stand_in
from kit.answers.journal import Journal
from kit.answers.keeper import Keeper
from kit.answers.keys import CASE_FILE, PLACE, PROFILE
from kit.answers.placements import Match, Models, Placement, Profile, landmarks, leading, matches, placements, shape
from kit.base.errors import JournalError, or_else
from kit.base.labels import said, say, say_many
from kit.content.columns import columns_of
from kit.content.course import Case, ShapeOption, load_case_file_content
from kit.content.pages import lessons_of
from kit.content.table import dimensions_of
from kit.views.templates import Pieces
from kit.widgets.controls.control import Links, Looks
from kit.widgets.parts import Followed, replace, shared

SHARED = Pieces(__file__)


class CaseFileState(Keeper, Followed, Models):
    """All that a learner said of a case. `case` is the one at hand; steps are drawn anew when it becomes another."""

    def __init__(self, table: pd.DataFrame, journal: Journal) -> None:
        Keeper.__init__(self, CASE_FILE, journal)
        Followed.__init__(self)
        self.table = table
        self.dimensions = dimensions_of(table)
        self.rows = {dimension: columns_of(table, title) for dimension, title in self.dimensions.items()}
        self.columns = columns_of(table, table.index[0])  # for what is the same in every row: ids, names, marks
        self.content = load_case_file_content()
        self.trouble = ""
        self.case = self._first_case()

    def number(self, dimension: str) -> int:
        """Return which row of the table a dimension is, from 1."""
        return list(self.dimensions).index(dimension) + 1

    def title(self, dimension: str) -> str:
        """Return a dimension with its number: `5 Value Logic`."""
        return f"{self.number(dimension)} {self.dimensions[dimension]}"

    def cell(self, dimension: str, model: str) -> str:
        """Return what the table says of a model on a dimension."""
        return next(column.cell for column in self.rows[dimension] if column.id == model)

    def sentence(self, placement: Placement) -> str:
        """Return where the case stands on one dimension, and why."""
        reason = f"'{placement.reason}'" if placement.reason else say("You gave no reason.")
        return f"{self.title(placement.dimension)}: {self.shares(placement.weights)}. {reason}"

    def to_place(self, placed: list[Placement]) -> dict[str, str]:
        """Return the titles of the dimensions without a place, each with the link to its lesson where there is one."""
        pages = {page.id: page.link(PLACE) for page in lessons_of(self.table)}
        open_ = self.dimensions.keys() - {placement.dimension for placement in placed}
        return {self.title(one): pages.get(one, "") for one in self.dimensions if one in open_}

    def placed(self, case: str = "") -> list[Placement]:
        """Return where a case stands, the one at hand if none is named; none when the journal cannot be read."""
        try:
            return placements(self.journal, case or self.case.id, self.dimensions, self.models)
        except JournalError as error:
            self.trouble = str(error)
            return []

    @or_else(lambda error: [], JournalError)
    def matched(self) -> list[Match]:
        """Return the dimensions in which cells were matched to models; none when the journal cannot be read."""
        return matches(self.journal, self.dimensions, self.models)

    def cases(self) -> dict[str, FollowedCase]:
        """Return the learner's cases by id: those that were placed, and the chosen one; if none, the stand-in."""
        chosen = chosen_case(self.journal)
        known = or_else(lambda error: [], JournalError)(followed)(self.journal, self.dimensions, self.models)
        found = {one.case.id: one for one in known if one.placed or one.case == chosen}
        return found or {stand_in().id: FollowedCase(stand_in(), 0)}

    def take(self, case: str) -> None:
        """Make another of the learner's cases the one at hand."""
        self.case = self.cases()[case].case
        self.draw_anew()

    def _first_case(self) -> Case:
        """Return the chosen case, or the one with the most places where that has none."""
        cases, chosen = self.cases(), chosen_case(self.journal)
        has_places = chosen and cases[chosen.id].placed
        return chosen if has_places else max(cases.values(), key=lambda one: one.placed).case


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

    _css = Path(__file__).with_name("case_file.css").read_text("utf-8")


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
