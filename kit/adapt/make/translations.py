"""`python -m kit labels LANGUAGE`: bring the catalogues of content files and pages up to date with their originals.

Translations as version 0.3.0 had them, YAML laid over the original, are turned into catalogues without a loss.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import denormalize, normalize

from kit.adapt.make.label_catalogue import WIDTH, as_text
from kit.base.catalogue import entry_of, is_translated, read_catalogue
from kit.base.errors import KitError, listed, shown
from kit.base.language import translated
from kit.base.writing import write_whole
from kit.content.csv_reader import read_rows
from kit.content.page_translation import Original, Pages, originals
from kit.content.table import slug
from kit.content.translation import Found, Key, Text, is_stale, looked_up
from kit.content.yaml_reader import Place, read_plain

HEAD = """# Words of a course. Write a translation after each msgstr. Where one is empty, learners read the original.
# Fuzzy: the original has changed since; what it was stands after #| msgid. docs/translate.md says more."""


def bring_up_to_date(pages: Pages) -> Iterator[Path]:
    """Write the catalogue of each file, and yield each translation in the old form that is one now, and is gone.

    Raises KitError for words of one that fit nowhere; then everything is as it was.
    """
    made = {original: brought_up_to_date(original, pages.language, pages.data.parent) for original in originals(pages)}
    models = pages.data / "models.yaml"
    old = {original: there for original in made if (there := old_form(original, pages.language))}
    for original, there in old.items():  # the models before the table, whose headings they say
        titles = {one.id: one.string for path, all_ in made.items() if path.path == models for one in all_}
        for (context, words), told in words_of(original, there, titles).items():
            message = made[original].get(words, context)
            message.string, message.flags = told, set()
            message.user_comments = [one for one in message.user_comments if not one.startswith("|")]
    for original, catalog in made.items():
        write_whole(original.there, as_text(catalog))
    for path in old.values():
        path.unlink()
        yield path


def brought_up_to_date(original: Original, language: str, root: Path) -> Catalog:
    """Return the catalogue of a file with all its words, in their order; what the file has dropped stands at its end.

    What has changed keeps its translation, as fuzzy and with the words that it was made for.
    """
    old = read_catalogue(original.there) if original.there.exists() else _new(language)
    kept = {_key(message): message for message in (*old.obsolete.values(), *old) if is_translated(message)}
    live = {_key(message) for message in old} | {text[:2] for text in original.texts}  # what was dropped may come back
    found = looked_up(original.texts, [entry_of(message) for key, message in kept.items() if key in live])
    made = _new(language, old)
    for text in original.texts:
        place = (original.path.relative_to(root).as_posix(), original.lines.get(text.place, 0))
        _add(made, text, place, *_before(text, found, kept))
    used = {(entry.context, entry.words) for entry in found.values()}
    made.obsolete = {key: message for key, message in kept.items() if key not in used}
    return made


def _new(language: str, old: Catalog | None = None) -> Catalog:
    """Return an empty catalogue, with the head of an old one."""
    made = Catalog(language, project="kit", charset="utf-8", header_comment=HEAD, fuzzy=False)
    for name in ("creation_date", "revision_date", "last_translator", "language_team") if old else ():
        setattr(made, name, getattr(old, name))
    return made


def _key(message: Message) -> Key:
    return entry_of(message).context, entry_of(message).words


def _before(text: Text, found: Found, kept: dict[Key, Message]) -> tuple[Message | None, str]:
    """Return what was said of a text until now, and the words that it was said of where these have changed."""
    entry = found.get(text[:2])
    if entry is None:
        return None, ""
    message = kept[entry.context, entry.words]
    made_for = previous(message) or entry.words
    return message, made_for if is_stale(text, entry) and (made_for != text.words or not previous(message)) else ""


def _add(made: Catalog, text: Text, place: tuple[str, int], before: Message | None, made_for: str) -> None:
    if (same := made.get(text.words, text.context)) is not None:
        same.locations.append(place)
        return
    comments = [one for one in before.user_comments if not one.startswith("|")] if before else []
    if made_for and made_for != text.words:
        comments += [f"| {line}" for line in f"msgid {normalize(made_for, width=WIDTH)}".splitlines()]
    string = before.string if before else ""
    message = made.add(text.words, string, [place], (), (), comments, context=text.context)
    message.flags = {"fuzzy"} if made_for else set()  # Babel takes a "%" in a sentence for a format


