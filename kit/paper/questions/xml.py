"""XML and packages of it, which all formats but one are."""

import re

from kit.base.zipped import zipped
from kit.paper.questions.bank import NO_KEY, in_words
from kit.views.templates import render

_NOWHERE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML can hold them, escaped or not


def xml(name: str, **values: object) -> str:
    """Return a template of this folder filled in; all values in it are escaped."""
    given = {"id": identifier, "in_words": in_words, "no_key": NO_KEY, **values}
    return _NOWHERE.sub("", render(f"paper/questions/{name}.xml", **given))


def package(files: dict[str, str]) -> bytes:
    """Return the zip of these texts by their paths: the same bytes whenever they are the same."""
    return zipped((path, text.encode()) for path, text in files.items())


def identifier(id_: str) -> str:
    """Return an id as XML has it, where none may begin with a digit.

    >>> identifier("governance"), identifier("2_sides")
    ('governance', '_2_sides')
    """
    return f"_{id_}" if id_[:1].isdigit() else id_
