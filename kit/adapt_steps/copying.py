"""The copy: the folder in which everything else on the page is tried."""

from pathlib import Path
from typing import TYPE_CHECKING

from kit import cards
from kit.errors import KitError
from kit.parts import button, html, line, row
from kit.steps.step import Step

if TYPE_CHECKING:
    from kit.adapt import Adapt

READING = (
    "Name a new folder and press the button: the data and the notebooks are copied there, and your kit stays as it is."
)


def copy(adapt: "Adapt") -> Step:
    """Return the step: a field for the folder, and a button that makes the copy."""
    field, made, status = line("Folder of the copy"), button("Make the copy"), html()
    field.value = str(adapt.root or Path.home() / "kit_to_try")

    def make(_: object) -> None:
        try:
            adapt.make(field.value)
            said = cards.notice(f"The copy is in {adapt.root}. Try what you like; delete it when you like.", "right")
        except KitError as error:
            said = cards.notice(str(error), "trouble")
        status.value = said

    made.on_click(make)
    return Step(cards.paragraph(READING), [row([field, made]), status])
