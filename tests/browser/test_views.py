"""A step seen twice: in a linked view of its own, and where its box was copied."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_way_in import LESSON, SIZES, Newcomer

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
