"""One of several answers: native radio buttons in a named group, each with a place for what it answers back."""

from pathlib import Path

import anywidget
from traitlets import Dict, List, Unicode


class Choice(anywidget.AnyWidget):
    """Options to choose one from: `[{"id", "text"}]`; `value` is the id of the chosen one, or empty.

    `replies` is {option id: {"kind": "right" | "wrong" | "plain", "text"}}: what stands under an option.
    """

    _esm = Path(__file__).with_suffix(".js")

    legend = Unicode().tag(sync=True)
    options = List(Dict()).tag(sync=True)
    value = Unicode().tag(sync=True)
    replies = Dict().tag(sync=True)
