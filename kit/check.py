"""`python -m kit check [folder]`: are the table, the lessons, the facts and the notebooks sound?

Each check returns its complaints, a sentence each: the file, the line where it is known, what stands there, what may.
A note is no complaint: it says what is not there yet. Without a folder, the kit checks itself.
"""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kit.check_explorables import check_explorables, file_of
from kit.check_letters import check_letters
from kit.check_notebooks import check_notebook, lesson_of, links_to, paragraphs, plain_words
from kit.check_source import check_source, misquoted
from kit.check_teaching import check_teaching
from kit.check_translations import check_translations, notes_on_translations
from kit.content import case_file_complaints, complaints, doubles
from kit.critique import Coding, Draft
from kit.draft import MARK, is_to_write
from kit.errors import KitError, cut, listed, shown
from kit.forms import nearest
from kit.inventory import Facts, File, Kit, open_kit
from kit.paths import data_path, notebooks_path
from kit.reading_level import HARD, reading_level
from kit.table import slug

UNFAIR = 0.15  # with so many words more or less than the mean, a model has not been given the same room
RUN = 12  # who reads so many words in a row a second time has read them before


class Named(NamedTuple):
    """An id that stands somewhere: where, what it should be the id of, and the id."""

    where: str
    kind: str
    id: str


def main(arguments: list[str]) -> int:
    """Print every note and complaint on a folder, or on the kit itself; return 1 if there is a complaint, else 0."""
    parser = ArgumentParser("python -m kit check", description="Are the table, lessons, facts and notebooks sound?")
    parser.add_argument(
        "folder", nargs="?", type=Path, help="a folder with data/ and notebooks/; without it, the kit's"
    )
    folder = parser.parse_args(arguments).folder
    kit, found = examined(folder)
    verdict = f"Not sound: {counted(found, 'complaint')}." if found else f"Sound: {contents(kit)}."
    told = [*notes(kit), *notes_on_translations(_folders(folder)[0])]
    print(*(f"Note: {note}" for note in told), *found, verdict, sep="\n")
    return 1 if found else 0


def examined(folder: Path | None = None) -> tuple[Kit, list[str]]:
    """Return what a folder holds, or the kit itself, and every complaint; raise KitError for what is no kit."""
    data, notebooks = _folders(folder)
    kit, found = open_kit(data, notebooks)
    own = [] if folder else check_explorables(kit.explorables)  # they are code: no folder has any of its own
    return kit, [*found, *check(kit), *own, *check_translations(data)]


def _folders(folder: Path | None) -> tuple[Path, Path]:
    return folders_of(folder) if folder else (data_path(), notebooks_path())


def folders_of(folder: Path) -> tuple[Path, Path]:
    """Return the data and the notebooks of a kit's folder; raise KitError when it is none."""
    parts = folder / "data", folder / "notebooks"
    lacking = [f"{part.name}/" for part in parts if not part.is_dir()]
    if lacking:
        raise KitError(f"{folder} is no kit: there is no {' and no '.join(lacking)} in it.")
    return parts


def check(kit: Kit) -> list[str]:
    """Return what is wrong in what could be read."""
    return [
        *check_models(kit),
        *check_letters(kit),
        *(complaint for lesson in kit.lessons for complaint in check_lesson(lesson, kit)),
        *check_case_file(kit.case_file),
        *(complaint for facts in kit.facts for complaint in check_width(facts)),
        *check_source(kit),
        *check_teaching(kit),
        *check_names(names_in(kit), kit.ids),
        *(complaint for notebook in kit.notebooks for complaint in check_notebook(notebook, awaited(kit))),
        *check_repetitions(texts_in(kit)),
    ]


def check_models(kit: Kit) -> list[str]:
    """Return a complaint for each model that is no column of the table, and each id of a model or case given twice."""
    models = kit.models.content.models if kit.models else ()
    ids = {"models.yaml": [model.id for model in models], "cases.yaml": kit.ids["case"] or []}
    columns = None if kit.table is None else list(kit.table.columns)
    return [
        *check_columns(kit.column_ids or [], [model.title for model in models]),
        *(f"{file}: the id {shown(twice)} stands twice." for file, all_ in ids.items() for twice in doubles(all_)),
        *(
            f"models.yaml: the table has no column {shown(title)}{nearest(title, columns)} "
            f"It has: {listed(columns, '; ')}."
            for title in [model.title for model in models]
            if columns is not None and title not in columns
        ),
    ]


