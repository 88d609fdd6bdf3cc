"""What the kit says in its own words: English in the code, other languages in a catalogue each.

A catalogue is `data/labels/<language>.po`, the form that translators' programs read and write; `python -m kit labels`
brings it up to date with the code. What a catalogue lacks is said in English, with `[en]` before it.

Words that belong to one module and would fill it are in a file of the same name beside it, said as labels are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from gettext import c2py
from html import escape
from typing import Any

from kit.base.catalogue import Words, read_words, signs_of
from kit.base.language import CODE, direction, language
from kit.base.paths import beside, data_path

_listeners: list[list[str]] = []
_LATIN = re.compile("[A-Za-z]")


def said(words: str) -> str:
    """Return the words as they are: for a constant, which is translated when it is shown, by `say`."""
    return words


def say(words: str, /, **values: object) -> str:
    """Return words in the language of the page, with values put in where `{name}` stands."""
    told = words if language() == CODE else _translation(words) or untranslated(words)
    return _filled(told, values) if values else told


def say_many(one: str, many: str, number: int, /, **values: object) -> str:
    """Return the words for one thing or for many, as the language asks for; `{number}` is put in as well."""
    told = (one if number == 1 else many) if language() == CODE else _plural(one, many, number)
    return _filled(told, {"number": say_number(number), **values})


def say_html(words: str, /, **html: str) -> str:
    """Return words as HTML: they are escaped, the values put into them are HTML already."""
    return _filled(escape(say(words), quote=False), html)


def _filled(words: str, values: dict[str, object]) -> str:
    """Return words with values put in; in words from the right, one with Latin letters runs its own way (FSI, PDI)."""
    if direction() == "rtl":
        values = {name: f"\u2068{one}\u2069" if _LATIN.search(str(one)) else one for name, one in values.items()}
    return words.format(**values)


def known(words: str) -> str:
    """Return a translation where the catalogue has one, else the words: for what may be a name, and needs none."""
    return words if language() == CODE else _translation(words) or words


def untranslated(words: str, home: str = CODE) -> str:
    """Return words that nobody has translated yet, in a way that shows."""
    return f"[{home}] {words}"


def say_number(value: float, digits: int | None = None) -> str:
    """Return a number as the language writes it, with so many digits after its point where that is given."""
    if language() == CODE:
        return f"{value:,}" if digits is None else f"{value:,.{digits}f}"
    told = f"{value:,.{3 if digits is None else digits}f}"
    told = told.rstrip("0").rstrip(".") if digits is None else told
    return told.translate(dict(zip(map(ord, ".,-"), _signs(language()), strict=True)))


def say_time(moment: datetime, seconds: bool = False) -> str:
    """Return the time of day, `10:42`."""
    return f"{moment:%H:%M:%S}" if seconds else f"{moment:%H:%M}"


def say_day(day: date) -> str:
    """Return a day in words."""
    if language() == CODE:
        return f"{day.day} {day:%B %Y}"
    from babel.dates import format_date

    return format_date(day, "long", locale=language())


def separators() -> str:
    """Return the signs before decimals and between thousands, as Plotly takes them."""
    return ".," if language() == CODE else "".join(_signs(language())[:2])


def translations(words: Iterable[str]) -> dict[str, str]:
    """Return what the page's own code has to say, by its English; nothing in English, for there it knows the words."""
    return {} if language() == CODE else {one: say(one) for one in words}


def said_in(wanted: str, words: str) -> str:
    """Return words in another language than that of the page; nothing where it does not say them."""
    return words if wanted == CODE else _told(wanted).get(words, ("",))[0]


@cache
def _words(wanted: str) -> Words:
    return read_words(data_path("labels", f"{wanted}.po"))  # none: a table in a language that the labels do not speak


@cache
def _signs(wanted: str) -> tuple[str, ...]:
    return _words(wanted).signs or signs_of(wanted)


@cache
def _told(wanted: str) -> dict[str, tuple[str, ...]]:
    """Return the forms in which a language says each English word, or the singular where there are plural forms."""
    return {entry.words: entry.told for entry in _words(wanted).entries if entry.sure}


@cache
def _plural_rule(wanted: str) -> Callable[[int], int]:
    """Return which form a language takes for a number of things."""
    return c2py(_words(wanted).plural)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Yield a list into which all that is said in another language is written, by its English, until the end."""
    heard: list[str] = []
    _listeners.append(heard)
    try:
        yield heard
    finally:
        _listeners.remove(heard)


def _translation(words: str) -> str | None:
    for heard in _listeners:
        heard.append(words)
    return _told(language()).get(words, (None,))[0]


def _plural(one: str, many: str, number: int) -> str:
    told = _told(language()).get(one) if _translation(one) else None
    if told is None:
        return untranslated(one if number == 1 else many)
    return told[min(_plural_rule(language())(number), len(told) - 1)]


class Prose:
    """Words by their names, in the language that the page speaks when they are looked up, which is later than import.

    With values, as of `say`, a name is called; whole numbers are written as the language writes them. A name may also
    stand for a group of words, or for words for `one` thing and for `many`: then `number` says how many.
    """

    def __init__(self, words: Any) -> None:
        self._words = words

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._words)

    def __getitem__(self, name: str | int) -> Any:
        """Return the words of this name, or a group of words; of a list, those at a place."""
        found = self._words[name]
        return say(found) if isinstance(found, str) else Prose(found)

    def __call__(self, name: str, /, **values: Any) -> str:
        """Return the words of this name with values in them."""
        found = self._words[name]
        told = {one: say_number(value) if isinstance(value, int) else value for one, value in values.items()}
        if isinstance(found, str):
            return say(found, **told)
        one, many = found["one"], found["many"]
        return say_many(one, many, values["number"], **told)

    def items(self) -> list[tuple[str, Any]]:
        """Return every name with its words, in the order of the file."""
        return [(name, self[name]) for name in self._words]

    def values(self) -> list[Any]:
        """Return all words, in the order of the file."""
        return [self[name] for name in self._words]


def prose(file: str) -> Prose:
    """Return the words beside a module; it gives its own `__file__`, and `room.py` has them in `room.toml`."""
    return Prose(beside(file))
