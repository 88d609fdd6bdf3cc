"""A step seen twice: in a linked view, where its box was copied, in two windows; and one drawn only while seen."""

import json
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.test_way_in import LESSON, SIZES, Newcomer

BOTH = ["02_governance", "09_culture_and_subjectivity"]
TRACKER = "/lab/api/settings/@jupyterlab/notebook-extension:tracker"

CHOOSE = """(name) => {
  const page = jupyterapp.shell.currentWidget.content;
  page.activeCellIndex = page.widgets.findIndex((one) => one.model.sharedModel.source.includes(name));
}"""


LOOK = "window.dispatchEvent(new Event('focus'))"  # pages of one test have the focus all the time
SHOW = """([step, where]) => {
  const page = jupyterapp.shell.currentWidget.content;
  const there = page.widgets.findIndex((one) => one.model.sharedModel.source.endsWith(`.${step}()`));
  if (!step) page.activeCellIndex = 0; // the one that is worked with stays drawn
  return page.scrollToItem(step ? there : 0, where);
}"""


@pytest.fixture
def newcomer(browser, lab):
    lab.begin_anew()
    context = browser.new_context(**SIZES["laptop"])
    context.set_default_timeout(60_000)
    page = context.new_page()
    yield Newcomer(page, lab)
    page.goto(f"{lab.url}/lab?reset")  # or the next one would find two views side by side
    page.wait_for_function("() => window.jupyterapp?.commands.hasCommand('notebook:run-all-cells')")
    page.evaluate("window.jupyterapp.restored")
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


@pytest.mark.parametrize("lesson", BOTH)
def test_a_page_seen_in_two_tabs_is_alive_in_both_and_an_answer_shows_in_both(newcomer, lesson):
    newcomer.open(lesson)
    do(newcomer, "docmanager:clone")
    views = newcomer.notebook
    expect(views).to_have_count(2)
    boxes = [view.locator(".jp-CodeCell", has_text=".discuss()").get_by_role("textbox").first for view in views.all()]
    boxes[0].fill("We take turns.")
    expect(boxes[1]).to_have_value("We take turns.")
    boxes[1].fill("We take turns, mostly.")
    expect(boxes[0]).to_have_value("We take turns, mostly.")
    for view in views.all():
        expect(view.locator(".kit-live")).to_have_count(7)


@pytest.mark.parametrize("lesson", BOTH)
def test_a_page_open_in_two_windows_lives_in_the_one_that_is_looked_at_and_loses_nothing(newcomer, lesson):
    newcomer.open(lesson)
    newcomer.step("discuss").get_by_role("textbox").first.fill("In the first window.")
    expect(newcomer.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)
    other = Newcomer(newcomer.page.context.new_page(), newcomer.lab)
    other.open(lesson)
    box = other.step("discuss").get_by_role("textbox").first
    expect(box).to_have_value("In the first window.")
    box.fill("In the second window.")
    expect(other.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)
    expect(newcomer.notebook.locator(".kit-live")).to_have_count(0)
    newcomer.page.evaluate(LOOK)
    expect(newcomer.notebook.locator(".kit-live")).to_have_count(7)
    expect(newcomer.step("discuss").get_by_role("textbox").first).to_have_value("In the second window.")
    newcomer.step("discuss").get_by_role("textbox").nth(1).fill("And here again.")
    other.page.evaluate(LOOK)
    expect(other.step("discuss").get_by_role("textbox").nth(1)).to_have_value("And here again.")


@pytest.fixture
def drawn_while_seen(lab):
    """JupyterLab draws only the cells that are seen, as long as this lasts."""

    def say(raw: dict) -> None:
        told = json.dumps({"raw": json.dumps(raw)}).encode()
        urlopen(
            Request(lab.url + TRACKER, told, {"Content-Type": "application/json"}, method="PUT"), timeout=20
        ).close()

    say({"windowingMode": "full"})
    yield
    say({})


@pytest.mark.parametrize("lesson", BOTH)
def test_where_cells_are_drawn_only_while_they_are_seen_words_and_figure_stay(drawn_while_seen, newcomer, lesson):
    newcomer.open(lesson)

    def see(step: str) -> None:
        newcomer.page.evaluate(SHOW, [step, "start"])

    see("discuss")
    newcomer.step("discuss").get_by_role("textbox").first.press_sequentially("Words that stay")
    see("")  # at once, before they are saved
    expect(newcomer.step("discuss")).not_to_be_in_viewport()
    see("explore")
    figure = newcomer.step("explore")
    figure.get_by_role("radio").first.check()
    figure.get_by_role("button", name="Commit my guess and open the figure").click()
    expect(figure.locator(".main-svg").first).to_be_attached()
    slider = figure.get_by_role("slider").first
    slider.press("ArrowRight")
    moved = slider.input_value()
    see("")
    expect(figure).not_to_be_in_viewport()
    see("explore")
    expect(figure.get_by_role("slider").first).to_have_value(moved)
    chart = figure.locator(".js-plotly-plot").first
    expect(chart.locator(".main-svg").first).to_be_attached()
    assert chart.bounding_box()["width"] > 400
    see("discuss")
    expect(newcomer.step("discuss").get_by_role("textbox").first).to_have_value("Words that stay")
    expect(newcomer.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)
