"""Rows as a CSV file that a spreadsheet opens as text: no cell of it is ever taken for a formula."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kit.base.writing import write_whole

MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
_WIDE = "\uff1d\uff0b\uff0d\uff20"  # the same signs as Chinese and Japanese keyboards type them
_BEGINS_A_FORMULA = tuple("=+-@\t\r\n" + _WIDE)


def write_sheet(path: Path, rows: Iterable[Iterable[Any]]) -> None:
    """Write the rows as CSV in one go; raise KitError when that fails."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([safe(cell) for cell in row] for row in rows)
    write_whole(path, MARK + text.getvalue())


def safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet computes: what would begin a formula gets an apostrophe before it.

    >>> safe("=1+1"), safe("a = b"), safe(-3), safe("-3")
    ("'=1+1", 'a = b', -3, "'-3")
    """
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(_BEGINS_A_FORMULA) else text
