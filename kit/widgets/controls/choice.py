"""One of several answers: native radio buttons in a named group, each with a place for what it answers back."""

from traitlets import Dict, List, Unicode

from kit.widgets.controls.control import Control


class Choice(Control):
    """Options to choose one from: `[{"id", "text"}]`; `value` is the id of the chosen one, or empty.

    `replies` is {option id: {"kind": "right" | "wrong" | "plain", "text"}}: what stands under an option.
    """

    legend = Unicode().tag(sync=True)
    options = List(Dict()).tag(sync=True)
    value = Unicode().tag(sync=True)
    replies = Dict().tag(sync=True)
