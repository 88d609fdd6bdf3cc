"""The Governance lesson in a real browser, opened once for all that needs no fresh start."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Learner, sit_down

LESSON = "02_governance"
STEPS = ("recall", "predict", "compare", "explore", "check", "place", "discuss")


class Opened(Learner):
    """A learner before a lesson that has run; the guess is made."""

    explore: Locator


@pytest.fixture(scope="module")
def opened(browser, lab):
    learner = Opened(sit_down(browser, lab), lab)
    learner.open(LESSON)
    learner.run_all()
    learner.explore = learner.guess()
    return learner


def test_after_run_all_every_step_is_alive_and_its_text_is_out_of_the_way(opened):
    for step in STEPS:
        expect(opened.step(step).locator(".kit-live")).to_be_visible()
    for reading in opened.page.locator(".kit-static").all():
        expect(reading).to_be_hidden()


def test_a_figure_has_its_sentence_for_a_name(opened):
    chart = opened.explore.locator(".kit-chart")
    expect(chart).to_have_role("img")
    expect(chart).to_have_accessible_name(re.compile("Still in touch: mesh 100%"))


def test_a_dropdown_changes_the_cards_and_the_chart(opened):
    compare = opened.step("compare")
    first = compare.locator(".kit-live .kit-card h3").first
    expect(first).to_contain_text("Peer Production")
    compare.get_by_label("Model 1").select_option(label="Liberal Individualism")
    expect(first).to_contain_text("Liberal Individualism")
    figure = opened.explore
    curves = figure.locator(".js-plotly-plot .scatterlayer path.js-line")
    expect(figure.locator(".kit-summary")).to_contain_text("the best connected first")
    before = [curve.get_attribute("d") for curve in curves.all()]
    figure.get_by_label("Who is hit").select_option(label="Anyone, at random")
    expect(figure.locator(".kit-summary")).to_contain_text("at random")
    assert before != [curve.get_attribute("d") for curve in curves.all()]
    figure.get_by_label("Who is hit").select_option(index=0)
    expect(figure.locator(".kit-summary")).to_contain_text("the best connected first")


def test_keys_pressed_in_a_step_stay_in_the_step(opened):
    figure = opened.explore
    slider = figure.get_by_role("slider", name="Members knocked out")
    figure.get_by_role("button", name="Commit my guess").focus()
    opened.page.keyboard.press("Tab")
    for _ in range(3):
        opened.page.keyboard.press("ArrowRight")
    expect(slider).to_be_focused()
    expect(figure.locator(".kit-summary")).to_contain_text("3 of 31 members")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("ArrowDown")
    expect(figure.locator(".kit-summary")).to_contain_text("at random")
    expect(figure.get_by_label("Who is hit")).to_be_focused()


def test_a_question_answers_what_was_chosen(opened):
    check = opened.step("check")
    check.get_by_role("radio", name="The market needs the fewest.").check()
    check.get_by_role("button", name="Check my answer").nth(1).click()
    expect(check).to_contain_text("✗ It sends 60, as the others do")
    check.get_by_role("radio", name="Each needs the same number.").check()
    check.get_by_role("button", name="Check my answer").nth(1).click()
    expect(check).to_contain_text("✓ 60 each: everybody sends one")


def test_the_clock_runs_and_stops(opened):
    discuss = opened.step("discuss")
    discuss.get_by_role("button", name="Start the clock: warm up").click()
    timer = discuss.get_by_role("timer", name="Time left: warm up")
    expect(timer).to_have_text(re.compile("^7:5[0-8]$"))
    discuss.get_by_role("button", name="Pause the clock: warm up").click()
    left = timer.inner_text()
    assert "7:30" <= left <= "7:58"  # a slow computer presses Pause late
    opened.page.wait_for_timeout(1500)
    assert timer.inner_text() == left


def test_nothing_runs_out_of_the_page(opened):
    assert opened.too_wide(STEPS, 1280, 800, 400) == []
