"""A figure that changes in place, drawn by the Plotly that JupyterLab has loaded already."""

from pathlib import Path

import anywidget
from traitlets import Dict


class Chart(anywidget.AnyWidget):
    """A Plotly figure as a dict: `data`, `layout`, `config`. Setting it moves what changed and draws nothing anew."""

    _esm = Path(__file__).with_suffix(".js")

    figure = Dict().tag(sync=True)
