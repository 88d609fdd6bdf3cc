"""The sentence that says what a figure shows, read out when it changes, and given to the figure as its name."""

from traitlets import Unicode

from kit.widgets.controls.control import Control


class Summary(Control):
    """A sentence under a figure. The figure is the element of class `kit-chart` in the same `kit-figure`."""

    value = Unicode().tag(sync=True)
