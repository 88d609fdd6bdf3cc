"""A slider with a name: a native `<input type=range>`, which screen readers and keyboards know."""

from pathlib import Path

import anywidget
from traitlets import Int, Unicode


class Slider(anywidget.AnyWidget):
    """A whole number between `min` and `max`, to slide or to step with the arrow keys."""

    _esm = Path(__file__).with_suffix(".js")

    label = Unicode().tag(sync=True)
    unit = Unicode().tag(sync=True)
    value = Int(0).tag(sync=True)
    min = Int(0).tag(sync=True)
    max = Int(100).tag(sync=True)
    step = Int(1).tag(sync=True)
