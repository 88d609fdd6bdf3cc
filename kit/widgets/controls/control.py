"""What the controls share: each has its script here under its name, and its stylesheet where it has one.

And those of which nothing is to be seen: what keys and links do in a step, the looks of a page, a clock.
"""

import re
from pathlib import Path
from typing import Any, ClassVar

import anywidget
from traitlets import Dict, Int, List, default, observe

from kit.base.labels import said, translations
from kit.views import styles


class Control(anywidget.AnyWidget):
    """A widget drawn by the script of its name, as a `Chart` by `chart.js`; `WORDS` are what this says, translated.

    `SCRIPTS` beside it, without the comments and margins that every widget of a page would send, come before its own.
    """

    WORDS: ClassVar[tuple[str, ...]] = ()
    SCRIPTS: ClassVar[tuple[str, ...]] = ("control",)

    words = Dict().tag(sync=True)

    def __init_subclass__(cls, **more: Any) -> None:
        """Take the files of the class's name; not for the classes of their own that traitlets makes for instances."""
        if not hasattr(cls, "_esm"):
            own, here = cls.__name__.lower(), Path(__file__).parent
            whole = "".join((here / f"{name}.js").read_text("utf-8") for name in (*cls.SCRIPTS, own))
            cls._esm = re.sub(r"^ *//.*\n|^ +| // .*$", "", whole, flags=re.MULTILINE)
            if (looks := here / f"{own}.css").exists():
                cls._css = looks
        super().__init_subclass__(**more)

    @default("words")
    def _in_language(self) -> dict[str, str]:
        return translations(self.WORDS)


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
    """Counts `ticks` up, one every so many milliseconds while in sight: so a folder is watched without a thread."""

    ticks = Int(0).tag(sync=True)
    every = Int(750).tag(sync=True)
