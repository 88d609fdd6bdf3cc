"""The lessons outside JupyterLab: in Notebook 7, under Voilà, and as stored pages that another program shows."""

import re

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from kit.adapt.make.bake import notebooks
from tests.browser.looks import faults_in, faults_of_the_page

LESSON, STEPS = "02_governance", 7
EXPLORE = 3  # after recall, predict and compare
VOILA = "voila/render"
# Voilà's own page asks for letters that are pictures, and for MathJax; the lessons need neither
OF_VOILA = ("CONNECT cdn.jsdelivr.net:443", "CONNECT cdnjs.cloudflare.com:443")
# what a page gives its outputs to stand on: VS Code's two themes, and one that knows nothing of us
GROUNDS = {
    "VS Code, light": "--vscode-editor-foreground: #3b3b3b; --vscode-editor-background: #fff; background: #fff;"
    " --vscode-textLink-foreground: #005fb8; color: #3b3b3b",
    "VS Code, dark": "--vscode-editor-foreground: #ccc; --vscode-editor-background: #1f1f1f; background: #1f1f1f;"
    " --vscode-textLink-foreground: #4daafc; color: #ccc",
    "a black page": "background: #111; color: #eee",
}


def guess(explore: Locator) -> None:
    explore.get_by_role("radio").first.check()
    explore.get_by_role("button", name="Commit my guess").click()
    explore.locator(".js-plotly-plot .main-svg").first.wait_for()


def knock_out(explore: Locator, page: Page) -> None:
    explore.get_by_role("slider", name="Members knocked out").focus()
    page.keyboard.press("ArrowRight")
    expect(explore.locator(".kit-summary")).to_contain_text("1 of 31 members")


def test_a_lesson_runs_in_notebook_7(learner, page):
    learner.open(LESSON, at="notebooks")
    learner.run_all()
    expect(page.locator(".kit-static:visible")).to_have_count(0)
    explore = learner.step("explore")
    guess(explore)
    knock_out(explore, page)
    box = learner.step("discuss").get_by_role("textbox", name="Your answer to 'warm up'")
    box.press_sequentially("Mine")
    expect(learner.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)
    learner.open(LESSON, at="notebooks")
    learner.run_all()
    expect(box).to_have_value("Mine")


def in_voila(page: Page, lab, notebook: str, steps: int) -> Locator:
    """Open a page of Voilà's, and return its steps."""
    page.goto(f"{lab.url}/{VOILA}/notebooks/{notebook}.ipynb", timeout=60_000)  # it runs the page before it answers
    live = page.locator(".kit-live")
    expect(live).to_have_count(steps, timeout=60_000)
    return live


@pytest.fixture
def voilas_own(outside):
    """Refuse what Voilà asks for itself; whatever else is asked for stays written down."""
    yield
    others = [line for line in outside.asked() if not any(host in line for host in OF_VOILA)]
    outside.forget()
    assert others == []


@pytest.mark.usefixtures("voilas_own")
def test_a_lesson_runs_under_voila_without_its_code(page, lab):
    live = in_voila(page, lab, LESSON, STEPS)
    expect(page.locator(".jp-InputArea-editor:visible, .kit-static:visible")).to_have_count(0)
    expect(page.get_by_text("load_lesson")).to_have_count(0)
    guess(live.nth(EXPLORE))
    knock_out(live.nth(EXPLORE), page)
    box = live.last.get_by_role("textbox", name="Your answer to 'warm up'")
    box.press_sequentially("Mine")
    expect(live.last.get_by_role("status").filter(has_text="Saved ")).to_have_count(1)
    in_voila(page, lab, LESSON, STEPS)
    expect(box).to_have_value("Mine")


@pytest.mark.usefixtures("voilas_own")
def test_what_the_browser_draws_itself_wears_voilas_theme(page, lab):
    option = in_voila(page, lab, LESSON, STEPS).get_by_role("radio").first
    for light, scheme in (("false", "dark"), ("true", "normal")):
        page.evaluate("light => { document.body.dataset.jpThemeLight = light }", light)  # as its templates say it
        expect(option).to_have_css("color-scheme", scheme)


@pytest.mark.usefixtures("voilas_own")
def test_voila_leads_from_page_to_page(page, lab):
    live = in_voila(page, lab, "00_start_here", 5)
    assert faults_of_the_page(page) == []
    with page.context.expect_page() as opened:
        live.locator("a", has_text="Governance").first.click()
    expect(opened.value.locator(".kit-live")).to_have_count(STEPS, timeout=60_000)


@pytest.mark.usefixtures("voilas_own")
@pytest.mark.parametrize("language", ["", "es/", "de/", "ar/"])
def test_voila_sends_nobody_to_a_bar_or_a_cell_that_is_not_there(page, lab, language):
    in_voila(page, lab, f"{language}00_start_here", 5)
    lines = [line for line in page.locator("body").inner_text().splitlines() if "▶" in line]
    assert len(lines) == 1, "only what to do where a page does not begin, with a bar and without one"
    if not language:
        assert "Where there is no such bar, load the page again." in lines[0]
        expect(page.get_by_text("Run the cell")).to_have_count(0)


@pytest.mark.usefixtures("page_of_its_own")
def test_a_page_without_jupyterlabs_plotly_gets_the_kernels(learner, page):
    learner.open(LESSON)
    page.evaluate("() => { window._JUPYTERLAB = {} }")
    learner.run_all()
    guess(learner.step("explore"))
    knock_out(learner.step("explore"), page)
    assert page.evaluate("typeof window.kitPlotly") == "object"


@pytest.fixture(params=GROUNDS.values(), ids=GROUNDS)
def ground(request, browser) -> Page:
    context = browser.new_context(viewport={"width": 1000, "height": 1000})
    page = context.new_page()
    page.set_content(f'<html lang="en"><title>Stored</title><body style="{request.param}"><main></main></body></html>')
    yield page
    context.close()


def stored(path) -> list[str]:
    """The HTML that a notebook holds."""
    cells = nbformat.read(path, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    return [output.data["text/html"] for output in outputs if "text/html" in output.get("data", ())]


def test_what_a_notebook_holds_reads_without_jupyterlab_and_without_scripts(ground):
    for path in notebooks():
        outputs = stored(path)
        assert outputs and not [html for html in outputs if re.search(r"<script|\son\w+=", html)]
        # as innerHTML: a script in it would not run
        ground.evaluate("all => { document.querySelector('main').innerHTML = all.join('') }", outputs)
        ground.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert faults_in(ground, "main") == [], path.name
        assert ground.evaluate("document.documentElement.scrollWidth <= innerWidth"), path.name
