"""Catalogues of words in another language: read, judged message by message, and kept in a form that loads at once.

The labels' is `data/labels/<language>.po`; any other lies in a folder named after its language, beside its original.
"""

from __future__ import annotations

import re
import sys
from codecs import BOM_UTF8
from contextlib import suppress
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

import msgspec

from kit.base.errors import ContentError, KitError, named, or_else
from kit.base.obfuscation import MARK, unseal
from kit.base.paths import FOR_TEACHERS, beside
from kit.base.writing import write_whole

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """What a catalogue says of some words: where they stand, the words, each form of the translation; is it sure?"""

    context: str
    words: str
    told: tuple[str, ...]
    sure: bool


class Words(msgspec.Struct, frozen=True, array_like=True):
    """All that is translated in a catalogue, its language's plural and signs, and which bytes it was read from."""

    digest: str = ""
    plural: str = "n != 1"
    signs: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


WORDS = beside(__file__)


def fields_of(words: str) -> set[str]:
    """Return the names that stand in braces."""
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def read_words(path: Path) -> Words:
    """Return what is translated in a catalogue, nothing where there is none; raise ContentError as `read_catalogue`.

    What was read once is kept in `__pycache__` for as long as the catalogue has the same bytes.
    """
    if not path.exists():
        return Words()
    kept = path.parent / "__pycache__" / f"{path.name}.json"
    digest = blake2b(_content(path), digest_size=16).hexdigest()
    with suppress(OSError, msgspec.MsgspecError):
        if (words := msgspec.json.decode(kept.read_bytes(), type=Words)).digest == digest:
            return _opened(words)
    catalog = read_catalogue(path)
    signs = signs_of(language_of(path))
    words = Words(digest, catalog.plural_expr, signs, tuple(map(entry_of, filter(is_translated, catalog))))
    with suppress(KitError):
        if not sys.dont_write_bytecode:
            write_whole(kept, msgspec.json.encode(words))
    return _opened(words)


def _opened(words: Words) -> Words:
    """Return words with what a learners' copy has sealed in them open; raise ContentError for a seal that is broken."""
    try:
        return msgspec.structs.replace(words, entries=tuple(map(_open, words.entries)))
    except ValueError as error:
        raise ContentError(f"A catalogue cannot be read: {error}.") from None


def _open(entry: Entry) -> Entry:
    sealed = entry.words.startswith(MARK)
    return Entry(entry.context, unseal(entry.words), (unseal(entry.told[0]),), entry.sure) if sealed else entry


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes().removeprefix(BOM_UTF8)
    except OSError as error:
        raise ContentError(f"{path} cannot be read: {error.strerror or error}.") from None


def signs_of(language: str) -> tuple[str, ...]:
    """Return what a language writes before decimals, between thousands and before what is less than nothing."""
    from babel import Locale

    symbols = Locale.parse(language).number_symbols["latn"]
    return symbols["decimal"], symbols["group"], symbols["minusSign"]


def entry_of(message: Any) -> Entry:
    """Return what a catalogue's message says; a label is sure where it can be used, other words where not fuzzy."""
    sure = not message.fuzzy if message.context else sound(message)
    return Entry(message.context or "", forms_of(message.id)[0], forms_of(message.string), sure)


def is_translated(message: Any) -> bool:
    """Return whether a catalogue's message says anything in the other language."""
    return bool(message.id) and any(one.strip() for one in forms_of(message.string))


def read_catalogue(path: Path) -> Catalog:
    """Return the catalogue in a file; raise ContentError when it is none.

    Lines on what an entry was before it was dropped (`#~|`), which other programs write, are passed over.
    """
    from babel import UnknownLocaleError
    from babel.messages.pofile import PoFileError, read_po

    content = re.sub(rb"(?m)^#~\|.*$", b"", _content(path))
    with suppress(UnicodeDecodeError):  # what is UTF-8 is read so, whatever the head says
        content = re.sub(rb"(charset=)[\w-]+", rb"\1utf-8", content.decode().encode(), count=1)
    try:
        return read_po(BytesIO(content), locale=language_of(path), abort_invalid=True)
    except (LookupError, UnicodeError) as error:
        place = named(path) + _line_of(error, content)
        raise ContentError(WORDS["letters"].format(file=place, error=error)) from None
    except (PoFileError, UnknownLocaleError, ValueError) as error:
        raise ContentError(WORDS["no_catalogue"].format(file=named(path), error=error)) from None


def language_of(path: Path) -> str:
    """Return the language of a catalogue."""
    folders = [one for one in path.parts[:-1] if one not in FOR_TEACHERS]
    return path.stem if folders[-1:] == ["labels"] else folders[-1] if folders else path.stem


def _line_of(error: Exception, content: bytes) -> str:
    """Return which line of a file could not be decoded, where the fault knows the line's bytes."""
    lines = [line.strip() for line in content.split(b"\n")]
    return f", line {lines.index(error.object) + 1}," if getattr(error, "object", None) in lines else ""


def sound(message: Any) -> bool:
    """Return whether a catalogue's message can be used: it is translated for good, with the same names in braces."""
    asked, told = forms_of(message.id)[-1], forms_of(message.string)
    spare = {"number"} if len(forms_of(message.id)) > 1 else set()  # a form for one thing may do without its number
    return not message.fuzzy and all(told) and all(_same_fields(asked, one, spare) for one in told)


def forms_of(words: Any) -> tuple[str, ...]:
    """Return the forms of a catalogue's words: one, or the singular first where there are plural forms."""
    return tuple(words) if isinstance(words, tuple | list) else (words,)


@or_else(lambda _: False, ValueError)  # a brace that is not closed
def _same_fields(words: str, told: str, spare: set[str]) -> bool:
    return fields_of(words) - spare == fields_of(told) - spare
