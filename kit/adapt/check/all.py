"""`python -m kit check [folder]`: are the table, the lessons, the facts and the notebooks sound?

Each check returns its complaints, a sentence each: the file, the line where it is known, what stands there, what may.
A note is no complaint: it says what is not there yet. Without a folder, the kit checks itself.
"""

from pathlib import Path

from kit.adapt.check.addresses import check_addresses, load_refused
from kit.adapt.check.explorables import check_explorables
from kit.adapt.check.inventory import File, Kit, open_kit
from kit.adapt.check.lessons import check_lesson, check_questions, check_source, check_teaching
from kit.adapt.check.references import awaited, check_names, names_in
from kit.adapt.check.texts import check_guess, check_letters, check_notebook, check_repetitions, texts_in
from kit.adapt.check.translations import check_translations
from kit.base.datapackage import check_package
from kit.base.errors import KitError, counted, listed, nearest, shown
from kit.base.paths import data_path, notebooks_path
from kit.content.course import case_file_complaints
from kit.content.lesson_form import doubles
from kit.content.pages import Notebook, lesson_of
from kit.content.table import slug


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
        *(f"{file.path.name}: {one}" for file in whole for one in case_file_complaints(file.content)),
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


def check_models(kit: Kit) -> list[str]:
    """Return a complaint for each model that is no column of the table, and each id of a model or case given twice."""
    models = kit.models.content.models if kit.models else ()
    ids = {"models.yaml": [model.id for model in models], "cases.yaml": kit.ids["case"] or []}
    titles, columns = [model.title for model in models], [] if kit.table is None else list(kit.table.columns)
    return [
        *check_columns(kit.column_ids or [], titles),
        *(f"{file}: the id {shown(twice)} stands twice." for file, all_ in ids.items() for twice in doubles(all_)),
        *(
            f"models.yaml: the table has no column {shown(one)}{nearest(one, columns)} It has: {listed(columns, '; ')}."
            for one in titles
            if columns and one not in columns
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


def contents(kit: Kit) -> str:
    """Return how much of everything there is, in words."""
    parts = {
        "dimension": kit.dimensions, "model": kit.columns, "lesson": kit.lessons, "case": kit.ids["case"],
        "source": kit.ids["source"], "table": kit.facts, "explorable": kit.explorables, "run sheet": kit.run_sheets,
        "notebook": kit.notebooks,
    }  # fmt: skip
    return ", ".join(counted(things, name) for name, things in parts.items())
