"""Pages as templates: HTML in files of its own, in which whatever is not HTML itself is escaped by its type.

And the kit's own looks: the part that stands in every notebook, and all of it for the pages that a kernel works.
"""

import os
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FunctionLoader, StrictUndefined

from kit.base.labels import known, say, say_html, say_many, say_number
from kit.base.language import attributes, direction, language
from kit.base.paths import PACKAGE
from kit.views import markup
from kit.views.markup import Html

_BESIDE_A_TAG = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])")
_BETWEEN_WORDS = re.compile(r"\s*\n\s*")


def render(name: str, **values: Any) -> Html:
    """Return a template filled in, by its file in the kit, such as `paper/templates/worksheet.html`.

    A new line in the file shows as nothing beside a tag or braces, and as a space between words.
    """
    return Html(_environment(language()).get_template(name).render(values))


def render_text(name: str, **values: Any) -> str:
    """Return a template of plain text filled in: nothing is escaped, and lines stay but for those of tags alone."""
    return _plain(language()).get_template(name).render(values)


class Pieces:
    """The pieces of a page beside a module: the macros of its template, each called as a function of the module.

    It gives its own `__file__`, and `talk.py` has them in `talk.html`. A label is said there as in Python.
    """

    def __init__(self, file: str) -> None:
        self._name = Path(file).resolve().relative_to(PACKAGE).with_suffix(".html").as_posix()

    def __getattr__(self, piece: str) -> Callable[..., Html]:
        """Return the macro of this name; what it makes is HTML."""
        macro = getattr(_environment(language()).get_template(self._name).module, piece)
        return lambda *given, **named: Html(macro(*given, **named))


CARDS = Pieces(str(PACKAGE / "views" / "cards.html"))  # rows and content; every template has them as `cards`


def _say_html(words: str, /, **values: Any) -> Html:
    """Return words as HTML with values in them, which are escaped like all that a template is given."""
    return Html(say_html(words, **{name: Html.escape(value) for name, value in values.items()}))


@cache  # for each language: what a template says beside its macros it says once
def _environment(_: str) -> Environment:
    loader = FunctionLoader(lambda name: on_one_line((PACKAGE / name).read_text(encoding="utf-8")))
    strict = {"undefined": StrictUndefined, "finalize": Html.escape}
    made = Environment(loader=loader, autoescape=True, bytecode_cache=_compiled(), **strict)
    made.globals |= {"say": say, "say_html": _say_html, "say_many": say_many, "say_number": say_number}
    made.globals |= {"known": known, "zip": zip, "cards": CARDS, "markup": markup}
    made.globals |= {"direction": direction, "attributes": lambda of="": Html(attributes(of))}
    made.filters["known"] = known
    return made


@cache
def _plain(spoken: str) -> Environment:
    loader = FunctionLoader(lambda name: (PACKAGE / name).read_text(encoding="utf-8"))
    whole = {"trim_blocks": True, "lstrip_blocks": True}
    return _environment(spoken).overlay(loader=loader, autoescape=False, finalize=None, **whole)


def _compiled() -> FileSystemBytecodeCache | None:
    """Return where compiled templates are kept: beside Python's own compiled files, where these may be written."""
    folder = Path(__file__).with_name("__pycache__")
    kept = not sys.dont_write_bytecode and os.access(folder, os.W_OK)
    return FileSystemBytecodeCache(str(folder)) if kept else None


def on_one_line(source: str) -> str:
    """Return a template without the line breaks and the indentation that are for whoever reads it."""
    return _BETWEEN_WORDS.sub(" ", _BESIDE_A_TAG.sub("", source.strip()))


@cache
def reading_looks() -> str:
    """Return the stylesheet of what a page shows without a kernel, ready to stand in the page."""
    return f"<style>{tight(_text('reading'))}</style>"


@cache
def working_looks() -> str:
    """Return the whole stylesheet of a page that works, also where its reading part is not."""
    return tight(_text("reading") + _text("working"))


def tight(css: str) -> str:
    """Return a stylesheet without its remarks and spare spaces."""
    bare = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip()
    return re.sub(r" ?([{};,>]) ?", r"\1", re.sub(r" ?: (?=[^{}]*})", ":", bare))


def _text(name: str) -> str:
    return (PACKAGE / "views" / f"{name}.css").read_text(encoding="utf-8")
