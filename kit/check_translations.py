"""What `python -m kit check` asks of translations: does each fit its original, and how much is still to be done?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.check_source import misquoted
from kit.content import LessonContent, Models, complaints
from kit.errors import KitError, listed, shown
from kit.facts import in_translation, read_facts
from kit.forms import Place, hold, nearest, read_plain
from kit.labels import fields_of, read_catalogue, sound
from kit.schemas import FORMS
from kit.table import dimension_ids, load_table
from kit.translation import laid_over, read_words, sentence

WHOLE = ("word_coding", "sources")  # what is not laid over: a coding quotes its own table, sources are as published

FOLDERS = ("lessons", "columns", "teaching", "facts", "schemas")  # of the kit; any other is that of a language


def check_translations(data: Path) -> list[str]:
    """Return a complaint for each translation that does not fit its original."""
    return [
        *(complaint for path in data.glob("*/table.csv") for complaint in check_table(path)),
        *(complaint for path in data.glob("facts/*/*.csv") for complaint in check_facts(path)),
        *(complaint for path, form in files_in(data) for complaint in check_file(path, form)),
        *(complaint for path in sorted(data.glob("labels/*.po")) for complaint in check_catalogue(path)),
    ]


def notes_on_translations(data: Path) -> list[str]:
    """Return for each language how much of its labels and files is still to be translated."""
    found = []
    for path in sorted(data.glob("labels/*.po")):
        left = {path.name: _labels_left(path)}
        left |= {_name(file): _left(file, form) for file, form in files_in(data) if file.parent.name == path.stem}
        todo = [f"{number} in {name}" for name, number in left.items() if number]
        found += [f"to be translated ({path.stem}): {listed(todo)}."] if todo else []
    return found


def files_in(data: Path) -> Iterator[tuple[Path, type]]:
    """Yield each translation of a content file with the form of its original."""
    for name, (form, files) in FORMS.items():
        folder, file = Path(files).parent.as_posix(), Path(files).name
        if name not in WHOLE and folder != "teaching":
            paths = sorted(data.glob(f"{folder}/*/{file}"))
            yield from ((path, form) for path in paths if path.parent.name not in FOLDERS)


def check_table(path: Path) -> list[str]:
    """Return a complaint for a table of another shape, and for each of its columns that no translated model names."""
    try:
        table, home = load_table(path), load_table(_original(path))
        dimension_ids(table, home, path)
        models = _merged(path.with_name("models.yaml"), Models)[0]
    except KitError as error:
        return [str(error)]
    titles, there = [model["title"] for model in models["models"]], f"{path.parent.name}/models.yaml"
    return [
        f"{_name(path)}: no model in {there} has the title {shown(column)}{nearest(column, titles)}"
        for column in table.columns
        if column not in titles
    ]


def check_facts(path: Path) -> list[str]:
    """Return a complaint for a table of facts that has not the rows, the columns and the sources of its original."""
    try:
        in_translation(read_facts(_original(path)), path)
    except KitError as error:
        return [str(error)]
    return []


def check_file(path: Path, form: type) -> list[str]:
    """Return what does not fit in the translation of a content file."""
    try:
        merged, misfits, words, lines = _merged(path, form)
        unfit = [sentence(path, misfit, words, lines) for misfit in misfits if misfit.sentence]
        content = hold(path, merged, lines, form)
    except KitError as error:
        return [str(error)]
    if form is not LessonContent:
        return unfit
    return [*unfit, *(f"{_name(path)}: {complaint}" for complaint in complaints(content)), *_quotes(path, content)]


def check_catalogue(path: Path) -> list[str]:
    """Return a complaint for each label whose translation has not the same names in braces."""
    try:
        messages = list(read_catalogue(path))
    except KitError as error:
        return [str(error)]
    return [
        f"{path.name}, line {message.lineno}: {_braces(message.id)} must stand in the translation of "
        f"{shown(_first(message.id))} as they are."
        for message in messages
        if message.id and not message.fuzzy and any(_all(message.string)) and not sound(message)
    ]


def _quotes(path: Path, content: LessonContent) -> list[str]:
    """Return a complaint for each contested quotation that does not stand in the translated table."""
    there = path.parent.parent.parent / path.parent.name / "table.csv"
    if not there.exists():
        return []
    try:
        cells = _cells(there)
    except KitError:  # of the table itself it is said where the table is checked
        return []
    return [
        f"{_name(path)}: {misquoted(one.quote, cells[path.stem, one.model])}"
        for one in content.contested
        if one.quote not in cells.get((path.stem, one.model), one.quote) and not one.quote.startswith("[")
    ]


def _cells(path: Path) -> dict[tuple[str, str], str]:
    """Return the cells of a translated table by the ids of dimension and model."""
    table, home = load_table(path), load_table(_original(path))
    ids = dimension_ids(table, home, path)
    models = {model["title"]: model["id"] for model in _merged(path.with_name("models.yaml"), Models)[0]["models"]}
    return {(ids[row], models.get(column, "")): table.loc[row, column] for row in table.index for column in table}


def _merged(path: Path, form: type) -> tuple[Any, list, Any, dict[Place, int]]:
    """Return a translation laid over its original, what does not fit, and the translation itself with its lines."""
    original, lines = read_plain(_original(path))
    hold(_original(path), original, lines, form)
    words, places = read_words(path)
    return *laid_over(original, words, form), words, places


def _left(path: Path, form: type) -> int:
    """Return how many texts of a file are still to be translated."""
    try:
        return sum(not misfit.sentence for misfit in _merged(path, form)[1])
    except KitError:
        return 0


def _labels_left(path: Path) -> int:
    try:
        return sum(not sound(message) for message in read_catalogue(path) if message.id)
    except KitError:
        return 0


def _original(path: Path) -> Path:
    return path.parent.parent / path.name


def _name(path: Path) -> str:
    """Return a translation's name: `lessons/es/governance.yaml`, `es/models.yaml`."""
    above = path.parent.parent.name
    return "/".join([*([above] if above in FOLDERS else []), path.parent.name, path.name])


def _all(told: Any) -> list[str]:
    return list(told) if isinstance(told, tuple | list) else [told]


def _first(words: Any) -> str:
    return _all(words)[0]


def _braces(words: Any) -> str:
    names = sorted({name for one in _all(words) for name in fields_of(one)})
    return " and ".join(f"{{{name}}}" for name in names) or "no braces"
