"""The table in another language: its words laid over the original, which shows where they are silent.

Its file has the original's columns in its own words, and one before them: `id` says which row is which. So rows and
columns may come, go and move in the original; what is not translated yet is shown as it stands there, and marked.
A column may also be headed by the id of its model, as in a table that is only begun.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from kit.base.errors import TableError, named, shown
from kit.base.labels import untranslated
from kit.base.language import home_language
from kit.content.csv_reader import Row, read_rows, squared

ID = "id"


def read_cells(path: Path) -> pd.DataFrame:
    """Return a translated table's words: a row an id, first the titles, then a column a model, under its heading.

    What is empty is still to be translated; that is all where there is no file. Raises TableError for a file without
    ids, or in which an id, a title or a heading stands twice.
    """
    if not path.exists():
        return pd.DataFrame({"": []}, dtype="str")
    try:
        (_, header), *rows = read_rows(path)
        return _words(header, rows)
    except TableError as problem:
        raise TableError(f"{named(path)}: {problem}") from None


def _words(header: list[str], rows: list[Row]) -> pd.DataFrame:
    if header[0].casefold() != ID or not any(header[1:]):
        rule = f"the first column of a translation is {ID!r}: which row of the original each row is"
        raise TableError(f"row 1: {rule}; here stands {shown(header[0])}.")
    columns, filled = squared(header, rows)
    words = [cells for _, cells in filled]
    ids, titles, *_ = zip(*words, strict=True)
    for twice in (*_doubles(columns), *_doubles(ids), *_doubles(titles)):
        raise TableError(f"{shown(twice)} stands twice; each id, title and heading must be its own.")
    return pd.DataFrame(words, columns=columns, dtype="str").set_index(columns[0])


def _doubles(words: Iterable[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if word and times > 1]


def in_translation(home: pd.DataFrame, ids: list[str], words: pd.DataFrame, headings: dict[str, str]) -> pd.DataFrame:
    """Return a table in another language, with what nobody has translated as it is at home, and marked.

    `ids` are those of its rows, `headings` says what its columns are called there.
    """
    there, at_home = laid_over(home, ids, words, headings), home.reset_index()
    marked = at_home.map(lambda text: untranslated(text, home_language()))
    told = there.where(there != "", marked.set_axis(there.columns, axis="columns").set_axis(there.index))
    return told.set_index(told.columns[0])


def laid_over(home: pd.DataFrame, ids: list[str], words: pd.DataFrame, headings: dict[str, str]) -> pd.DataFrame:
    """Return the words for each row and column of a table, its titles first; empty is what has none."""
    columns = [words.columns[0] or home.index.name, *(headings.get(title, title) for title in home.columns)]
    return words.reindex(index=ids, columns=columns, fill_value="")
