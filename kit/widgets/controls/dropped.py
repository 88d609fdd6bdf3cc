"""A field onto which files and folders can be dropped, or from which they are chosen."""

from pathlib import Path

import anywidget
from traitlets import Int, Unicode


class Dropped(anywidget.AnyWidget):
    """Sends each file as messages `{name, last}` with a piece of it as a buffer, and `{end: true}` after a drop.

    `told` is what it says below; files of more than `most_bytes`, and more than `most_files`, stay where they are.
    """

    _esm = Path(__file__).with_suffix(".js")

    label = Unicode("").tag(sync=True)
    told = Unicode("").tag(sync=True)
    most_files = Int(500).tag(sync=True)
    most_bytes = Int(20_000_000).tag(sync=True)
