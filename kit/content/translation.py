"""A content file or a table in the language of the page: its words, each looked up in the catalogue of its translation.

`data/lessons/governance.yaml` -> `data/lessons/es/governance.po`, `data/table.csv` -> `data/es/table.po`. What the
catalogue lacks is shown as the original says it, with that language before it: `[en] ...`. What was translated before
its original changed has `≈` before it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
import pandas as pd

from kit.base.catalogue import Entry, read_words
from kit.base.labels import untranslated
from kit.base.language import at_home, home_language, translated
from kit.content.yaml_reader import Place, hold, read_form, read_plain

T = TypeVar("T")
NO_WORDS = ("source", "sources", "link", "origin", "rows")  # text that names something else
NAMED_BY = ("id", "case", "source", "model", "step")  # what tells things in a list apart, the first that they have
STALE = "≈ "
ALIKE = 0.4  # from here on, two texts can be one before and after a change; two strangers have about 0.3
_OPENS = re.compile(r"^(?:<[^>]+>|#+ |[*+-] |\d+\. |> )*")  # in Markdown
IDS = re.compile(r"[a-z0-9_;]*")  # one, or several in one cell
LETTER = re.compile(r"[^\W\d_]")
SOURCE = "source"  # the column that every table of facts has; in the table itself, all is words


class Text(NamedTuple):
    """Words for people: the context in which a catalogue has them, the words, and their place in the file."""

    context: str
    words: str
    place: Place = ()


Key = tuple[str, str]  # context and words
Found = dict[Key, Entry]


def read_spoken(path: Path, form: type[T]) -> T:
    """Return a content file as a `form`, in the language of the page; raise ContentError for the file that is wrong."""
    return read_form(path, form) if at_home() else read_translated(path, catalogue_of(path), form)


def catalogue_of(path: Path, to: str = "") -> Path:
    """Return where the catalogue of a content file lies."""
    return translated(path, to).with_suffix(".po")


def read_translated(path: Path, there: Path, form: type[T]) -> T:
    """Return a content file in the words of a catalogue; raise ContentError when one of the two cannot be read."""
    plain, lines = read_plain(path)
    hold(path, plain, lines, form)
    return hold(path, in_translation(plain, form, read_words(there).entries), lines, form)


def in_translation(plain: Any, form: type, entries: Iterable[Entry]) -> Any:
    """Return content with its words as a catalogue's entries have them."""
    found = looked_up(texts_in(plain, form), entries)
    return changed(plain, form, lambda text: told(text, found))


def told(text: Text, found: Found) -> str:
    """Return a text as learners read it: translated, or marked as out of date or as not translated yet."""
    entry = found.get(text[:2])
    if entry is None:
        return marked(untranslated("", home_language()), text.words)
    return marked(STALE, entry.told[0]) if is_stale(text, entry) else entry.told[0]


def is_stale(text: Text, entry: Entry) -> bool:
    """Return whether the words have changed since they were translated, or the translation is not for sure."""
    return entry.words != text.words or not entry.sure


def marked(mark: str, words: str) -> str:
    """Return words with a mark, behind the signs with which Markdown opens a paragraph."""
    return _OPENS.sub(lambda opens: opens[0] + mark, words, count=1)


def texts_in(plain: Any, form: type) -> list[Text]:
    """Return every text for people in a content file: no id, no number, no keyword, no name of a source."""
    texts: list[Text] = []
    changed(plain, form, lambda text: texts.append(text) or text.words)
    return texts


def changed(plain: Any, form: type, change: Callable[[Text], str]) -> Any:
    """Return content with each text for people as `change` returns it."""
    return _changed(plain, msgspec.inspect.type_info(form), Text("", "", ()), change)


def _changed(plain: Any, kind: Any, at: Text, change: Callable[[Text], str]) -> Any:
    kind = _bare(kind)
    if isinstance(plain, dict):
        return {key: _changed(value, _of_key(kind, key), _below(at, key, key), change) for key, value in plain.items()}
    if isinstance(plain, list):
        item = getattr(kind, "item_type", None) or msgspec.inspect.AnyType()
        return [_changed(one, item, _below(at, _name(one), n), change) for n, one in enumerate(plain)]
    return change(at._replace(words=plain)) if plain.strip() and _holds_words(kind, at.place) else plain


