"""The sentence that says what a figure shows, read out when it changes, and given to the figure as its name."""

from pathlib import Path

import anywidget
from traitlets import Unicode


class Summary(anywidget.AnyWidget):
    """A sentence under a figure. The figure is the element of class `kit-chart` in the same `kit-figure`."""

    _esm = Path(__file__).with_suffix(".js")

    value = Unicode().tag(sync=True)
