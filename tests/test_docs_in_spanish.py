"""The Spanish pages are those of today's English ones: what has changed since is named, and no link leads nowhere."""

import re
from hashlib import sha256

import pytest

from kit.base.paths import ROOT

SPANISH = ROOT / "docs" / "es"
PAGES = sorted(SPANISH.glob("*.md"))
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PARTS = {
    "headings": re.compile(r"^#+ ", re.MULTILINE),
    "links": re.compile(r"\]\("),
    "items": re.compile(r"^ *(?:[-*]|\d+\.) ", re.MULTILINE),
    "rows": re.compile(r"^\|", re.MULTILINE),
}
LINK = re.compile(r"\]\(([^)\s]+)\)")
IN_ENGLISH = " (en inglés)", ", en inglés)"
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def original_of(page):
    return ROOT / "README.md" if page.name == "README.md" else ROOT / "docs" / page.name


def parts_of(path):
    text = path.read_text(encoding="utf-8")
    prose = FENCED.sub("", text)
    return {"code blocks": len(FENCED.findall(text))} | {name: len(one.findall(prose)) for name, one in PARTS.items()}


def commands_in(path):
    return sorted(re.findall(r"`python -m [^`]*`", FENCED.sub("", path.read_text(encoding="utf-8"))))


def leads_to(page):
    """Yield each relative link of a page: where it leads, and the words behind it."""
    text = page.read_text(encoding="utf-8")
    for link in LINK.finditer(text):
        if not re.match(r"\w+:|#", link[1]):
            yield (page.parent / link[1].partition("#")[0]).resolve(), text[link.end() :]


def test_there_are_pages_in_spanish():
    assert {"README", "learn", "teach"} <= {page.stem for page in PAGES}


@each_page
def test_a_spanish_page_was_written_from_todays_english_one(page):
    original = original_of(page)
    assert original.is_file(), f"{page.name} has no English page any more: take it away"
    name, today = original.relative_to(ROOT).as_posix(), sha256(original.read_bytes()).hexdigest()[:12]
    begins = page.read_text(encoding="utf-8").partition("\n")[0]
    assert begins == f"<!-- de {name}, {today} -->", (
        f"{name} has changed since docs/es/{page.name} was written from it: read the Spanish page again beside it, "
        f"then let it begin with <!-- de {name}, {today} -->"
    )


@each_page
def test_a_spanish_page_has_the_parts_and_the_commands_of_the_english_one(page):
    assert parts_of(page) == parts_of(original_of(page)), f"read docs/es/{page.name} again: a part is missing or new"
    assert commands_in(page) == commands_in(original_of(page)), f"the commands in docs/es/{page.name} are other ones"


@each_page
def test_each_link_of_a_spanish_page_leads_to_a_file_and_to_spanish_where_there_is_some(page):
    for there, after in leads_to(page):
        assert there.is_file(), f"docs/es/{page.name}: {there} is not there"
        if there == original_of(page):  # the way to the other language
            continue
        if there.suffix == ".md" and there.parent != SPANISH:
            spoken = [one.name for one in PAGES if original_of(one) == there]
            assert not spoken, f"docs/es/{page.name}: {there.name} is in Spanish, too; let the link lead to {spoken[0]}"
            assert after.startswith(IN_ENGLISH), f"docs/es/{page.name}: {there.name} is not said to be in English"
