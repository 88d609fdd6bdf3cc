"""A workbook's first sheet as rows of text: what a cell shows to whoever looks at it, not what lies behind."""

import datetime
import io
import posixpath
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from kit.base.errors import TableError, or_else

Place = tuple[int, int]  # row and column, from 0
PERCENT = re.compile(r"0(?:\.(0+))?%")
KNOWN = {"9": "0%", "10": "0.00%"}  # formats that every xlsx has
TABLE, OFFICE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{one}:1.0}}" for one in ("table", "office"))  # in an ods
LOOKS = re.compile(r"-?[\d.,]+\s?%|0\d+|TRUE|FALSE")  # in an ods: where what is shown counts, and not the value
MOST_REPEATED = 1_000  # a row may say that it stands a million times, and holds nothing then


def in_workbook(content: bytes) -> list[tuple[int, list[str]]]:
    """Return the rows of a workbook's first sheet that hold any words, numbered as the sheet numbers them.

    Cells that are merged below the head all hold what they show. Raises TableError.
    """
    from python_calamine import CalamineError, load_workbook  # only whoever keeps workbooks needs it

    try:
        sheet = load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        cells = [list(map(as_shown, row)) for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, OSError, ValueError, IndexError) as problem:
        raise TableError(f"this workbook cannot be read ({problem}); save it as CSV (UTF-8).") from None
    looks, merged = _looks(content)
    for (row, column), shown in looks.items():
        if row < len(cells) and column < len(cells[row]):
            cells[row][column] = shown
    head = next((row for row, each in enumerate(cells) if any(each)), 0)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or merged:
        for row in cells[top : bottom + 1] if top > head else ():
            row[left : right + 1] = [cells[top][left]] * len(row[left : right + 1])
    rows = ((number, [cell.strip() for cell in row]) for number, row in enumerate(cells, start=1))
    return [(number, row) for number, row in rows if any(row)]


def as_shown(cell: Any) -> str:
    """Return a workbook's cell as text: a whole number without a point, a day as 2026-01-31, TRUE and FALSE."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return str(cell.date())
    return str(cell)


def formatted(value: float, code: str) -> str:
    """Return a number in a format of its cell, where that is a percentage or has zeros in front; else nothing."""
    if percent := PERCENT.fullmatch(code):
        return f"{value:.{len(percent[1] or '')}%}"
    return f"{int(value):0{len(code)}}" if re.fullmatch("00+", code) else ""


@or_else(lambda _: ({}, []), Exception)  # a file that tells nothing of its formats shows its values
def _looks(content: bytes) -> tuple[dict[Place, str], list[tuple[Place, Place]]]:
    """Return what cells show where that is not their value, and from where to where cells are merged in an ods."""
    with ZipFile(io.BytesIO(content)) as parts:
        return _in_ods(parts) if "content.xml" in parts.namelist() else (dict(_in_xlsx(parts)), [])


def _in_xlsx(parts: ZipFile) -> Iterator[tuple[Place, str]]:
    from xlsxwriter.utility import xl_cell_to_rowcol

    book, links, styles = (
        ElementTree.fromstring(parts.read(f"xl/{name}"))
        for name in ("workbook.xml", "_rels/workbook.xml.rels", "styles.xml")
    )
    first = next(value for name, value in book.find(".//{*}sheet").items() if name.endswith("}id"))
    target = next(link.get("Target") for link in links if link.get("Id") == first)
    codes = KNOWN | {one.get("numFmtId"): one.get("formatCode") for one in styles.iterfind(".//{*}numFmt")}
    looks = [codes.get(one.get("numFmtId"), "") for one in styles.find("{*}cellXfs")]
    for cell in ElementTree.fromstring(parts.read(posixpath.join("/xl", target)[1:])).iterfind(".//{*}c"):
        code, value = looks[int(cell.get("s", 0))], cell.findtext("{*}v")
        if code and value and cell.get("t", "n") == "n" and (shown := formatted(float(value), code)):
            yield xl_cell_to_rowcol(cell.get("r")), shown


def _in_ods(parts: ZipFile) -> tuple[dict[Place, str], list[tuple[Place, Place]]]:
    shown, merged = {}, []
    sheet = next(ElementTree.fromstring(parts.read("content.xml")).iter(f"{TABLE}table"))
    for down, row in enumerate(_each(sheet.iter(f"{TABLE}table-row"), "rows")):
        for right, cell in enumerate(_each(row, "columns")):
            if not len(cell):  # nothing is in it
                continue
            text = "".join(cell.itertext()) if cell.get(f"{OFFICE}value") else ""
            if LOOKS.fullmatch(text):
                shown[down, right] = text
            high, wide = (int(cell.get(f"{TABLE}number-{what}-spanned", 1)) for what in ("rows", "columns"))
            if high > 1 or wide > 1:
                merged.append(((down, right), (down + high - 1, right + wide - 1)))
    return shown, merged


def _each(given: Iterator[ElementTree.Element], what: str) -> Iterator[ElementTree.Element]:
    """Yield rows or cells as often as the file says that they stand there."""
    for one in given:
        yield from [one] * min(MOST_REPEATED, int(one.get(f"{TABLE}number-{what}-repeated", 1)))
