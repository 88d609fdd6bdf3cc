"""A page in another language: a notebook whose Markdown is looked up paragraph by paragraph in the page's catalogue.

`notebooks/02_governance.ipynb` and `data/pages/es/02_governance.po` make `notebooks/es/02_governance.ipynb`.
With the pages stands here every file whose words are translated, each with its catalogue in a language.
"""

import os
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kit.base.catalogue import Entry, language_of, read_words
from kit.base.datapackage import described
from kit.base.jupyter.saving import put_back, stored_in
from kit.base.paths import FOR_TEACHERS, files_like
from kit.content import translation
from kit.content.facts import read_facts
from kit.content.pages import LINK, NUMBER
from kit.content.schema import FORMS
from kit.content.table import load_table
from kit.content.translation import Found, Text, catalogue_of, is_stale, looked_up, texts_in_table, told
from kit.content.yaml_reader import Place, read_plain

PARTED = re.compile(r"(\n\s*\n)")
LOADS = re.compile(r"^(\w+ = load_\w+\()(.*)\)$", re.MULTILINE)
WHOLE = ("word_coding", "sources", "figure")  # quotes its own table, is as published, has its words among the labels


class Pages(NamedTuple):
    """The pages of a kit, in its folders of data and notebooks, and one of the languages that they are in."""

    data: Path
    notebooks: Path
    language: str

    def originals(self) -> list[Path]:
        """Return every page in the language of the table, the learners' first."""
        folders = ("", *(f"{folder}/" for folder in FOR_TEACHERS))
        return [path for folder in folders for path in files_like(self.notebooks, f"{folder}*.ipynb") if path.is_file()]

    def catalogue(self, page: Path) -> Path:
        """Return where the catalogue of a page lies: also where the page has had another number since."""
        there = self.data / "pages" / self.language / page.relative_to(self.notebooks).with_suffix(".po")
        name = NUMBER.sub("", there.name)
        same = (one for one in files_like(there.parent, "*.po") if NUMBER.sub("", one.name) == name)
        return there if there.exists() else next(same, there)

    def built(self, page: Path) -> Path:
        """Return where a page in this language lies."""
        return self.notebooks / self.language / page.relative_to(self.notebooks)

    def translated(self) -> dict[Path, Path]:
        """Return the original of each page of which something is translated, by where it lies in this language."""
        return {self.built(page): page for page in self.originals() if self.has(page)}

    def has(self, page: Path) -> bool:
        """Return whether something of a page is translated besides its title, which other pages show too."""
        there = self.catalogue(page) if page.is_relative_to(self.notebooks) else None
        return bool(there) and any(not one.words.startswith("# ") for one in read_words(there).entries)


def page_in(pages: Pages, page: Path) -> dict[str, Any]:
    """Return a page in a language, as JSON without outputs; raise ContentError for a catalogue that cannot be read."""
    raw = stored_page(page)
    found = looked_up(texts_in(raw), read_words(pages.catalogue(page)).entries)
    leads = _links(pages, page, raw)
    return raw | {"cells": [_said(cell, found, pages.language, leads) for cell in raw["cells"]]}


def stored_page(page: Path) -> dict[str, Any]:
    """Return a page as JSON, without what work with it left; without cells where it cannot be read."""
    return put_back(stored_in(page) or {"cells": []})


