"""Lesson content: YAML that people type -> checked structures.

The shapes below are the whole form of `data/lessons/<dimension>.yaml`, `data/models.yaml`, `data/cases.yaml`,
`data/case_file.yaml` and `data/sources.yaml`; `kit/forms.py` holds a file against its shape.
"""

import json
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from kit.errors import ContentError, cut, shown
from kit.forms import read_form
from kit.language import each_language
from kit.paths import data_path
from kit.translation import read_spoken

Text = Annotated[str, Meta(min_length=1, pattern=r"\S")]
Id = Annotated[str, Meta(pattern=r"^[a-z0-9_]+$(?!\n)")]
Shape = Literal["corner", "between", "middle", "scattered"]
Percent = Annotated[int, Meta(ge=0, le=100)]


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """What all content shares: it cannot be changed once read, and a misspelt key is an error."""


class Counterexample(Form):
    """A real case that does not fit a cell, with the id of its source."""

    case: Text
    why: Text
    source: Text


class Cell(Form):
    """One cell of the table unpacked: what it means, at its best, at its hardest, and where it breaks."""

    meaning: Text
    strongest_case: Text
    hard_question: Text
    counterexample: Counterexample


class Misreading(Form):
    """A sentence that learners often say, and an answer to it."""

    misreading: Text
    answer: Text


class Contested(Form):
    """Words of one cell, quoted exactly, that somebody would object to."""

    model: Id
    quote: Text
    issue: Text
    who_objects: Text


class Term(Form):
    """A word and what it means."""

    term: Text
    definition: Text


class Option(Form):
    """One answer to choose, and what it answers back; `right` marks the right one in a question."""

    id: Id
    text: Text
    feedback: Text
    right: bool = False


class Question(Form):
    """A question with one right option."""

    id: Id
    stem: Text
    options: Annotated[tuple[Option, ...], Meta(min_length=2, max_length=6)]


class Bet(Form):
    """What the learner is asked before the figure opens; each option is answered by name once it is open."""

    id: Id
    stem: Text
    options: Annotated[tuple[Option, ...], Meta(min_length=2, max_length=6)]


class Prompt(Form):
    """A prompt to discuss: form and minutes, a second look to open after one's own answer, notes for the teacher."""

    id: Id
    kind: Literal["warm up", "interpret", "apply", "challenge", "take a stand"]
    prompt: Text
    form: Text
    minutes: Annotated[int, Meta(ge=1, le=180)]
    second_look: Text
    notes: tuple[Text, ...] = ()


class Stance(Form):
    """One place to stand in a vote, with the strongest reason for it; no stance is the right one."""

    id: Id
    text: Text
    reason: Text


class Vote(Form):
    """A question without a right answer, to vote on twice; `ordered` when the stances lie along one line."""

    id: Id
    statement: Text
    options: Annotated[tuple[Stance, ...], Meta(min_length=3, max_length=5)]
    ordered: bool = False


class KnownCase(Form):
    """A case that the kit places for this dimension, as a first reading to disagree with. Weights sum to 100."""

    case: Id
    weights: dict[str, Percent]
    why: Text
    source: Text


class Reading(Form):
    """A source worth reading, the model it argues for (or `critical`), and why to read it."""

    source: Text
    model: Id
    why: Text


class LessonContent(Form):
    """All that code draws in one lesson."""

    big_question: Text
    why_it_matters: Text
    place_question: Text
    cells: dict[str, Cell]
    bet: Bet
    questions: Annotated[tuple[Question, ...], Meta(min_length=1)]
    prompts: Annotated[tuple[Prompt, ...], Meta(min_length=1)]
    vote: Vote | None = None
    known_cases: tuple[KnownCase, ...] = ()
    terms: tuple[Term, ...] = ()
    misreadings: tuple[Misreading, ...] = ()
    contested: tuple[Contested, ...] = ()
    readings: tuple[Reading, ...] = ()


class Model(Form):
    """A column of the table: the id that lessons use, its title as published, a short name, its case in full."""

    id: Id
    title: Text
    name: Text
    strongest_case: Text = ""
    hardest_criticism: Text = ""


class Case(Form):
    """An institution that a learner can follow through the course; `origin` says how it came into the list."""

    id: Id
    name: Text
    about: Text
    origin: Text
    sources: tuple[Text, ...] = ()


class TableWarning(Form):
    """What the table says about itself, word for word."""

    quote: Text
    source: Text


class ShapeOption(Form):
    """A shape that a profile can have: to bet on, to be found, and what it means for the table's own warning."""

    id: Shape
    text: Text
    found: Text
    so: Text


class ShapeBet(Form):
    """What the learner is asked before the profile of the case opens; each shape is an option."""

    id: Id
    stem: Text
    options: Annotated[tuple[ShapeOption, ...], Meta(min_length=4, max_length=4)]


