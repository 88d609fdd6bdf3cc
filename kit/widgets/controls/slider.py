"""A slider with a name: a native `<input type=range>`, which screen readers and keyboards know."""

from traitlets import Int, Unicode

from kit.widgets.controls.control import Control


class Slider(Control):
    """A whole number between `min` and `max`, to slide or to step with the arrow keys."""

    label = Unicode().tag(sync=True)
    unit = Unicode().tag(sync=True)
    value = Int(0).tag(sync=True)
    min = Int(0).tag(sync=True)
    max = Int(100).tag(sync=True)
    step = Int(1).tag(sync=True)
