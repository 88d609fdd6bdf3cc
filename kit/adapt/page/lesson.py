"""Add a lesson: a row in the table, then the files of its lesson."""

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from kit.adapt.make.new_lesson import new_lesson
from kit.adapt.page.order import course
from kit.adapt.page.shared import READINGS, desk, editor, on_the_copy, verdict
from kit.adapt.page.state import AdaptState
from kit.base.errors import KitError
from kit.base.writing import write_whole
from kit.content.table import load_table
from kit.content.template import MARK
from kit.views import markup
from kit.widgets.step import Step


def lesson(adapt: AdaptState) -> Step:
    """Return the step: a row for the table in a box, and a button that makes its lesson."""
    return on_the_copy(adapt, "lesson", markup.paragraph(READINGS["lesson"]), _desk)


def _desk(root: Path, changed: Callable[[], None]) -> list[widgets.Widget]:
    width = len(load_table(root / "data" / "table.csv").columns)
    box = editor("data/table.csv: the row to add", ",".join(["Time and Work", *["what it says"] * width]), "lesson")
    presses = {
        "Add the row and its lesson": lambda: _added(root, box.value) + verdict(root),
        "Make a slip": lambda: _added(root, box.value.rpartition(",")[0]) + verdict(root),
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
    return markup.paragraph(f"Made, with {MARK} where your words are missing:") + files
