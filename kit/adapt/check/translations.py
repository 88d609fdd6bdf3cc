"""What `python -m kit check` asks of translations: does each fit its original, and how much is still to be done?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.adapt.check.quotations import misquoted
from kit.base.catalogue import fields_of, forms_of, read_catalogue, sound
from kit.base.errors import KitError, listed, named, nearest, shown
from kit.base.paths import files_like
from kit.content.course_form import Models
from kit.content.facts import in_translation, read_facts
from kit.content.lesson_file import complaints
from kit.content.lesson_form import LessonContent
from kit.content.schema import FORMS
from kit.content.table import dimensions_of, load_table
from kit.content.table_translation import laid_over, read_words
from kit.content.translation import merge
from kit.content.yaml_form import hold, read_form

Cells = dict[tuple[str, str], str]  # a table's cells by the ids of dimension and model
# what is not laid over: a coding quotes its own table, sources are as published, the words of figures are labels
WHOLE = ("word_coding", "sources", "figure")
FOLDERS = (
    "lessons",
    "columns",
    "teaching",
    "facts",
    "figures",
    "schemas",
)  # of the kit; any other is that of a language


def check_translations(data: Path) -> list[str]:
    """Return a complaint for each translation that does not fit its original."""
    cells = {path.parent.name: cells_of(path) for path in files_like(data, "*/table.csv")}
    return [
        *(complaint for path in files_like(data, "*/table.csv") for complaint in check_table(path)),
        *(complaint for path in files_like(data, "facts/*/*.csv") for complaint in check_facts(path)),
        *(complaint for path, form in files_in(data) for complaint in check_file(path, form, cells)),
        *(complaint for path in files_like(data, "labels/*.po") for complaint in check_catalogue(path)),
    ]


def notes_on_translations(data: Path) -> list[str]:
    """Return for each language how much of its labels and files is still to be translated."""
    found = []
    for path in files_like(data, "labels/*.po"):
        left = {path.name: _labels_left(path)}
        left |= {named(file): _left(file, form) for file, form in files_in(data) if file.parent.name == path.stem}
        left |= {named(table): _cells_left(table) for table in files_like(data, f"{path.stem}/table.csv")}
        todo = [f"{number} in {name}" for name, number in left.items() if number]
        found += [f"to be translated ({path.stem}): {listed(todo)}."] if todo else []
    return [*found, *(note for path in files_like(data, "*/table.csv") for note in _rows_over(path))]


def files_in(data: Path) -> Iterator[tuple[Path, type]]:
    """Yield each translation of a content file with the form of its original."""
    for name, (form, files) in FORMS.items():
        folder, file = Path(files).parent.as_posix(), Path(files).name
        if name not in WHOLE and folder != "teaching":
            paths = files_like(data, f"{folder}/*/{file}")
            yield from ((path, form) for path in paths if path.parent.name not in FOLDERS)


def check_table(path: Path) -> list[str]:
    """Return a complaint for a table that cannot be read, and for each column that no translated model names."""
    try:
        words, titles = read_words(path), list(_titles(path).values())
    except KitError as error:
        return [str(error)]
    there = named(path.with_name("models.yaml"))
    if not path.with_name("models.yaml").is_file() and set(words.columns[1:]) - set(titles):
        return [f"{named(path)}: its columns have titles of their own; write {there}, with each model's id and title."]
    return [
        f"{named(path)}: no model in {there} has the title {shown(column)}{nearest(column, titles)}"
        for column in words.columns[1:]
        if column not in titles
    ]


def check_facts(path: Path) -> list[str]:
    """Return a complaint for a table of facts that has not the rows, the columns and the sources of its original."""
    try:
        in_translation(read_facts(_original(path)), path)
    except KitError as error:
        return [str(error)]
    return []


def check_file(path: Path, form: type, cells: dict[str, Cells]) -> list[str]:
    """Return what does not fit in the translation of a content file; `cells` are those of each language's table."""
    try:
        merged = merge(_original(path), path, form)
        content = hold(path, merged.plain, merged.lines, form)
    except KitError as error:
        return [str(error)]
    if form is not LessonContent:
        return merged.unfit(path)
    further = [f"{named(path)}: {complaint}" for complaint in complaints(content)]
    return [*merged.unfit(path), *further, *_quotes(path, content, cells.get(path.parent.name, {}))]


def check_catalogue(path: Path) -> list[str]:
    """Return a complaint for each label whose translation has not the same names in braces."""
    try:
        messages = list(read_catalogue(path))
    except KitError as error:
        return [str(error)]
    return [
        f"{path.name}, line {message.lineno}: {_braces(message.id)} must stand in the translation of "
        f"{shown(forms_of(message.id)[0])} as they are."
        for message in messages
        if message.id and not message.fuzzy and any(forms_of(message.string)) and not sound(message)
    ]


def _quotes(path: Path, content: LessonContent, cells: Cells) -> list[str]:
    """Return a complaint for each contested quotation that does not stand in the translated table."""
    return [
        f"{named(path)}: {misquoted(one.quote, cells[path.stem, one.model])}"
        for one in content.contested
        if one.quote not in cells.get((path.stem, one.model), one.quote) and not one.quote.startswith("[")
    ]


def cells_of(path: Path) -> Cells:
    """Return the cells of a translated table; none where it is not sound, which is said where the table is checked."""
    try:
        words, models = read_words(path), {title: id_ for id_, title in _titles(path).items()}
    except KitError:
        return {}
    cells = {(row, models.get(column, "")): words.loc[row, column] for row in words.index for column in words}
    return {place: cell for place, cell in cells.items() if cell}


def _titles(path: Path) -> dict[str, str]:
    """Return the titles of the models beside a translated table, by their ids."""
    there = path.with_name("models.yaml")
    return {model["id"]: model["title"] for model in merge(_original(there), there, Models).plain["models"]}


def _left(path: Path, form: type) -> int:
    """Return how many texts of a file are still to be translated."""
    try:
        return sum(not misfit.sentence for misfit in merge(_original(path), path, form).misfits)
    except KitError:
        return 0


def _cells_left(path: Path) -> int:
    """Return how many cells of a table, its titles among them, are still to be translated."""
    try:
        home, titles = load_table(_original(path)), _titles(path)
        models = read_form(_original(path).with_name("models.yaml"), Models).models
        headings = {model.title: titles[model.id] for model in models}
        there = laid_over(home, list(dimensions_of(home)), read_words(path), headings)
    except KitError:
        return 0
    return int((there == "").sum().sum())


def _rows_over(path: Path) -> list[str]:
    """Return a note on the rows of a translated table that the original has not, or has no more."""
    try:
        known, ids = dimensions_of(load_table(_original(path))), read_words(path).index
    except KitError:
        return []
    over = [id_ for id_ in ids if id_ not in known]
    return [f"{named(path)} has rows that the original has not: {listed(over)}."] if over else []


def _labels_left(path: Path) -> int:
    try:
        return sum(not sound(message) for message in read_catalogue(path) if message.id)
    except KitError:
        return 0


def _original(path: Path) -> Path:
    return path.parent.parent / path.name


def _braces(words: Any) -> str:
    names = sorted({name for one in forms_of(words) for name in fields_of(one)})
    return " and ".join(f"{{{name}}}" for name in names) or "no braces"
