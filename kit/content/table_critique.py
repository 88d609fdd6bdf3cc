"""The table as a source: its page, the tests to put it to, a first coding of its words, and what it leaves out.

The shapes below are the whole form of `data/table_critique.yaml`, `data/word_coding.yaml`, `data/missing.yaml` and
`data/columns/<id>.yaml`. A reading of the words gives each a kind; two readings are counted and held together.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, NamedTuple

import pandas as pd
from msgspec import Meta, field

from kit.base.labels import said
from kit.base.language import each_language, spoken
from kit.base.paths import data_path, files_like
from kit.content.course import load_models, models_at_home
from kit.content.lesson_form import Bet
from kit.content.translation import read_spoken
from kit.content.yaml_reader import Form, Id, Text, read_form

KINDS = (said("describing"), said("praising"), said("blaming"), said("unclear"))
SIGNS = {"describing": "○", "praising": "+", "blaming": "\u2212", "unclear": "?"}
WORD = re.compile(r"[^\W_]+(?:[-'\u2019.][^\W_]+)*")
Key = tuple[str, str]  # the ids of a dimension and a model: one cell
Marks = dict[Key, list[str]]  # a kind for each word of a cell, "" where there is none yet


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


class Agreement(NamedTuple):
    """How far two readings of the same words agree: over all words, and over those that one of them found loaded."""

    same: int
    words: int
    same_loaded: int
    loaded: int
    differing: list[tuple[Key, str, str, str]]  # the cell, the word, my mark, the other's mark


def words_of(cell: str) -> list[str]:
    """Return a cell's words as they stand there."""
    return WORD.findall(cell)


def pieces_of(cell: str) -> list[str]:
    """Return a cell in pieces: what stands before a word, the word, and so on, and what stands after the last."""
    return re.split(f"({WORD.pattern})", cell)


def coded(cell: str, loaded: Loaded) -> list[str] | None:
    """Return a kind for each word of a cell, or None when a quoted word does not stand there."""
    words, kinds = words_of(cell), ["describing"] * len(words_of(cell))
    for kind in KINDS[1:]:
        for quote in getattr(loaded, kind):
            places = places_of(quote, words)
            if not places:
                return None
            for place in places:
                kinds[place] = kind
    return kinds


def places_of(quote: str, words: list[str]) -> list[int]:
    """Return where the words of a quotation stand in a cell, every time that all of them stand there in a row."""
    quoted = words_of(quote)
    starts = [start for start in range(len(words)) if quoted and words[start : start + len(quoted)] == quoted]
    return [start + place for start in starts for place in range(len(quoted))]


def first_coding(cells: dict[Key, str], coding: Coding | None = None) -> Marks:
    """Return the coding, that of the kit unless another is given, of those cells that were coded as they stand."""
    coding = coding or load_coding()
    loaded = {key: coding.cells.get(key[0], {}).get(key[1]) for key in cells}
    kinds = {key: coded(cells[key], one) for key, one in loaded.items() if one}
    return {key: one for key, one in kinds.items() if one is not None}


def complete(marks: Marks, keys: Iterable[Key]) -> list[Key]:
    """Return the cells of which every word is marked."""
    return [key for key in keys if marks.get(key) and all(marks[key])]


def tally(marks: Marks, names: dict[str, str], part: int) -> pd.DataFrame:
    """Return how many words of each kind there are, a row for each name; `part` of a cell's key says whose it is."""
    counts = {id: Counter() for id in names}
    for key, kinds in marks.items():
        if key[part] in counts:
            counts[key[part]].update(filter(None, kinds))
    return pd.DataFrame([[counts[id][kind] for kind in KINDS] for id in names], list(names.values()), list(KINDS))


def agreement(mine: Marks, others: Marks, cells: dict[Key, str]) -> Agreement:
    """Return how far two readings agree over the cells that both have read to the end."""
    both = complete(others, complete(mine, cells))
    pairs = [(key, *three) for key in both for three in zip(words_of(cells[key]), mine[key], others[key], strict=True)]
    loaded = [pair for pair in pairs if {pair[2], pair[3]} != {"describing"}]
    differing = [pair for pair in pairs if pair[2] != pair[3]]
    return Agreement(len(pairs) - len(differing), len(pairs), len(loaded) - len(differing), len(loaded), differing)
