"""A figure that changes in place, drawn by the Plotly that JupyterLab has loaded already, or else by the kernel's."""

import ipywidgets as widgets
from traitlets import Dict

from kit.base.labels import said
from kit.widgets.controls.control import Control

HAND_OVER = "plotly.js"  # what a page asks for that has no Plotly, and what it gets


class Chart(Control):
    """A Plotly figure as a dict: `data`, `layout`, `config`. Setting it moves what changed and draws nothing anew."""

    WORDS = (said("This page cannot draw the figure. Its sentence and its numbers are below."),)

    figure = Dict().tag(sync=True)

    def __init__(self, **traits: object) -> None:
        super().__init__(**traits)
        self.on_msg(_hand_over)


def _hand_over(chart: widgets.Widget, asked: object, _: list) -> None:
    """Send the page the plotly.js that came with the Python package: 5 MB, so only where it is asked for."""
    from plotly.offline import get_plotlyjs

    if asked == HAND_OVER:
        chart.send(HAND_OVER, [get_plotlyjs().encode()])
