"""A box to write in that knows whether its words have arrived."""

from pathlib import Path

import anywidget
from traitlets import Dict, Int, Unicode, default

from kit.base.labels import said, translations

WORDS = (
    said(
        "Not saved yet: the kernel does not answer. Your words are kept in this browser; "
        "run this cell again (▶) and they come back."
    ),
)


class Answer(anywidget.AnyWidget):
    """A labelled text box. Every change counts `typed` up; whoever has saved it sets `heard` to that count.

    `status` says when it was saved, `trouble` why it was not. Words that nobody has heard are kept by the browser under
    `key` until they are, and come back when the cell is run again.
    """

    _esm = Path(__file__).with_suffix(".js")

    label = Unicode().tag(sync=True)
    value = Unicode().tag(sync=True)
    rows = Int(4).tag(sync=True)
    key = Unicode().tag(sync=True)
    typed = Int(0).tag(sync=True)
    heard = Int(0).tag(sync=True)
    status = Unicode().tag(sync=True)
    trouble = Unicode().tag(sync=True)
    words = Dict().tag(sync=True)

    @default("words")
    def _in_language(self) -> dict[str, str]:
        return translations(WORDS)
