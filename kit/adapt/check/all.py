"""`python -m kit check [folder]`: are the table, the lessons, the facts and the notebooks sound?

Each check returns its complaints, a sentence each: the file, the line where it is known, what stands there, what may.
A note is no complaint: it says what is not there yet. Without a folder, the kit checks itself.
Of the explorables: what kind of claim does each make, and can pages draw it?
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.adapt.check.addresses import check_addresses, load_refused
from kit.adapt.check.inventory import File, Kit, file_of, open_kit
from kit.adapt.check.languages import check_translations
from kit.adapt.check.lessons import check_lesson, check_questions, check_source, check_teaching
from kit.adapt.check.references import awaited, check_names, names_in
from kit.adapt.check.texts import check_guess, check_letters, check_notebook, check_repetitions, texts_in
from kit.base.datapackage import check_package
from kit.base.errors import KitError, counted, cut, listed, nearest, shown
from kit.base.paths import data_path, notebooks_path
from kit.content.course import case_file_complaints
from kit.content.lesson_form import doubles
from kit.content.pages import Notebook, lesson_of
from kit.content.table import slug
from kit.views.contract import KINDS, Explorable
from kit.views.plot import to_page

WORDS = ("text", "x", "y", "name", "ticktext", "title", "label", "labels", "customdata", "ids", "parents")


def examined(folder: Path | None = None) -> tuple[Kit, list[str]]:
    """Return what a folder holds, or the kit itself, and every complaint; raise KitError for what is no kit."""
    data, notebooks = folders(folder)
    kit, found = open_kit(data, notebooks)
    own = [] if folder else check_explorables(kit.explorables)  # they are code: no folder has any of its own
    found += [*check_package(data / "datapackage.json"), *check(kit), *own, *check_translations(data, notebooks)]
    return kit, list(dict.fromkeys(found))  # a slip in an original is met again beneath each of its translations


def folders(folder: Path | None) -> tuple[Path, Path]:
    """Return the data and the notebooks of a kit's folder, or those of the kit itself; raise KitError for no kit."""
    parts = (folder / "data", folder / "notebooks") if folder else (data_path(), notebooks_path())
    lacking = [f"{part.name}/" for part in parts if folder and not part.is_dir()]
    if lacking:
        raise KitError(f"{folder} is no kit: there is no {' and no '.join(lacking)} in it.")
    return parts


def check(kit: Kit) -> list[str]:
    """Return what is wrong in what could be read."""
    whole = [kit.case_file] if kit.case_file else []  # a kit may do without one
    return [
        *check_models(kit),
        *check_letters(kit),
        *(complaint for lesson in kit.lessons for complaint in check_lesson(lesson, kit)),
        *(said for file in whole for said in file.said(case_file_complaints(file.content))),
        *check_source(kit),
        *check_teaching(kit),
        *check_names(names_in(kit), kit.ids),
        *(check_addresses(kit.sources.content.sources, load_refused()) if kit.sources else []),
        *check_questions(question for lesson in kit.lessons for question in lesson.content.questions),
        *(complaint for notebook in kit.notebooks for complaint in check_notebook(notebook, awaited(kit))),
        *(complaint for notebook, lesson in taught(kit) for complaint in check_guess(notebook, lesson.content.bet)),
        *check_repetitions(texts_in(kit)),
    ]


def taught(kit: Kit) -> list[tuple[Notebook, File]]:
    """Return each lesson's notebook with the lesson's file, for all that could be read."""
    lessons = {lesson.path.stem: lesson for lesson in kit.lessons}
    pages = ((notebook, lesson_of(notebook)) for notebook in kit.notebooks if not notebook.is_translated)
    return [(notebook, lessons[slug(named[1])]) for notebook, named in pages if named and slug(named[1]) in lessons]


def check_models(kit: Kit) -> Iterator[str]:
    """Yield a complaint for each model that is no column of the table, and each id of a model or case given twice."""
    models = kit.models.content.models if kit.models else ()
    ids = {"models.yaml": [model.id for model in models], "cases.yaml": kit.ids["case"] or []}
    titles, columns = [model.title for model in models], [] if kit.table is None else list(kit.table.columns)
    yield from check_columns(kit.column_ids or [], titles)
    yield from (f"{file}: the id {shown(twice)} stands twice." for file, all_ in ids.items() for twice in doubles(all_))
    for one in titles if columns else ():
        if one not in columns:
            there = f"{nearest(one, columns)} It has: {listed(columns, '; ')}."
            yield f"models.yaml: the table has no column {shown(one)}{there}"


