"""A countdown that a class can see and a learner alone can use; it runs in the browser and keeps nothing."""

from pathlib import Path

import anywidget
from traitlets import Dict, Int, Unicode, default

from kit.base.labels import said, translations

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


class Countdown(anywidget.AnyWidget):
    """Minutes to count down from, with a button to start or pause and one to begin again."""

    _esm = Path(__file__).with_suffix(".js")

    label = Unicode().tag(sync=True)
    minutes = Int(5).tag(sync=True)
    words = Dict().tag(sync=True)

    @default("words")
    def _in_language(self) -> dict[str, str]:
        return translations(WORDS)
