"""A table of one's own judgements: a dropdown in every cell, each with the names of its row and column."""

from traitlets import Dict, List, Unicode

from kit.widgets.controls.control import Control


class Grid(Control):
    """Rows by columns, `[{"id", "text"}]` each; `value` is {"row/column": option id} for the cells that were judged."""

    label = Unicode().tag(sync=True)
    rows = List(Dict()).tag(sync=True)
    columns = List(Dict()).tag(sync=True)
    options = List(Dict()).tag(sync=True)
    value = Dict().tag(sync=True)
