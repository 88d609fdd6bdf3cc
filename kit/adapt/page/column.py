"""Add a column to the table: in the spreadsheet, in `models.yaml`, and then, cell by cell, in the lessons."""

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets
import yaml

from kit.adapt.page.shared import desk, editor, trying, verdict
from kit.base.errors import KitError
from kit.base.paths import data_path
from kit.base.prose import prose
from kit.base.writing import write_whole
from kit.content.columns import MARKS
from kit.content.course_form import Models
from kit.content.table import MOST_MODELS, dimensions_of, load_table
from kit.content.table_critique import Draft
from kit.content.template import as_yaml, to_write
from kit.content.yaml_form import read_form
from kit.views import cards

WORDS = prose(__file__)
OWN = {"id": "my_model", "title": "My Model (its author)", "name": "My Model"}


def column(root: Path, changed: Callable[[], None]) -> list[widgets.Widget]:
    """Return the block for `models.yaml` in a box; the cells come from a draft where there is one."""
    draft, block = _draft(root)
    box = editor(WORDS["block"], as_yaml([block]), "column")

    def save(text: str, title: str) -> str:
        _take_back(root)
        if text:
            add_column(root, text, title, draft)
        return verdict(root)

    presses = {
        WORDS["add"]: lambda: save(box.value, ""),
        WORDS["slip"]: lambda: save(box.value, f"{block['title']}!"),
        WORDS["back"]: lambda: save("", ""),
    }
    return desk(box, presses, lambda: trying(lambda: _first_row(root)), changed)


def _draft(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the cells of a drafted column and its block, of the first draft that there is; else an empty one."""
    for path in sorted((root / "data" / "columns").glob("*.yaml"), reverse=True):
        draft = read_form(path, Draft)
        return draft.cells, {"id": path.stem, "title": draft.title, "name": draft.name}
    return {}, OWN


def _take_back(root: Path) -> None:
    """Take from the table of a copy every column that the kit in use has not, and from its models every block."""
    titles, path = load_table(data_path("table.csv")).columns, root / "data" / "table.csv"
    table = load_table(path)
    if set(table.columns) - set(titles):
        write_whole(path, table[[title for title in table.columns if title in titles]].to_csv(lineterminator="\n"))
    write_whole(root / "data" / "models.yaml", data_path("models.yaml").read_bytes())


def add_column(root: Path, block: str, title: str, cells: dict[str, str]) -> None:
    """Add a block to the models and a column to the table of a copy, under the block's title or another.

    Raises KitError when the block has no title, or the table has no room.
    """
    data = root / "data"
    table = load_table(data / "table.csv")
    if len(table.columns) >= MOST_MODELS:
        raise KitError(WORDS("full", most=MOST_MODELS))
    table[title or _title(block)] = [cells.get(id_, to_write("this cell")) for id_ in dimensions_of(table)]
    models = (data / "models.yaml").read_text(encoding="utf-8").rstrip()
    write_whole(data / "models.yaml", f"{models}\n{block.strip()}\n")
    write_whole(data / "table.csv", table.to_csv(lineterminator="\n"))
    read_form(data / "models.yaml", Models)


def _title(block: str) -> str:
    try:
        return str(yaml.load(block, yaml.BaseLoader)[0]["title"])
    except (yaml.YAMLError, LookupError, TypeError):
        raise KitError(WORDS["needs_title"]) from None


def _first_row(root: Path) -> str:
    table = load_table(root / "data" / "table.csv")
    return cards.overview(table.iloc[:1], list(MARKS[: len(table.columns)]), label=WORDS["first_row"])
