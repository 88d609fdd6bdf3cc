"""A box to write in that knows whether its words have arrived."""

from traitlets import Int, Unicode

from kit.base.labels import said
from kit.widgets.controls.control import Control


class Answer(Control):
    """A labelled text box. Every change counts `typed` up; whoever has saved it sets `heard` to that count.

    `status` says when it was saved, `trouble` why it was not. Words that nobody has heard are kept by the browser under
    `key` until they are, and come back when the cell is run again.
    """

    WORDS = (
        said(
            "Not saved yet: the kernel does not answer. Your words are kept in this browser; "
            "run this cell again (▶) and they come back."
        ),
        said("Somebody else is writing this answer too. Saved is: {words}"),
        said("Somebody else has written this answer anew. Yours was: {words}"),
    )

    SCRIPTS = (*Control.SCRIPTS, "patience")

    label = Unicode().tag(sync=True)
    value = Unicode().tag(sync=True)
    rows = Int(4).tag(sync=True)
    key = Unicode().tag(sync=True)
    typed = Int(0).tag(sync=True)
    heard = Int(0).tag(sync=True)
    status = Unicode().tag(sync=True)
    trouble = Unicode().tag(sync=True)
