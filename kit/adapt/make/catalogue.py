"""`python -m kit labels LANGUAGE`: bring a language's catalogue of labels up to date with the words in the code."""

import re
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from kit.base.catalogue import read_catalogue
from kit.base.errors import KitError, shown
from kit.base.paths import PACKAGE, data_path, files_like
from kit.content.figure_form import FigureWords, read_figure
from kit.views.templates import on_one_line

SPOKEN_BY = {"say": None, "say_html": None, "said": None, "say_many": (1, 2)}  # which functions take labels, and where
HEAD = """# The kit's own labels. Write a translation after each msgstr; keep what stands in braces as it is.
# Where a msgstr is empty, the English shows with [en] before it. `python -m kit check` finds what does not fit."""


def brought_up_to_date(language: str) -> Catalog:
    """Return a language's catalogue with every label of the code; what the code has dropped stands at its end."""
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        raise KitError(f"{shown(language)} is no code of a language; allowed are such as es, de, pt_BR.") from None
    path = data_path("labels", f"{language}.po")
    catalog = read_catalogue(path) if path.exists() else Catalog(language, project="kit", charset="utf-8")
    catalog.update(labels(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.header_comment = HEAD
    for message in catalog:
        if isinstance(message.id, tuple) and not any(message.string):  # room for each form that the language has
            message.string = ("",) * catalog.num_plurals
            message.flags.discard("fuzzy")
        # Babel takes "(% reached)" for a format, and programs that compile catalogues then refuse the translation
        message.flags.discard("python-format")
    return catalog


def labels(folder: Path = PACKAGE) -> Catalog:
    """Return every label that stands in the code or in what the figures say, with the files that say it."""
    found = Catalog(charset="utf-8")
    said_in = [("**.py", "python"), ("**.html", _in_template), ("**.svg", _in_template), ("**.toml", _in_prose)]
    for file, _, words, comments, context in extract_from_dir(folder, said_in, keywords=SPOKEN_BY):
        found.add(words, locations=[(f"kit/{file}", 0)], auto_comments=comments, context=context)
    for path in files_like(data_path("figures"), "*.yaml"):
        for words in _spoken(read_figure(path)):
            found.add(words, locations=[(f"data/figures/{path.name}", 0)])
    return found


def _in_template(file: BinaryIO, *asked: Any, options: dict[str, Any]) -> Iterator[tuple]:
    """Yield what a template says, with its line breaks as they show."""
    return babel_extract(BytesIO(on_one_line(file.read().decode("utf-8")).encode()), *asked, options)


def _in_prose(file: BinaryIO, *_: Any, options: dict[str, Any]) -> Iterator[tuple]:
    """Yield what the words beside a module say to learners: all that stands in their table `said`."""
    inside = [tomllib.load(file).get("said", [])]
    for part in inside:  # which grows by what is inside of each
        inside += part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    yield from ((0, "said", words, []) for words in inside if isinstance(words, str))


def _spoken(words: FigureWords) -> Iterator[str]:
    """Yield all that a figure says; a unit of signs alone, such as %, is the same in every language."""
    yield from (words.title, words.leaves_out, *words.assumptions)
    for control in words.controls.values():
        yield control.label
        for part in ("rows", "columns", "options"):
            yield from getattr(control, part, {}).values()
        yield from re.findall(r".*\w.*", getattr(control, "unit", ""))
    for group in words.says.values():
        yield from group.values()


def as_text(catalog: Catalog) -> str:
    """Return a catalogue as its file, without line numbers, which would change with every line of code."""
    file = BytesIO()
    write_po(file, catalog, width=110, include_lineno=False, sort_by_file=True)
    return file.getvalue().decode("utf-8")
