"""Predict: what a lesson asks before its row is seen, in one of five forms, told from its file and its columns."""

from dataclasses import dataclass, replace
from itertools import combinations
from random import Random

from kit.base.labels import prose, say
from kit.content.columns import Column
from kit.content.lesson_form import Option, Predict, Question

MATCH, CASES, SWAPPED, FALSE, FINISH = "match", "cases", "swapped", "false", "finish"
MENDED = "mended"  # the second question of a false cell
WORDS = prose(__file__)


class Asked(Question):
    """A question of the step Predict; its answer is kept under its id, which is that of the form, or `mended`."""


@dataclass(frozen=True)
class Prediction:
    """What a lesson on these columns asks, by what its file says; of other columns than the file knows, a match."""

    lesson: str
    columns: list[Column]
    given: Predict

    @property
    def form(self) -> str:
        """Return which of the five forms it is; under its name a match is kept."""
        return self.given.form if self.given.about == {column.id for column in self.columns} else MATCH

    @property
    def lead(self) -> str:
        """Return what is asked."""
        return WORDS["leads"][self.form]

    @property
    def asked(self) -> list[Column]:
        """Return what is to be given to models, in the same order for each lesson, never that of the table."""
        cases = {option.id: option.text for option in self.given.options} if self.form == CASES else {}
        columns, random = [replace(one, cell=cases.get(one.id, one.cell)) for one in self.columns], Random(self.lesson)
        order = list(columns)
        while order == columns:
            random.shuffle(order)
        return order

    @property
    def shown(self) -> list[Column]:
        """Return the row as it stands in front of a learner, in the table's order: with its slip, where it has one."""
        places = {self.given.cell: self.given.other, self.given.other: self.given.cell} if self.form == SWAPPED else {}
        return [replace(one, cell=self.given.cells.get(places.get(one.id, one.id), one.cell)) for one in self.columns]

    @property
    def questions(self) -> tuple[Asked, ...]:
        """Return what is to be chosen; nothing where something is to be matched."""
        if self.form == FINISH:
            return (Asked(FINISH, self.lead, self.given.options),)
        if self.form not in (SWAPPED, FALSE):
            return ()
        wanted = {self.given.cell, self.given.other} - {None}
        groups = combinations(self.columns, len(wanted))
        options = [self._option(group, {one.id for one in group} == wanted) for group in groups]
        first = Asked(self.form, self.lead, tuple(options))
        return (first, Asked(MENDED, WORDS["leads"][MENDED], self.given.options)) if self.form == FALSE else (first,)

    def _option(self, group: tuple[Column, ...], right: bool) -> Option:
        words = say(" and ").join(one.name for one in group)
        return Option("_".join(one.id for one in group), words, WORDS[self.form]["right" if right else "wrong"], right)
