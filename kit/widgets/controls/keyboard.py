"""Keys pressed in a step stay in the step, and a step says when the kernel does not hear what is done in it."""

from traitlets import Int, List, observe

from kit.base.labels import said
from kit.views import styles
from kit.widgets.controls.control import Control


class Keyboard(Control):
    """Nothing to see while all is well: tells JupyterLab that what has the focus inside a step handles its keys itself.

    `spoken` is the language of the step and which way it is written. The page counts in `asked` what is done in the
    step, and the kernel answers with the same number in `heard`; a number that stays away is a kernel that is gone.
    """

    WORDS = (
        said(
            "The kernel does not answer, so what you do here is not saved. Wait a little; if this message stays, "
            "run this cell again (▶)."
        ),
        said("The kernel answers again, and has heard what you did here."),
    )

    SCRIPTS = (*Control.SCRIPTS, "patience")
    _css = styles.working()  # every step has a keyboard, and anywidget puts this in once a page

    spoken = List(["en", "ltr"]).tag(sync=True)
    asked = Int(0).tag(sync=True)
    heard = Int(0).tag(sync=True)

    @observe("asked")
    def _hear(self, change: dict) -> None:
        self.heard = change["new"]
