"""A lesson on the projector: JupyterLab's Presentation Mode, and slides without a network."""

import pytest
from playwright.sync_api import expect

from kit.base.paths import notebooks_path
from kit.content.pages import read_notebook
from kit.paper.handouts import deck

LAST_ROW = 24  # pixels on a screen of 1920 x 1080: a letter is then a fiftieth of the screen's height
SIZES = (
    """selector => [...document.querySelectorAll(selector)].map(one => parseFloat(getComputedStyle(one).fontSize))"""
)


def sizes(page, selector: str) -> list[float]:
    return page.evaluate(SIZES, selector)


def test_text_and_figures_are_read_from_the_last_row_and_shrink_again(learner, page):
    page.set_viewport_size({"width": 1920, "height": 1080})
    learner.open("02_governance")
    learner.run_all()
    figure = learner.guess().locator(".js-plotly-plot")
    assert figure.bounding_box()["height"] == 560
    learner.menu("View", "Appearance", "Presentation Mode")
    expect(figure.locator(".annotation-text").first).to_have_css("font-size", "22.2857px")
    assert min(sizes(page, ".kit-live p:not(.kit-note, .kit-source, .kit-status), .kit-live h3")) >= LAST_ROW
    assert min(sizes(page, ".kit-live button, .kit-live select, .kit-live label, .jp-RenderedMarkdown p")) >= LAST_ROW
    assert figure.bounding_box()["height"] == pytest.approx(960, abs=1)
    drawing = figure.locator(".main-svg").first.bounding_box()
    assert drawing["width"] == pytest.approx(figure.bounding_box()["width"], abs=1)
    learner.menu("View", "Appearance", "Presentation Mode")
    expect(figure.locator(".annotation-text").first).to_have_css("font-size", "13px")
    assert figure.bounding_box()["height"] == 560


@pytest.fixture
def slides(browser, tmp_path):
    """The slides of Governance, at the first one."""
    file = tmp_path / "governance.html"
    file.write_text(deck(read_notebook(notebooks_path("02_governance.ipynb"))), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-drawn]", state="attached")
    yield page
    context.close()


def test_the_arrows_lead_from_slide_to_slide(slides):
    expect(slides.get_by_role("heading", name="Governance: who decides")).to_be_in_viewport()
    slides.keyboard.press("ArrowRight")
    expect(slides.get_by_role("heading", name="Recall: a minute")).to_be_in_viewport()
    for _ in range(2):  # the questions of earlier lessons have a slide of their own
        slides.keyboard.press("PageDown")
    expect(slides.get_by_role("heading", name="A story to think with")).to_be_in_viewport()
    slides.keyboard.press("PageDown")
    expect(slides.get_by_role("heading", name="1. Predict")).to_be_in_viewport()
    slides.keyboard.press("ArrowLeft")
    expect(slides.get_by_role("heading", name="A story to think with")).to_be_in_viewport()


def test_slides_are_read_from_the_last_row_and_fit_the_screen(slides):
    assert min(sizes(slides, ".kit-slide p:not(.kit-note, .kit-source), .kit-slide li")) >= LAST_ROW
    assert slides.evaluate("document.documentElement.scrollWidth") <= 1920
    assert slides.locator(".kit-drawn").bounding_box()["height"] <= 1080


HEIGHTS = "() => [...document.querySelectorAll('.kit-slide')].map(one => Math.ceil(one.getBoundingClientRect().height))"
# the size of a letter on each column's card, with what its slide is shrunk by
LETTERS = "() => [...document.querySelectorAll('.kit-card')].map(one => (16 * one.currentCSSZoom).toFixed(1))"
HALVES = "() => [...document.querySelectorAll('.kit-slide')].filter(one => !one.innerText.trim()).length"


def test_every_slide_fits_both_usual_screens_without_scrolling_and_no_card_is_in_larger_letters(browser, tmp_path):
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    for path in sorted(notebooks_path().glob("[01]*.ipynb")):
        notebook = read_notebook(path)
        file = tmp_path / f"{path.stem}.html"
        file.write_text(deck(notebook), encoding="utf-8")
        for width, height in ((1920, 1080), (1280, 720)):
            page.set_viewport_size({"width": width, "height": height})
            page.goto(file.as_uri())
            page.wait_for_selector("html[data-fitted]", state="attached", timeout=60_000)
            heights = page.evaluate(HEIGHTS)
            assert max(heights) <= height + 1, (path.stem, width, heights)
            assert page.evaluate(HALVES) == 0, path.stem
            letters = page.evaluate(LETTERS)
            assert len(set(letters)) == (1 if letters else 0), (path.stem, width, letters)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path.stem
    context.close()
