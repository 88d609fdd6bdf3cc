"""The copy: the folder in which everything else on the page is tried."""

from pathlib import Path

from kit.adapt.page.shared import WORDS
from kit.adapt.page.state import AdaptState
from kit.base.errors import KitError
from kit.base.labels import say
from kit.views import markup
from kit.widgets.parts import button, html, line, row
from kit.widgets.step import Step


def copy(adapt: AdaptState) -> Step:
    """Return the step: a field for the folder, and a button that makes the copy."""
    field, made, status = line(say("Folder of the copy")), button(say("Make the copy")), html()
    field.value = str(adapt.root or Path.home() / "kit_to_try")

    def make(_: object) -> None:
        try:
            adapt.make(field.value)
            words = say("The copy is in {folder}. Try what you like; delete it when you like.", folder=adapt.root)
            said = markup.notice(words, "right")
        except KitError as error:
            said = markup.notice(str(error), "trouble")
        status.value = said

    made.on_click(make)
    return Step(markup.paragraph(WORDS["copy"]), [row([field, made]), status])