def check_columns(ids: list[tuple[str, str]], known: list[str]) -> Iterator[str]:
    """Yield a complaint for each id that unknown columns share, as titles do that differ only in punctuation."""
    shared = {twice: [title for id_, title in ids if id_ == twice] for twice in doubles([id_ for id_, _ in ids])}
    for id_, titles in shared.items():
        if not set(titles) <= set(known):
            alike = f"the columns {listed(map(shown, titles), ' and ')} have one id, {shown(id_)}"
            yield f"table.csv: {alike}; give each an id of its own in models.yaml."


def contents(kit: Kit) -> str:
    """Return how much of everything there is, in words."""
    parts = {
        "dimension": kit.dimensions, "model": kit.columns, "lesson": kit.lessons, "case": kit.ids["case"],
        "source": kit.ids["source"], "table": kit.facts, "explorable": kit.explorables, "run sheet": kit.run_sheets,
        "notebook": kit.notebooks,
    }  # fmt: skip
    return ", ".join(counted(things, name) for name, things in parts.items())


def check_explorables(explorables: list[Explorable]) -> list[str]:
    """Return a complaint for each explorable that does not say what kind of claim it makes, and for each not drawn.

    That one is of its first setting that does not draw.
    """
    allowed = f"allowed: {', '.join(KINDS)}"
    kinds = [(one, f"KIND is {one.kind!r}; {allowed}") for one in explorables if one.kind not in KINDS]
    troubles = [(one, trouble) for one in explorables if (trouble := _trouble(one))]
    return [f"{file_of(one)}: {what}." for one, what in (*kinds, *troubles)]


def _trouble(explorable: Explorable) -> str:
    where, sound = "at its start", set()
    try:
        for where, controls in settings_of(explorable).items():
            figure = explorable.picture(**controls).figure
            if (form := str(_form(to_page(figure)))) in sound:  # the same but for its numbers and words
                continue
            if wrong := refused(figure):
                return f"{cut(where)} {wrong}"
            sound.add(form)
    except Exception as error:  # whatever it is, the other checks have to go on
        return f"{cut(where)} there is no figure: {type(error).__name__}: {cut(str(error), 200)}"
    return ""


def _form(part: Any, key: str = "") -> Any:
    """Return what Plotly judges in a figure: its keys, its colours, its kinds; not its numbers and its long lists."""
    if isinstance(part, dict):
        return {name: _form(each, name) for name, each in part.items()}
    if isinstance(part, list):
        return sorted({str(_form(each, key)) for each in part})
    return part if isinstance(part, str) and key not in WORDS else type(part).__name__


def settings_of(explorable: Explorable) -> dict[str, dict[str, Any]]:
    """Return the start, and every control at each of its ends while the others stay: where that is, and its values."""
    moves = [(name, end) for name, control in explorable.controls.items() for end in control.ends]
    moved = {f"with {name} at {end}": {**explorable.start, name: end} for name, end in moves}
    return {"at its start": explorable.start, **moved}


def refused(figure: Any) -> str:
    """Return what Plotly does not know in a figure, or knows in Python alone, in words; nothing when all is well."""
    import plotly.graph_objects as go

    drawn = to_page(figure)
    given = {part: drawn[part] for part in ("data", "layout")}
    json.dumps(given, allow_nan=False)
    try:
        taken = go.Figure(given)
    except ValueError as error:
        known, _, _ = " ".join(str(error).split()).partition(" Valid properties:")
        return f"Plotly refuses the figure: {cut(known, 200)}"
    return next(_short_forms(given, to_page(taken), "figure"), "")


def _short_forms(given: Any, full: Any, where: str) -> Iterator[str]:
    """Yield what Plotly's Python writes out and a page would not understand: a title as words, an underscore."""
    if isinstance(full, dict) and not isinstance(given, dict):
        yield f"{where} is {cut(repr(given))}; a page knows only the long form, {cut(repr(full))}"
    elif isinstance(full, dict):
        for name, value in given.items():
            if name in full:
                yield from _short_forms(value, full[name], f"{where}.{name}")
            elif value is not None:
                yield f"{where} has {name!r}; a page knows only the long form, a dict in a dict"
    elif isinstance(full, list) and isinstance(given, list):
        for place, pair in enumerate(zip(given, full, strict=False)):
            yield from _short_forms(*pair, f"{where}.{place}")
