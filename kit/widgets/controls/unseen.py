"""The controls of which nothing is to be seen: what keys and links do in a step, the looks of a page, a clock."""

import anywidget
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


class Links(Control):
    """Nothing to see: a link in a step does what its twin does in the text that the step was read in.

    That text is the page's own output: JupyterLab has worked out where its links lead, whatever folder it serves, and
    opens them as tabs. A link inside a widget is foreign to it. Where there is no twin, a link stays a plain link.
    """


class Looks(anywidget.AnyWidget):
    """Nothing to see. A page's own subclass names the stylesheet in `_css`; anywidget knows it by the subclass."""

    _esm = "export default { render({ el }) { el.hidden = true; } };"


class Ticker(Control):
    """Counts `ticks` up, one every so many milliseconds, and rests while the page is out of sight.

    So a folder is watched without a thread.
    """

    ticks = Int(0).tag(sync=True)
    every = Int(750).tag(sync=True)
