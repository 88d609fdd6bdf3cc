"""Notebooks: cells, prose and links on disk; as pages of the course, their order, steps and how far a language is."""

import json
import re
from collections.abc import Collection, Container, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pandas as pd

from kit.base.catalogue import read_words
from kit.base.errors import ContentError
from kit.base.jupyter.saving import put_back
from kit.base.labels import known, said, untranslated
from kit.base.language import at_home, home_language, language, languages, spoken
from kit.base.paths import START, data_path, files_like, notebooks_path
from kit.content.table import dimensions_of
from kit.content.yaml_reader import a_file

LESSON = re.compile(r"""load_lesson\(["'](.+?)["']""")
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+\.ipynb)[^)]*\)")
NUMBER = re.compile(r"^\d+_")  # before a notebook's name; the menu is in the order of these numbers
BAKE = "write it anew with: python -m kit bake"
CLOSE = ("case_file", "question_the_table", "before_and_after")  # what comes after the lessons
FIRST = said("Recall")  # stands before the steps
NAMES = (said("Predict"), said("Compare"), said("Explore"), said("Check"), said("Place"), said("Discuss"))  # of steps

Begun = set[tuple[str, str]]  # (lesson, step)
START_PAGE = "00_start_here"  # shows all of the table, every title, and the models' names
SHARED = {START_PAGE: ("table", "cases", "models"), "15_question_the_table": ("table_critique", "missing")}
ELSEWHERE = re.compile(r'^(msgctxt "(models/.*_(case|criticism)|(.*/)?notes(/.*)?)"|#~.*)$', re.MULTILINE)  # hidden
EMPTY = re.compile(r'msgstr(\[\d\])? ""\s*\Z')


class Page(NamedTuple):
    """A notebook: its id (of a dimension, where it is a lesson), a short name, its file, its title, its headings."""

    id: str
    name: str
    file: str
    title: str
    places: tuple[tuple[str, str], ...]  # each heading with the id of its cell

    def link(self, step: str = "") -> str:
        """Return where a step begins in the notebook: the file, and the cell whose heading names the step."""
        names = re.compile(rf"\b(?:{re.escape(step)}|{re.escape(step_name(step))})\b", re.IGNORECASE)
        cells = [cell for heading, cell in self.places if step and names.search(heading)]
        return f"{self.file}#cell-id={cells[0]}" if cells else self.file


def lessons_of(table: pd.DataFrame) -> list[Page]:
    """Return the notebook of each of the table's dimensions that has one, in the order of the files' numbers."""
    names = dimensions_of(table)
    return [page._replace(name=names[page.id]) for page in _pages() if page.id in names]


def order_of(dimensions: Collection[str]) -> list[str]:
    """Return the lessons' ids in the order of their notebooks; without notebooks, in that of the table."""
    there = [NUMBER.sub("", path.stem) for path in files_like(notebooks_path(), "[0-9]*_*.ipynb")]
    return [id_ for id_ in there if id_ in dimensions] or list(dimensions)


def after_the_lessons() -> list[Page]:
    """Return the notebooks that close the course, as far as they are there."""
    return [page for page in _pages() if page.id in CLOSE]


def _pages() -> list[Page]:
    """Return every page of the course in the language of the page; one without a translation says its own language."""
    return [_page_in_language(path) for path in files_like(notebooks_path(), "[0-9]*_*.ipynb") if path.is_file()]


def _page_in_language(path: Path) -> Page:
    there = spoken(path)
    page = _page(there, there.stat().st_mtime_ns)
    if there != path or at_home():
        return page
    # it lies in the folder above those of the language
    told = {one.words: one.told[0] for one in read_words(data_path("pages", language(), f"{path.stem}.po")).entries}
    title = _plain(told.get(f"# {page.title}", "").removeprefix("# "))
    title = f"{title} ({home_language()})" if title else untranslated(page.title, home_language())
    return page._replace(file=f"../{page.file}", title=title)


def in_other_languages() -> dict[str, str]:
    """Return where the start page lies in each other language, from that of this one, by the languages' codes."""
    homes = {to: "" if to == home_language() else f"{to}/" for to in languages() if to != language()}
    up = "" if at_home() else "../"
    return {to: f"{up}{home}{START}" for to, home in homes.items() if notebooks_path(f"{home}{START}").is_file()}


def step_name(step: str) -> str:
    """Return what a step is called in the page's language."""
    return known(step.capitalize())


@cache
def _page(path: Path, _: int) -> Page:
    """Return a notebook's page; read again only when the file has changed, for its outputs make it large."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    prose = [("".join(cell["source"]), cell.get("id", "")) for cell in cells if cell["cell_type"] == "markdown"]
    titles = [_plain(found[1]) for text, _ in prose if (found := re.search(r"^# (.+)$", text, re.MULTILINE))]
    headed = [(re.findall(r"^## (.+)$", text, re.MULTILINE), cell) for text, cell in prose if cell]
    places = [(heading, cell) for headings, cell in headed for heading in headings]
    id_ = NUMBER.sub("", path.stem)
    title = titles[0] if titles else id_
    return Page(id_, title, path.name, title, tuple(places))


def _plain(heading: str) -> str:
    """Return a heading of Markdown as text."""
    return unescape(re.sub(r"\\([^\w\s])", r"\1", heading)).strip()


def so_far(data: Path, to: str) -> dict[str, tuple[int, int]]:
    """Return, counted cheaply in catalogues, how many words of each unfinished page are translated, and of how many."""
    pages = {path.stem: _entries(path) for path in files_like(data, f"pages/{to}/[0-9]*.po")}
    labels = _entries(data / f"labels/{to}.po")
    done = {}
    for page, own in pages.items():
        name = NUMBER.sub("", page)
        files = [data / to / f"{one}.po" for one in SHARED.get(page, (name, f"../lessons/{to}/{name}"))]
        titles = [one[0] for other, one in pages.items() if page == START_PAGE != other and one]
        shown = [*own, *titles, *(entry for file in files for entry in _entries(file))]
        shown += [entry for entry in labels if f"#. {page}\n" in entry]
        done[page] = [not EMPTY.search(entry) for entry in shown]
    return {page: (sum(all_), len(all_)) for page, all_ in done.items() if not all(all_)}


def _entries(path: Path) -> list[str]:
    """Return the entries of a catalogue that stand on a learners' page, each as it stands in the file."""
    parts = path.read_text(encoding="utf-8", errors="replace").split("\n\n")[1:] if path.exists() else []
    return [one for one in parts if one.strip() and not ELSEWHERE.search(one)]


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
    """Return a text's words in lower case, without markup and without the addresses of links."""
    return re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "]", text).casefold())
