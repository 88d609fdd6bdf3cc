"""A content file in the language of the page: its translation, laid over the original.

A translation holds words alone. Groups are matched by key, things in a list by their id, or by their place where they
have none. What it lacks is shown as the original says it, with that language before it: `[en] ...`.
"""

from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from kit.base.errors import ContentError, listed, named, nearest, shown
from kit.base.labels import untranslated
from kit.base.language import at_home, home_language, translated
from kit.content.yaml_form import Place, hold, in_words, read_form, read_plain

T = TypeVar("T")
NO_WORDS = ("source", "sources", "link", "origin", "rows")  # text that names something else


class Misfit(NamedTuple):
    """Where a translation does not fit its original, and why; the sentence is empty where a word is only missing."""

    place: Place
    sentence: str


class Merged(NamedTuple):
    """A translation laid over its original: the whole, what does not fit or is missing, the words, and their lines."""

    plain: Any
    misfits: list[Misfit]
    words: Any
    lines: dict[Place, int]

    def unfit(self, path: Path) -> list[str]:
        """Return a sentence for each place in the translation's file that does not fit."""
        return [
            f"{named(path)}, line {self._line(misfit.place)}{in_words(misfit.place, self.words)}: {misfit.sentence}"
            for misfit in self.misfits
            if misfit.sentence
        ]

    def _line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest one around it that has a line."""
        return next((self.lines[place[:end]] for end in range(len(place), -1, -1) if place[:end] in self.lines), 1)


def read_spoken(path: Path, form: type[T]) -> T:
    """Return a content file as a `form`, in the language of the page; raise ContentError for the file that is wrong."""
    return read_form(path, form) if at_home() else read_translated(path, translated(path), form)


def read_translated(path: Path, there: Path, form: type[T]) -> T:
    """Return a content file with the words of its translation; raise ContentError for the first that does not fit."""
    merged = merge(path, there, form)
    for sentence in merged.unfit(there):
        raise ContentError(sentence)
    return hold(there, merged.plain, merged.lines, form)


def merge(path: Path, there: Path, form: type) -> Merged:
    """Return a translation laid over its original; raise ContentError for a file that cannot be read."""
    original, lines = read_plain(path)
    hold(path, original, lines, form)
    words, places = read_plain(there) if there.exists() else ({}, {})
    return Merged(*laid_over(original, words, form), words, places)


def laid_over(original: Any, words: Any, form: type) -> tuple[Any, list[Misfit]]:
    """Return the original with the words of its translation, and where these do not fit or are missing."""
    misfits: list[Misfit] = []
    return _merge(original, words, msgspec.inspect.type_info(form), (), misfits), misfits


def _merge(original: Any, words: Any, kind: msgspec.inspect.Type, place: Place, misfits: list[Misfit]) -> Any:
    kind = _bare(kind)
    if isinstance(original, dict):
        return _merge_group(original, words, kind, place, misfits)
    if isinstance(original, list):
        return _merge_list(original, words, kind, place, misfits)
    return _merge_text(original, words, kind, place, misfits)


def _merge_group(original: dict, words: Any, kind: Any, place: Place, misfits: list[Misfit]) -> dict:
    given = _of_kind(words, dict, "keys with values must stand here, as in the original", place, misfits)
    for key in given:
        if key not in original:
            came = f"the original has no {shown(str(key))} here{nearest(str(key), list(original))}"
            misfits.append(Misfit((*place, key), f"{came} It has: {listed(original)}."))
    return {key: _merge(value, given.get(key), _of_key(kind, key), (*place, key), misfits)
            for key, value in original.items()}  # fmt: skip


def _merge_list(original: list, words: Any, kind: Any, place: Place, misfits: list[Misfit]) -> list:
    given = _of_kind(words, list, "a list must stand here, as in the original", place, misfits)
    item = getattr(kind, "item_type", None) or msgspec.inspect.AnyType()
    if all(isinstance(one, dict) and "id" in one for one in original):
        return _merge_by_id(original, given, item, place, misfits)
    if given and len(given) != len(original):
        rule = f"{len(given)} stand here, but {len(original)} in the original; keep each in its place"
        misfits.append(Misfit(place, f"{rule}, and leave empty ('') what is not translated."))
    pairs = zip(original, [*given, *[None] * len(original)], strict=False)
    return [_merge(one, told, item, (*place, number), misfits) for number, (one, told) in enumerate(pairs)]


def _merge_by_id(original: list, given: list, item: Any, place: Place, misfits: list[Misfit]) -> list:
    ids, told = [one["id"] for one in original], {}
    for number, one in enumerate(given):
        id_ = one.get("id") if isinstance(one, dict) else None
        if id_ in ids:
            told[id_] = number
        else:
            came = shown(str(id_)) if id_ else "no id"
            here = f"{came} came here; the original has: {listed(ids)}{nearest(str(id_), ids)}"
            misfits.append(Misfit((*place, number), here))
    return [
        _merge(one, given[told[one["id"]]] if one["id"] in told else None, item,
               (*place, told.get(one["id"], one["id"])), misfits)
        for one in original
    ]  # fmt: skip


def _merge_text(original: str, words: Any, kind: Any, place: Place, misfits: list[Misfit]) -> str:
    if isinstance(words, dict | list) and words:
        misfits.append(Misfit(place, "words must stand here, as in the original."))
    if not _holds_words(kind, place):
        if words and words != original:
            misfits.append(Misfit(place, f"{shown(str(words))} came here; this is no text to translate. Leave it out."))
        return original
    if isinstance(words, str) and words.strip():
        return words
    if original.strip():
        misfits.append(Misfit(place, ""))
    return untranslated(original, home_language()) if original.strip() else original


def _of_kind(words: Any, kind: type, rule: str, place: Place, misfits: list[Misfit]) -> Any:
    """Return what was given if it is of the kind that the original is; else nothing, and the misfit is noted."""
    if words and not isinstance(words, kind):
        misfits.append(Misfit(place, f"{shown(str(words))} came here, but {rule}."))
    return words if isinstance(words, kind) else kind()


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
