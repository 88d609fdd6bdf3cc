"""The commands that check and change the kit: `check`, `new-table`, `new-lesson`, `order`, `labels` and the like."""

from pathlib import Path

from kit import __version__
from kit.adapt.check.all import contents, examined, folders
from kit.adapt.check.languages import notes_on, notes_on_translations
from kit.adapt.check.lessons import note_on_questions
from kit.adapt.check.references import notes
from kit.adapt.make import bake as baking
from kit.adapt.make import new_lesson as courses
from kit.adapt.make import new_table as tables
from kit.adapt.make import update as updates
from kit.adapt.make.label_catalogue import bring_labels_up_to_date, known_language
from kit.adapt.make.translations import bring_up_to_date, changes
from kit.base.arguments import taken
from kit.base.datapackage import described_in_vain
from kit.base.errors import KitError, counted, listed, shown
from kit.base.language import CODE, home_language
from kit.base.paths import ROOT, data_path, notebooks_in, notebooks_path
from kit.base.writing import write_whole
from kit.content.lesson import MARK
from kit.content.page_translation import Pages
from kit.content.schema import FORMS, schema_path, schema_text


def check(arguments: list[str]) -> int:
    """Print every note and complaint on a folder, or on the kit itself; return 1 if there is a complaint, else 0."""
    folder = taken(__file__, "check", arguments).folder
    kit, found = examined(folder)
    verdict = f"Not sound: {counted(found, 'complaint')}." if found else f"Sound: {contents(kit)}."
    asked = [question for lesson in kit.lessons for question in lesson.content.questions]
    data, notebooks = folders(folder)
    lost = described_in_vain(data / "datapackage.json")
    vain = f"datapackage.json describes what is not there: {listed(lost)}." if lost else ""
    told = [*filter(None, [note_on_questions(asked), vain]), *notes(kit), *notes_on_translations(data, notebooks)]
    print(*(f"Note: {note}" for note in told), *found, verdict, sep="\n")
    return 1 if found else 0


def new_table(arguments: list[str]) -> None:
    """Make the kit and say what comes next."""
    given = taken(__file__, "new-table", arguments)
    folder = given.folder.resolve()
    table = tables.new_table(given.table, folder, language=given.language)
    print(f"{folder} is ready: {len(table)} lessons on {len(table.columns)} models, their words still to be written.")
    print(f"In that folder, `python -m kit check` counts the places that say {MARK}, and `python -m kit` opens it.")


def update(arguments: list[str]) -> None:
    """Bring a kit to this version and say what stays to be done."""
    before, aside = updates.update(taken(__file__, "update", arguments).folder.resolve())
    print(f"From {before} to {__version__}. What was replaced lies in {aside}; delete it once all is well.")
    print("Table, texts, notebooks and figures are as they were. There, `python -m kit check` looks at it all.")


def new_lesson(arguments: list[str]) -> None:
    """Make the lesson's files and say which they are."""
    given = taken(__file__, "new-lesson", arguments)
    for path in courses.new_lesson(given.title, given.figure):
        print(f"Made: {path}")


def order(arguments: list[str]) -> None:
    """Put the lessons in order, or say which one they are in."""
    if names := taken(__file__, "order", arguments).lessons:
        courses.put_in_order(names)
        _bake([page for page in notebooks_in(ROOT / "notebooks") if page.name in courses.NAMES_LESSONS])
    there, out = courses.lessons_in(ROOT)
    print(f"The lessons: {' '.join(there) or 'none'}", f"Left out: {' '.join(out) or 'none'}", sep="\n")


def schemas(arguments: list[str]) -> None:
    """Write every schema."""
    taken(__file__, "schemas", arguments)
    for name in FORMS:
        write_whole(schema_path(name), schema_text(name))
    print(f"{len(FORMS)} schemas are in {schema_path('lesson').parent}.")


def labels(arguments: list[str]) -> int:
    """Bring every catalogue of the language that was asked for up to date, or show what is stale; return the status."""
    given = taken(__file__, "labels", arguments)
    pages = Pages(data_path(), notebooks_path(), known_language(given.language))
    if given.stale is not None:
        print(*changes(pages, given.stale), sep="\n\n")
        return 0
    if pages.language != CODE:
        bring_labels_up_to_date(pages)
    for path in bring_up_to_date(pages) if pages.language != home_language() else ():
        print(f"{path.relative_to(pages.data)} is a catalogue now, and was taken away.")
    print(*(notes_on(pages) or [f"All is translated ({pages.language})."]), sep="\n")
    return 0


def bake(arguments: list[str]) -> None:
    """Bake the named notebooks, or all of them."""
    pages = {Path(one).resolve(): one for one in arguments} or dict.fromkeys(baking.notebooks(), "")
    if lost := [one for page, one in pages.items() if not (page.is_file() or page in baking.notebooks())]:
        raise KitError(f"There is no notebook {shown(lost[0])}; name its file, as notebooks/02_governance.ipynb.")
    _bake(list(pages))


def _bake(pages: list[Path]) -> None:
    """Bake pages and say of each, once it is done, how many there are."""
    for number, (path, changed) in enumerate(baking.bake_all(pages), 1):
        print(f"{number}/{len(pages)} {path.name}: {'written anew' if changed else 'unchanged'}", flush=True)
