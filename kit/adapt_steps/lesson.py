"""Add a lesson: a row in the table, then the files of its lesson."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets as widgets

from kit import cards
from kit.adapt_steps.ordering import course
from kit.adapt_steps.showing import before_and_after, editor, on_the_copy, verdict
from kit.draft import MARK
from kit.errors import KitError
from kit.new_lesson import new_lesson
from kit.parts import button, html, row
from kit.steps.step import Step
from kit.table import load_table
from kit.writing import write_whole

if TYPE_CHECKING:
    from kit.adapt import Adapt

READING = (
    'Write a row in the spreadsheet, then python -m kit new-lesson "Its Title" makes the text file and the notebook of '
    "its lesson. With --figure there is also a figure of its own to begin with; that one part is Python."
)


def lesson(adapt: "Adapt") -> Step:
    """Return the step: a row for the table in a box, and a button that makes its lesson."""
    return on_the_copy(adapt, "lesson", cards.paragraph(READING), _desk)


def _desk(root: Path, changed: Callable[[], None]) -> list[widgets.Widget]:
    width = len(load_table(root / "data" / "table.csv").columns)
    box = editor("data/table.csv: the row to add", ",".join(["Time and Work", *["what it says"] * width]), "lesson")
    write, slip, shown = button("Add the row and its lesson"), button("Make a slip", False), html()

    def save(text: str) -> None:
        before = course(root)
        try:
            said = _added(root, text) + verdict(root)
        except KitError as error:
            said = cards.notice(str(error), "trouble")
        shown.value = said + before_and_after(before, course(root))
        changed()

    write.on_click(lambda _: save(box.value))
    slip.on_click(lambda _: save(box.value.rpartition(",")[0]))
    return [box, row([write, slip]), shown]


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
    files = "".join(f"<li>{escape(one.relative_to(root).as_posix())}</li>" for one in made)
    return f"<p>Made, with {MARK} where your words are missing:</p><ul>{files}</ul>"
