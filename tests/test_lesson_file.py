"""A lesson as one file by its command, in each form: a program stands in for the browser, and draws no lines."""

import io
import os
import sys
import zipfile
from xml.etree import ElementTree

import pikepdf
import pytest
from bs4 import BeautifulSoup

from kit.paper.commands import lesson_file as main
from tests.pdf_rules import SPOILT, faults

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in for a browser is a script with a first line")
# what lesson_file.js does in a browser, but for the figures: each is a picture of nothing, with its words
BROWSER = """import sys
from urllib.request import urlopen
from bs4 import BeautifulSoup
page = BeautifulSoup(urlopen(sys.argv[-1]).read(), "html.parser")
for place in page.select(".kit-drawn"):
    drawing = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    words = place.select_one("[role=img]")["aria-label"]
    place.clear()
    place.append(page.new_tag("img", alt=words, src=drawing))
for one in page.select("script, .anchor-link, body style"):
    one.decompose()
for one in page.select("li > p:only-child"):
    one.name = "span"
page.html["data-still"] = ""
sys.stdout.buffer.write(page.encode("utf-8", formatter="minimal"))
"""
OPF = "{http://www.idpf.org/2007/opf}"
HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Writes governance as a file by the command; gives its bytes."""
    browser = tmp_path / "browser"
    drawer = tmp_path / "drawer.py"
    drawer.write_text(BROWSER, encoding="utf-8")
    browser.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{drawer}" "$@"\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("KIT_BROWSER", str(browser))

    def make(form: str, *more: str) -> bytes:
        main(["governance", "--as", form, "--to", str(tmp_path / "new"), *more])
        [path] = (tmp_path / "new").iterdir()
        mark = "-es" if more else ""
        assert path.name == f"governance{mark}-lesson.{form}"
        return path.read_bytes()

    return make


SPANISH = ("--language", "es")
IN_ENGLISH = ("How to read it", "Hierarchy", "Core Principle", "What this figure assumes", "knocked out")


@pytest.mark.parametrize("more", [(), SPANISH], ids=["home", "es"])
def test_the_page_is_all_in_one_language(made, more):
    page = BeautifulSoup(made("html", *more), "html.parser")
    assert page.html["lang"] == ("es" if more else "en") and not page.find_all("script")
    words = page.get_text(" ") + page.img["alt"]
    assert [one in words for one in IN_ENGLISH] == [not more] * len(IN_ENGLISH)
    assert ("Doscientas personas juegan en un mismo servidor." in words) == bool(more)


@pytest.mark.slow
@pytest.mark.parametrize("more", [(), SPANISH], ids=["home", "es"])
def test_the_pdf_holds_to_the_rules_that_a_program_can_check_and_one_that_lacks_something_is_caught(made, more):
    pytest.importorskip("weasyprint", reason="no WeasyPrint, so no PDF was made")
    whole = made("pdf", *more)
    assert faults(whole) == []
    with pikepdf.open(io.BytesIO(whole)) as document, document.open_outline() as outline:
        (top,) = outline.root
        assert ("1. Predecir" if more else "1. Predict") in [one.title for one in top.children]
        assert str(document.Root.Lang) == ("es" if more else "en")
    for what, spoil in SPOILT.items():
        with pikepdf.open(io.BytesIO(whole)) as document:
            spoil(document)
            document.save(held := io.BytesIO())
        assert faults(held.getvalue()), f"without {what}"


def book_faults(book: bytes) -> list[str]:
    """What of the rules of EPUB 3 that need no reader does not hold; EPUBCheck knows all of them, and needs Java."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        first, names = parts.infolist()[0], set(parts.namelist())
        try:
            read = {name: ElementTree.fromstring(parts.read(name)) for name in names - {"mimetype", "looks.css"}}
        except ElementTree.ParseError as error:
            return [f"all its parts are XML: {error}"]
        opf, lesson = read["book.opf"], read["lesson.xhtml"]
        listed = {one.get("href"): one.get("id") for one in opf.iter(f"{OPF}item")}
        ids = [one.get("id") for one in lesson.iter() if one.get("id")]
        links = [one.get("href") for one in read["contents.xhtml"].iter(f"{HTML}a")]
        there = names - {"mimetype", "META-INF/container.xml", "book.opf"}
        plain = first.compress_type == zipfile.ZIP_STORED and parts.read(first) == b"application/epub+zip"
        sources = [one.get("src") for one in lesson.iter(f"{HTML}img")]
        rules = {
            "it begins with its kind, as it is": first.filename == "mimetype" and plain,
            "its list names its parts": listed.keys() == there,
            "what is read is on the list": [one.get("idref") for one in opf.iter(f"{OPF}itemref")] == ["lesson"],
            "ids are there once": len(ids) == len(set(ids)),
            "contents lead to headings": links == [f"lesson.xhtml#{id_}" for id_ in ids if id_.startswith("part_")],
            "pictures are in it, with words": set(sources) <= names
            and all(one.get("alt") for one in lesson.iter(f"{HTML}img")),
            "nothing runs": not list(lesson.iter(f"{HTML}script")),
            "it says its language": opf.findtext(".//{*}language") == lesson.get("lang"),
        }
    return [rule for rule, holds in rules.items() if not holds]


WITHOUT = {
    "an escape": ("lesson.xhtml", b"</h1>", b" & more</h1>"),
    "a part on the list": ("book.opf", b'href="picture_1.svg"', b'href="picture_2.svg"'),
    "a place that the contents lead to": ("lesson.xhtml", b'id="part_3"', b'id="part_x"'),
    "a figure's words": ("lesson.xhtml", b' alt="', b' title="'),
    "its language": ("book.opf", b"<dc:language>", b"<dc:language>x-"),
}


@pytest.mark.parametrize("more", [(), SPANISH], ids=["home", "es"])
def test_the_book_holds_to_the_rules_and_one_that_lacks_something_is_caught(made, more):
    book = made("epub", *more)
    assert book_faults(book) == []
    for what, (name, before, after) in WITHOUT.items():
        spoilt = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(book)) as parts, zipfile.ZipFile(spoilt, "w") as into:
            for one in parts.infolist():
                text = parts.read(one)
                assert one.filename != name or before in text
                into.writestr(one, text.replace(before, after) if one.filename == name else text)
        assert book_faults(spoilt.getvalue()), f"without {what}"
