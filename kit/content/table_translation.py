"""A table in another language: its cells, each looked up in the catalogue of its translation.

`data/table.csv` -> `data/es/table.po`, `data/facts/state_size.csv` -> `data/facts/es/state_size.po`. In a catalogue a
cell stands under its column and the first cell of its row, so rows and columns may come, go and move in the original.
"""

import re
from pathlib import Path

import pandas as pd

from kit.base.catalogue import read_words
from kit.content.translation import Text, looked_up, told

IDS = re.compile(r"[a-z0-9_]*")
LETTER = re.compile(r"[^\W\d_]")
SOURCE = "source"  # the column that every table of facts has; in the table itself, all is words


def texts_in(table: pd.DataFrame) -> list[Text]:
    """Return the words in each cell of a table, with its place (row, column); ids and numbers of facts are none."""
    title, *_ = table.columns
    names = table[title].astype("str")
    found = [
        Text(column if column == title else f"{column}/{names[row]}", words, (row, at))
        for at, column in enumerate(table.columns)
        if table[column].dtype == "str" and not (SOURCE in table and _holds_ids(table[column]))
        for row, words in enumerate(table[column].fillna(""))
        if LETTER.search(words)
    ]
    return sorted(found, key=lambda text: text.place)


def _holds_ids(column: pd.Series) -> bool:
    return column.name == SOURCE or column.dropna().str.fullmatch(IDS).all()


def in_translation(table: pd.DataFrame, there: Path) -> pd.DataFrame:
    """Return a table in the words of a catalogue; raise ContentError when that cannot be read."""
    texts, spoken = texts_in(table), table.copy()
    found = looked_up(texts, read_words(there).entries)
    for text in texts:
        spoken.iat[text.place] = told(text, found)
    return spoken
