"""What a spreadsheet saves, read as rows of text: CSV with any of its separators and encodings, and workbooks."""

import csv
import io
import re
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

from kit.base.errors import TableError, guess, shown
from kit.base.paths import beside
from kit.content.workbook import in_workbook

FEWEST_CUTS = 2  # in a header: between the titles and two columns to compare
MOST_BYTES = 20_000_000
MOST_ROWS = 1_048_576  # a sheet has no more, and some programs write all of them
SEPARATORS = ",;\t|"
WORKBOOKS = (".xlsx", ".ods")
SAID_SEPARATOR = re.compile(r"\s*\"?sep=(.)\"?[^\S\n]*\n")  # a first line with which a file tells it to a spreadsheet
QUOTED_CELL = re.compile(r'(^|[,;\t|\n]) *"[^"]*+(?:""[^"]*+)*+(?:"|$)')
Row = tuple[int, list[str]]  # its number, as a spreadsheet counts, and its cells
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
AS_CSV = "open it in a spreadsheet and save it as CSV (UTF-8)."
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1f]")
CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} )", re.MULTILINE)
KNOWN = beside(__file__)
MISREAD = tuple(map(re.compile, KNOWN["misread"]))
WORD = re.compile(r"[^\W\d_]{4,}")


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file that hold any words, the header first, without empty columns in front of all rows.

    A workbook (xlsx, ods) gives its first sheet. Raises TableError for a file that holds no table.
    """
    content = read_bytes(path)
    rows = in_workbook(content) if path.suffix.lower() in WORKBOOKS else split_rows(decode(content))
    if len(rows) < 2:
        found = "there is only a header" if rows else "this file is empty"
        raise TableError(f"{found}; a table has a header in its first row and a row for each dimension under it.")
    empty = min(len(list(takewhile(lambda cell: not cell, cells))) for _, cells in rows)
    return [(number, cells[empty:]) for number, cells in rows]


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raises TableError when it is no file, cannot be read or is far too large."""
    try:
        if path.is_dir():
            raise TableError("this is a folder; name the CSV file in it.")
        if not path.is_file():  # nor a pipe or a device, which we could wait on for ever
            if path.exists():
                raise TableError("this cannot be read: it is no file.")
            folder = path.parent.resolve()
            neighbours = [file.name for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []
            raise TableError(f"there is no such file in {str(folder)!r}{guess(path.name, neighbours)}")
        if path.stat().st_size > MOST_BYTES:
            raise TableError(f"this file is larger than {MOST_BYTES // 1_000_000} MB, the most that a table may have.")
        return path.read_bytes()
    except OSError as problem:
        raise TableError(f"this file cannot be read: {problem.strerror or problem}.") from None


def find_separator(text: str) -> str:
    """Return the sign that parts the header, and most rows after it into as many cells."""
    unquoted = QUOTED_CELL.sub(r"\1", text).split("\n")
    header, *lines = [line for line in unquoted if line.strip(SEPARATORS + " ")] or [text]

    def fitness(separator: str) -> tuple[int, int, int]:
        cuts, in_prose = header.count(separator), header.count(separator + " ")
        return min(cuts, FEWEST_CUTS), sum(line.count(separator) == cuts for line in lines), cuts - in_prose

    return max(SEPARATORS, key=fitness)


def split_rows(text: str) -> list[Row]:
    """Return the rows that hold any words, their cells trimmed; raises TableError for a quotation mark left open."""
    told = SAID_SEPARATOR.match(text)
    body, first = (text[told.end() :], 2) if told else (text, 1)
    separator = told[1] if told and told[1] in SEPARATORS else find_separator(body)
    reader = csv.reader(io.StringIO(body), delimiter=separator, skipinitialspace=True, strict=True)
    rows, number = [], first - 1
    try:
        for number, cells in enumerate(reader, start=first):
            if number > MOST_ROWS:
                raise TableError(f"this file has more than {MOST_ROWS:,} rows, the most that a sheet has.")
            trimmed = [cell.strip().strip("\ufeff\u200b").strip() for cell in cells]
            if any(trimmed):  # spreadsheets leave rows of nothing but separators
                rows.append((number, trimmed))
    except csv.Error as problem:
        long = f"a cell has more than {csv.field_size_limit():,} characters, or " * ("limit" in str(problem))
        cause = f'{long}a quotation mark is left open or stands alone; write "" for one inside a cell and " around it.'
        raise TableError(f"row {number + 1}: {cause}") from None
    return rows


def squared(header: list[str], rows: list[Row]) -> tuple[list[str], list[Row]]:
    """Return the columns of a header up to its last title, and rows as wide as it; raise TableError for a wider one."""
    columns = header[: max(place for place, cell in enumerate(header, 1) if cell)]
    for number, cells in rows:
        check_width(columns, number, cells)
    return columns, [(number, [*cells, *[""] * len(columns)][: len(columns)]) for number, cells in rows]


def check_width(columns: list[str], number: int, cells: list[str]) -> None:
    """Raise TableError for a row with words after the last column."""
    for cell in filter(None, cells[len(columns) :]):
        place = f"row {number}: {shown(cell)} stands after the last of {len(columns)} columns, {shown(columns[-1])}"
        raise TableError(f'{place}; put " around a cell that holds a separator.')


def decode(content: bytes) -> str:
    """Return the text of a file, with plain line ends; raise TableError when it is no text, or hardly any language.

    A file of another kind is told by its first bytes: which kind, and what to do.
    """
    begins = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:40].lower()
    for kind in KNOWN["not_text"]:  # files of another kind, known by their first bytes
        if begins.startswith(tuple(beginning.encode("latin-1").lower() for beginning in kind["begins"])):
            raise TableError(kind["why"].format(as_csv=AS_CSV))
    for encoding in likely_encodings(content):
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
            refuse_what_is_no_table(text)
            if encoding == "cp1252" and (word := misread(text)):
                doubt = f"its letters are neither UTF-8 nor Windows-1252, where one would read {shown(word)}"
                raise TableError(f"{doubt}; {AS_CSV}")
            return text
    raise TableError(f"this is neither UTF-8 nor UTF-16 nor Windows-1252 text; {AS_CSV}")


