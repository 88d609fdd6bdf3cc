"""What the steps on adapting share: one copy of the kit, and the wish to hear when another step changes it."""

from pathlib import Path

from kit.adapt.page.trial_copy import make_trial
from kit.widgets.page import Followed

SHOW_THE_TABLE = ("words", "order", "lesson")


class AdaptState(Followed):
    """A copy of the kit to try changes on; all steps work on the same one. `root` is its folder, once it is made."""

    def __init__(self) -> None:
        super().__init__()
        self.root: Path | None = None

    def make(self, folder: str) -> None:
        """Make the copy, or take up one from an earlier day; raise KitError when it cannot be."""
        self.root = make_trial(folder)
        self.draw_anew()

    def changed(self, by: str) -> None:
        """Draw anew the other steps that hold rows of the table or a list of lessons: one step has changed them."""
        self.draw_anew(*(name for name in SHOW_THE_TABLE if name != by))