def _below(at: Text, name: str, step: str | int) -> Text:
    return Text("/".join(filter(None, (at.context, name))), "", (*at.place, step))


def _name(item: Any) -> str:
    """Return what tells an item of a list apart whatever its place: nothing for bare words, which do so themselves."""
    return next((item[key] for key in NAMED_BY if isinstance(item.get(key), str)), "") if isinstance(item, dict) else ""


def looked_up(texts: Iterable[tuple[str, str, Any]], entries: Iterable[Entry]) -> Found:
    """Return the entry of each text that has one, by context and words.

    A text has that of its own words, in its context or, as a thing that was renamed or moved, in another. Those that
    are left belong to what is left over in their context: each to the one that is most like it.
    """
    known = {(entry.context, entry.words): entry for entry in entries}
    wanted = dict.fromkeys(text[:2] for text in texts)
    found = {key: known[key] for key in wanted if key in known}
    if len(found) == len(wanted):
        return found
    spare = {key: entry for key, entry in known.items() if key not in found}
    moved = {entry.words: entry for entry in (*known.values(), *spare.values())}
    found |= {key: moved[key[1]] for key in wanted.keys() - found.keys() if key[1] in moved}
    used = {(entry.context, entry.words) for entry in found.values()}
    left = [key for key in wanted if key not in found]
    return found | _paired(left, [entry for key, entry in spare.items() if key not in used])


def _paired(left: list[Key], spare: list[Entry]) -> Found:
    """Return for texts that have changed the entries that were theirs."""
    of: dict[str, tuple[list[Key], list[Entry]]] = defaultdict(lambda: ([], []))
    for key in left:
        of[key[0]][0].append(key)
    for entry in spare:
        of[entry.context][1].append(entry)
    return {key: entry for keys, entries in of.values() for key, entry in _alike(keys, entries)}


def _alike(keys: list[Key], entries: list[Entry]) -> Iterable[tuple[Key, Entry]]:
    """Yield pairs, the closest first; the last of each belong together however much was changed."""
    pairs = [(key, entry) for key in keys for entry in entries]
    matcher = partial(SequenceMatcher, None, autojunk=False)
    likeness = {(key, entry): matcher(key[1], entry.words).ratio() for key, entry in pairs if len(pairs) > 1}
    while pairs:
        closest = max(pairs, key=lambda pair: likeness.get(pair, 1))
        if len(pairs) > 1 and likeness[closest] < ALIKE:
            return
        yield closest
        pairs = [pair for pair in pairs if pair[0] != closest[0] and pair[1] is not closest[1]]


def _bare(kind: Any) -> Any:
    """Return the type behind `X | None` and behind its constraints."""
    if isinstance(kind, msgspec.inspect.Metadata):
        return _bare(kind.type)
    if isinstance(kind, msgspec.inspect.UnionType):
        return next((_bare(one) for one in kind.types if not isinstance(one, msgspec.inspect.NoneType)), kind)
    return kind


def _of_key(kind: Any, key: str) -> Any:
    if isinstance(kind, msgspec.inspect.StructType):
        return next((field.type for field in kind.fields if field.name == key), msgspec.inspect.AnyType())
    return getattr(kind, "value_type", msgspec.inspect.AnyType())


def _holds_words(kind: Any, place: Place) -> bool:
    """Return whether text of this type is for people: no id, no number, no keyword, no name of a source."""
    names = [step for step in place if isinstance(step, str)]
    is_id = "a-z0-9" in (getattr(kind, "pattern", None) or "")
    return isinstance(kind, msgspec.inspect.StrType) and not is_id and not set(names[-1:]) & set(NO_WORDS)


def texts_in_table(table: pd.DataFrame) -> list[Text]:
    """Return the words in each cell of a table, with its place (row, column); ids and numbers of facts are none.

    A cell's context is its column and the first cell of its row, so rows and columns may come, go and move.
    """
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


def table_in_translation(table: pd.DataFrame, there: Path) -> pd.DataFrame:
    """Return a table in the words of a catalogue; raise ContentError when that cannot be read."""
    texts, spoken = texts_in_table(table), table.copy()
    found = looked_up(texts, read_words(there).entries)
    for text in texts:
        spoken.iat[text.place] = told(text, found)
    return spoken