def refuse_what_is_no_table(text: str) -> None:
    """Raise TableError where two versions of a file stand in it, or a byte that no table holds: the line of it."""
    if found := CONFLICT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise TableError(f"line {line}: two versions of the file stand here, as git leaves them; keep one of the two.")
    if found := CONTROL_CHARACTER.search(text):
        kind, line = "NUL" if found[0] == "\0" else "control", text.count("\n", 0, found.start()) + 1
        raise TableError(f"this is not a table of text, there is a {kind} byte in line {line}; {AS_CSV}")


def likely_encodings(content: bytes) -> list[str]:
    """Return the encodings to try, the likeliest first."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return [encoding]
    high, low = content[0::2].count(0), content[1::2].count(0)  # of two bytes for a Latin letter, one is NUL
    if max(high, low) > len(content) / 4 and not min(high, low):
        return ["utf-16-be" if high else "utf-16-le"]
    return ["utf-8", "cp1252"]


def misread(text: str) -> str:
    """Return a word that shows that the letters were read in the wrong encoding, or nothing."""
    for line in text.splitlines():
        for pattern in MISREAD:
            if found := pattern.search(line):
                begin, end = (re.split(r"[\s,;]", part) for part in (line[: found.end()], line[found.end() :]))
                return begin[-1] + end[0] if begin[-1] else found[0]
    words = WORD.findall(text)
    foreign = [word for word in words if sum("À" <= letter <= "ÿ" for letter in word) > len(word) * 0.7]
    return foreign[0] if len(foreign) > len(words) / 4 else ""
