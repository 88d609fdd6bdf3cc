"""What a reader has told the browser or the system: less motion, colours of one's own, a large zoom."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import BY_HAND, THEMES, Learner
from tests.browser.looks import WORK
from tests.test_figures import contrast

LESSON = "02_governance"
MOVING = """() => [...document.querySelectorAll('.kit-live')].flatMap(
  (one) => one.getAnimations({ subtree: true })).length"""
# the edge of each field and of each button that has no colour of its own, and the grounds on its two sides
EDGES = """() => {
  const two = (one) => (+one).toString(16).padStart(2, "0");
  const hex = (colour) => "#" + colour.match(/\\d+/g).slice(0, 3).map(two).join("");
  const own = (one) => getComputedStyle(one).backgroundColor;
  const ground = (one) => /^rgb\\(/.test(own(one)) ? hex(own(one)) : ground(one.parentElement);
  const kinds = "select, textarea, input, button:not(.mod-primary, .kit-main)";
  return [...document.querySelectorAll(`.kit-live :is(${kinds})`)]
    .filter((one) => one.checkVisibility() && !one.disabled && getComputedStyle(one).borderTopStyle === "solid")
    .map((one) => [hex(getComputedStyle(one).borderTopColor), ground(one), ground(one.parentElement)]);
}"""
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


def test_what_the_browser_draws_itself_wears_the_theme_and_is_light_on_paper(learner, page):
    learner.open(LESSON)
    learner.run_all()
    option = learner.step("check").get_by_role("radio").first
    for theme, scheme, drawn in zip(THEMES, ("dark", "light"), ("none", "auto"), strict=True):
        learner.wear(theme)
        expect(option).to_have_css("color-scheme", scheme)
        expect(option).to_have_css("appearance", drawn)  # WebKit fills it with white on a dark ground, too
    learner.wear(THEMES[0])
    page.emulate_media(media="print")
    expect(option).to_have_css("color-scheme", "light")


@pytest.mark.parametrize("lesson", [LESSON, "00_start_here", "teacher/vote"])
def test_edges_of_fields_and_buttons_stand_out_from_both_grounds(learner, page, lesson):
    learner.open(lesson)
    learner.run_all()
    page.evaluate(WORK)
    learner.settle()
    for theme in THEMES:
        learner.wear(theme)
        edges = page.evaluate(EDGES)
        assert edges
        assert [one for one in edges if any(contrast(one[0], ground) < 3 for ground in one[1:])] == [], theme


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
