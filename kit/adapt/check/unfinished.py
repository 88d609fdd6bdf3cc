"""What `python -m kit check` notes and does not complain of: what is not there yet, and what nothing uses."""

from collections.abc import Iterator

from kit.adapt.check.inventory import File, Kit, file_of
from kit.adapt.check.reading_level import HARD, reading_level
from kit.adapt.check.references import names_in
from kit.base.errors import counted, listed, shown
from kit.content.notebooks import lesson_of, links_to, paragraphs
from kit.content.table import slug
from kit.content.template import MARK, is_to_write


def notes(kit: Kit) -> list[str]:
    """Return what is not there yet, or not used."""
    known = {model.title for model in kit.models.content.models} if kit.models else set()
    strangers = [
        f"{shown(column)} (its id is {shown(id_)})"
        for id_, column in (kit.columns or {}).items()
        if column not in known
    ]
    named = {name.id for name in names_in(kit) if name.kind == "source"}
    lists = {
        "models.yaml does not know these columns of the table": strangers,
        "there is no lesson yet on": [one for one in kit.dimensions or () if one not in kit.written],
        "there is no notebook yet on the lessons": [one for one in awaited(kit) if one in kit.written],
        "links lead to lessons that have no notebook (`python -m kit order` with your lessons mends them)": [
            where for notebook in kit.notebooks for where in links_to(awaited(kit), notebook)
        ],
        "there is no vote yet in the lessons": [one.path.stem for one in kit.lessons if not one.content.vote],
        "these cells are not unpacked yet": [
            f"{lesson.path.stem}/{model}"
            for lesson in kit.lessons
            for model in kit.columns or ()
            if model not in lesson.content.cells
        ],
        "there is no run sheet yet on the lessons": [
            # a copy for learners comes without any
            one
            for one in kit.written
            if kit.run_sheets and one not in [sheet.path.stem for sheet in kit.run_sheets]
        ],
        "these lessons are hard to read (kit/reading_level.py says how that is measured)": _hard(kit),
        "nothing names these sources": [one for one in kit.ids["source"] or () if one not in named],
    }
    return [*_unwritten(kit), *(f"{what}: {listed(items)}." for what, items in lists.items() if items)]


def _hard(kit: Kit) -> list[str]:
    levels = {lesson.path.stem: reading_level(texts_of(lesson)) for lesson in kit.lessons}
    return [f"{lesson} (LIX {level})" for lesson, level in levels.items() if level > HARD]


def texts_of(lesson: File) -> list[str]:
    """Return all that stands in a lesson's file, ids too: they are too short to count."""
    return [value for _, value in lesson.places.values() if isinstance(value, str)]


def _unwritten(kit: Kit) -> list[str]:
    """Return how many places say that words are still to be written there, and where the first is."""
    found = list(unwritten_in(kit))
    return [f"still to be written ({MARK}): {counted(found, 'place')}, first in {found[0]}."] if found else []


def unwritten_in(kit: Kit) -> Iterator[str]:
    """Yield each place where words are still to be written."""
    files = [
        *kit.lessons,
        *kit.run_sheets,
        *kit.figures,
        *filter(None, [kit.models, kit.cases, kit.case_file, kit.course]),
    ]
    for file in files:
        yield from (f"{file.name}, line {line}" for line, value in file.places.values() if is_to_write(value))
    for notebook in kit.notebooks:
        yield from (where for where, text in paragraphs(notebook) if is_to_write(text))
    for one in kit.explorables:
        if one.id not in [file.path.stem for file in kit.figures]:
            yield from (file_of(one) for text in (one.title, one.leaves_out, *one.assumptions) if is_to_write(text))


def awaited(kit: Kit) -> list[str]:
    """Return the dimensions on which there is no notebook yet."""
    told = {slug(lesson) for _, lesson in filter(None, map(lesson_of, kit.notebooks))}
    return [dimension for dimension in kit.dimensions or () if dimension not in told]
