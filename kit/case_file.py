"""The case file: all that a learner has said of a case, brought together; what its steps share."""

from collections.abc import Callable

import pandas as pd

from kit.case import Followed, chosen_case, followed, stand_in
from kit.confusions import Match, matches
from kit.content import load_case_file_content
from kit.course_form import Case
from kit.errors import JournalError
from kit.figures import Mark
from kit.handing_in import report_step
from kit.journal import Journal, open_journal
from kit.keeper import Keeper
from kit.language import speak
from kit.lesson import columns_of
from kit.placements import Placement, placements
from kit.steps.step import Step, renewed
from kit.synthesis import beside, changes, heatmap, profile, write_up
from kit.table import dimensions_of, load_table


class CaseFile(Keeper):
    """Six steps on one case. `case` is the one at hand; whoever follows is drawn anew when it becomes another."""

    def __init__(self, table: pd.DataFrame, journal: Journal) -> None:
        super().__init__("case_file", journal)
        self.table = table
        self.dimensions = dimensions_of(table)
        self.rows = {dimension: columns_of(table, title) for dimension, title in self.dimensions.items()}
        self.columns = columns_of(table, table.index[0])  # for what is the same in every row: ids, names, marks
        self.content = load_case_file_content()
        self.trouble = ""
        self.case = self._first_case()
        self._followers: dict[str, Callable[[], None]] = {}
        self._open: dict[str, Step] = {}

    def profile(self) -> Step:
        """Bet on where the case stands on the whole, then walk its path from dimension to dimension."""
        return self._show("profile", profile)

    def heatmap(self) -> Step:
        """See every placement with its reason, what they come to, and what the table says of itself."""
        return self._show("heatmap", heatmap)

    def changes(self) -> Step:
        """See where the last word is not the first."""
        return self._show("changes", changes)

    def beside(self) -> Step:
        """Hold the case against another one."""
        return self._show("beside", beside)

    def write_up(self) -> Step:
        """Write what the case shows: a claim, evidence, the other side, and what would change it."""
        return self._show("write_up", write_up)

    def report(self) -> Step:
        """Choose what goes into a report or a hand-in, look at it, and write it."""
        return self._show("report", lambda _: report_step(self.journal, self.table))

    @property
    def models(self) -> list[str]:
        """Return the ids of the table's models."""
        return [column.id for column in self.columns]

    @property
    def looks(self) -> tuple[list[str], list[Mark]]:
        """Return the names and the marks of the models, as figures take them."""
        return [column.name for column in self.columns], [column.mark for column in self.columns]

    def number(self, dimension: str) -> int:
        """Return which row of the table a dimension is, from 1."""
        return list(self.dimensions).index(dimension) + 1

    def placed(self, case: str = "") -> list[Placement]:
        """Return where a case stands, the one at hand if none is named; none when the journal cannot be read."""
        try:
            return placements(self.journal, case or self.case.id, self.dimensions, self.models)
        except JournalError as error:
            self.trouble = str(error)
            return []

    def matched(self) -> list[Match]:
        """Return the dimensions in which cells were matched to models; none when the journal cannot be read."""
        try:
            return matches(self.journal, self.dimensions, self.models)
        except JournalError:
            return []

    def cases(self) -> dict[str, Followed]:
        """Return the learner's cases by id: those that were placed, and the chosen one; if none, the stand-in."""
        chosen = chosen_case(self.journal)
        try:
            known = followed(self.journal, self.dimensions, self.models)
        except JournalError:
            known = []
        found = {one.case.id: one for one in known if one.placed or one.case == chosen}
        return found or {stand_in().id: Followed(stand_in(), 0)}

    def take(self, case: str) -> None:
        """Make another of the learner's cases the one at hand."""
        self.case = self.cases()[case].case
        self.draw_anew(*self._followers)

    def follow(self, step: str, draw: Callable[[], None]) -> None:
        """Call `draw` whenever another case is at hand; a step that is run again takes the place of the old one."""
        self._followers[step] = draw

    def draw_anew(self, *steps: str) -> None:
        """Draw those of the steps that are open."""
        for step in steps:
            if step in self._followers:
                self._followers[step]()

    def _first_case(self) -> Case:
        """Return the chosen case, or the one with the most places where that has none."""
        cases, chosen = self.cases(), chosen_case(self.journal)
        if chosen and cases[chosen.id].placed:
            return chosen
        return max(cases.values(), key=lambda one: one.placed).case

    def _show(self, name: str, build: Callable[["CaseFile"], Step]) -> Step:
        return renewed(self._open, name, build(self))


def load_case_file(table: pd.DataFrame | None = None, language: str | None = None) -> CaseFile:
    """Return the case file of whoever runs this kernel, for the kit's own table or another of its form."""
    speak(language)
    return CaseFile(load_table() if table is None else table, open_journal())
