"""Files for other programs: rows that a spreadsheet opens as text, never as a formula, and a zip of files."""

import csv
import re
from collections.abc import Iterable
from io import BytesIO, StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kit.base.writing import write_whole

WIDEST, LINE, HIGHEST = 60, 15, 409  # letters of a column, longer words break; points of a line, and of a row at most
MOST_LETTERS = 32_767  # of a workbook's cell
MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
# a cell that begins so is a formula to a spreadsheet, whose keyboards also type the wide signs; one that takes another
# sign than the comma for the end of a cell, or a line's end inside quotes for the end of a row, begins others inside
_FORMULA = re.compile(r"(^|[;,|\t\r\n])((?:[^\S\t\r\n]|\")*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def write_sheet(path: Path, rows: Iterable[Iterable[Any]]) -> None:
    """Write the rows as CSV, or to a path in .xlsx as a workbook, in one go; raise KitError when that fails."""
    table = [[safe(cell) for cell in row] for row in rows]
    write_whole(path, _workbook(table) if path.suffix == ".xlsx" else MARK + as_csv(table))


def as_csv(rows: Iterable[Iterable[Any]], kind: str = "excel") -> str:
    """Return rows as CSV, their cells as they are, or as another kind of text: `excel-tab`."""
    text = StringIO()
    csv.writer(text, kind, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _workbook(table: list[list[Any]]) -> bytes:
    """Return rows, a head first, as a workbook: the head stays in sight, and no cell is a formula or a link."""
    from xlsxwriter import Workbook  # a lesson needs none

    looks, held = {"text_wrap": True, "valign": "top"}, BytesIO()
    with Workbook(held, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, words, head = book.add_worksheet(), book.add_format(looks), book.add_format(looks | {"bold": True})
        for number, row in enumerate(table):
            sheet.write_row(number, 0, map(_writable, row), words if number else head)
            lines = max((len(cell) // 50 + cell.count("\n") + 1 for cell in map(str, row)), default=1)
            sheet.set_row(number, min(LINE * lines, HIGHEST))  # where none is said, some programs keep to one line
        for at, column in enumerate(zip_longest(*table, fillvalue="")):
            sheet.set_column(at, at, min(WIDEST, 2 + max(len(str(cell)) for cell in column)))
        sheet.freeze_panes(1, 1)
    return held.getvalue()


def _writable(cell: Any) -> Any:
    """Return a cell as a workbook takes it: not too long, and half a sign of two halves as a question mark."""
    return cell[:MOST_LETTERS].encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


def safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet computes: an apostrophe stands wherever one might begin a formula."""
    if not isinstance(cell, str):
        return cell
    text = _FORMULA.sub(r"\1'\2", cell.replace("\0", ""))
    return f"'{text}" if text.startswith(("\t", "\r", "\n")) else text


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of files in this order, each given by its path in it: the same whenever they are the same."""
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for path, content in files:
            way = ZIP_STORED if path == "mimetype" else ZIP_DEFLATED  # a book's kind is read without unpacking
            archive.writestr(ZipInfo(path), content, way)  # without a date it says 1980
    return held.getvalue()
