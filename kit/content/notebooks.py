"""Notebooks as they lie on disk: cells, their prose, their links, and which lesson each one teaches."""

import json
import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from kit.base.errors import ContentError
from kit.base.jupyter.saving import put_back
from kit.content.yaml_form import a_file

LESSON = re.compile(r"""load_lesson\(["'](.+?)["']""")
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+\.ipynb)[^)]*\)")
NUMBER = re.compile(r"^\d+_")  # before a notebook's name; the menu is in the order of these numbers
BAKE = "write it anew with: python -m kit bake"


class Cell(NamedTuple):
    """One cell: where it is, `markdown` or `code`, its text, what it has put out, and its place among the slides."""

    where: str
    kind: str
    text: str
    outputs: list[dict]
    slide: str = ""


class Notebook(NamedTuple):
    """A notebook: its file, its cells, and whether it was saved with what somebody's work with it left."""

    path: Path
    cells: list[Cell]
    is_used: bool

    @property
    def code(self) -> list[Cell]:
        """Return its code cells."""
        return [cell for cell in self.cells if cell.kind == "code"]

    @property
    def is_translated(self) -> bool:
        """Return whether it says what another page says, in another language."""
        return any("language=" in cell.text for cell in self.code[:1])

    @property
    def prose(self) -> list[Cell]:
        """Return its Markdown cells."""
        return [cell for cell in self.cells if cell.kind == "markdown"]


def read_notebook(path: Path) -> Notebook:
    """Return the notebook in a file; raise ContentError when the file holds none."""
    try:
        raw = json.loads(a_file(path).read_text(encoding="utf-8"))
        page = put_back(raw)
        cells = [_cell(f"{path.name}, cell {number}", cell) for number, cell in enumerate(page["cells"], 1)]
        return Notebook(path, cells, page != raw)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        rule = f"this is not a notebook ({error}); take back the last sound version."
        raise ContentError(f"{path.name}: {rule}") from None


def _cell(where: str, cell: dict) -> Cell:
    slide = cell.get("metadata", {}).get("slideshow", {}).get("slide_type", "")
    return Cell(where, cell["cell_type"], "".join(cell["source"]), cell.get("outputs", []), slide)


def links_to(awaited: Container[str], notebook: Notebook) -> list[str]:
    """Return where a notebook links to one of the lessons that are not there."""
    found = [(cell.where, _lesson(link)) for cell in notebook.prose for link in LINK.findall(cell.text)]
    return [f"{where} ({lesson})" for where, lesson in found if lesson in awaited]


def _lesson(link: str) -> str:
    return NUMBER.sub("", Path(unquote(link)).stem)


def lesson_of(notebook: Notebook) -> tuple[str, str] | None:
    """Return where a notebook names its lesson, and the name; None when it is about no single lesson."""
    named = ((cell.where, LESSON.search(cell.text)) for cell in notebook.code)
    return next(((where, found[1]) for where, found in named if found), None)


def paragraphs(notebook: Notebook) -> Iterator[tuple[str, str]]:
    """Yield each paragraph of a notebook after where it stands; all but the line of minutes, which is a form."""
    for cell in notebook.prose:
        for paragraph in re.split(r"\n\s*\n", cell.text):
            if not paragraph.startswith("**Minutes:**"):
                yield cell.where, paragraph


def plain_words(text: str) -> list[str]:
    """Return a text's words in lower case, without markup and without the addresses of links.

    >>> plain_words("*Who* owns [the tools](https://example.org)?")
    ['who', 'owns', 'the', 'tools']
    """
    return re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "]", text).casefold())
