"""What `python -m kit check` asks of ids, and what it notes: what is not there yet, and what nothing uses."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kit.adapt.check.inventory import Facts, File, Kit, file_of
from kit.adapt.check.texts import HARD, reading_level
from kit.base.errors import counted, listed, nearest, shown
from kit.base.paths import beside
from kit.content.lesson import MARK, is_to_write
from kit.content.pages import lesson_of, links_to, paragraphs
from kit.content.table import slug
from kit.content.table_critique import Coding, Draft

WORDS = beside(__file__)


class Named(NamedTuple):
    """An id that stands somewhere: where, what it should be the id of, and the id."""

    where: str
    kind: str
    id: str


def names_in(kit: Kit) -> Iterator[Named]:
    """Yield every id that a file names, from lessons to notebooks."""
    yield from (Named(lesson.path.name, "dimension", lesson.path.stem) for lesson in kit.lessons)
    yield from (Named(sheet.name, "dimension", sheet.path.stem) for sheet in kit.run_sheets)
    for file in [*kit.lessons, *kit.about_table, *kit.figures, *filter(None, [kit.cases, kit.case_file, kit.course])]:
        yield from names_in_file(file)
    for facts in kit.facts:
        yield from names_in_facts(facts)
    in_files = {file.path.stem: file.content.sources for file in kit.figures}
    for one in kit.explorables:
        computed = [source for source in one.sources if source not in in_files.get(one.id, ())]
        yield from (Named(file_of(one), "source", source) for source in computed)
    for where, lesson in filter(None, map(lesson_of, kit.notebooks)):
        yield Named(where, "lesson", slug(lesson))


def names_in_file(file: File) -> Iterator[Named]:
    """Yield every id that a content file names."""
    for place, (line, value) in file.places.items():
        where = f"{file.name}, line {line}"
        match place:
            case (*_, "source") | (*_, "sources", int()):
                yield Named(where, "source", value)
            case ("known_cases", _, "case"):
                yield Named(where, "case", value)
            case ("traditions", _, "rows", int()) | ("plans", _, "units", _, "lessons", int()):
                yield Named(where, "dimension", value)
            case ("cells", dimension, model) if isinstance(file.content, Coding):
                yield from (Named(where, "dimension", dimension), Named(where, "model", model))
            case ("cells", dimension) if isinstance(file.content, (Coding, Draft)):
                yield Named(where, "dimension", dimension)
            case ("contested", _, "model"):
                yield Named(where, "model", value)
            case ("cells", model) | ("known_cases", _, "weights", model) | ("unseen", "weights", model):
                yield Named(where, "model", model)
            case ("readings", _, "model"):
                yield Named(where, "model or 'critical'", value)


def names_in_facts(facts: Facts) -> Iterator[Named]:
    """Yield every id in a table of facts: a column that is called after a kind of id holds ids, joined by `;`."""
    kinds = [(place, kind) for place, kind in enumerate(facts.columns) if kind in ("case", "dimension", "source")]
    for line, cells in facts.rows:
        for place, kind in kinds:
            for name in "".join(cells[place : place + 1]).split(";"):
                yield Named(f"{facts.path.name}, line {line}", kind, name.strip())


def check_names(names: Iterable[Named], ids: dict[str, list[str] | None]) -> Iterator[str]:
    """Yield a complaint for each id that there is not."""
    for where, kind, name in names:
        allowed = ids[kind]
        if allowed is not None and name not in allowed:
            none = f"there is no {kind} {shown(name)}{nearest(name, allowed)}"
            what = none if name else f"the id of a {kind} is missing."
            ends = f"See {kind}s.yaml." if kind in ("case", "source") else f"There are: {listed(allowed)}."
            yield f"{where}: {what} {ends}"


def notes(kit: Kit) -> list[str]:
    """Return what is not there yet, or not used."""
    known = {model.title for model in kit.models.content.models} if kit.models else set()
    columns = (kit.columns or {}).items()
    strangers = [f"{shown(column)} (its id is {shown(id_)})" for id_, column in columns if column not in known]
    planned = [sheet.path.stem for sheet in kit.run_sheets] or kit.written  # a copy for learners comes without any
    named = {name.id for name in names_in(kit) if name.kind == "source"}
    missing, models = awaited(kit), list(kit.columns or ())
    levels = {lesson.path.stem: reading_level(texts_of(lesson)) for lesson in kit.lessons}
    lists = {
        "strangers": strangers,
        "no_lesson": [one for one in kit.dimensions or () if one not in kit.written],
        "no_notebook": [one for one in missing if one in kit.written],
        "lost_links": [where for notebook in kit.notebooks for where in links_to(missing, notebook)],
        "used": [notebook.path.name for notebook in kit.notebooks if notebook.is_used],
        "no_vote": [one.path.stem for one in kit.lessons if not one.content.vote],
        "no_cell": [f"{one.path.stem}/{id_}" for one in kit.lessons for id_ in models if id_ not in one.content.cells],
        "no_run_sheet": [one for one in kit.written if one not in planned],
        "hard": [f"{name} (LIX {level})" for name, level in levels.items() if level > HARD],
        "unnamed": [one for one in kit.ids["source"] or () if one not in named],
    }
    return [*_unwritten(kit), *(f"{WORDS[what]}: {listed(items)}." for what, items in lists.items() if items)]


def texts_of(lesson: File) -> list[str]:
    """Return all that stands in a lesson's file, ids too: they are too short to count."""
    return [value for _, value in lesson.places.values() if isinstance(value, str)]


def _unwritten(kit: Kit) -> list[str]:
    """Return what can be taught already, and a line for each lesson, and one for the rest, that wants words."""
    found: dict[str, list[str]] = {}
    for owner, where in unwritten_in(kit):
        found.setdefault(owner, []).append(where)
    if not found:
        return []
    ready = [lesson for lesson in kit.written if lesson not in found]
    return [
        f"still to be written ({MARK}): {counted([one for places in found.values() for one in places], 'place')}. "
        f"Ready to be taught: {listed(ready) or 'no lesson yet'}.",
        *(f"{owner}: {counted(places, 'place')}, first in {places[0]}." for owner, places in found.items()),
    ]


def unwritten_in(kit: Kit) -> Iterator[tuple[str, str]]:
    """Yield the lesson, or the file, and the place in it, wherever words are still to be written."""
    for file in [*kit.lessons, *kit.figures]:
        yield from ((file.path.stem, where) for where in _to_write(file))
    for notebook in kit.notebooks:
        lesson = lesson_of(notebook)
        owner = slug(lesson[1]) if lesson else notebook.path.name
        yield from ((owner, where) for where, text in paragraphs(notebook) if is_to_write(text))
    for one in kit.explorables:
        if one.id not in [file.path.stem for file in kit.figures]:
            words = (one.title, one.leaves_out, *one.assumptions)
            yield from ((one.id, file_of(one)) for text in words if is_to_write(text))
    for file in [*kit.run_sheets, *filter(None, [kit.models, kit.cases, kit.case_file, kit.course])]:
        yield from ((file.name, where) for where in _to_write(file))


def _to_write(file: File) -> Iterator[str]:
    yield from (f"{file.name}, line {line}" for line, value in file.places.values() if is_to_write(value))


def awaited(kit: Kit) -> list[str]:
    """Return the dimensions on which there is no notebook yet; one in another language is made of it, and is none."""
    own = [one for one in kit.notebooks if not any("language=" in cell.text for cell in one.code)]
    told = {slug(lesson) for _, lesson in filter(None, map(lesson_of, own))}
    return [dimension for dimension in kit.dimensions or () if dimension not in told]
