"""The table: a CSV file in, a checked DataFrame of dimensions by models out; every cell stays text, as it was typed."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from difflib import get_close_matches
from itertools import zip_longest
from pathlib import Path

import pandas as pd

from kit.errors import TableError, listed, named, shown
from kit.labels import untranslated
from kit.language import at_home, home_language, translated
from kit.paths import data_path

FEWEST_MODELS, MOST_MODELS = 2, 6
MOST_BYTES = 20_000_000
MOST_ROWS = 1_048_576  # a sheet has no more, and some programs write all of them
SEPARATORS = ",;\t"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
QUOTED_CELL = re.compile(r'(^|[,;\t\n]) *"[^"]*+(?:""[^"]*+)*+(?:"|$)')
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1f]")
WORKBOOK = "a workbook or an archive (xlsx, xls, ods, zip)"
NOT_TEXT = {b"PK\x03\x04": WORKBOOK, b"\xd0\xcf\x11\xe0": WORKBOOK, b"%PDF": "a PDF", b"<!": "a web page"}
Row = tuple[int, list[str]]  # its number, as a spreadsheet counts, and its cells
_ids: dict[str, str] = {}  # the title of a dimension in another language -> its id, which is the same in all of them


def load_table(path: str | Path | None = None) -> pd.DataFrame:
    """Return the table in a CSV file: a row a dimension, indexed by its title, and a column a model, all text.

    Without a path it is the kit's own table, in the language of the page. Whatever a spreadsheet saves as CSV will do:
    commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252. Raises TableError for what cannot be a table of 2 to 6
    models.
    """
    if path is None:
        home = load_table(data_path("table.csv"))
        return home if at_home() else _in_translation(home, translated(data_path("table.csv")))
    path = Path(path)
    try:
        header, *rows = split_rows(decode(read_bytes(path)))
        columns = check_header(*header)
        check_rows(columns, rows)
    except TableError as problem:
        raise TableError(f"{named(path) or path}: {problem}") from None
    dimensions = pd.Index([cells[0] for _, cells in rows], name=columns[0], dtype="str")
    return pd.DataFrame([cells[1 : len(columns)] for _, cells in rows], dimensions, columns[1:], dtype="str")


def _in_translation(home: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Return the table in another language; its dimensions keep the ids that they have at home."""
    if path.exists():
        table = load_table(path)
    else:
        table = home.rename(index=lambda title: untranslated(title, home_language()))
        table = table.map(lambda cell: untranslated(cell, home_language()))
    _ids.update(dimension_ids(table, home, path))
    return table


def dimension_ids(table: pd.DataFrame, home: pd.DataFrame, path: Path) -> dict[str, str]:
    """Return the ids of a translated table's dimensions by their titles; raise TableError for one of another shape."""
    if table.shape != home.shape:
        here, there = (f"{len(one)} dimensions by {len(one.columns)} models" for one in (table, home))
        rule = f"it has {here}; the original has {there}, in the same order"
        raise TableError(f"{named(path)}: {rule}. Bring it up to date, or delete it.")
    return dict(zip(map(str, table.index), dimensions_of(home), strict=True))


def dimension_id(title: str) -> str:
    """Return the id of a dimension, the same in every language.

    >>> dimension_id("View of the State")
    'view_of_the_state'
    """
    return _ids.get(title) or slug(title)


def slug(title: str) -> str:
    """Return the id of a title: its words in lower case, joined by underscores.

    >>> slug("View of the State"), slug("Économie & Société"), slug("共有"), slug("🌱")
    ('view_of_the_state', 'économie_société', '共有', 'seedling')
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", title).casefold())
    # Marks (M) belong to words, or one in Hindi would fall to pieces; the selectors only pick the look of an emoji.
    folded = re.sub("[\ufe00-\ufe0f]", "", folded)
    words = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in folded).split()
    if not any(map(str.isalnum, "".join(words))):
        names = [unicodedata.name(char, f"u{ord(char):x}") for char in "".join(folded.split()) or title]
        words = re.findall(r"[a-z0-9]+", " ".join(names).lower())
    return "_".join(words)


def dimensions_of(table: pd.DataFrame) -> dict[str, str]:
    """Return each dimension's title by its id, in the table's order."""
    return {dimension_id(title): str(title) for title in table.index}


def find_dimension(table: pd.DataFrame, name: str) -> str:
    """Return the title of the dimension with this id or title; raises TableError when the table has none.

    >>> find_dimension(load_table(), "value_logic")
    'Value Logic'
    """
    titles = dimensions_of(table)
    if dimension_id(name) in titles:
        return titles[dimension_id(name)]
    raise TableError(f"No dimension {shown(name)}{guess(slug(name), titles)} The table has: {listed(titles)}.")


def guess(name: str, names: Iterable[str]) -> str:
    """Return the end of a sentence about an unknown name: the nearest known one, if any is near."""
    nearest = [known for known in names if name and name in known] or get_close_matches(name, names)
    return f"; did you mean {shown(nearest[0])}?" if nearest else "."


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
        return min(cuts, FEWEST_MODELS), sum(line.count(separator) == cuts for line in lines), cuts - in_prose

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


def check_header(number: int, cells: list[str]) -> list[str]:
    """Return the titles of the columns, without the empty columns that spreadsheets leave at the end."""
    width = max(position for position, cell in enumerate(cells, start=1) if cell)
    columns = [cells[0] or "Dimension", *cells[1:width]]
    if not FEWEST_MODELS <= len(columns) - 1 <= MOST_MODELS:
        allowed = f"a table compares {FEWEST_MODELS} to {MOST_MODELS} models, parted by commas, semicolons or tabs"
        raise TableError(f"row {number}: {allowed}; this header names {len(columns) - 1}.")
    for position, title in enumerate(columns):
        place = f"row {number}, column {'ABCDEFG'[position]}"
        if not title:
            raise TableError(f"{place}: the model has no title.")
        if title.casefold() in map(str.casefold, columns[:position]):
            raise TableError(f"{place}: the title {shown(title)} stands twice in the header.")
    return columns


def check_rows(columns: list[str], rows: list[Row]) -> None:
    """Raise TableError for the first row that is not sound, or whose dimension stands in an earlier one."""
    seen: dict[str, Row] = {}
    for number, cells in rows:
        check_row(columns, number, cells)
        first, (title, *_) = seen.setdefault(slug(cells[0]), (number, cells))
        if first != number:
            twin = f"{shown(cells[0])} is the same dimension as {shown(title)} in row {first}"
            raise TableError(f"row {number}, column {shown(columns[0])}: {twin}; give each a title of its own.")


def check_row(columns: list[str], number: int, cells: list[str]) -> None:
    """Raise TableError for a row with more cells than columns, or without words in one of them."""
    width = len(columns)
    for cell in filter(None, cells[width:]):
        place = f"row {number}: {shown(cell)} stands after the last of {width} columns, {shown(columns[-1])}"
        raise TableError(f'{place}; put " around a cell that holds a separator.')
    for title, cell in zip_longest(columns, cells[:width], fillvalue=""):
        if not cell:
            raise TableError(f"row {number}, column {shown(title)}: no text here; each of {width} columns needs some.")
