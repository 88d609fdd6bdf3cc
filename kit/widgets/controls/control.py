"""What the controls share: each has its script here under its name, and its stylesheet where it has one."""

import re
from pathlib import Path
from typing import Any, ClassVar

import anywidget
from traitlets import Dict, default

from kit.base.labels import translations


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
