"""The table as a source: its page, the tests to put it to, a first coding of its words, and what it leaves out.

The shapes below are the whole form of `data/table_critique.yaml`, `data/word_coding.yaml`, `data/missing.yaml` and
`data/columns/<id>.yaml`.
"""

from typing import Annotated

from msgspec import Meta, field

from kit.base.language import each_language, spoken
from kit.base.paths import data_path, files_like
from kit.content.course import load_models, models_at_home
from kit.content.lesson_form import Bet
from kit.content.translation import read_spoken
from kit.content.yaml_form import Form, Id, Text, read_form


class Page(Form):
    """The words around the table as published, what does not stand there, and what one can know of it."""

    heading: Text
    publisher: Text
    label: Text
    note: Text
    absent: tuple[Text, ...]
    questions: tuple[Bet, ...]
    known: tuple[Text, ...]
    unknown: tuple[Text, ...]
    sources: tuple[Text, ...] = ()


class Observation(Form):
    """One thing to test in the table; all from `title` on is shown once the learner has run the test.

    `probes` are the machine's part (`kit/content/table_tests.py`), with the `words` that they look for; `marks` are
    what the learner can mark each cell with, id -> words.
    """

    id: Id
    asked: Text
    passes_if: Text
    title: Text
    observation: Text
    evidence: tuple[Text, ...]
    how_to_test: Text
    why_it_matters: Text
    defence: Text
    sources: tuple[Text, ...] = ()
    probes: tuple[Id, ...] = ()
    words: tuple[Text, ...] = ()
    marks: dict[Id, Text] = field(default_factory=dict)


class Critique(Form):
    """The file `data/table_critique.yaml`."""

    page: Page
    observations: Annotated[tuple[Observation, ...], Meta(min_length=1)]


class Loaded(Form):
    """The loaded words of one cell, quoted exactly; every other word of it was read as describing."""

    praising: tuple[Text, ...] = ()
    blaming: tuple[Text, ...] = ()
    unclear: tuple[Text, ...] = ()


class Coding(Form):
    """The file `data/word_coding.yaml`: whose coding it is, and dimension id -> model id -> loaded words."""

    coder: Text
    note: Text
    cells: dict[str, dict[str, Loaded]]


class Tradition(Form):
    """A way to organise an economy that the table leaves out, and the rows in which the gap shows."""

    id: Id
    name: Text
    what_it_holds: Text
    question: Text
    rows: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()


class Missing(Form):
    """The file `data/missing.yaml`."""

    traditions: tuple[Tradition, ...]


class Draft(Form):
    """The file `data/columns/<id>.yaml`: a column that could be added, dimension id -> cell."""

    title: Text
    name: Text
    note: Text
    cells: dict[str, Text]
    sources: tuple[Text, ...] = ()


@each_language
def load_critique() -> Critique:
    """Return the page of the table and the tests to put the table to."""
    return read_spoken(data_path("table_critique.yaml"), Critique)


@each_language
def load_coding() -> Coding:
    """Return the first coding of the table's words."""
    return read_form(spoken(data_path("word_coding.yaml")), Coding)


@each_language
def load_missing() -> tuple[Tradition, ...]:
    """Return what the table leaves out."""
    return read_spoken(data_path("missing.yaml"), Missing).traditions


@each_language
def known_columns() -> dict[str, tuple[str, str]]:
    """Return the id and the short name of every column that the kit knows, drafts among them, by its title."""
    drafts = {draft.title: (id, draft.name) for id, draft in load_drafts().items()}
    names = {model.id: model.name for model in load_models()}
    at_home = {model.title: (model.id, names[model.id]) for model in models_at_home()}
    return drafts | at_home | {model.title: (model.id, model.name) for model in load_models()}


@each_language
def load_drafts() -> dict[str, Draft]:
    """Return every drafted column by its id, the name of its file."""
    return {path.stem: read_spoken(path, Draft) for path in files_like(data_path("columns"), "*.yaml")}
