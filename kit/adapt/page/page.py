"""The page on adapting: each kind of change, tried on a copy before it is done in earnest.

Here are those that take a box and two or three buttons: to the order, rows, columns, the whole table, the language. A
column is added in the spreadsheet, in `models.yaml`, and then, cell by cell, in the lessons.
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import ipywidgets as widgets
import yaml

from kit.adapt.make.new_lesson import lessons_in, new_lesson, put_in_order
from kit.adapt.make.new_table import new_table
from kit.adapt.page.state import AdaptState, copy, desk, editor, on_the_copy, refill, trying, verdict
from kit.adapt.page.words import words
from kit.base.errors import KitError
from kit.base.labels import prose
from kit.base.language import speak
from kit.base.paths import data_path
from kit.base.writing import write_whole
from kit.content.columns import MARKS
from kit.content.course import Models
from kit.content.lesson import MARK, as_yaml, to_write
from kit.content.lesson_form import LessonContent
from kit.content.table import MOST_MODELS, dimensions_of, load_table
from kit.content.table_critique import Draft
from kit.content.translation import catalogue_of, read_translated
from kit.content.yaml_reader import read_form, read_plain
from kit.views import markup
from kit.views.templates import CARDS
from kit.widgets.parts import Page, html, shows

Changed = Callable[[], None]  # what a desk calls when rows of the table or the list of lessons have changed
JUSTICE, EXAMPLE = Path(__file__).with_name("justice.csv"), Path(__file__).with_name("portuguese.yaml")
PORTUGUESE = "pt"
OWN = {"id": "my_model", "title": "My Model (its author)", "name": "My Model"}
WORDS = prose(__file__)


def order(root: Path, _: Changed) -> list[widgets.Widget]:
    """Return the lessons' ids in a box, a line each, to be moved and deleted."""
    first, _ = lessons_in(root)
    box = editor(WORDS["lessons"], "\n".join(first), "order")

    def save(names: list[str]) -> str:
        put_in_order(names, root)
        return verdict(root)

    presses = {
        WORDS["in_order"]: lambda: save(box.value.split()),
        WORDS["slip"]: lambda: save([name[:-2] + name[-1] for name in box.value.split()[:1]]),
        WORDS["back"]: lambda: save(first),
    }
    return desk(box, presses, lambda: course(root), lambda: refill(box, box.label, "\n".join(lessons_in(root)[0])))


def course(root: Path) -> str:
    """Return the lessons of a copy, as the start page lists them."""
    titles = dimensions_of(load_table(root / "data" / "table.csv"))
    there, out = lessons_in(root)
    aside = WORDS("left_out", lessons=", ".join(titles[id_] for id_ in out))
    return markup.listed((titles[id_] for id_ in there), "ol") + (markup.paragraph(aside, "kit-note") if out else "")


def lesson(root: Path, changed: Changed) -> list[widgets.Widget]:
    """Return a row for the table in a box, and a button that makes its lesson."""
    width = len(load_table(root / "data" / "table.csv").columns)
    box = editor(WORDS["row"], ",".join(["Time and Work", *["what it says"] * width]), "lesson")
    presses = {
        WORDS["add_row"]: lambda: _added(root, box.value) + verdict(root),
        WORDS["slip"]: lambda: _added(root, box.value.rpartition(",")[0]) + verdict(root),
    }
    return desk(box, presses, lambda: course(root), changed)


def _added(root: Path, text: str) -> str:
    """Return which files were made; where that fails, the table is as it was."""
    path = root / "data" / "table.csv"
    before = path.read_text(encoding="utf-8")
    write_whole(path, f"{before.rstrip()}\n{text.strip()}\n")
    try:
        made = new_lesson(str(load_table(path).index[-1]), root=root)
    except KitError:
        write_whole(path, before)
        raise
    files = markup.listed(one.relative_to(root).as_posix() for one in made)
    return markup.paragraph(WORDS("made", mark=MARK)) + files


def table(root: Path, _: Changed) -> list[widgets.Widget]:
    """Return a small table in a box, and a button that makes its kit in the folder of the copy."""
    box = editor(WORDS["spreadsheet"], JUSTICE.read_text(encoding="utf-8"), "table")
    presses = {
        WORDS["make_kit"]: lambda: _made(root, box.value),
        WORDS["slip"]: lambda: _made(root, box.value.replace(",", ',"', 4)),
    }
    return desk(box, presses)


def _made(root: Path, text: str) -> str:
    """Return what came of a table: where its kit lies, what the check says, and the table as learners see it."""
    write_whole(root / "my.csv", text)
    folder = next(one for number in range(1, 1000) if not (one := root / f"another_table_{number}").exists())
    made = new_table(root / "my.csv", folder, bake=False)
    where = WORDS("kit", dimensions=len(made), models=len(made.columns), folder=folder)
    return markup.paragraph(where) + verdict(folder) + CARDS.overview(made, list(MARKS[: len(made.columns)]))


