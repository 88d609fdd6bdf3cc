"""Translations as version 0.3.0 had them, YAML laid over the original, turned into catalogues without a loss."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.base.errors import KitError, listed, shown
from kit.base.language import translated
from kit.content.originals import Original
from kit.content.translation import Key
from kit.content.yaml_form import Place, read_plain


def old_form(original: Original, language: str) -> Path | None:
    """Return the file in which a translation still stands as it was before there were catalogues."""
    there = translated(original.path, language)
    return there if there.suffix == ".yaml" and there.exists() else None


def words_of(original: Original, old: Path) -> dict[Key, str]:
    """Return the translation of each text in a file of the old form; raise KitError for words that fit nowhere."""
    plain, words = read_plain(original.path)[0], read_plain(old)[0]
    found = {text: _told(plain, words, text.place) for text in original.texts}
    known = {*_leaves(plain), *found.values()}
    homeless = [leaf for leaf in _leaves(words) if leaf.strip() and leaf not in known]
    if homeless:
        where = f"{old}: these words fit nowhere in the original: {listed(map(shown, homeless))}"
        raise KitError(f"{where}. Put them where they belong, or take them out; nothing was changed.")
    return {text[:2]: said for text, said in found.items() if said.strip()}


def _told(plain: Any, words: Any, place: Place) -> str:
    """Return the translation of a place: keys by key, things in a list by id, or by place where they have none."""
    for step in place:
        if isinstance(step, str):
            words = words.get(step) if isinstance(words, dict) else None
        elif isinstance(words, list):
            id_ = plain[step].get("id") if isinstance(plain[step], dict) else None
            same = [one for one in words if isinstance(one, dict) and one.get("id") == id_]
            words = (same or [None])[0] if id_ else words[step] if len(words) == len(plain) else None
        plain = plain[step]
    return words if isinstance(words, str) else ""


def _leaves(plain: Any) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    for one in plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ():
        yield from _leaves(one)