def check_columns(ids: list[tuple[str, str]], known: list[str]) -> list[str]:
    """Return a complaint for each id that unknown columns share, as titles do that differ only in punctuation."""
    shared = {twice: [title for id_, title in ids if id_ == twice] for twice in doubles([id_ for id_, _ in ids])}
    return [
        f"table.csv: the columns {listed(map(shown, titles), ' and ')} have one id, {shown(id_)}; "
        "give each an id of its own in models.yaml."
        for id_, titles in shared.items()
        if not set(titles) <= set(known)
    ]


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


def check_width(facts: Facts) -> list[str]:
    """Return a complaint for each row that has more or fewer cells than there are columns."""
    width = len(facts.columns)
    return [
        f"{facts.path.name}, line {line}: {counted(cells, 'cell')} for {width} columns; "
        'put " around a cell that holds a comma.'
        for line, cells in facts.rows
        if len(cells) != width
    ]


def names_in(kit: Kit) -> Iterator[Named]:
    """Yield every id that a file names, from lessons to notebooks."""
    yield from (Named(lesson.path.name, "dimension", lesson.path.stem) for lesson in kit.lessons)
    yield from (Named(sheet.name, "dimension", sheet.path.stem) for sheet in kit.run_sheets)
    for file in [*kit.lessons, *kit.about_table, *filter(None, [kit.cases, kit.case_file, kit.course])]:
        yield from names_in_file(file)
    for facts in kit.facts:
        yield from names_in_facts(facts)
    for module in kit.explorables:
        yield from (Named(file_of(module), "source", source) for source in getattr(module, "SOURCES", ()))
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


def texts_in(kit: Kit) -> Iterator[tuple[str, str]]:
    """Yield every text of the content files and notebooks with where it stands; a quotation may repeat the table."""
    for file in [*kit.lessons, *kit.run_sheets, *filter(None, [kit.case_file, kit.course])]:
        for place, (line, value) in file.places.items():
            if isinstance(value, str) and place[-1] != "quote" and not is_to_write(value):
                yield f"{file.name}, line {line}", value
    for notebook in kit.notebooks:
        yield from ((where, text) for where, text in paragraphs(notebook) if not is_to_write(text))


def check_repetitions(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Return a complaint for each text that says a dozen words in a row which another text has said."""
    found, first = [], {}
    for where, text in texts:
        words = plain_words(text)
        runs = [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
        if twin := next((run for run in runs if run in first), None):
            again = f"these words stand in {first[twin]} too: {shown(twin, 200)}; say it once, or in other words."
            found.append(f"{where}: {again}")
        first |= {run: first.get(run, where) for run in runs}
    return found


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
    files = [*kit.lessons, *kit.run_sheets, *filter(None, [kit.models, kit.cases, kit.case_file, kit.course])]
    for file in files:
        yield from (f"{file.name}, line {line}" for line, value in file.places.values() if is_to_write(value))
    for notebook in kit.notebooks:
        yield from (where for where, text in paragraphs(notebook) if is_to_write(text))
    for module in kit.explorables:
        yield from (f"{file_of(module)}, {name}" for name, value in vars(module).items() if is_to_write(value))


def awaited(kit: Kit) -> list[str]:
    """Return the dimensions on which there is no notebook yet."""
    told = {slug(lesson) for _, lesson in filter(None, map(lesson_of, kit.notebooks))}
    return [dimension for dimension in kit.dimensions or () if dimension not in told]


def contents(kit: Kit) -> str:
    """Return how much of everything there is, in words."""
    parts = {
        "dimension": kit.dimensions,
        "model": kit.columns,
        "lesson": kit.lessons,
        "case": kit.ids["case"],
        "source": kit.ids["source"],
        "table": kit.facts,
        "explorable": kit.explorables,
        "run sheet": kit.run_sheets,
        "notebook": kit.notebooks,
    }
    return ", ".join(counted(things, name) for name, things in parts.items())


def counted(things: Any, name: str) -> str:
    """Return a number of things in words: `1 lesson`, `13 lessons`."""
    return f"{len(things)} {name}{'s' * (len(things) != 1)}"