class ChangeQuestions(Form):
    """What is asked about the point that moved the furthest, and about the cell that was given to another model."""

    moved: Text
    misled: Text


class Part(Form):
    """One part of the write-up: what to write, a way to begin, and how many lines the box has."""

    id: Id
    label: Text
    guidance: Text
    starter: Text
    rows: Annotated[int, Meta(ge=1, le=30)] = 4


class CaseFileContent(Form):
    """The file `data/case_file.yaml`."""

    bet: ShapeBet
    changes: ChangeQuestions
    write_up: Annotated[tuple[Part, ...], Meta(min_length=1)]
    warning: TableWarning | None = None  # not every table warns of itself


class Source(Form):
    """A reading or the source of a fact, as it is cited."""

    authors: Text
    year: Text
    title: Text
    published_in: str = ""
    link: str = ""
    note: str = ""


class Models(Form):
    """The file `data/models.yaml`."""

    models: tuple[Model, ...]


class Cases(Form):
    """The file `data/cases.yaml`."""

    cases: tuple[Case, ...]


class Sources(Form):
    """The file `data/sources.yaml`: source id -> source."""

    sources: dict[str, Source]


@each_language
def load_content(lesson: str) -> LessonContent:
    """Return the checked content of a lesson, by its dimension's id; raise ContentError when it breaks its form."""
    return read_content(data_path("lessons", f"{lesson}.yaml"))


@cache
def course_title() -> str:
    """Return what the course is called: the title in `data/datapackage.json`, up to its colon."""
    return json.loads(data_path("datapackage.json").read_text(encoding="utf-8"))["title"].split(":")[0]


@each_language
def load_models() -> tuple[Model, ...]:
    """Return what the kit knows of the table's columns."""
    return read_spoken(data_path("models.yaml"), Models).models


@cache
def models_at_home() -> tuple[Model, ...]:
    """Return the same in the language of the table as published: a table that is not translated keeps its headings."""
    return read_form(data_path("models.yaml"), Models).models


@each_language
def load_cases() -> tuple[Case, ...]:
    """Return the institutions that a learner can choose from."""
    return read_spoken(data_path("cases.yaml"), Cases).cases


@cache
def load_sources() -> dict[str, Source]:
    """Return every reading and fact source by its id."""
    return read_form(data_path("sources.yaml"), Sources).sources


@each_language
def load_case_file_content() -> CaseFileContent:
    """Return what the steps of the case file say; raise ContentError when an id stands twice."""
    path = data_path("case_file.yaml")
    content = read_spoken(path, CaseFileContent)
    for complaint in case_file_complaints(content):
        raise ContentError(f"{path.name}: {complaint}")
    return content


def case_file_complaints(content: CaseFileContent) -> list[str]:
    """Return what is wrong in the case file's content that its form alone cannot tell."""
    return _twice([("the bet", content.bet.options), ("the write-up", content.write_up)])


def read_content(path: Path) -> LessonContent:
    """Return the lesson content of one file, its questions and ids checked; raise ContentError otherwise."""
    content = read_spoken(path, LessonContent)
    for complaint in complaints(content):
        raise ContentError(f"{path.name}: {complaint}")
    return content


def complaints(content: LessonContent) -> list[str]:
    """Return what is wrong in a lesson's content that its form alone cannot tell, in sentences."""
    found = _twice(_with_ids(content))
    for number, question in enumerate(content.questions, 1):
        right = sum(option.right for option in question.options)
        if right != 1:
            which = f"question {number} ({cut(question.id)})"
            found.append(f"{which} has {right} right options; exactly one must be right.")
    for number, known in enumerate(content.known_cases, 1):
        total = sum(known.weights.values())
        if total != 100:
            which = f"known case {number} ({cut(known.case)})"
            found.append(f"{which} has weights that sum to {total}; they must sum to 100.")
    return found


def _twice(parts: list[tuple[str, tuple]]) -> list[str]:
    return [
        f"{part}: the id {shown(twice)} stands twice; each must be its own, because saved answers hang on it."
        for part, items in parts
        for twice in doubles([item.id for item in items])
    ]


def _with_ids(content: LessonContent) -> list[tuple[str, tuple]]:
    choices = (*content.questions, content.bet)
    return [
        ("the questions and the bet", choices),
        ("the prompts", content.prompts),
        *((cut(choice.id), choice.options) for choice in choices),
        *([(f"the vote {cut(content.vote.id)}", content.vote.options)] if content.vote else []),
    ]


def doubles(ids: list[str]) -> list[str]:
    """Return what stands in a list more than once."""
    return sorted({one for one in ids if ids.count(one) > 1})
