"""What `python -m kit check` asks of the words that question the table: do they quote it exactly, do they know it?"""

from collections.abc import Iterator

from kit.adapt.check.inventory import File, Kit
from kit.base.errors import nearest, shown
from kit.content.lesson_file import twice
from kit.content.table_critique import Coding, Critique, Draft, Missing
from kit.content.table_tests import PROBES, cells_of
from kit.content.word_coding import KINDS, words_of


def check_source(kit: Kit) -> list[str]:
    """Return what is wrong in the critique, the coding, the missing traditions and the drafts."""
    checks = {Critique: check_critique, Coding: check_coding, Missing: check_missing, Draft: lambda *_: []}
    return [complaint for file in kit.about_table for complaint in checks[type(file.content)](file, kit)]


def check_critique(file: File, kit: Kit) -> list[str]:
    """Return a complaint for each id given twice, each probe that there is not, and evidence that stands nowhere."""
    critique = file.content
    return [
        *twice([(file.path.name, critique.observations), (file.path.name, critique.page.questions)]),
        *(
            f"{file.path.name}, line {line}: there is no probe {shown(value)}{nearest(value, list(PROBES))} "
            f"There are: {', '.join(PROBES)}."
            for place, (line, value) in file.places.items()
            if "probes" in place[:-1] and value not in PROBES
        ),
        *_evidence(file, kit),
    ]


def _evidence(file: File, kit: Kit) -> Iterator[str]:
    """Yield a complaint for each piece of evidence that stands neither in the table nor on its page."""
    if kit.table is None:
        return
    page = file.content.page
    said = [*kit.table.columns, *kit.table.index, *kit.table.to_numpy().ravel(), page.label, page.note]
    for place, (line, value) in file.places.items():
        if "evidence" in place[:-1] and not any(value in words for words in said):
            where = f"{file.path.name}, line {line}"
            yield f"{where}: {shown(value, 200)} does not stand word for word in the table or in the words around it."


def check_coding(file: File, kit: Kit) -> list[str]:
    """Return a complaint for each coded word that does not stand in its cell."""
    if kit.table is None or kit.columns is None:
        return []
    cells = cells_of(kit.table, list(kit.columns))
    return [
        f"{file.path.name}, line {file.places['cells', dimension, model, kind, number][0]}: "
        + misquoted(quote, cells[dimension, model])
        for dimension, row in file.content.cells.items()
        for model, loaded in row.items()
        if (dimension, model) in cells
        for kind in KINDS[1:]
        for number, quote in enumerate(getattr(loaded, kind))
        if not stands(words_of(quote), words_of(cells[dimension, model]))
    ]


def misquoted(quote: str, cell: str) -> str:
    """Return what to say of words that a cell does not hold."""
    return f"{shown(quote, 200)} does not stand word for word in its cell, which says {shown(cell, 200)}."


def check_missing(file: File, kit: Kit) -> list[str]:
    """Return a complaint for each tradition given twice."""
    return twice([(file.path.name, file.content.traditions)])


def stands(quote: list[str], words: list[str]) -> bool:
    """Return whether words stand in a row among others.

    >>> stands(["free", "market"], ["Globalized", "free", "market"]), stands(["market", "free"], ["free", "market"])
    (True, False)
    """
    return bool(quote) and any(words[start : start + len(quote)] == quote for start in range(len(words)))
