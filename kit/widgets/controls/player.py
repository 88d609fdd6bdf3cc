"""A film of a figure, stop by stop: a button to play, a slider to step; it runs in the browser and keeps nothing."""

from ipywidgets import Widget, widget_serialization
from traitlets import Dict, Instance, List, Unicode

from kit.base.labels import said
from kit.widgets.controls.chart import Chart
from kit.widgets.controls.control import Control
from kit.widgets.controls.summary import Summary


class Player(Control):
    """Frames of `{"name", "words", "figure"}` for a chart and its summary; it begins at the last one.

    A reader who has asked for less motion gets a button that goes on by one stop in place of one that plays.
    """

    WORDS = (said("Play"), said("Pause"), said("Next stop"), said("{stop} of {stops}"))

    label = Unicode().tag(sync=True)
    frames = List(Dict()).tag(sync=True)
    chart = Instance(Widget).tag(sync=True, **widget_serialization)
    summary = Instance(Widget).tag(sync=True, **widget_serialization)

    def __init__(self, label: str, frames: list[dict], chart: Chart, summary: Summary) -> None:
        super().__init__(label=label, frames=frames, chart=chart, summary=summary)
        chart.figure, summary.value = frames[-1]["figure"], frames[-1]["words"]
