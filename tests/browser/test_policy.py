"""Pages whose content policy is strict, as a hub may send it: no code is made of text, and the figures are drawn."""

from base64 import b64encode

import pytest
from playwright.sync_api import Page, expect
from plotly.offline import get_plotlyjs

from kit.base.paths import ROOT
from kit.widgets.controls.control import Chart
from tests.browser.conftest import Lab
from tests.browser.test_elsewhere import EXPLORE, LESSON, OF_VOILA, STEPS, guess, in_voila, knock_out
from tests.browser.test_way_in import Newcomer

ADDRESS = "http://strict.test/"
POLICY = "script-src 'self' blob:"  # blob: is what anywidget loads all scripts of widgets from
FIGURE = {"data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2]}], "layout": {"height": 300}, "config": {}}
REFUSED = "export default () => { try { new Function(''); return false; } catch { return true; } };"
# what anywidget does with a script
LOAD = """const load = (script) => import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));"""
# and what a kernel does that is asked for plotly.js
SHOW = (
    f"""async ([script, plotly, figure]) => {{ {LOAD}"""
    + """
  const bytes = Uint8Array.from(atob(plotly), (one) => one.charCodeAt(0));
  const heard = [];
  const model = {
    get: (name) => ({ figure, words: {} })[name],
    on: (name, act) => name === "msg:custom" && heard.push(act),
    off: () => {},
    send: (asked) => heard.forEach((act) => act(asked, [new DataView(bytes.buffer)])),
  };
  const { default: widget } = await load(script);
  widget.render({ model, el: document.querySelector("main") });
}"""
)


@pytest.fixture
def strict(browser) -> Page:
    context = browser.new_context()
    page = context.new_page()
    body = "<!doctype html><html lang=en><title>Strict</title>"
    body += "<link rel=icon href='data:,'><main style='width: 600px'></main></html>"
    answer = {"body": body, "content_type": "text/html", "headers": {"Content-Security-Policy": POLICY}}
    page.route(f"{ADDRESS}**", lambda route: route.fulfill(**answer))
    page.goto(ADDRESS)
    yield page
    context.close()


def test_a_figure_is_drawn_where_no_code_may_be_made_of_text(strict):
    assert strict.evaluate(f"async (script) => {{ {LOAD} return (await load(script)).default(); }}", REFUSED)
    plotly = b64encode(get_plotlyjs().encode()).decode()
    strict.evaluate(SHOW, [str(Chart._esm), plotly, FIGURE])
    expect(strict.locator(".main-svg").first).to_be_visible()


@pytest.fixture
def behind(browser, outside, tmp_path):
    """A JupyterLab that sends a policy with each of its pages."""
    running = []

    def begin(policy: str) -> tuple[Lab, Page]:
        headers = {"headers": {"Content-Security-Policy": policy}}
        running.append(Lab(tmp_path, outside, ROOT, f"--ServerApp.tornado_settings={headers}"))
        context = browser.new_context()
        context.set_default_timeout(60_000)
        running.append(context)
        return running[0], context.new_page()

    yield begin
    lab, context = running
    context.close()
    lab.stop()


def test_a_lesson_works_where_a_hub_allows_no_more_than_jupyterlab_itself_needs(behind):
    lab, page = behind(f"{POLICY} 'unsafe-eval'")
    newcomer = Newcomer(page, lab)
    newcomer.open(LESSON)
    explore = newcomer.step("explore")
    guess(explore)
    knock_out(explore, page)


def test_a_lesson_works_under_voila_where_no_code_may_be_made_of_text(behind, outside):
    lab, page = behind(f"{POLICY} 'unsafe-inline'")
    live = in_voila(page, lab, LESSON, STEPS)
    guess(live.nth(EXPLORE))
    knock_out(live.nth(EXPLORE), page)
    assert all(any(host in line for host in OF_VOILA) for line in outside.asked())
    outside.forget()
