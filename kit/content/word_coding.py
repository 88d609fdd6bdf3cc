"""The words of cells, marked one by one as describing, praising, blaming or unclear: split, counted, compared."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

import pandas as pd

from kit.base.labels import said
from kit.content.table_critique import Coding, Loaded

KINDS = (said("describing"), said("praising"), said("blaming"), said("unclear"))
SIGNS = {"describing": "○", "praising": "+", "blaming": "\u2212", "unclear": "?"}
WORD = re.compile(r"[^\W_]+(?:[-'\u2019.][^\W_]+)*")
Key = tuple[str, str]  # the ids of a dimension and a model: one cell
Marks = dict[Key, list[str]]  # a kind for each word of a cell, "" where there is none yet


class Agreement(NamedTuple):
    """How far two readings of the same words agree: over all words, and over those that one of them found loaded."""

    same: int
    words: int
    same_loaded: int
    loaded: int
    differing: list[tuple[Key, str, str, str]]  # the cell, the word, my mark, the other's mark


def words_of(cell: str) -> list[str]:
    """Return a cell's words as they stand there.

    >>> words_of("Commons-based (e.g., FabLabs), Guifi.net; the user's")
    ['Commons-based', 'e.g', 'FabLabs', 'Guifi.net', 'the', "user's"]
    """
    return WORD.findall(cell)


def pieces_of(cell: str) -> list[str]:
    """Return a cell in pieces: what stands before a word, the word, and so on, and what stands after the last.

    >>> pieces_of('mutual care; "x"')
    ['', 'mutual', ' ', 'care', '; "', 'x', '"']
    """
    return re.split(f"({WORD.pattern})", cell)


def coded(cell: str, loaded: Loaded) -> list[str] | None:
    """Return a kind for each word of a cell, or None when a quoted word does not stand there.

    >>> coded("Globalized free market", Loaded(praising=("free market",)))
    ['describing', 'praising', 'praising']
    """
    words, kinds = words_of(cell), ["describing"] * len(words_of(cell))
    for kind in KINDS[1:]:
        for quote in getattr(loaded, kind):
            places = list(_places(words, words_of(quote)))
            if not places:
                return None
            for place in places:
                kinds[place] = kind
    return kinds


def _places(words: list[str], quote: list[str]) -> Iterable[int]:
    """Return where the words of a quotation stand in a cell, every time that all of them stand there in a row."""
    starts = [start for start in range(len(words)) if quote and words[start : start + len(quote)] == quote]
    return chain.from_iterable(range(start, start + len(quote)) for start in starts)


def first_coding(cells: dict[Key, str], coding: Coding) -> Marks:
    """Return the coding of those cells that were coded as they stand."""
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
