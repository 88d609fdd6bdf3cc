"""What a spreadsheet saves as CSV, read as rows of text: any of its separators, any of its encodings."""

import csv
import io
import re
from contextlib import suppress
from pathlib import Path

from kit.base.errors import TableError, guess, shown

FEWEST_CUTS = 2  # in a header: between the titles and two columns to compare
MOST_BYTES = 20_000_000
MOST_ROWS = 1_048_576  # a sheet has no more, and some programs write all of them
SEPARATORS = ",;\t"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
QUOTED_CELL = re.compile(r'(^|[,;\t\n]) *"[^"]*+(?:""[^"]*+)*+(?:"|$)')
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1f]")
WORKBOOK = "a workbook or an archive (xlsx, xls, ods, zip)"
NOT_TEXT = {b"PK\x03\x04": WORKBOOK, b"\xd0\xcf\x11\xe0": WORKBOOK, b"%PDF": "a PDF", b"<!": "a web page"}
Row = tuple[int, list[str]]  # its number, as a spreadsheet counts, and its cells


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file that hold any words, the header first; raises TableError for what is none."""
    return split_rows(decode(read_bytes(path)))


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raises TableError when it is no file, cannot be read or is far too large."""
    try:
        if path.is_dir():
            raise TableError("this is a folder; name the CSV file in it.")
        if not path.is_file():  # nor a pipe or a device, which we could wait on for ever
            folder = path.parent.resolve()
            neighbours = [file.name for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []
            raise TableError(f"there is no such file in {str(folder)!r}{guess(path.name, neighbours)}")
        if path.stat().st_size > MOST_BYTES:
            raise TableError(f"this file is larger than {MOST_BYTES // 1_000_000} MB, the most that a table may have.")
        return path.read_bytes()
    except OSError as problem:
        raise TableError(f"this file cannot be read: {problem.strerror or problem}.") from None


def decode(content: bytes) -> str:
    """Return the text of a file, with plain line ends; raises TableError when it is no text."""
    advice = "open it in a spreadsheet and save it as CSV (UTF-8)."
    for beginning, kind in NOT_TEXT.items():
        if content.startswith(beginning):
            raise TableError(f"this is {kind}, not a table; {advice}")
    for encoding in likely_encodings(content):
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
            if found := CONTROL_CHARACTER.search(text):
                kind, line = "NUL" if found[0] == "\0" else "control", text.count("\n", 0, found.start()) + 1
                raise TableError(f"this is not a table of text, there is a {kind} byte in line {line}; {advice}")
            return text
    raise TableError(f"this is neither UTF-8 nor UTF-16 nor Windows-1252 text; {advice}")


def likely_encodings(content: bytes) -> list[str]:
    """Return the encodings to try, the likeliest first."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return [encoding]
    high, low = content[0::2].count(0), content[1::2].count(0)  # of two bytes for a Latin letter, one is NUL
    if max(high, low) > len(content) / 4 and not min(high, low):
        return ["utf-16-be" if high else "utf-16-le"]
    return ["utf-8", "cp1252"]


def find_separator(text: str) -> str:
    r"""Return the one of comma, semicolon and tab that parts the header, and most rows after it into as many cells.

    >>> find_separator("Dimension;Market, free;Plan, five-year;Peers\nOwners;one, two, three;state;all")
    ';'
    """
    unquoted = QUOTED_CELL.sub(r"\1", text).split("\n")
    header, *lines = [line for line in unquoted if line.strip(SEPARATORS + " ")] or [text]

    def fitness(separator: str) -> tuple[int, int, int]:
        cuts, in_prose = header.count(separator), header.count(separator + " ")
        return min(cuts, FEWEST_CUTS), sum(line.count(separator) == cuts for line in lines), cuts - in_prose

    return max(SEPARATORS, key=fitness)


def split_rows(text: str) -> list[Row]:
    """Return the rows that hold any words, their cells trimmed; raises TableError for a quotation mark left open."""
    reader = csv.reader(io.StringIO(text), delimiter=find_separator(text), skipinitialspace=True, strict=True)
    rows, number = [], 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise TableError(f"this file has more than {MOST_ROWS:,} rows, the most that a sheet has.")
            trimmed = [cell.strip().strip("\ufeff\u200b").strip() for cell in cells]
            if any(trimmed):  # spreadsheets leave rows of nothing but separators
                rows.append((number, trimmed))
    except csv.Error as problem:
        long = f"a cell has more than {csv.field_size_limit():,} characters, or " * ("limit" in str(problem))
        cause = f'{long}a quotation mark is left open or stands alone; write "" for one inside a cell and " around it.'
        raise TableError(f"row {number + 1}: {cause}") from None
    if len(rows) < 2:
        found = "there is only a header" if rows else "this file is empty"
        raise TableError(f"{found}; a table has a header in its first row and a row for each dimension under it.")
    return rows


def check_width(columns: list[str], number: int, cells: list[str]) -> None:
    """Raise TableError for a row with words after the last column."""
    for cell in filter(None, cells[len(columns) :]):
        place = f"row {number}: {shown(cell)} stands after the last of {len(columns)} columns, {shown(columns[-1])}"
        raise TableError(f'{place}; put " around a cell that holds a separator.')