def outdated(pages: Pages, among: Container[Path] = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield where each page (`among` some, if given) lies that is made in another way now, and what it is."""
    for built, page in {pages.built(page): page for page in pages.originals()}.items():
        if (not among or built in among) and pages.has(page):
            made = page_in(pages, page)
            if sources(made) != sources(stored_page(built)):
                yield built, made


def sources(page: dict[str, Any]) -> list[tuple[str, ...]]:
    """Return what a page is made of, cell by cell, without what its cells have put out."""
    return [(cell["cell_type"], cell.get("id", ""), "".join(cell["source"])) for cell in page["cells"]]


def texts_in(page: dict[str, Any]) -> list[Text]:
    """Return every paragraph of a page's Markdown that has words, under the id of its cell."""
    return [text for cell in page["cells"] if cell["cell_type"] == "markdown" for text in paragraphs(cell)]


def paragraphs(cell: dict[str, Any]) -> list[Text]:
    """Return the paragraphs of a cell, without those that are signs and tags alone."""
    parts = PARTED.split("".join(cell["source"]))
    return [Text(cell.get("id", ""), words) for words in parts if re.search(r"\w", re.sub(r"<[^>]*>", "", words))]


def _said(cell: dict[str, Any], found: Found, language: str, leads: dict[str, str]) -> dict[str, Any]:
    words = "".join(cell["source"])
    if cell["cell_type"] == "code":
        called = LOADS.sub(lambda load: f'{load[1]}{load[2]}{", " * bool(load[2])}language="{language}")', words)
        return cell | {"source": called.splitlines(keepends=True), "outputs": []}
    parts, texts = PARTED.split(words), {text.words: text for text in paragraphs(cell)}
    there = "".join(told(texts[part], found) if part in texts else part for part in parts)
    there = LINK.sub(lambda link: link[0].replace(link[1], leads.get(Path(link[1]).name, link[1])), there)
    return cell | {"source": there.splitlines(keepends=True)}


def _links(pages: Pages, page: Path, raw: dict[str, Any]) -> dict[str, str]:
    """Return where each page that this one links to is reached from it: in the language where it is there, else not."""
    here = pages.built(page).parent
    links = {link for cell in raw["cells"] for link in LINK.findall("".join(cell["source"]))}
    to = {Path(link).name: Path(os.path.normpath(page.parent / link)) for link in links}
    there = {name: pages.built(path) if pages.has(path) else path for name, path in to.items()}
    return {name: Path(os.path.relpath(path, here)).as_posix() for name, path in there.items()}


@dataclass(eq=False)
class Original:
    """A file, the catalogue of its translation, its words, and the line of each place where that is known."""

    path: Path
    there: Path
    texts: list[Text]
    lines: dict[Place, int]

    @cached_property
    def found(self) -> Found:
        """Return what its catalogue says of its words."""
        return looked_up(self.texts, read_words(self.there).entries)

    @property
    def left(self) -> list[Text]:
        """Return what nobody has translated."""
        return [text for text in self.texts if text[:2] not in self.found]

    @property
    def stale(self) -> list[tuple[Text, Entry]]:
        """Return what has changed since it was translated, with what the catalogue says of it."""
        told = [(text, self.found[text[:2]]) for text in self.texts if text[:2] in self.found]
        return [(text, entry) for text, entry in told if is_stale(text, entry)]


def originals(pages: Pages) -> Iterator[Original]:
    """Yield each file with words for people of a kit; raise ContentError for one that cannot be read."""
    for path, form in content_files(pages.data).items():
        yield Original(path, catalogue_of(path, pages.language), *_texts_of(path, form, path.stat().st_mtime_ns))
    for path in tables(pages.data):
        table = load_table(path).reset_index() if path.parent == pages.data else read_facts(path)
        yield Original(path, catalogue_of(path, pages.language), texts_in_table(table), {})
    for page in pages.originals():
        yield Original(page, pages.catalogue(page), texts_in(stored_page(page)), {})


@lru_cache(maxsize=200)  # a check asks for each language, and for what fits as for what is left
def _texts_of(path: Path, form: type, changed: int) -> tuple[list[Text], dict[Place, int]]:
    plain, lines = read_plain(path)
    return translation.texts_in(plain, form), lines


def content_files(data: Path) -> dict[Path, type]:
    """Return the form of each content file whose words are translated."""
    forms = [(form, files) for name, (form, files) in FORMS.items() if name not in WHOLE]
    return {path: form for form, files in reversed(forms) for path in files_like(data, files)}


def tables(data: Path) -> list[Path]:
    """Return the tables whose words are translated: the table, where it is there, and facts not described otherwise."""
    stay = [one.get("path") for one in described(data / "datapackage.json") if one.get("translated") is False]
    found = [path for files in ("table.csv", "facts/*.csv") for path in files_like(data, files)]
    return [path for path in found if path.relative_to(data).as_posix() not in stay]


def translations_in(data: Path) -> list[str]:
    """Return the languages in which a kit has catalogues, by their codes."""
    folders = ("", "*/", "pages/*/", "pages/*/*/")
    return sorted({language_of(path) for folder in folders for path in files_like(data, f"{folder}*/*.po")})
