"""Catalogues of labels, `data/labels/<language>.po`: read, and judged message by message."""

from __future__ import annotations

from codecs import BOM_UTF8
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

from kit.base.errors import ContentError
from kit.base.paths import beside, data_path

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

WORDS = beside(__file__)


def fields_of(words: str) -> set[str]:
    """Return the names that stand in braces.

    >>> sorted(fields_of("{done} of {all} steps"))
    ['all', 'done']
    """
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@cache
def catalogue(wanted: str) -> Catalog:
    """Return a language's catalogue; raise ContentError when there is none or it cannot be read."""
    return read_catalogue(data_path("labels", f"{wanted}.po"))


def read_catalogue(path: Path) -> Catalog:
    """Return the catalogue in a file named after its language; raise ContentError when it is none."""
    from babel import UnknownLocaleError
    from babel.messages.pofile import PoFileError, read_po

    try:
        content = path.read_bytes().removeprefix(BOM_UTF8)
        return read_po(BytesIO(content), locale=path.stem, abort_invalid=True)
    except OSError as error:
        raise ContentError(f"{path} cannot be read: {error.strerror or error}.") from None
    except (LookupError, UnicodeError) as error:
        place = path.name + _line_of(error, content)
        raise ContentError(WORDS["letters"].format(file=place, error=error)) from None
    except (PoFileError, UnknownLocaleError, ValueError) as error:
        raise ContentError(WORDS["no_catalogue"].format(file=path.name, error=error)) from None


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
    """Return the forms of a catalogue's words: one, or the singular first where there are plural forms.

    >>> forms_of("cell"), forms_of(["cell", "cells"])
    (('cell',), ('cell', 'cells'))
    """
    return tuple(words) if isinstance(words, tuple | list) else (words,)


def _same_fields(words: str, told: str, spare: set[str]) -> bool:
    try:
        return fields_of(words) - spare == fields_of(told) - spare
    except ValueError:  # a brace that is not closed
        return False
