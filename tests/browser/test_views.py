"""A page seen in unusual ways: a step twice, two pages on one kernel, boxes that are drawn only while they are seen."""

import json
import sqlite3
from contextlib import closing
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, expect

from kit.answers.journal_store import FILE
from tests.browser.test_way_in import LESSON, SIZES, Newcomer

TRACKER = "/lab/api/settings/@jupyterlab/notebook-extension:tracker"
OPEN_BESIDE = """async (path) => {
  const {id} = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const page = await jupyterapp.commands.execute('docmanager:open', {path});
  await page.context.ready;
  await page.sessionContext.ready;
  await page.sessionContext.changeKernel({id});
}"""
SCROLL_TO = "(end) => { const page = jupyterapp.shell.currentWidget.content; page.scrollToItem(end) }"
CHOOSE = """(name) => {
  const page = jupyterapp.shell.currentWidget.content;
  page.activeCellIndex = page.widgets.findIndex((one) => one.model.sharedModel.source.includes(name));
}"""


@pytest.fixture
def newcomer(browser, lab):
    lab.begin_anew()
    context = browser.new_context(**SIZES["laptop"])
    context.set_default_timeout(60_000)
    yield Newcomer(context.new_page(), lab)
    context.close()


def do(newcomer: Newcomer, *commands: str) -> None:
    for command in commands:
        newcomer.page.evaluate("one => jupyterapp.commands.execute(one)", command)


def choose(newcomer: Newcomer, step: str) -> None:
    newcomer.page.evaluate(CHOOSE, f".{step}()")


def test_a_step_follows_what_is_done_in_a_linked_view_of_it(newcomer):
    newcomer.open(LESSON)
    choose(newcomer, "place")
    do(newcomer, "notebook:create-output-view")
    linked = newcomer.page.locator(".jp-LinkedOutputView .kit-live")
    box = linked.get_by_role("textbox", name="Why there?")
    box.fill("It votes.")
    expect(newcomer.step("place").get_by_role("textbox", name="Why there?")).to_have_value("It votes.")


def test_a_step_that_was_copied_and_run_leaves_something_to_read_where_it_stood(newcomer):
    newcomer.open(LESSON)
    choose(newcomer, "compare")
    do(newcomer, "notebook:copy-cell", "notebook:paste-cell-below", "notebook:run-cell")
    first, second = newcomer.step("compare").first, newcomer.step("compare").nth(1)
    expect(second.locator(".kit-live")).to_be_visible()
    expect(first.locator(".kit-live")).to_have_count(0)
    expect(first.locator(".kit-static")).to_be_visible()


def match(predict: Locator) -> None:
    for place, select in enumerate(predict.locator(".kit-live select").all(), 1):
        select.select_option(index=place)
    predict.get_by_role("button", name="Check my match").click()
    expect(predict).to_contain_text("Saved ")


def test_two_pages_on_one_kernel_are_both_alive_and_each_saves_under_its_own_lesson(newcomer, lab):
    newcomer.open(LESSON)
    first = newcomer.page.locator(f"#{newcomer.page.evaluate('jupyterapp.shell.currentWidget.id')}")
    newcomer.page.evaluate(OPEN_BESIDE, "notebooks/09_culture_and_subjectivity.ipynb")
    newcomer.ready()
    do(newcomer, "notebook:run-all-cells")
    match(newcomer.step("predict"))
    newcomer.page.evaluate("(id) => jupyterapp.shell.activateById(id)", first.get_attribute("id"))
    match(first.locator(".jp-CodeCell", has_text=".predict()"))
    with closing(sqlite3.connect(lab.answers / FILE)) as journal:
        assert {"core_principle", "culture_and_subjectivity"} <= {
            lesson for (lesson,) in journal.execute("SELECT lesson FROM tries")
        }


@pytest.fixture(params=["full", "contentVisibility", "defer", "none"])
def windowed(request, lab):
    """JupyterLab told which boxes of a page it keeps in the browser."""
    tell(lab, {"windowingMode": request.param})
    yield
    tell(lab, {})


def tell(lab, settings: dict) -> None:
    body = json.dumps({"raw": json.dumps(settings)}).encode()
    urlopen(Request(lab.url + TRACKER, body, {"Content-Type": "application/json"}, method="PUT"), timeout=20).close()


@pytest.mark.usefixtures("windowed")
def test_what_was_scrolled_away_is_there_when_one_comes_back_however_jupyterlab_draws_its_boxes(newcomer):
    newcomer.open(LESSON)
    box = newcomer.step("place").get_by_role("textbox", name="Why there?")
    box.scroll_into_view_if_needed()
    box.fill("It votes.")
    newcomer.page.evaluate(SCROLL_TO, 0)
    newcomer.page.wait_for_timeout(1500)
    choose(newcomer, "place")
    newcomer.page.evaluate(SCROLL_TO, newcomer.page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex"))
    expect(box).to_be_visible()
    expect(box).to_have_value("It votes.")
