"""A lesson as one file: what stands in it, and what checkers of PDF/UA and of EPUB say of it."""

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup

from kit.base.errors import KitError
from kit.content.pages import read_notebook
from kit.paper import lesson_file
from kit.paper.handouts import chosen
from tests.pdf_rules import SPOILT, faults

pytestmark = pytest.mark.slow
JAR = Path("/usr/share/java/epubcheck.jar")  # where Debian's package has it
NOTEBOOK = read_notebook(chosen(["governance"])["governance"])


@pytest.fixture(scope="module")
def page():
    return lesson_file.as_page(NOTEBOOK)


@pytest.fixture
def made(page, monkeypatch):
    """Makes the other formats of the page that was drawn once."""
    monkeypatch.setattr(lesson_file, "as_page", lambda _: page)
    return lesson_file


def test_the_page_needs_no_script_and_nothing_from_elsewhere(page):
    whole = BeautifulSoup(page, "html.parser")
    assert not whole.find_all(["script", "link", "iframe", "button", "select", "input"])
    assert len(whole.find_all("style")) == 1
    assert all(image["src"].startswith("data:image/svg+xml") for image in whole.find_all("img"))
    assert [head.get_text()[:2] for head in whole.find_all("h2")][2:8] == [f"{n}." for n in (1, 2, 3, 4, 5, 6)]


def test_the_figure_is_a_picture_with_its_words_and_its_numbers(page):
    whole = BeautifulSoup(page, "html.parser")
    (image,) = whole.find_all("img")
    assert "mesh 100%" in image["alt"] and len(image["src"]) > 20_000
    assert any("Messages to decide" in table.get_text() for table in whole.find_all("table"))


@pytest.fixture
def pdf(made) -> bytes:
    pytest.importorskip("weasyprint", reason="no WeasyPrint, so no PDF was made")
    return made.as_pdf(NOTEBOOK)


def test_the_pdf_holds_to_the_rules_that_a_program_can_check(pdf):
    assert faults(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        (top,) = outline.root
        assert "1. Predict" in [one.title for one in top.children]


def test_a_pdf_that_lacks_something_is_caught(pdf):
    for what, spoil in SPOILT.items():
        with pikepdf.open(io.BytesIO(pdf)) as document:
            spoil(document)
            document.save(held := io.BytesIO())
        assert faults(held.getvalue()), f"without {what}"


@pytest.fixture
def checked(tmp_path):
    """Holds a book against EPUBCheck; gives what it finds."""
    if not (JAR.exists() and shutil.which("java")):
        hint = "no EPUBCheck, so no book was checked; Debian's package epubcheck has it"
        (pytest.fail if os.environ.get("KIT_READERS_TESTS") == "required" else pytest.skip)(hint)

    def check(book: bytes) -> list[str]:
        path = tmp_path / "book.epub"
        path.write_bytes(book)
        done = subprocess.run(["java", "-jar", str(JAR), str(path)], capture_output=True, text=True, timeout=300)
        return [
            line for line in (done.stdout + done.stderr).splitlines() if line.startswith(("ERROR", "FATAL", "WARN"))
        ]

    return check


def test_the_book_is_valid(made, checked):
    book = made.as_epub(NOTEBOOK)
    assert checked(book) == []
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert parts.infolist()[0].filename == "mimetype" and parts.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert 'alt="0 of 31 members knocked out' in parts.read("lesson.xhtml").decode()


def test_a_book_that_lacks_an_escape_is_caught(made, checked, monkeypatch):
    monkeypatch.setattr(lesson_file, "title_of", lambda _: "A & B")
    spoilt = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made.as_epub(NOTEBOOK))) as parts, zipfile.ZipFile(spoilt, "w") as into:
        for one in parts.infolist():
            into.writestr(one, parts.read(one).replace(b"A &amp; B", b"A & B"))
    assert any("must immediately follow the '&'" in line for line in checked(spoilt.getvalue()))


def test_without_a_browser_it_is_one_sentence(monkeypatch):
    monkeypatch.setattr(lesson_file.shutil, "which", lambda _: None)
    with pytest.raises(KitError, match="No Chrome, Chromium or Edge was found"):
        lesson_file.as_page(NOTEBOOK)
