"""A lesson as data: its row of the table, its columns, its content, and what Predict asks before the row is seen.

Before anybody has written it, it holds every part of the form, marked where words are still to come.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import yaml
from msgspec import convert, structs, to_builtins

from kit.base.labels import prose, say
from kit.base.paths import data_path
from kit.content.columns import Column, columns_of
from kit.content.course import Source, load_sources
from kit.content.lesson_form import Cell, LessonContent, Option, Predict, Question, Unseen, load_content
from kit.content.table import dimension_id, dimensions_of, find_dimension

LETTERS = "ABCDEF"
MARK = "TO WRITE"  # `python -m kit check` counts the texts that begin with it
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


@dataclass(frozen=True)
class Lesson:
    """One row of a table: its id, its title, its columns in the table's order, and what is written on it."""

    id: str
    title: str
    table: pd.DataFrame
    columns: list[Column]
    content: LessonContent
    sources: dict[str, Source]

    @property
    def dimensions(self) -> dict[str, str]:
        """Return the title of each of the table's rows by its id, in the table's order."""
        return dimensions_of(self.table)

    @property
    def prediction(self) -> Prediction:
        """Return what the step Predict asks."""
        return Prediction(self.id, self.columns, self.content.predict)

    @property
    def unseen(self) -> Unseen | None:
        """Return the case that the lesson brings along, where the kit has read it for just these models."""
        one = self.content.unseen
        return one if one and one.weights.keys() == {column.id for column in self.columns} else None

    def cell(self, column: Column) -> Cell | None:
        """Return a model's cell unpacked, or None when the content has nothing on it yet."""
        return self.content.cells.get(column.id)


def lesson_on(dimension: str, table: pd.DataFrame) -> Lesson:
    """Return the lesson on a dimension, given by its id or its title: what of it is written.

    Raises TableError when the table has no such dimension, ContentError when the lesson's file breaks its form.
    """
    title = find_dimension(table, dimension)
    id_ = dimension_id(table, title)
    content = load_content(id_) if data_path("lessons", f"{id_}.yaml").exists() else drafted()
    return Lesson(id_, title, table, columns_of(table, title), without_drafts(content), load_sources())


def to_write(what: str) -> str:
    """Return the mark with what is to be written in its place."""
    return f"{MARK}: {what}"


def is_to_write(text: object) -> bool:
    """Return whether this is a text that still has to be written."""
    return isinstance(text, str) and text.lstrip("#*>- ").startswith(MARK)


def without_drafts(content: LessonContent) -> LessonContent:
    """Return a lesson without what is still to be written, so that it can be taught as far as it goes.

    A question, prompt, guess or vote of which any words are missing is left out whole; other such texts are empty.
    """
    plain = ("big_question", "why_it_matters", "place_question")
    return structs.replace(
        content,
        **{name: "" for name in plain if is_to_write(getattr(content, name))},
        questions=tuple(question for question in content.questions if is_written(question)),
        prompts=tuple(prompt for prompt in content.prompts if is_written(prompt)),
        bet=content.bet if is_written(content.bet) else structs.replace(content.bet, stem="", options=()),
        predict=content.predict if is_written(content.predict) else Predict(),
        unseen=content.unseen if is_written(content.unseen) else None,
        vote=content.vote if is_written(content.vote) else None,
    )


def is_written(part: object) -> bool:
    """Return whether no text in a part of a lesson is still to be written."""
    return not any(map(is_to_write, _texts(to_builtins(part))))


def _texts(plain: Any) -> Iterator[str]:
    if isinstance(plain, dict | list | tuple):
        for inside in plain.values() if isinstance(plain, dict) else plain:
            yield from _texts(inside)
    elif isinstance(plain, str):
        yield plain


def drafted() -> LessonContent:
    """Return what a lesson shows whose file is not there yet."""
    return convert(yaml.safe_load(lesson_file("A lesson", ["model"])), LessonContent)


def lesson_file(title: str, models: list[str]) -> str:
    """Return the file of a lesson that is still to be written; `models` are the ids of the table's columns.

    It has one question, two prompts, and a bet on the general figure: the least that a lesson's form asks for.
    """
    text = Path(__file__).with_name("lesson_template.yaml").read_text(encoding="utf-8")
    return text.format(title=" ".join(title.split()), models=", ".join(models), first=models[0])


def as_yaml(plain: dict[str, Any]) -> str:
    """Return plain data as the YAML that people type: keys in their order, every language's letters as they are."""
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=110)
