"""Bring an entirely different table."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets as widgets

from kit import cards
from kit.adapt_steps.showing import editor, on_the_copy, verdict
from kit.errors import KitError
from kit.figures import MARKS
from kit.new_table import new_table
from kit.parts import button, html, row
from kit.steps.step import Step
from kit.writing import write_whole

if TYPE_CHECKING:
    from kit.adapt import Adapt

READING = (
    "python -m kit new-table my.csv FOLDER makes a kit for another table: a row a dimension, a column a model, two to "
    "six of them. Every page is there and works; TO WRITE stands wherever your words are missing."
)
JUSTICE = """\
Dimension,Utilitarianism (Mill),Justice as Fairness (Rawls),Entitlement (Nozick)
Core Question,What makes the sum of well-being largest?,What would equals choose behind a veil?,How was it acquired?
Equality,Each counts for one in the sum,Equal liberties and fair chances for all,Equal rights to what is held
Property,Right where it serves well-being,Bound by what is fair to all,"A right, from acquisition and transfer"
"""


def table(adapt: "Adapt") -> Step:
    """Return the step: a small table in a box, and a button that makes its kit in the folder of the copy."""
    return on_the_copy(adapt, "table", cards.paragraph(READING), _desk)


def _desk(root: Path, _: Callable[[], None]) -> list[widgets.Widget]:
    box = editor("my.csv: as a spreadsheet saves it", JUSTICE, "table")
    write, slip, shown = button("Make its kit"), button("Make a slip", False), html()

    def save(text: str) -> None:
        try:
            shown.value = _made(root, text)
        except KitError as error:
            shown.value = cards.notice(str(error), "trouble")

    write.on_click(lambda _: save(box.value))
    slip.on_click(lambda _: save(box.value.replace(",", ',"', 4)))
    return [box, row([write, slip]), shown]


def _made(root: Path, text: str) -> str:
    """Return what came of a table: where its kit lies, what the check says, and the table as learners see it."""
    write_whole(root / "my.csv", text)
    folder = next(one for number in range(1, 1000) if not (one := root / f"another_table_{number}").exists())
    made = new_table(root / "my.csv", folder, bake=False)
    where = cards.paragraph(f"The kit for {len(made)} dimensions and {len(made.columns)} models is in {folder}.")
    return where + verdict(folder) + cards.overview(made, list(MARKS[: len(made.columns)]))
