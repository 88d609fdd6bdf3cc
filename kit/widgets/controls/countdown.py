"""A countdown that a class can see and a learner alone can use; it runs in the browser and keeps nothing."""

from traitlets import Int, Unicode

from kit.base.labels import said
from kit.widgets.controls.control import Control


class Countdown(Control):
    """Minutes to count down from, with a button to start or pause and one to begin again."""

    WORDS = (
        said("Start"),
        said("Pause"),
        said("Reset"),
        said("Start the clock: {label}"),
        said("Pause the clock: {label}"),
        said("Reset the clock: {label}"),
        said("Time left: {label}"),
        said("Time is up."),
    )

    label = Unicode().tag(sync=True)
    minutes = Int(5).tag(sync=True)
