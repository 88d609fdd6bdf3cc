"""What a page of the kit is made of, and how it is put back as it was baked when somebody's work with it is saved.

A page's code calls the kit and does nothing else: one set-up cell, then steps. Only such cells are put back, and only
they may run without being asked for. Needs the standard library alone: the server and every kernel load it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit import __all__ as names_of_kit
from kit.base.errors import or_else
from kit.base.paths import START

PAGES = tuple(name for name in names_of_kit if name != "load_table")  # a table is no page: what it does is pandas' own
WORDS = r"\"[\w ,&-]*\""
ARGUMENTS = rf"(?:{WORDS})?(?:, )?(?:language={WORDS})?"
SET_UP = re.compile(rf"from kit import (?P<load>\w+)\s+(?P<page>\w+) = (?P=load)\({ARGUMENTS}\)")
KEPT = ("text/html", "text/plain")
VIEW = "application/vnd.jupyter.widget-view+json"
# what looking at a page leaves in a cell: times, folded parts
LOOKED_AT = ("ExecuteTime", "collapsed", "execution", "jp-MarkdownHeadingCollapsed", "jupyter", "scrolled")
OF_KERNEL = ("kernelspec", "language_info")

Notebook = dict[str, Any]
Cell = Output = dict[str, Any]


def is_page(file: Path) -> bool:
    """Return whether a notebook lies among the kit's lessons: beside the start page, or in a folder beside it."""
    return any((folder / START).is_file() for folder in file.parents[:2])


def set_up_of(notebook: Notebook) -> tuple[str, str]:
    """Return the name that a page's set-up gives to the page, and the set-up's code; both are empty without one."""
    for text in map(source, code_of(notebook)):
        found = SET_UP.fullmatch(text.strip())
        if found and found["load"] in PAGES:
            return found["page"], text
    return "", ""


def own_cells(notebook: Notebook) -> dict[str, str]:
    """Return the code of each cell that calls the kit and does nothing else, by the cell's id: set-up and steps."""
    page, set_up = set_up_of(notebook)
    step = re.compile(rf"\s*{page}\.[a-z]\w*\(\)\s*")
    found = {cell.get("id", ""): source(cell) for cell in code_of(notebook)}
    return {id: text for id, text in found.items() if page and id and (text == set_up or step.fullmatch(text))}


def as_baked(notebook: Notebook, stored: Notebook) -> Notebook:
    """Return a notebook as it is to be saved: what somebody wrote, and for what work with it left, what `stored` has.

    Outputs, counts, folds and the kernel's description are those of `stored`, the file on disk. Prose, code and cells
    that are new stay; widgets' views and state do not, for they are dead tomorrow and hold what was typed.
    """
    before = {cell["id"]: cell for cell in stored.get("cells", []) if "id" in cell}
    own = own_cells(notebook)
    cells = [_cell(cell, before.get(cell.get("id")), cell.get("id") in own) for cell in _written(notebook, before)]
    metadata = {key: value for key, value in notebook.get("metadata", {}).items() if key != "widgets"}
    kernel = stored.get("metadata", {})
    return {**notebook, "cells": cells, "metadata": _with(metadata, kernel, OF_KERNEL) if before else metadata}


def put_back(notebook: Notebook) -> Notebook:
    """Return a notebook without what work with it left, for one that another server than the kit's has saved."""
    return as_baked(notebook, {**notebook, "cells": [cell for cell in notebook["cells"] if source(cell).strip()]})


@or_else(lambda _: {}, OSError, ValueError, KeyError, TypeError, RecursionError)
def stored_in(file: Path) -> Notebook:
    """Return the notebook in a file; an empty one where there is none, or none that can be read."""
    found = json.loads(file.read_text(encoding="utf-8"))
    return found if isinstance(found["cells"], list) and isinstance(found["metadata"], dict) else {}


def code_of(notebook: Notebook) -> Iterator[Cell]:
    """Yield a notebook's cells of code."""
    return (cell for cell in notebook.get("cells", []) if cell.get("cell_type") == "code")


def source(cell: Cell) -> str:
    """Return what stands in a cell; in a file it is a list of lines."""
    return "".join(cell.get("source", ""))


def _written(notebook: Notebook, before: dict[str, Cell]) -> list[Cell]:
    """Return a notebook's cells without the empty ones at its end that Shift+Enter added."""
    cells = list(notebook.get("cells", []))
    while len(cells) > 1 and not source(cells[-1]).strip() and cells[-1].get("id") not in before:
        cells.pop()
    return cells


def _cell(cell: Cell, before: Cell | None, own: bool) -> Cell:
    """Return a cell without what looking at it left; one of the kit's own with the outputs that it had before."""
    kept = {**cell, "metadata": _with(cell.get("metadata", {}), (before or {}).get("metadata", {}), LOOKED_AT)}
    if cell.get("cell_type") != "code":
        return kept
    if own and before and before.get("cell_type") == "code":
        return {**kept, "outputs": _static(before), "execution_count": before.get("execution_count")}
    return {**kept, "outputs": [one for one in cell.get("outputs", []) if VIEW not in one.get("data", {})]}


def _static(cell: Cell) -> list[dict[str, Any]]:
    """Return what a cell shows without a kernel; views that an earlier day's saving left are taken out."""
    shown = [output for output in cell.get("outputs", []) if "data" in output]
    return [{**one, "data": {kind: one["data"][kind] for kind in KEPT if kind in one["data"]}} for one in shown]


def _with(metadata: dict[str, Any], before: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Return metadata in which some keys are as they were before, or not there, as they were not."""
    kept = {key: value for key, value in metadata.items() if key not in keys}
    return kept | {key: before[key] for key in keys if key in before}
