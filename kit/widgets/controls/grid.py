"""A table of one's own judgements: a dropdown in every cell, each with the names of its row and column."""

from pathlib import Path

import anywidget
from traitlets import Dict, List, Unicode


class Grid(anywidget.AnyWidget):
    """Rows by columns, `[{"id", "text"}]` each; `value` is {"row/column": option id} for the cells that were judged."""

    _esm = Path(__file__).with_suffix(".js")

    label = Unicode().tag(sync=True)
    rows = List(Dict()).tag(sync=True)
    columns = List(Dict()).tag(sync=True)
    options = List(Dict()).tag(sync=True)
    value = Dict().tag(sync=True)
