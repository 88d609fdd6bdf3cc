"""The pages of the course: its notebooks in their order, and where in them each step begins."""

import json
import re
from collections.abc import Collection
from functools import cache
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from kit.base.catalogue import read_words
from kit.base.labels import known, said, untranslated
from kit.base.language import at_home, home_language, language, languages, spoken
from kit.base.paths import START, data_path, files_like, notebooks_path
from kit.content.notebooks import NUMBER
from kit.content.table import dimensions_of

CLOSE = ("case_file", "question_the_table")  # what comes after the lessons
FIRST = said("Recall")  # stands before the steps
NAMES = (said("Predict"), said("Compare"), said("Explore"), said("Check"), said("Place"), said("Discuss"))  # of steps

Begun = set[tuple[str, str]]  # (lesson, step)


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
    found = [path for path in files_like(notebooks_path(), "[0-9]*_*.ipynb") if path.is_file()]
    return [_page_in_language(path) for path in found]


def _page_in_language(path: Path) -> Page:
    there = spoken(path)
    if there != path or at_home():
        return _page(there)
    page = _page(path)  # in the folder above those of the language
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


def _page(path: Path) -> Page:
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path: Path, _: int) -> Page:
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
    r"""Return a heading of Markdown as text.

    >>> _plain(r"Rights \[drafted\] &amp; duties ")
    'Rights [drafted] & duties'
    """
    return unescape(re.sub(r"\\([^\w\s])", r"\1", heading)).strip()
