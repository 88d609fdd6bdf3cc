"""A learner works a lesson on the site, where Python runs in the browser and nothing is asked of any other host."""

import os
import re
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.classroom.site.serve import server

PYODIDE = os.environ.get("KIT_PYODIDE", "")
pytestmark = pytest.mark.skipif(
    not (PYODIDE and find_spec("jupyterlite_core")),
    reason="KIT_PYODIDE names no folder of Pyodide, or the site's requirements are not installed",
)
LESSON = "notebooks/02_governance.ipynb"
LONG = 300_000  # milliseconds: a busy machine of two cores fetches, compiles and starts Python in this time
WORDS = "A school council decides by vote."


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    """The site, served under a path of its own, as on a school's web space."""
    from kit.classroom.site import build, pyodide

    folder = tmp_path_factory.mktemp("web")
    build.build(folder / "course" / "kit", pyodide.from_folder(Path(PYODIDE)), True, lambda words: None)
    with server(str(folder), 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/course/kit"
        running.shutdown()


@pytest.fixture
def context(browser, address):
    """A browser that nobody has used, and what its pages ask for."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(120_000)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    yield context
    context.close()
    assert not [url for url in asked if not url.startswith((address.removesuffix("/course/kit"), "data:", "blob:"))]


def opened(context, address: str, notebook: str = LESSON, steps: int = 6) -> Page:
    """A page of the site that has begun by itself: nobody has pressed anything."""
    page = context.new_page()
    page.goto(f"{address}/lab/index.html?path={notebook}")
    alive(page, steps)
    return page


def alive(page: Page, steps: int = 6) -> None:
    live = "steps => document.querySelectorAll('.jp-OutputArea .kit-live').length >= steps"
    page.wait_for_function(live, arg=steps, timeout=LONG)
    expect(page.locator(".jp-NotebookPanel[data-kit='ready']")).to_have_count(1, timeout=LONG)


def step(page: Page, name: str):
    shown = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    return shown.locator(".jp-CodeCell", has_text=f".{name}()").locator(".jp-Cell-outputArea")


def choose(page: Page, number: int) -> None:
    check = step(page, "check")
    check.get_by_role("radio").nth(number).check()
    check.get_by_role("button", name="Check my answer").first.click()
    expect(check.get_by_role("status").filter(has_text=re.compile(r"Saved \d"))).not_to_have_count(0)


def write(page: Page, words: str) -> None:
    box = step(page, "discuss").get_by_role("textbox").first
    box.fill(words)
    expect(step(page, "discuss").get_by_role("status").filter(has_text=re.compile(r"Saved \d"))).not_to_have_count(0)


def test_a_lesson_begins_by_itself_and_is_there_again_after_the_page_is_loaded_anew(context, address):
    page = opened(context, address)
    choose(page, 1)
    write(page, WORDS)
    figure = step(page, "explore")
    figure.get_by_role("radio").first.check()
    figure.get_by_role("button", name="Place my bet").click()
    figure.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.reload()
    alive(page)
    expect(step(page, "discuss").get_by_role("textbox").first).to_have_value(WORDS)
    expect(step(page, "check").get_by_role("radio").nth(1)).to_be_checked()
    expect(step(page, "explore").locator(".js-plotly-plot .main-svg").first).to_be_visible()


def test_two_pages_that_save_at_once_lose_nothing(context, address):
    one, other = opened(context, address), opened(context, address, "notebooks/05_value_logic.ipynb")
    write(one, WORDS)
    choose(other, 0)
    write(other, WORDS[::-1])
    choose(one, 0)
    for page in (one, other):
        page.close()
    one, other = opened(context, address), opened(context, address, "notebooks/05_value_logic.ipynb")
    for page, words in ((one, WORDS), (other, WORDS[::-1])):
        expect(step(page, "discuss").get_by_role("textbox").first).to_have_value(words)
        expect(step(page, "check").get_by_role("radio").first).to_be_checked()
