"""Keys that are pressed in a step stay in the step: an arrow would otherwise move the notebook to its next cell."""

from pathlib import Path

import anywidget
from traitlets import Unicode


class Keyboard(anywidget.AnyWidget):
    """Nothing to see: tells JupyterLab that what has the focus inside a step handles its keys itself.

    `lang` is the language of the step, for screen readers.
    """

    _esm = Path(__file__).with_suffix(".js")

    lang = Unicode("en").tag(sync=True)
