"""What `python -m kit check` asks of a notebook: its form, its links, and whether it reads without a kernel."""

import ast
import json
import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import kit
from kit.errors import ContentError, shown
from kit.forms import a_file, nearest
from kit.progress import NUMBER

SET_UP = re.compile(r"from kit import (load_\w+)\n\s*(\w+) = (load_\w+)\(.*\)")
LESSON = re.compile(r"""load_lesson\(["'](.+?)["']""")
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+\.ipynb)[^)]*\)")
STATIC = {"text/html", "text/plain"}
SLIDES = ("slide", "subslide", "fragment", "skip", "notes", "-")
BAKE = "write it anew with: python -m kit bake"
EXAMPLE = 'from kit import load_lesson / lesson = load_lesson("governance")'


class Cell(NamedTuple):
    """One cell: where it is, `markdown` or `code`, its text, what it has put out, and its place among the slides."""

    where: str
    kind: str
    text: str
    outputs: list[dict]
    slide: str = ""


class Notebook(NamedTuple):
    """A notebook: its file, its cells, and whether it holds the state of widgets."""

    path: Path
    cells: list[Cell]
    widgets: bool

    @property
    def code(self) -> list[Cell]:
        """Return its code cells."""
        return [cell for cell in self.cells if cell.kind == "code"]

    @property
    def prose(self) -> list[Cell]:
        """Return its Markdown cells."""
        return [cell for cell in self.cells if cell.kind == "markdown"]


def read_notebook(path: Path) -> Notebook:
    """Return the notebook in a file; raise ContentError when the file holds none."""
    try:
        raw = json.loads(a_file(path).read_text(encoding="utf-8"))
        cells = [_cell(f"{path.name}, cell {number}", cell) for number, cell in enumerate(raw["cells"], 1)]
        return Notebook(path, cells, "widgets" in raw["metadata"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ContentError(
            f"{path.name}: this is not a notebook ({error}); take back the last sound version."
        ) from None


def _cell(where: str, cell: dict) -> Cell:
    slide = cell.get("metadata", {}).get("slideshow", {}).get("slide_type", "")
    return Cell(where, cell["cell_type"], "".join(cell["source"]), cell.get("outputs", []), slide)


def check_notebook(notebook: Notebook, awaited: Container[str]) -> list[str]:
    """Return what is wrong with one notebook; it may link to the lessons that are awaited."""
    return [
        *check_title(notebook),
        *check_set_up(notebook),
        *check_links(notebook, awaited),
        *check_slides(notebook),
        *(complaint for cell in notebook.code for complaint in check_outputs(cell)),
        *([f"{notebook.path.name} holds the state of widgets; {BAKE}"] if notebook.widgets else []),
    ]


def check_title(notebook: Notebook) -> list[str]:
    """Return a complaint when the notebook does not begin with its title: the menu of lessons reads it there."""
    first = notebook.cells[0] if notebook.cells else Cell("", "", "", [])
    if first.kind == "markdown" and re.match(r"# \S", first.text):
        return []
    return [f"{notebook.path.name}, cell 1: a title must stand here, a line of Markdown that begins with '# '."]


def check_set_up(notebook: Notebook) -> list[str]:
    """Return a complaint when the first code cell is not the two set-up lines."""
    if not notebook.code:
        return []
    cell = notebook.code[0]
    lines = SET_UP.fullmatch(cell.text.strip())
    if not lines or lines[1] != lines[3]:
        return [f"{cell.where}: the first code must be two lines, as in {EXAMPLE}; here stands {shown(cell.text)}."]
    if lines[1] not in kit.__all__:
        return [
            f"{cell.where}: kit has no {lines[1]!r}{nearest(lines[1], kit.__all__)} It has: {', '.join(kit.__all__)}."
        ]
    return []


def check_links(notebook: Notebook, awaited: Container[str]) -> list[str]:
    """Return a complaint for each link to a notebook that is neither there nor awaited."""
    folder = notebook.path.parent
    there = sorted(path.name for path in folder.glob("*.ipynb"))
    return [
        f"{cell.where}: the link to {shown(link)} leads nowhere{nearest(link, there)}"
        for cell in notebook.prose
        for link in LINK.findall(cell.text)
        if not (folder / unquote(link)).is_file() and _lesson(link) not in awaited
    ]


def links_to(awaited: Container[str], notebook: Notebook) -> list[str]:
    """Return where a notebook links to one of the lessons that are not there."""
    found = [(cell.where, _lesson(link)) for cell in notebook.prose for link in LINK.findall(cell.text)]
    return [f"{where} ({lesson})" for where, lesson in found if lesson in awaited]


def _lesson(link: str) -> str:
    return NUMBER.sub("", Path(unquote(link)).stem)


def check_slides(notebook: Notebook) -> list[str]:
    """Return a complaint when cells have no place among the slides."""
    lost = [str(number) for number, cell in enumerate(notebook.cells, 1) if cell.slide not in SLIDES]
    if not lost:
        return []
    cells = f"cell{'s' * (len(lost) > 1)} {', '.join(lost)}"
    return [f"{notebook.path.name}: no place among the slides for {cells}; allowed: {', '.join(SLIDES)}; {BAKE}"]


def check_outputs(cell: Cell) -> list[str]:
    """Return a complaint when a cell cannot be read without a kernel: it shows nothing yet, or more than words."""
    try:
        shows = isinstance((ast.parse(cell.text).body or [None])[-1], ast.Expr)
    except SyntaxError as error:
        return [f"{cell.where}, line {error.lineno}: this is not Python ({error.msg})."]
    kinds = {kind for output in cell.outputs for kind in output.get("data", [output.get("output_type")])}
    if kinds - STATIC:
        return [f"{cell.where} holds {', '.join(sorted(kinds - STATIC))}, and only text and HTML may stay; {BAKE}"]
    if shows and not kinds:
        return [f"{cell.where} shows nothing before it is run; {BAKE}"]
    return []


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
