"""Worksheets as a browser prints them."""

import re

import pytest

from kit.paper.commands import handout

TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter(one =>
  one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
).map(one => one.outerHTML.slice(0, 80))"""


@pytest.fixture
def paper(browser):
    """A page as wide as A4 between its margins, seen as a printer sees it."""
    context = browser.new_context(viewport={"width": 681, "height": 1000})
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("name", ["governance", "value_logic", "example_institutions", "critiques"])
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_worksheet_prints_on_a_few_pages_and_nothing_is_wider_than_they_are(paper, tmp_path, name, size):
    complaints: list[str] = []
    paper.on("console", lambda message: complaints.append(message.text))
    handout([name, "--to", str(tmp_path)])
    sheet, cards = tmp_path / f"{name}.html", tmp_path / f"{name}-teacher.html"
    paper.goto(sheet.as_uri())
    if name != "critiques":
        paper.wait_for_selector("html[data-drawn]", state="attached")
        assert paper.locator(".kit-drawn .main-svg").first.bounding_box()["height"] > 300
    assert paper.evaluate(TOO_WIDE) == []
    assert 4 <= pages(paper.pdf(format=size)) <= 9  # 8 where there is Arial, which is narrower
    paper.goto(cards.as_uri())
    assert paper.evaluate(TOO_WIDE) == []
    assert 2 <= pages(paper.pdf(format=size)) <= 6
    assert complaints == []


def test_no_script_but_the_pages_own_runs(paper, tmp_path):
    handout(["governance", "--to", str(tmp_path)])
    sheet = tmp_path / "governance.html"
    words = sheet.read_text(encoding="utf-8")
    sheet.write_text(words.replace("<body>", "<body><script>document.title = 'taken'</script>"), encoding="utf-8")
    paper.goto(sheet.as_uri())
    paper.wait_for_selector("html[data-drawn]", state="attached")
    assert paper.title() == "Governance: worksheet"
