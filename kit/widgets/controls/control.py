"""What the controls share: each has its script beside it, and its stylesheet there too where it has one."""

import re
import sys
from pathlib import Path
from typing import Any, ClassVar

import anywidget
from traitlets import Dict, default

from kit.base.labels import translations


class Control(anywidget.AnyWidget):
    """A widget that the script of its module's name draws; `WORDS` are what this says, in the language of the page.

    `SCRIPTS` beside it, without the comments and margins that every widget of a page would send, come before its own.
    """

    WORDS: ClassVar[tuple[str, ...]] = ()
    SCRIPTS: ClassVar[tuple[str, ...]] = ("control",)

    words = Dict().tag(sync=True)

    def __init_subclass__(cls, **more: Any) -> None:
        """Take the files beside the module; not for the classes of their own that traitlets makes for instances."""
        if not hasattr(cls, "_esm"):
            module = Path(sys.modules[cls.__module__].__file__)
            scripts = [*(Path(__file__).with_stem(name) for name in cls.SCRIPTS), module]
            whole = "".join(script.with_suffix(".js").read_text("utf-8") for script in scripts)
            cls._esm = re.sub(r"^ *//.*\n|^ +| // .*$", "", whole, flags=re.MULTILINE)
            if module.with_suffix(".css").exists():
                cls._css = module.with_suffix(".css")
        super().__init_subclass__(**more)

    @default("words")
    def _in_language(self) -> dict[str, str]:
        return translations(self.WORDS)