def language(root: Path, _: Changed) -> list[widgets.Widget]:
    """Return the first entries of a lesson's catalogue in Portuguese in a box, and what learners would read."""
    titles = dimensions_of(load_table(root / "data" / "table.csv"))
    lessons = [root / "data" / "lessons" / f"{id_}.yaml" for id_ in titles]
    path = next((one for one in lessons if one.is_file() and not catalogue_of(one, PORTUGUESE).exists()), None)
    if path is None:
        return [html(markup.notice(WORDS["all_there"]))]
    there, plain, example = catalogue_of(path, PORTUGUESE), read_plain(path)[0], read_plain(EXAMPLE)[0]
    quoted = partial(json.dumps, ensure_ascii=False)
    entries = [f'msgctxt "{at}"\nmsgid {quoted(plain[at])}\nmsgstr {quoted(words)}' for at, words in example.items()]
    box = editor(there.relative_to(root).as_posix(), "\n\n".join(entries), "language")

    def save(text: str) -> str:
        write_whole(there, text)
        return verdict(root)

    presses = {
        WORDS["write"]: lambda: save(box.value),
        WORDS["slip"]: lambda: save(box.value.replace("msgstr", "msgtsr", 1)),
    }
    return desk(box, presses, lambda: trying(lambda: _opening(path)))


def _opening(path: Path) -> str:
    """Return the first words of a lesson as learners of Portuguese would read them; raise ContentError for a slip."""
    content = read_translated(path, catalogue_of(path, PORTUGUESE), LessonContent)
    opening = markup.paragraph(content.big_question, "kit-lead") + markup.paragraph(content.why_it_matters)
    return opening + markup.listed(prompt.prompt for prompt in content.prompts[:2])


def column(root: Path, changed: Changed) -> list[widgets.Widget]:
    """Return the block for `models.yaml` in a box; the cells come from a draft where there is one."""
    draft, block = _draft(root)
    box = editor(WORDS["block"], as_yaml([block]), "column")

    def save(text: str, title: str) -> str:
        _take_back(root)
        if text:
            add_column(root, text, title, draft)
        return verdict(root)

    def first_row() -> str:
        table = load_table(root / "data" / "table.csv")
        return CARDS.overview(table.iloc[:1], list(MARKS[: len(table.columns)]), label=WORDS["first_row"])

    presses = {
        WORDS["add"]: lambda: save(box.value, ""),
        WORDS["slip"]: lambda: save(box.value, f"{block['title']}!"),
        WORDS["back"]: lambda: save("", ""),
    }
    return desk(box, presses, lambda: trying(first_row), changed)


def _draft(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the cells of a drafted column and its block, of the first draft that there is; else an empty one."""
    for path in sorted((root / "data" / "columns").glob("*.yaml"), reverse=True):
        draft = read_form(path, Draft)
        return draft.cells, {"id": path.stem, "title": draft.title, "name": draft.name}
    return {}, OWN


def _take_back(root: Path) -> None:
    """Take from the table of a copy every column that the kit in use has not, and from its models every block."""
    titles, path = load_table(data_path("table.csv")).columns, root / "data" / "table.csv"
    table = load_table(path)
    if set(table.columns) - set(titles):
        write_whole(path, table[[title for title in table.columns if title in titles]].to_csv(lineterminator="\n"))
    write_whole(root / "data" / "models.yaml", data_path("models.yaml").read_bytes())


def add_column(root: Path, block: str, title: str, cells: dict[str, str]) -> None:
    """Add a block to the models and a column to the table of a copy; raise KitError for no title in it, or no room."""
    data = root / "data"
    table = load_table(data / "table.csv")
    if len(table.columns) >= MOST_MODELS:
        raise KitError(WORDS("full", most=MOST_MODELS))
    table[title or _title(block)] = [cells.get(id_, to_write("this cell")) for id_ in dimensions_of(table)]
    models = (data / "models.yaml").read_text(encoding="utf-8").rstrip()
    write_whole(data / "models.yaml", f"{models}\n{block.strip()}\n")
    write_whole(data / "table.csv", table.to_csv(lineterminator="\n"))
    read_form(data / "models.yaml", Models)


def _title(block: str) -> str:
    try:
        return str(yaml.load(block, yaml.BaseLoader)[0]["title"])
    except (yaml.YAMLError, LookupError, TypeError):
        raise KitError(WORDS["needs_title"]) from None


class Adapt(AdaptState, Page):
    """A copy of the kit to try changes on. Each method returns one widget, and all of them work on the same copy."""

    copy = shows(copy, "Make the copy, in a folder of one's own choice.")
    words = shows(on_the_copy(words), "Change a cell, a prompt, a question, a term or a reading.")
    order = shows(
        on_the_copy(order, lessons=lambda: " ".join([*dimensions_of(load_table())][1::-1])),  # the second one first
        "Leave lessons out, or put them in another order.",
    )
    column = shows(on_the_copy(column), "Add a column to the table.")
    table = shows(on_the_copy(table), "Bring an entirely different table.")
    lesson = shows(on_the_copy(lesson), "Add a row to the table, and its lesson.")
    language = shows(on_the_copy(language), "Say a lesson in another language.")


def load_adapt(language: str | None = None) -> Adapt:
    """Return the page on adapting, without a copy yet."""
    speak(language)
    return Adapt()
