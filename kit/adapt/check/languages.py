"""What `python -m kit check` asks of translations: does each fit its original, and how much is still to be done?"""

from collections.abc import Iterator
from pathlib import Path

from kit.adapt.check.lessons import misquoted
from kit.base.catalogue import fields_of, forms_of, is_translated, language_of, read_catalogue, read_words, sound
from kit.base.errors import listed, named, or_else, shown
from kit.base.paths import beside, files_like
from kit.content.course import Models
from kit.content.lesson_form import LessonContent
from kit.content.page_translation import Original, Pages, content_files, originals, outdated, tables, translations_in
from kit.content.pages import BAKE, so_far
from kit.content.table import dimensions_of, load_table
from kit.content.translation import read_translated
from kit.content.yaml_reader import read_form

Cells = dict[tuple[str, str], str]  # a table's cells by the ids of dimension and model
FOLDERS = ("lessons", "columns", "teaching", "facts", "figures", "schemas")  # of the kit; others are of languages
WORDS = beside(__file__)


def check_translations(data: Path, notebooks: Path) -> list[str]:
    """Return a complaint for each translation that does not fit its original."""
    return [
        *(complaint for path in files_like(data, "labels/*.po") for complaint in check_labels(path)),
        *check_old_files(data),
        *(complaint for to in translations_in(data) for complaint in check_language(Pages(data, notebooks, to))),
    ]


def notes_on_translations(data: Path, notebooks: Path) -> list[str]:
    """Return for each language how much is still to be translated, and how much has changed since it was."""
    return [note for to in translations_in(data) for note in notes_on(Pages(data, notebooks, to))]


@or_else(lambda error: [])  # it is said where the file is checked
def notes_on(pages: Pages) -> list[str]:
    """Return what is to be done in one language, file by file and page by page."""
    data, to, all_ = pages.data, pages.language, list(originals(pages))
    left = {one.there.relative_to(data).as_posix(): len(one.left) for one in all_ if one.there.exists()}
    stale = {one.there.relative_to(data).as_posix(): len(one.stale) for one in all_}
    own = data / f"labels/{to}.po"
    labels = {forms_of(one.id)[0]: sound(one) for one in (read_catalogue(own) if own.exists() else ()) if one.id}
    known = {entry.words for path in files_like(data, "labels/*.po") for entry in read_words(path).entries}
    left |= {f"labels/{to}.po": sum(not labels.get(words) for words in labels.keys() | known)}
    done = so_far(data, to)
    told = {f"to be translated ({to})": left, f"changed since they were translated ({to}; --stale shows them)": stale}
    told = {what: [f"{number} in {name}" for name, number in counts.items() if number] for what, counts in told.items()}
    told[f"pages on their way ({to})"] = [f"{page}: {part} of {whole}" for page, (part, whole) in done.items()]
    return [f"{what}: {listed(lines)}." for what, lines in told.items() if lines]


def check_old_files(data: Path) -> Iterator[str]:
    """Yield a complaint for each translation in the form that it had before there were catalogues."""
    found = [one for path in (*content_files(data), *tables(data)) for one in files_like(path.parent, f"*/{path.name}")]
    content = [path for path in found if path.parent.name not in FOLDERS]
    for path in (*content, *files_like(data, "pages/**/*.yaml")):
        yield f"{path.relative_to(data).as_posix()}: {WORDS['turn'].format(language_of(path))}"


@or_else(lambda error: [])  # an original is broken, and that is said of it
def check_language(pages: Pages) -> list[str]:
    """Return what does not fit in a language: catalogues that cannot be read, quotations, pages to be built anew."""
    all_ = [one for one in originals(pages) if one.there.exists()]
    forms, cells = content_files(pages.data), cells_of(pages.data, all_)
    found = [complaint for one in all_ for complaint in check_file(one, forms.get(one.path), cells)]
    return found or [
        f"{built.relative_to(pages.notebooks).as_posix()} is not what its page and its catalogue make now; {BAKE}"
        for built, _ in outdated(pages)
    ]


@or_else(lambda error: [str(error)])
def check_file(original: Original, form: type | None, cells: Cells) -> list[str]:
    """Return a complaint for a catalogue that cannot be read, and for contested words that no cell of its table has."""
    if form is not LessonContent:
        return read_words(original.there) and []
    return [
        f"{named(original.there)}: {misquoted(one.quote, cell)}"
        for one in read_translated(original.path, original.there, form).contested
        if (cell := cells.get((original.path.stem, one.model))) and one.quote not in cell and one.quote[0] not in "[≈"
    ]


@or_else(lambda error: [str(error)])
def check_labels(path: Path) -> list[str]:
    """Return a complaint for each label whose translation has not the same names in braces, and one on lost forms."""
    catalog = read_catalogue(path)
    unsound = [one for one in catalog if not one.fuzzy and is_translated(one) and not sound(one)]
    short = [one for one in unsound if not all(forms_of(one.string))]
    lost = WORDS["lost"].format
    told = [(one, lost(len(short), catalog.num_plurals, shown(forms_of(one.id)[0]))) for one in short[:1]]
    for one in unsound:
        names = sorted({f"{{{name}}}" for form in forms_of(one.id) for name in fields_of(form)})
        braces = " and ".join(names) or "no braces"
        told += [] if one in short else [(one, WORDS["braces"].format(braces, shown(forms_of(one.id)[0])))]
    return [f"{path.name}, line {one.lineno}: {words}" for one, words in told]


@or_else(lambda _: {})
def cells_of(data: Path, all_: list[Original]) -> Cells:
    """Return the cells of the table as its catalogue has them; none without a sound one, which is said of it."""
    table = next((one for one in all_ if one.path == data / "table.csv"), None)
    if table is None:
        return {}
    home, found = load_table(table.path), table.found
    ids = {model.title: model.id for model in read_form(data / "models.yaml", Models).models}
    rows, columns = list(dimensions_of(home)), ["", *(ids.get(title, "") for title in home.columns)]
    told = {text.place: found[text[:2]].told[0] for text in table.texts if text[:2] in found}
    return {(rows[row], columns[column]): words for (row, column), words in told.items()}
