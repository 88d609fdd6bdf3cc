"""The changes that take a box and two or three buttons: another order, a lesson more, another table, a translation."""

import json
from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from kit.adapt.make.new_lesson import new_lesson
from kit.adapt.make.new_table import new_table
from kit.adapt.make.order import lessons_in, put_in_order
from kit.adapt.page.shared import desk, editor, refill, trying, verdict
from kit.base.errors import KitError
from kit.base.prose import prose
from kit.base.writing import write_whole
from kit.content.columns import MARKS
from kit.content.lesson_form import LessonContent
from kit.content.table import dimensions_of, load_table
from kit.content.template import MARK
from kit.content.translation import catalogue_of, read_translated
from kit.content.yaml_form import read_plain
from kit.views import cards, markup
from kit.widgets.parts import html

Changed = Callable[[], None]  # what a desk calls when rows of the table or the list of lessons have changed
JUSTICE, EXAMPLE = Path(__file__).with_name("justice.csv"), Path(__file__).with_name("portuguese.yaml")
PORTUGUESE = "pt"
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


def last_first() -> str:
    """Return the kit's first two lessons, the second before the first, as an example of another order."""
    return " ".join(reversed(list(dimensions_of(load_table()))[:2]))


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
    return markup.paragraph(where) + verdict(folder) + cards.overview(made, list(MARKS[: len(made.columns)]))


def language(root: Path, _: Changed) -> list[widgets.Widget]:
    """Return the first entries of a lesson's catalogue in Portuguese in a box, and what learners would read."""
    titles = dimensions_of(load_table(root / "data" / "table.csv"))
    lessons = [root / "data" / "lessons" / f"{id_}.yaml" for id_ in titles]
    path = next((one for one in lessons if one.is_file() and not catalogue_of(one, PORTUGUESE).exists()), None)
    if path is None:
        return [html(markup.notice(WORDS["all_there"]))]
    there, plain, example = catalogue_of(path, PORTUGUESE), read_plain(path)[0], read_plain(EXAMPLE)[0]
    entries = [f'msgctxt "{at}"\nmsgid {_quoted(plain[at])}\nmsgstr {_quoted(words)}' for at, words in example.items()]
    box = editor(there.relative_to(root).as_posix(), "\n\n".join(entries), "language")

    def save(text: str) -> str:
        write_whole(there, text)
        return verdict(root)

    presses = {
        WORDS["write"]: lambda: save(box.value),
        WORDS["slip"]: lambda: save(box.value.replace("msgstr", "msgtsr", 1)),
    }
    return desk(box, presses, lambda: trying(lambda: _opening(path)))


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _opening(path: Path) -> str:
    """Return the first words of a lesson as learners of Portuguese would read them; raise ContentError for a slip."""
    content = read_translated(path, catalogue_of(path, PORTUGUESE), LessonContent)
    opening = markup.paragraph(content.big_question, "kit-lead") + markup.paragraph(content.why_it_matters)
    return opening + markup.listed(prompt.prompt for prompt in content.prompts[:2])
