"""A field onto which files and folders can be dropped, or from which they are chosen."""

from traitlets import Int, Unicode

from kit.widgets.controls.control import Control


class Dropped(Control):
    """Sends each file as messages `{name, last}` with a piece of it as a buffer, and `{end: true}` after a drop.

    `told` is what it says below; files of more than `most_bytes`, and more than `most_files`, stay where they are.
    """

    label = Unicode("").tag(sync=True)
    told = Unicode("").tag(sync=True)
    most_files = Int(500).tag(sync=True)
    most_bytes = Int(20_000_000).tag(sync=True)
