"""Bring an entirely different table."""

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from kit.adapt.make.new_table import new_table
from kit.adapt.page.shared import READINGS, desk, editor, on_the_copy, verdict
from kit.adapt.page.state import AdaptState
from kit.base.writing import write_whole
from kit.content.columns import MARKS
from kit.views import cards, markup
from kit.widgets.step import Step

JUSTICE = Path(__file__).with_name("justice.csv")


def table(adapt: AdaptState) -> Step:
    """Return the step: a small table in a box, and a button that makes its kit in the folder of the copy."""
    return on_the_copy(adapt, "table", markup.paragraph(READINGS["table"]), _desk)


def _desk(root: Path, _: Callable[[], None]) -> list[widgets.Widget]:
    box = editor("my.csv: as a spreadsheet saves it", JUSTICE.read_text(encoding="utf-8"), "table")
    presses = {
        "Make its kit": lambda: _made(root, box.value),
        "Make a slip": lambda: _made(root, box.value.replace(",", ',"', 4)),
    }
    return desk(box, presses)


def _made(root: Path, text: str) -> str:
    """Return what came of a table: where its kit lies, what the check says, and the table as learners see it."""
    write_whole(root / "my.csv", text)
    folder = next(one for number in range(1, 1000) if not (one := root / f"another_table_{number}").exists())
    made = new_table(root / "my.csv", folder, bake=False)
    where = markup.paragraph(f"The kit for {len(made)} dimensions and {len(made.columns)} models is in {folder}.")
    return where + verdict(folder) + cards.overview(made, list(MARKS[: len(made.columns)]))
