"""A clock that wakes the kernel while somebody looks at the page: so a folder is watched without a thread."""

from traitlets import Int

from kit.widgets.controls.control import Control


class Ticker(Control):
    """Nothing to see: counts `ticks` up, one every so many milliseconds, and rests while the page is out of sight."""

    ticks = Int(0).tag(sync=True)
    every = Int(750).tag(sync=True)
