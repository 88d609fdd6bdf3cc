"""What a reader has told the browser or the system: less motion, colours of one's own, a large zoom."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import BY_HAND, Learner

LESSON = "02_governance"
MOVING = """() => [...document.querySelectorAll('.kit-live')].flatMap(
  (one) => one.getAnimations({ subtree: true })).length"""
ZOOMED = """() => document.body.scrollWidth <= innerWidth && [...document.querySelectorAll('.kit-live')].every(
  (one) => one.scrollWidth <= one.clientWidth + 1)"""


def test_nothing_moves_for_who_wants_less_motion_and_with_forced_colours_all_is_still_told_apart(learner, page):
    page.emulate_media(reduced_motion="reduce")
    learner.open(LESSON)
    learner.run_all()
    explore = learner.guess()
    explore.get_by_role("slider", name="Members knocked out").press("ArrowRight")
    expect(explore.locator(".kit-summary")).to_contain_text("1 of 31 members")
    assert page.evaluate(MOVING) == 0
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    check = learner.step("check")
    check.get_by_role("radio").first.check()
    check.get_by_role("button", name="Check my answer").first.click()
    expect(check.get_by_role("status").filter(has_text=re.compile("^[✓✗] ")).first).to_be_visible()
    button = check.get_by_role("button", name="Check my answer").first
    expect(button).to_have_css("outline-style", "solid")
    signs = learner.step("compare").locator(".kit-live .kit-card .kit-sign").all_text_contents()
    assert len(set(signs)) == 3


@pytest.mark.parametrize("zoom", [2, 4])
def test_a_page_at_a_large_zoom_loses_nothing(browser, lab, zoom):
    lab.begin_anew()
    context = browser.new_context(viewport={"width": 1280 // zoom, "height": 1000 // zoom}, device_scale_factor=zoom)
    context.add_init_script(BY_HAND)
    learner = Learner(context.new_page(), lab)
    learner.page.set_viewport_size({"width": 1280, "height": 1000})
    learner.open(LESSON)
    learner.run_all()
    learner.guess()
    learner.page.locator(".jp-Notebook .jp-MarkdownCell").first.click()
    learner.page.keyboard.press("Control+b")
    learner.page.set_viewport_size({"width": 1280 // zoom, "height": 1000 // zoom})
    learner.settle()
    assert learner.page.evaluate(ZOOMED)
    context.close()
