"""The table: a CSV file in, a checked DataFrame of dimensions by models out; every cell stays text, as it was typed."""

import re
import unicodedata
from itertools import zip_longest
from pathlib import Path

import pandas as pd

from kit.base.errors import TableError, guess, listed, named, shown
from kit.base.labels import known
from kit.base.language import at_home
from kit.base.paths import data_path
from kit.content.course import load_models, models_at_home
from kit.content.csv_reader import Row, check_width, read_rows
from kit.content.translation import catalogue_of, table_in_translation

FEWEST_MODELS, MOST_MODELS = 2, 6
IDS = "ids"  # what a translated table carries in its `attrs`: its titles -> their ids, which are those at home


def load_table(path: str | Path | None = None) -> pd.DataFrame:
    """Return the table in a CSV file: a row a dimension, indexed by its title, and a column a model, all text.

    Without a path it is the kit's own table, in the language of the page. Whatever a spreadsheet saves as CSV will do:
    commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252; or a workbook. Raises TableError for what cannot be a
    table of 2 to 6 models.
    """
    if path is None:
        home = load_table(data_path("table.csv"))
        return home if at_home() else _spoken(home, catalogue_of(data_path("table.csv")))
    path = Path(path)
    try:
        header, *rows = read_rows(path)
        columns = check_header(*header)
        check_rows(columns, rows)
    except TableError as problem:
        raise TableError(f"{named(path) or path}: {problem}") from None
    dimensions = pd.Index([cells[0] for _, cells in rows], name=columns[0], dtype="str")
    return pd.DataFrame([cells[1 : len(columns)] for _, cells in rows], dimensions, columns[1:], dtype="str")


def _spoken(home: pd.DataFrame, there: Path) -> pd.DataFrame:
    """Return the table in the language of the page; its dimensions keep the ids that they have at home."""
    titles = {model.id: model.title for model in load_models()}
    headings = {model.title: titles[model.id] for model in models_at_home()}
    table = table_in_translation(home.reset_index(), there).set_index(home.index.name).rename(columns=headings)
    table.attrs[IDS] = dict(zip(map(str, table.index), dimensions_of(home), strict=True))
    return table.rename_axis(known(home.index.name))


def dimension_id(table: pd.DataFrame, title: str) -> str:
    """Return the id of a table's dimension, the same in every language."""
    return table.attrs.get(IDS, {}).get(title) or slug(title)


def slug(title: str) -> str:
    """Return the id of a title: its words in lower case, joined by underscores."""
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
    return {dimension_id(table, title): str(title) for title in table.index}


def find_dimension(table: pd.DataFrame, name: str, *besides: str) -> str:
    """Return the title of the dimension of this id or title; else raises TableError, with what is known `besides`."""
    titles = dimensions_of(table)
    if (id_ := dimension_id(table, name)) in titles:
        return titles[id_]
    allowed = "; or say ".join(filter(None, map(listed, (titles, besides))))
    raise TableError(f"No dimension {shown(name)}{guess(slug(name), [*titles, *besides])} The table has: {allowed}.")


def check_header(number: int, cells: list[str]) -> list[str]:
    """Return the titles of the columns, without the empty columns that spreadsheets leave at the end."""
    width = max(position for position, cell in enumerate(cells, start=1) if cell)
    columns = [cells[0] or "Dimension", *cells[1:width]]
    if not FEWEST_MODELS <= len(columns) - 1 <= MOST_MODELS:
        allowed = f"a table compares {FEWEST_MODELS} to {MOST_MODELS} models, parted by commas, semicolons or tabs"
        found = f"this header names {len(columns) - 1}: {shown(' | '.join(columns))}. Its first row must be the header"
        raise TableError(f"row {number}: {allowed}; {found}, without a title above it.")
    for position, title in enumerate(columns):
        place = f"row {number}, column {'ABCDEFG'[position]}"
        if not title:
            raise TableError(f"{place}: the model has no title.")
        if title.casefold() in map(str.casefold, columns[:position]):
            raise TableError(f"{place}: the title {shown(title)} stands twice in the header.")
    return columns


def check_rows(columns: list[str], rows: list[Row]) -> None:
    """Raise TableError for the first row with more cells than columns, without words, or of an earlier dimension."""
    seen: dict[str, Row] = {}
    width = len(columns)
    for number, cells in rows:
        check_width(columns, number, cells)
        for title, cell in zip_longest(columns, cells[:width], fillvalue=""):
            if not cell:
                what = f"no text here; each of {width} columns needs some"
                raise TableError(f"row {number}, column {shown(title)}: {what}.")
        first, (title, *_) = seen.setdefault(slug(cells[0]), (number, cells))
        if first != number:
            twin = f"{shown(cells[0])} is the same dimension as {shown(title)} in row {first}"
            raise TableError(f"row {number}, column {shown(columns[0])}: {twin}; give each a title of its own.")
