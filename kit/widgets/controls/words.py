"""Cells whose every word can be marked: a click or the keys 1, 2, 3 ... say what kind of word it is."""

from traitlets import Dict, List, Unicode

from kit.base.labels import said
from kit.widgets.controls.control import Control


class Words(Control):
    """Cells `[{"id", "name", "sign", "colour", "pieces"}]`; in `pieces` every second one is a word to mark.

    `kinds` are `[{"id", "sign", "text"}]`, in the order of the keys; `value` is {cell id: a kind's id for each of its
    words, "" where there is none yet}. Setting `rest` ({"kind", "times"}) fills what has no mark, in the browser too.
    """

    WORDS = (
        said("Click a word, or go to it with the arrow keys and press: {keys}, 0 no mark."),
        said("not marked"),
        said("{word}, word {place} of {words}: {kind}"),
    )

    label = Unicode().tag(sync=True)
    cells = List(Dict()).tag(sync=True)
    kinds = List(Dict()).tag(sync=True)
    value = Dict().tag(sync=True)
    rest = Dict().tag(sync=True)
