"""What all lessons share: the forms of `models.yaml`, `cases.yaml`, `case_file.yaml`, `sources.yaml`, and them read."""

from functools import cache
from typing import Annotated, Literal

from msgspec import Meta

from kit.base.datapackage import read_package
from kit.base.language import each_language
from kit.base.paths import data_path
from kit.content.figure_form import Grid
from kit.content.lesson_form import Bet, twice
from kit.content.translation import read_spoken
from kit.content.yaml_reader import Complaint, Form, Id, Text, read_form, refuse

Shape = Literal["corner", "between", "middle", "scattered"]


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


class Level(Form):
    """What tells a text from a better one, and examples of it, on cases that never were."""

    text: Text
    examples: tuple[Text, ...]


class Part(Form):
    """One part of the write-up: what to write, a way to begin, how many lines the box has, and how good it can be."""

    id: Id
    label: Text
    guidance: Text
    starter: Text
    rows: Annotated[int, Meta(ge=1, le=30)] = 4
    levels: tuple[Level, ...] = ()


class Steelman(Form):
    """The best case for the column that is liked least, whether a friend of it signs, and levels for who is alone."""

    least: Text
    ask: Text
    signed: Bet
    line: Text
    level: Bet


class CaseFileContent(Form):
    """The file `data/case_file.yaml`."""

    bet: ShapeBet
    changes: ChangeQuestions
    write_up: Annotated[tuple[Part, ...], Meta(min_length=1)]
    warning: TableWarning | None = None  # not every table warns of itself
    rubric: Grid | None = None  # the parts that have levels, for oneself and for a classmate
    steelman: Steelman | None = None
    placing: tuple[Text, ...] = ()  # how to share points out among models, a paragraph a rule
    placed: tuple[Text, ...] = ()  # examples of it


class Item(Form):
    """A case that stands in no lesson, a question on it, and what earns 0, 1 and 2; the last asks for a best case."""

    id: Id
    case: Text
    question: Text
    notes: tuple[Level, ...] = ()


class BeforeAndAfter(Form):
    """The file `data/before_and_after.yaml`; notes, also on how to score, are for teachers."""

    items: Annotated[tuple[Item, ...], Meta(min_length=1)]
    attitudes: Grid
    notes: tuple[Text, ...] = ()


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


@cache
def course_title() -> str:
    """Return what the course is called: the title in `data/datapackage.json`, up to its colon; raise ContentError."""
    return read_package(data_path("datapackage.json"))["title"].split(":")[0]


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
    content = read_spoken(path := data_path("case_file.yaml"), CaseFileContent)
    refuse(path, case_file_complaints(content))
    return content


def asked_twice() -> bool:
    """Return whether anything is asked before the first lesson and after the last; a kit for another table may not."""
    return data_path("before_and_after.yaml").is_file()


@each_language
def load_before_and_after() -> BeforeAndAfter:
    """Return what is asked before the first lesson and after the last; raise ContentError where nothing is."""
    return read_spoken(data_path("before_and_after.yaml"), BeforeAndAfter)


def case_file_complaints(content: CaseFileContent) -> list[Complaint]:
    """Return what is wrong in the case file's content that its form alone cannot tell: the place, and a sentence."""
    return twice([
        (("bet",), "the guess", content.bet.options), (("write_up",), "the write-up", content.write_up),
    ])  # fmt: skip