def previous(message: Any) -> str:
    """Return the words for which a fuzzy translation was made, as its catalogue has them after `#| msgid`."""
    lines = [one.removeprefix("| ") for one in message.user_comments if one.startswith('| "')]
    first = [one.removeprefix("| msgid ") for one in message.user_comments if one.startswith("| msgid ")]
    return denormalize("\n".join([*first, *lines])) if first else ""


def changes(pages: Pages, lesson: str) -> Iterator[str]:
    """Yield what has changed since it was translated, in one lesson or in all: old, new and the translation."""
    for one in originals(pages):
        messages = read_catalogue(one.there) if one.there.exists() and lesson in one.path.stem else ()
        comments = {_key(message): previous(message) for message in messages}
        for text, entry in one.stale:
            if (key := (entry.context, entry.words)) in comments:
                where = f"{one.path.relative_to(pages.data.parent)}:{one.lines.get(text.place, text.context)}"
                lines = {"old": comments[key] or entry.words, "new": text.words, pages.language: entry.told[0]}
                yield "\n".join([where, *(f"  {name}: {words}" for name, words in lines.items())])


def old_form(original: Original, language: str) -> Path | None:
    """Return the file in which a translation still stands as it was before there were catalogues."""
    there = translated(original.path, language)
    return there if there.suffix in (".yaml", ".csv") and there.exists() else None


def words_of(original: Original, old: Path, titles: dict[str, str]) -> dict[Key, str]:
    """Return the translation of each text in a file of the old form; raise KitError for words that fit nowhere.

    `titles` are the translations of a table's headings, as far as they are known.
    """
    as_table = old.suffix == ".csv"
    pair = _rows(original, old, titles) if as_table else [read_plain(path)[0] for path in (original.path, old)]
    own, words = (list(_leaves(plain)) for plain in pair)
    told, known_as = {keys: said for keys, _, said in words}, {place: keys for keys, place, _ in own}
    found = {text: told.get(known_as[text.place], "") for text in original.texts}
    known = {*(said for *_, said in own), *found.values()}
    homeless = [said for keys, _, said in words if said.strip() and said not in known and keys[-1:] != ("id",)]
    if homeless:
        where = f"{old}: these words fit nowhere in the original: {listed(map(shown, homeless))}"
        raise KitError(f"{where}. Put them where they belong, or take them out; nothing was changed.")
    return {text[:2]: said for text, said in found.items() if said.strip()}


def _rows(original: Original, old: Path, titles: dict[str, str]) -> tuple[list[dict], list[dict]]:
    """Return the rows of a table and of its translation as YAML would have them, cells by the number of the column.

    They have ids where the translation has; columns go by their headings where all are known, or one by one.
    """
    (own, *home), (header, *rows) = ([cells for _, cells in read_rows(path)] for path in (original.path, old))
    ids, names = ["id"] * (header[0] == "id"), [titles.get(one) or one for one in own[1:]]
    _, *there = header[len(ids) :]
    numbers = {one: number for number, one in enumerate(names if set(names) <= set(there) else there, 1)}
    keys = [*ids, 0, *(numbers.get(one, one) for one in there)]
    plain = [{**dict.fromkeys(ids, slug(cells[0])), **dict(enumerate(cells))} for cells in home]
    return plain, [dict(zip(keys, cells, strict=False)) for cells in rows]


def _leaves(plain: Any, keys: tuple = (), place: Place = ()) -> Iterator[tuple[tuple, Place, str]]:
    """Yield each text after its keys and its place; a key in a list is an id, or the place where there is none."""
    if isinstance(plain, str):
        yield keys, place, plain
    parts = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for step, one in parts:
        id_ = one.get("id") if isinstance(one, dict) else None
        key = step if isinstance(plain, dict) else id_ or (step, len(plain))
        yield from _leaves(one, (*keys, key), (*place, step))
