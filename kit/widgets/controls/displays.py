"""The controls that show something and keep nothing: a figure, its sentence, its film, and a clock."""

from ipywidgets import Widget, widget_serialization
from traitlets import Dict, Instance, Int, List, Unicode

from kit.base.labels import said
from kit.widgets.controls.control import Control

HAND_OVER = "plotly.js"  # what a page asks for that has no Plotly, and what it gets


class Chart(Control):
    """A Plotly figure as a dict: `data`, `layout`, `config`. Setting it moves what changed and draws nothing anew.

    The Plotly that JupyterLab has loaded draws it, or else the kernel's.
    """

    WORDS = (said("This page cannot draw the figure. Its sentence and its numbers are below."),)

    figure = Dict().tag(sync=True)

    def __init__(self, **traits: object) -> None:
        super().__init__(**traits)
        self.on_msg(_hand_over)


def _hand_over(chart: Widget, asked: object, _: list) -> None:
    """Send the page the plotly.js that came with the Python package: 5 MB, so only where it is asked for."""
    from plotly.offline import get_plotlyjs

    if asked == HAND_OVER:
        chart.send(HAND_OVER, [get_plotlyjs().encode()])


class Summary(Control):
    """A sentence under the `kit-chart` of its `kit-figure`, read out when it changes, and a walk through the figure."""

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


class Player(Control):
    """A film: frames of `{"name", "words", "figure"}` for a chart and its summary; it begins at the last one.

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


class Countdown(Control):
    """Minutes to count down from, with a button to start or pause and one to begin again."""

    WORDS = (
        said("Start"), said("Pause"), said("Reset"), said("Time left: {label}"), said("Time is up."),
        said("Start the clock: {label}"), said("Pause the clock: {label}"), said("Reset the clock: {label}"),
    )  # fmt: skip

    label = Unicode().tag(sync=True)
    minutes = Int(5).tag(sync=True)
