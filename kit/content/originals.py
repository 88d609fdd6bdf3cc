"""Every file whose words are translated: the content files and the pages, each with its catalogue in a language."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kit.base.catalogue import Entry, language_of, read_words
from kit.base.paths import files_like
from kit.content import page_translation, translation
from kit.content.page_translation import Pages
from kit.content.schema import FORMS
from kit.content.translation import Found, Text, catalogue_of, is_stale, looked_up
from kit.content.yaml_form import Place, read_plain

WHOLE = ("word_coding", "sources", "figure")  # quotes its own table, is as published, has its words among the labels


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
        plain, lines = read_plain(path)
        yield Original(path, catalogue_of(path, pages.language), translation.texts_in(plain, form), lines)
    for page in pages.originals():
        texts = page_translation.texts_in(page_translation.stored_page(page))
        yield Original(page, pages.catalogue(page), texts, {})


def content_files(data: Path) -> dict[Path, type]:
    """Return the form of each content file whose words are translated."""
    forms = [(form, files) for name, (form, files) in FORMS.items() if name not in WHOLE]
    return {path: form for form, files in reversed(forms) for path in files_like(data, files)}


def translations_in(data: Path) -> list[str]:
    """Return the languages in which a kit has catalogues, by their codes."""
    folders = ("", "*/", "pages/*/", "pages/*/*/")
    return sorted({language_of(path) for folder in folders for path in files_like(data, f"{folder}*/*.po")})
