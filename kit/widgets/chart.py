"""A figure that changes in place, drawn by the Plotly that JupyterLab has loaded already."""

from pathlib import Path

import anywidget
from traitlets import Dict, default

from kit.labels import said, translations

WORDS = (said("This page cannot draw the figure. Its sentence and its numbers stand below."),)


class Chart(anywidget.AnyWidget):
    """A Plotly figure as a dict: `data`, `layout`, `config`. Setting it moves what changed and draws nothing anew."""

    _esm = Path(__file__).with_suffix(".js")

    figure = Dict().tag(sync=True)
    words = Dict().tag(sync=True)

    @default("words")
    def _in_language(self) -> dict[str, str]:
        return translations(WORDS)
