"""Translations as version 0.3.0 had them, YAML and pages copied by hand, turned into catalogues without a loss."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.base.errors import KitError, listed, shown
from kit.base.language import translated
from kit.content.originals import Original
from kit.content.page_translation import LOADS, PARTED, Pages, paragraphs, says_something, stored_page
from kit.content.translation import Key
from kit.content.yaml_form import Place, read_plain


def old_forms(original: Original, pages: Pages) -> list[Path]:
    """Return the files in which a translation still stands as it was before there were catalogues."""
    if original.path.suffix != ".ipynb":
        there = translated(original.path, pages.language)
        return [there] if there.exists() else []
    copied, there = pages.built(original.path), original.there.with_suffix(".yaml")
    by_hand = not original.there.exists() and _code(copied) == _code(original.path)
    return [path for path, is_old in ((copied, by_hand), (there, there.exists())) if is_old]


def _code(page: Path) -> list[str]:
    cells = [cell for cell in stored_page(page)["cells"] if cell["cell_type"] == "code"]
    return [LOADS.sub(r"\1)", "".join(cell["source"])) for cell in cells]


def words_of(original: Original, old: Path) -> dict[Key, tuple[str, bool]]:
    """Return the translation of each text in a file of the old form, and whether it is sure which one it translates.

    Raises KitError for words that fit nowhere.
    """
    if original.path.suffix == ".ipynb":
        page = {cell.get("id", ""): cell for cell in stored_page(original.path)["cells"]}
        told = _cells(old) if old.suffix == ".ipynb" else read_plain(old)[0]
        _refuse(old, [words for id_, words in told.items() if id_ not in page])
        return {key: told for id_, said in told.items() for key, told in _paired(page[id_], said)}
    plain, words = read_plain(original.path)[0], read_plain(old)[0]
    found = {text: _told(plain, words, text.place) for text in original.texts}
    known = {*_leaves(plain), *filter(None, found.values())}
    _refuse(old, [leaf for leaf in _leaves(words) if leaf.strip() and leaf not in known])
    return {text[:2]: (said, True) for text, said in found.items() if said.strip()}


def _refuse(old: Path, homeless: list[str]) -> None:
    if homeless:
        where = f"{old}: these words fit nowhere in the original: {listed(map(shown, homeless))}"
        raise KitError(f"{where}. Put them where they belong, or take them out; nothing was changed.")


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


def _cells(page: Path) -> dict[str, str]:
    cells = [cell for cell in stored_page(page)["cells"] if cell["cell_type"] == "markdown"]
    return {cell.get("id", ""): "".join(cell["source"]) for cell in cells}


def _paired(cell: dict[str, Any], said: str) -> Iterator[tuple[Key, tuple[str, bool]]]:
    """Yield a cell's paragraphs with their translations; where there are more of these, the last has all the rest."""
    texts, parts = paragraphs(cell), [part for part in PARTED.split(said.strip()) if says_something(part)]
    sure = len(parts) == len(texts)
    if len(parts) > len(texts) > 0:
        parts[len(texts) - 1 :] = ["\n\n".join(parts[len(texts) - 1 :])]
    yield from ((text[:2], (part, sure)) for text, part in zip(texts, parts, strict=False))
