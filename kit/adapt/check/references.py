"""What `python -m kit check` asks of ids: is there what a file names, from lessons to notebooks?"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kit.adapt.check.inventory import Facts, File, Kit, file_of
from kit.base.errors import listed, nearest, shown
from kit.content.pages import lesson_of
from kit.content.table import slug
from kit.content.table_critique import Coding, Draft


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
            case ("traditions", _, "rows", int()):
                yield Named(where, "dimension", value)
            case ("cells", dimension, model) if isinstance(file.content, Coding):
                yield from (Named(where, "dimension", dimension), Named(where, "model", model))
            case ("cells", dimension) if isinstance(file.content, (Coding, Draft)):
                yield Named(where, "dimension", dimension)
            case ("contested", _, "model"):
                yield Named(where, "model", value)
            case ("cells", model) | ("known_cases", _, "weights", model):
                yield Named(where, "model", model)
            case ("readings", _, "model"):
                yield Named(where, "model or 'critical'", value)
            case ("plans", _, "units", _, "lessons", int()):
                yield Named(where, "dimension", value)


def names_in_facts(facts: Facts) -> Iterator[Named]:
    """Yield every id in a table of facts: a column that is called after a kind of id holds ids, joined by `;`."""
    kinds = [(place, kind) for place, kind in enumerate(facts.columns) if kind in ("case", "dimension", "source")]
    for line, cells in facts.rows:
        for place, kind in kinds:
            for name in "".join(cells[place : place + 1]).split(";"):
                yield Named(f"{facts.path.name}, line {line}", kind, name.strip())


def check_names(names: Iterable[Named], ids: dict[str, list[str] | None]) -> list[str]:
    """Return a complaint for each id that there is not."""
    found = []
    for where, kind, name in names:
        allowed = ids[kind]
        if allowed is not None and name not in allowed:
            none = f"there is no {kind} {shown(name)}{nearest(name, allowed)}"
            what = none if name else f"the id of a {kind} is missing."
            ends = f"See {kind}s.yaml." if kind in ("case", "source") else f"There are: {listed(allowed)}."
            found.append(f"{where}: {what} {ends}")
    return found
