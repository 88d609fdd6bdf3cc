"""A countdown that a class can see and a learner alone can use; it runs in the browser and keeps nothing."""

from pathlib import Path

import anywidget
from traitlets import Int, Unicode


class Countdown(anywidget.AnyWidget):
    """Minutes to count down from, with a button to start or pause and one to begin again."""

    _esm = Path(__file__).with_suffix(".js")

    label = Unicode().tag(sync=True)
    minutes = Int(5).tag(sync=True)
