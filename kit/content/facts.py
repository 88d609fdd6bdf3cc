"""The small tables of facts in `data/facts/`: every row with the ids of its sources.

They are read like the table, whatever a spreadsheet saved. A column of numbers is one of numbers; in all others a
cell stays the words that were typed, `N/A` too.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from kit.base.errors import ContentError, TableError, listed, named, nearest, shown
from kit.base.language import at_home, each_language
from kit.base.paths import data_path
from kit.content.course import Case
from kit.content.csv_reader import Row, read_rows, squared
from kit.content.translation import catalogue_of, table_in_translation

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")
ALMOST = re.compile(
    r"-?\d[\d .,'\u00a0\u202f]*\d|[nN]/?[aA]|#N/A|null|None|[-\u2013\u2014?.]"
)  # what stands in for a number
FACTS = "case_facts"


@each_language
def load_facts(name: str) -> pd.DataFrame:
    """Return a table of facts; `source` holds ids of `data/sources.yaml`, joined by `;`. Shared: do not change it.

    Raises ContentError when there is no such table or a row has no source.
    """
    facts, there = facts_at_home(name), catalogue_of(data_path("facts", f"{name}.csv"))
    return facts if at_home() or not there.exists() else table_in_translation(facts, there)


@cache
def facts_at_home(name: str) -> pd.DataFrame:
    """Return the same as it was written, in every language: for what is read once, or picked out by its words."""
    path = data_path("facts", f"{name}.csv")
    if not path.exists():
        there = sorted(one.stem for one in path.parent.glob("*.csv"))
        have = f"There are: {', '.join(there)}."
        raise ContentError(f"There is no table of facts {path.name}{nearest(name, there)} {have}")
    return read_facts(path)


def read_facts(path: Path) -> pd.DataFrame:
    """Return the table of facts in a file; raise ContentError for one that is none: file, row, what came, what may."""
    columns, rows = cells_of(path)
    for number, cells in rows:
        if not cells[columns.index("source")]:
            rule = "every row needs the ids of its sources"
            raise ContentError(f"{named(path)}, row {number}, column 'source': {rule}; nothing stands here.")
    numbers = [number for number, _ in rows]
    told = {title: [cells[at] for _, cells in rows] for at, title in enumerate(columns)}
    return pd.DataFrame({title: _column(path, title, numbers, cells) for title, cells in told.items()})


def cells_of(path: Path) -> tuple[list[str], list[Row]]:
    """Return the columns of a table of facts and its rows as text, each as wide as the header.

    Raises ContentError when it cannot be read, has no column of sources, or words stand behind the last column.
    """
    try:
        (_, header), *rows = read_rows(path)
        columns, rows = squared(header, rows)
    except TableError as problem:
        raise ContentError(f"{named(path)}: {problem}") from None
    if "source" not in columns:
        found = "in small letters and without spaces; there are"
        raise ContentError(f"{named(path)}, row 1: there is no column 'source', {found}: {listed(columns)}.")
    return columns, rows


def _column(path: Path, title: str, numbers: list[int], cells: list[str]) -> pd.Series:
    """Return a column as numbers where all its cells are meant to be some, else as text; what is empty is missing."""
    text = pd.Series(cells, dtype="str").replace("", None)
    odd = [(number, cell) for number, cell in zip(numbers, cells, strict=True) if cell and not NUMBER.fullmatch(cell)]
    if len(odd) == text.count() or not all(ALMOST.fullmatch(cell) for _, cell in odd):
        return text
    for number, cell in odd:
        rule = "this column holds numbers, such as 5.9 or 1250000, and nothing where there is none"
        place = f"{named(path)}, row {number}, column {shown(title)}"
        raise ContentError(f"{place}: {rule}; here stands {shown(cell)}.")
    return pd.to_numeric(text)


def sources_of(*facts: pd.DataFrame) -> tuple[str, ...]:
    """Return the ids of all sources in tables of facts, each once, in their order."""
    return tuple(dict.fromkeys(source.strip() for one in facts for row in one["source"] for source in row.split(";")))


class Fact(NamedTuple):
    """What is known about a case on one dimension: a sentence, and the ids of its sources."""

    words: str
    sources: tuple[str, ...]


def facts_on(case: Case, dimension: str) -> list[Fact]:
    """Return what is known about a case on a dimension: nothing about an own one, or where nothing was found."""
    if not data_path("facts", f"{FACTS}.csv").exists():  # whoever brings another table may have no such facts
        return []
    facts = load_facts(FACTS)
    known = facts[(facts["case"] == case.id) & (facts["dimension"] == dimension)]
    return [Fact(row.fact, tuple(row.source.split(";"))) for row in known.dropna(subset="fact").itertuples()]
