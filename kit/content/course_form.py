"""The forms of what all lessons share: `models.yaml`, `cases.yaml`, `case_file.yaml` and `sources.yaml` in `data/`."""

from typing import Annotated, Literal

from msgspec import Meta

from kit.content.yaml_form import Form, Id, Text

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
