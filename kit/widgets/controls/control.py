"""What the controls share: each has its script beside it, and its stylesheet there too where it has one."""

import sys
from pathlib import Path
from typing import Any, ClassVar

import anywidget
from traitlets import Dict, default

from kit.base.labels import translations


class Control(anywidget.AnyWidget):
    """A widget that the script of its module's name draws; `WORDS` are what this says, in the language of the page."""

    WORDS: ClassVar[tuple[str, ...]] = ()

    words = Dict().tag(sync=True)

    def __init_subclass__(cls, **more: Any) -> None:
        """Take the files beside the module; not for the classes of their own that traitlets makes for instances."""
        if not hasattr(cls, "_esm"):
            module = Path(sys.modules[cls.__module__].__file__)
            cls._esm = module.with_suffix(".js")
            if module.with_suffix(".css").exists():
                cls._css = module.with_suffix(".css")
        super().__init_subclass__(**more)

    @default("words")
    def _in_language(self) -> dict[str, str]:
        return translations(self.WORDS)
