"""What `python -m kit check` asks of translations: does each fit its original, and how much is still to be done?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.adapt.check.quotations import misquoted
from kit.base.catalogue import fields_of, forms_of, is_translated, language_of, read_catalogue, read_words, sound
from kit.base.errors import KitError, listed, named, nearest, shown
from kit.base.paths import files_like
from kit.content.course_form import Models
from kit.content.facts import in_translation, read_facts
from kit.content.lesson_form import LessonContent
from kit.content.notebooks import BAKE
from kit.content.page_translation import Original, Pages, content_files, originals, outdated, translations_in
from kit.content.so_far import so_far
from kit.content.table import dimensions_of, load_table
from kit.content.table_translation import laid_over, read_cells
from kit.content.translation import catalogue_of, read_translated, unmarked
from kit.content.yaml_form import read_form

Cells = dict[tuple[str, str], str]  # a table's cells by the ids of dimension and model
FOLDERS = ("lessons", "columns", "teaching", "facts", "figures", "schemas")  # of the kit; others are of languages
TURN = "translations are catalogues now; `python -m kit labels {}` turns this file into one, and nothing is lost."


def check_translations(data: Path, notebooks: Path) -> list[str]:
    """Return a complaint for each translation that does not fit its original."""
    return [
        *(complaint for path in files_like(data, "*/table.csv") for complaint in check_table(path)),
        *(complaint for path in files_like(data, "facts/*/*.csv") for complaint in check_facts(path)),
        *(complaint for path in files_like(data, "labels/*.po") for complaint in check_labels(path)),
        *(f"{path.relative_to(data).as_posix()}: {TURN.format(language_of(path))}" for path in old_files(data)),
        *(complaint for to in translations_in(data) for complaint in check_language(Pages(data, notebooks, to))),
    ]


def notes_on_translations(data: Path, notebooks: Path) -> list[str]:
    """Return for each language how much is still to be translated, and how much has changed since it was."""
    notes = (note for to in translations_in(data) for note in notes_on(Pages(data, notebooks, to)))
    return [*notes, *(note for path in files_like(data, "*/table.csv") for note in _rows_over(path))]


def notes_on(pages: Pages) -> list[str]:
    """Return what is to be done in one language, file by file and page by page."""
    data, to = pages.data, pages.language
    try:
        all_ = list(originals(pages))
        left = {one.there.relative_to(data).as_posix(): len(one.left) for one in all_ if one.there.exists()}
        stale = {one.there.relative_to(data).as_posix(): len(one.stale) for one in all_}
        left |= {f"labels/{to}.po": sum(not sound(label) for label in labels_in(pages))}
        done = so_far(data, to)
    except KitError:  # said where the file is checked
        return []
    left |= {named(table): _cells_left(table) for table in files_like(data, f"{to}/table.csv")}
    told = {f"to be translated ({to})": left, f"changed since they were translated ({to}; --stale shows them)": stale}
    told = {what: [f"{number} in {name}" for name, number in counts.items() if number] for what, counts in told.items()}
    told[f"pages on their way ({to})"] = [f"{page}: {part} of {whole}" for page, (part, whole) in done.items()]
    return [f"{what}: {listed(lines)}." for what, lines in told.items() if lines]


def labels_in(pages: Pages) -> Iterator[Any]:
    """Yield the labels in a language's catalogue, translated or not; none where it has no catalogue of labels."""
    path = pages.data / "labels" / f"{pages.language}.po"
    yield from (message for message in (read_catalogue(path) if path.exists() else ()) if message.id)


def old_files(data: Path) -> Iterator[Path]:
    """Yield each translation in the form that it had before there were catalogues."""
    for path in content_files(data):
        yield from (one for one in files_like(path.parent, f"*/{path.name}") if one.parent.name not in FOLDERS)
    yield from files_like(data, "pages/**/*.yaml")


