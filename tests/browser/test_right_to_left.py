"""The two pages that there are in Arabic, worked in a browser: all runs from the right, and nothing is cut off."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import cut_off_at, work_everything

WAY = "one => getComputedStyle(one).direction"


@pytest.mark.parametrize("name", ["ar/00_start_here", "ar/01_core_principle"])
def test_a_page_from_the_right_is_worked_without_english_and_nothing_is_cut_off(learner, page, name):
    learner.open(name)
    learner.run_all()
    work_everything(learner)
    seen = page.locator(".jp-Notebook").inner_text()
    assert [line for line in seen.splitlines() if "[en]" in line] == []
    assert cut_off_at(page, 1280, 768, 390) == []


def test_prose_and_steps_run_from_the_right_and_figures_and_the_triangle_do_not(learner, page):
    learner.open("ar/01_core_principle")
    learner.run_all()
    expect(page.locator(".kit-live").first).to_have_attribute("dir", "rtl")
    prose = page.locator(".jp-MarkdownOutput").first
    assert prose.evaluate(WAY) == "rtl"
    assert prose.locator("p").first.evaluate("one => getComputedStyle(one).textAlign") == "start"
    place = learner.step("place")
    assert place.locator(".kit-triangle svg").evaluate(WAY) == "ltr"
    assert place.locator(".kit-triangle p").evaluate(WAY) == "rtl"
    explore = learner.step("explore")
    explore.get_by_role("radio").first.check()
    explore.locator(".kit-live button").first.click()
    explore.locator(".js-plotly-plot .main-svg").first.wait_for()
    assert explore.locator(".kit-chart").evaluate(WAY) == "ltr"


def test_the_triangle_follows_the_arrow_keys_to_the_side_that_they_show(learner):
    learner.open("ar/01_core_principle")
    learner.run_all()
    point = learner.step("place").get_by_role("slider")
    at = [point.evaluate("one => one.getBoundingClientRect().left")]
    for key in ("ArrowLeft", "ArrowRight", "ArrowRight"):
        point.press(key)
        at.append(point.evaluate("one => one.getBoundingClientRect().left"))
    assert at[1] < at[0] < at[3]
