"""The sentence that says what a figure shows, read out when it changes, and given to the figure as its name."""

from traitlets import Unicode

from kit.base.labels import said
from kit.widgets.controls.control import Control


class Summary(Control):
    """A sentence under a figure, and a walk through it. The figure is the `kit-chart` in the same `kit-figure`."""

    WORDS = (
        said("Walk this figure"),
        said("Arrows up and down: a row of values; left and right: a value. C: the next that has changed. T: tone."),
        said("Tone"),
        said("before: {value}"),
        said("nothing"),
        said("Nothing has changed since the last setting."),
    )
    SCRIPTS = ("control", "ears")
    value = Unicode().tag(sync=True)