def check_language(pages: Pages) -> list[str]:
    """Return what does not fit in a language: catalogues that cannot be read, quotations, pages to be built anew."""
    try:
        all_ = [one for one in originals(pages) if one.there.exists()]
    except KitError:  # an original is broken, and that is said of it
        return []
    forms, cells = content_files(pages.data), cells_of(pages.data / pages.language / "table.csv")
    found = [complaint for one in all_ for complaint in check_file(one, forms.get(one.path), cells)]
    return found or [
        f"{built.relative_to(pages.notebooks).as_posix()} is not what its page and its catalogue make now; {BAKE}"
        for built, _ in outdated(pages)
    ]


def check_file(original: Original, form: type | None, cells: Cells) -> list[str]:
    """Return a complaint for a catalogue that cannot be read, and for contested words that no cell of its table has."""
    try:
        if form is not LessonContent:
            return read_words(original.there) and []
        content = read_translated(original.path, original.there, form)
    except KitError as error:
        return [str(error)]
    return [
        f"{named(original.there)}: {misquoted(one.quote, cell)}"
        for one in content.contested
        if (cell := cells.get((original.path.stem, one.model))) and one.quote not in cell and one.quote[0] not in "[≈"
    ]


def check_table(path: Path) -> list[str]:
    """Return a complaint for a table that cannot be read, and for each column that no translated model names."""
    try:
        words, titles = read_cells(path), [one for pair in _titles(path).items() for one in pair]
    except KitError as error:
        return [str(error)]
    there = f"{path.parent.name}/models.po"
    strange = [column for column in words.columns[1:] if column not in titles]
    if strange and not path.with_name("models.po").is_file():
        return [f"{named(path)}: its columns have titles of their own; write {there}, with each model's title."]
    return [f"{named(path)}: no model in {there} has the title {shown(one)}{nearest(one, titles)}" for one in strange]


def check_facts(path: Path) -> list[str]:
    """Return a complaint for a table of facts that has not the rows, the columns and the sources of its original."""
    try:
        in_translation(read_facts(_original(path)), path)
    except KitError as error:
        return [str(error)]
    return []


def check_labels(path: Path) -> list[str]:
    """Return a complaint for each label whose translation has not the same names in braces."""
    try:
        messages = list(read_catalogue(path))
    except KitError as error:
        return [str(error)]
    return [
        f"{path.name}, line {message.lineno}: {_braces(message.id)} must stand in the translation of "
        f"{shown(forms_of(message.id)[0])} as they are."
        for message in messages
        if not message.fuzzy and is_translated(message) and not sound(message)
    ]


def cells_of(path: Path) -> Cells:
    """Return the cells of a translated table; none where it is not sound, which is said where the table is checked."""
    try:
        words, models = read_cells(path), {name: id_ for id_, title in _titles(path).items() for name in (title, id_)}
    except KitError:
        return {}
    cells = {(row, models.get(column, "")): words.loc[row, column] for row in words.index for column in words}
    return {place: cell for place, cell in cells.items() if cell}


def _titles(path: Path) -> dict[str, str]:
    """Return the titles of the models beside a translated table, by their ids."""
    models = _original(path).with_name("models.yaml")
    told = read_translated(models, catalogue_of(models, path.parent.name), Models)
    return {model.id: unmarked(model.title) for model in told.models}


def _cells_left(path: Path) -> int:
    """Return how many cells of a table, its titles among them, are still to be translated."""
    try:
        home, titles = load_table(_original(path)), _titles(path)
        models = read_form(_original(path).with_name("models.yaml"), Models).models
        headings = {model.title: titles[model.id] for model in models}
        there = laid_over(home, list(dimensions_of(home)), read_cells(path).rename(columns=titles), headings)
    except KitError:
        return 0
    return int((there == "").sum().sum())


def _rows_over(path: Path) -> list[str]:
    """Return a note on the rows of a translated table that the original has not, or has no more."""
    try:
        known, ids = dimensions_of(load_table(_original(path))), read_cells(path).index
    except KitError:
        return []
    over = [id_ for id_ in ids if id_ not in known]
    return [f"{named(path)} has rows that the original has not: {listed(over)}."] if over else []


def _original(path: Path) -> Path:
    return path.parent.parent / path.name


def _braces(words: Any) -> str:
    names = sorted({name for one in forms_of(words) for name in fields_of(one)})
    return " and ".join(f"{{{name}}}" for name in names) or "no braces"
