"""A clock that wakes the kernel while somebody looks at the page: so a folder is watched without a thread."""

from pathlib import Path

import anywidget
from traitlets import Int


class Ticker(anywidget.AnyWidget):
    """Nothing to see: counts `ticks` up, one every so many milliseconds, and rests while the page is out of sight."""

    _esm = Path(__file__).with_suffix(".js")

    ticks = Int(0).tag(sync=True)
    every = Int(750).tag(sync=True)
