"""The small tables of facts in `data/facts/`: every row with the ids of its sources."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from kit.base.errors import ContentError, named, nearest
from kit.base.labels import untranslated
from kit.base.language import at_home, each_language, home_language, translated
from kit.base.paths import data_path
from kit.content.course_form import Case
from kit.content.yaml_form import a_file


@each_language
def load_facts(name: str) -> pd.DataFrame:
    """Return a table of facts; `source` holds ids of `data/sources.yaml`, joined by `;`. Shared: do not change it.

    Raises ContentError when there is no such table or a row has no source.
    """
    facts, there = facts_at_home(name), translated(data_path("facts", f"{name}.csv"))
    return facts if at_home() or not there.exists() else in_translation(facts, there)


@cache
def facts_at_home(name: str) -> pd.DataFrame:
    """Return the same as it was written, in every language: for what is read once, or picked out by its words."""
    path = data_path("facts", f"{name}.csv")
    if not path.exists():
        there = sorted(one.stem for one in path.parent.glob("*.csv"))
        raise ContentError(
            f"There is no table of facts {path.name}{nearest(name, there)} There are: {', '.join(there)}."
        )
    return read_facts(path)


def read_facts(path: Path) -> pd.DataFrame:
    """Return the table of facts in a file; raise ContentError when a row has no source."""
    facts = pd.read_csv(a_file(path))
    if "source" not in facts or facts["source"].isna().any():
        raise ContentError(f"{path.name}: every row needs the ids of its sources in the column 'source'.")
    return facts


def in_translation(facts: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Return facts with the words of their translation: the same rows and columns, empty where words are to come.

    Raises ContentError when the file has other rows, columns or sources.
    """
    words, where = pd.read_csv(path), named(path)
    if list(words.columns) != list(facts.columns) or len(words) != len(facts):
        shape = f"{len(facts)} rows with the columns {', '.join(facts.columns)}"
        raise ContentError(f"{where}: the original has {shape}; a translation has the same, in the same order.")
    if (strange := words["source"] != facts["source"]).any():
        row = int(strange.argmax())
        rule = f"the original has the source {facts['source'][row]!r}, and a translation keeps it"
        raise ContentError(f"{where}, row {row + 2}: {rule}; here stands {words['source'][row]!r}.")
    told = facts.copy()
    for column in (column for column in facts.columns if column != "source" and facts[column].dtype == "str"):
        at_home = facts[column].map(lambda one: untranslated(one, home_language()), na_action="ignore")
        told[column] = words[column].where(words[column].notna(), at_home)
    return told


def sources_of(facts: pd.DataFrame) -> tuple[str, ...]:
    """Return the ids of all sources in a table of facts, each once, in their order.

    >>> sources_of(pd.DataFrame({"source": ["A1;B2", "B2"]}))
    ('A1', 'B2')
    """
    return tuple(dict.fromkeys(source.strip() for row in facts["source"] for source in row.split(";")))


FACTS = "case_facts"


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
    return [Fact(row.fact, tuple(row.source.split(";"))) for row in known.itertuples()]
