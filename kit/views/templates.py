"""Pages as templates: HTML in files of its own, in which whatever is not HTML itself is escaped by its type."""

import re
from functools import cache
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from kit.base.labels import known, say
from kit.base.paths import PACKAGE
from kit.views import cards
from kit.views.markup import Html

_BESIDE_A_TAG = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])")
_BETWEEN_WORDS = re.compile(r"\s*\n\s*")


def render(name: str, **values: Any) -> Html:
    """Return a template filled in, by its file in the kit, such as `paper/templates/worksheet.html`.

    A new line in the file shows as nothing beside a tag or braces, and as a space between words.
    """
    return Html(_environment().get_template(name).render(values))


@cache
def _environment() -> Environment:
    loader = FunctionLoader(lambda name: on_one_line((PACKAGE / name).read_text(encoding="utf-8")))
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, finalize=Html.escape)
    made.globals |= {"say": say, "known": known, "zip": zip, "cards": cards}
    made.filters["known"] = known
    return made


def on_one_line(source: str) -> str:
    """Return a template without the line breaks and the indentation that are for whoever reads it.

    >>> on_one_line("<p>\\n  Two\\n  words <b>here</b>\\n</p>")
    '<p>Two words <b>here</b></p>'
    """
    return _BETWEEN_WORDS.sub(" ", _BESIDE_A_TAG.sub("", source.strip()))
