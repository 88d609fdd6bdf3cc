"""Links that save files to where a browser saves them, wherever the kernel runs."""

from collections.abc import Iterable
from pathlib import Path

import anywidget
from traitlets import Dict, List, Unicode

from kit.base.labels import say


class Download(anywidget.AnyWidget):
    """A link for each file: its name, and its text as it was when it was offered."""

    _esm = Path(__file__).with_suffix(".js")

    label = Unicode().tag(sync=True)
    files = List(Dict()).tag(sync=True)

    def offer(self, paths: Iterable[Path]) -> None:
        """Offer files that were just written; none, to take back what was offered before."""
        self.label = say("Save a copy:")
        self.files = [{"name": path.name, "text": path.read_text("utf-8")} for path in paths]
