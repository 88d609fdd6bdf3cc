"""In which order learners meet the kit's labels: each page of the course is shown, and what it says is written down."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from kit.adapt.make.catalogue import as_text, brought_up_to_date
from kit.base.labels import listening
from kit.base.language import speak
from kit.base.writing import write_whole
from kit.content.page_translation import Pages, page_in
from kit.widgets.page import begin_anew


def bring_labels_up_to_date(pages: Pages) -> None:
    """Write a language's catalogue of labels with every label of the code, in the order in which learners meet them."""
    path = pages.data / "labels" / f"{pages.language}.po"
    if not path.exists():  # the language can only be spoken once it has one
        write_whole(path, as_text(brought_up_to_date(pages.language, {})))
    write_whole(path, as_text(brought_up_to_date(pages.language, first_met(pages))))


def first_met(pages: Pages) -> dict[str, str]:
    """Return the page on which learners meet each label first, by its name, in the order in which they do."""
    met: dict[str, str] = {}
    before = dict(os.environ)
    with TemporaryDirectory() as os.environ["KIT_ANSWERS"]:
        for page in pages.originals():
            if page.parent == pages.notebooks:
                met |= {words: page.stem for words in _said_on(page, pages) if words not in met}
    os.environ.clear()
    os.environ.update(before)
    speak()
    return met


def _said_on(page: Path, pages: Pages) -> list[str]:
    """Return what a page says when it is shown; what comes after a fault on it is left out."""
    begin_anew()
    names: dict[str, object] = {}
    with listening() as heard, suppress(Exception):
        for cell in page_in(pages, page)["cells"]:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), names)  # as Jupyter does
    return heard
