"""What `python -m kit check` asks of a lesson that its form cannot tell: true quotations, fair shares of words.

And of the words that question the table: do they quote it exactly, do they know it?
"""

from collections.abc import Iterator

from kit.adapt.check.inventory import File, Kit
from kit.base.errors import cut, listed, nearest, shown
from kit.content.course import case_file_complaints
from kit.content.lesson_file import complaints, twice
from kit.content.table_critique import Coding, Critique, Draft, Missing
from kit.content.table_tests import PROBES, cells_of
from kit.content.word_coding import KINDS, words_of

UNFAIR = 0.15  # with so many words more or less than the mean, a model has not been given the same room


def check_lesson(lesson: File, kit: Kit) -> list[str]:
    """Return what is wrong with one lesson that its form cannot tell."""
    found = [f"{lesson.path.name}: {complaint}" for complaint in complaints(lesson.content)]
    return [*found, *check_quotes(lesson, kit), *check_balance(lesson), *check_stances(lesson)]


def check_case_file(file: File | None) -> list[str]:
    """Return what is wrong with the case file's words; a kit may do without a case file."""
    return [f"{file.path.name}: {complaint}" for complaint in case_file_complaints(file.content)] if file else []


def check_quotes(lesson: File, kit: Kit) -> list[str]:
    """Return a complaint for each contested quotation that does not stand word for word in its cell."""
    columns, dimension = kit.columns or {}, (kit.dimensions or {}).get(lesson.path.stem)
    found = []
    for number, contested in enumerate(lesson.content.contested):
        cell = kit.table.loc[dimension, columns[contested.model]] if dimension and contested.model in columns else ""
        if cell and contested.quote not in cell:
            where = f"{lesson.path.name}, line {lesson.places['contested', number, 'quote'][0]}"
            found.append(f"{where}: {misquoted(contested.quote, cell)}")
    return found


def check_balance(lesson: File) -> list[str]:
    """Return a complaint when a lesson does not give each model about the same number of words."""
    sizes = {
        model: len(f"{cell.meaning} {cell.strongest_case} {cell.hard_question} {breaks.case} {breaks.why}".split())
        for model, cell in lesson.content.cells.items()
        for breaks in [cell.counterexample]
    }
    return [f"{lesson.path.name}: the cells do not give each model {unfair}" for unfair in uneven(sizes)]


def check_stances(lesson: File) -> list[str]:
    """Return a complaint when a vote does not argue for each stance in about the same number of words."""
    vote = lesson.content.vote
    sizes = {stance.id: len(stance.reason.split()) for stance in (vote.options if vote else ())}
    return [f"{lesson.path.name}: the reasons of the vote do not give each stance {unfair}" for unfair in uneven(sizes)]


def uneven(sizes: dict[str, int]) -> list[str]:
    """Return `the same room: ...` when somebody has far more or fewer words than the mean, else nothing."""
    mean = sum(sizes.values()) / max(1, len(sizes))
    low, high = mean * (1 - UNFAIR), mean * (1 + UNFAIR)
    if all(low <= size <= high for size in sizes.values()):
        return []
    words = listed(f"{cut(name)} {size}" for name, size in sizes.items())
    return [f"the same room: {words} words; each should have {low:.0f} to {high:.0f}."]


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
