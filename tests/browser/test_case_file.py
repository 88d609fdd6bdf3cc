"""A learner brings a case together in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import cut_off_at, faults_in_both_themes, work_everything

PAGE, STEPS = "14_case_file", ("profile", "heatmap", "changes", "beside", "write_up", "report")


def guess(learner):
    """Guess, and return the step with its figure open."""
    profile = learner.step("profile")
    profile.get_by_role("radio", name="Near one corner").check()
    profile.get_by_role("button", name="Commit my guess").click()
    profile.locator(".js-plotly-plot .main-svg").first.wait_for()
    return profile


def numbers_drawn(profile) -> list[str]:
    """The numbers that stand in the triangle."""
    texts = profile.locator(".js-plotly-plot .scatterlayer text").all_text_contents()
    return sorted(text.strip() for text in texts if text.strip())


@pytest.mark.usefixtures("placed")
def test_the_path_is_stepped_and_played_without_the_kernel(learner, page, lab):
    learner.open(PAGE)
    learner.run_all()
    profile = guess(learner)
    expect(profile.locator(".kit-summary")).to_contain_text("5 Value Logic: Peer Production 20")
    assert numbers_drawn(profile) == ["1", "2", "5"]
    lab.stop_kernels()
    slider = profile.get_by_role("slider", name="Dimension")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(profile.locator(".kit-summary")).to_contain_text("2 Governance: Peer Production 70")
    expect(profile.locator(".kit-summary")).to_contain_text("'<b>Volunteers</b> write it.'")
    expect(slider).to_have_attribute("aria-valuetext", "2 Governance")
    page.wait_for_timeout(500)
    assert numbers_drawn(profile) == ["1", "2"]
    profile.get_by_role("button", name="Play").click()
    expect(profile.get_by_role("button", name="Play")).to_have_count(1)  # it stops at the last by itself
    profile.get_by_role("button", name="Play").click()
    expect(profile.locator(".kit-player output")).to_have_text("1 of 3")
    expect(profile.get_by_role("button", name="Pause")).to_have_count(1)
    expect(profile.locator(".kit-player output")).to_have_text("2 of 3")
    profile.get_by_role("button", name="Pause").click()
    page.wait_for_timeout(3000)
    expect(profile.locator(".kit-player output")).to_have_text("2 of 3")


@pytest.mark.usefixtures("placed")
def test_who_wants_less_motion_goes_on_by_one_stop_at_a_time(learner, page):
    page.emulate_media(reduced_motion="reduce")
    learner.open(PAGE)
    learner.run_all()
    profile = guess(learner)
    profile.get_by_role("button", name="Next stop").click()
    expect(profile.locator(".kit-player output")).to_have_text("1 of 3")
    page.wait_for_timeout(3000)
    expect(profile.locator(".kit-player output")).to_have_text("1 of 3")


@pytest.mark.usefixtures("placed")
def test_the_guess_opens_the_heatmap_too_and_a_claim_is_there_after_a_restart(learner):
    learner.open(PAGE)
    learner.run_all()
    expect(learner.step("heatmap")).to_contain_text("Commit your guess in the step above first")
    guess(learner)
    expect(learner.step("heatmap").get_by_role("cell", name="80")).to_be_visible()
    claim = learner.step("write_up").get_by_role("textbox", name="Claim")
    claim.press_sequentially("It is <i>half</i> a commons.")
    expect(learner.step("write_up")).to_contain_text("5 words")
    learner.restart_and_run_all()
    expect(learner.step("write_up").get_by_role("textbox", name="Claim")).to_have_value("It is <i>half</i> a commons.")
    expect(learner.step("profile").locator(".js-plotly-plot")).to_be_visible()
    learner.step("write_up").get_by_role("button", name="Read it as one text").click()
    expect(learner.step("write_up").locator("article")).to_contain_text("It is <i>half</i> a commons.")


def work(learner, page) -> None:
    guess(learner)
    learner.step("beside").get_by_label("Beside it").select_option(index=1)
    # seen before the page is scrolled on: a chart that comes while it is off the screen is drawn when it is seen
    learner.step("beside").locator(".js-plotly-plot .main-svg").first.wait_for()
    learner.step("write_up").get_by_role("textbox", name="Claim").press_sequentially("Mine")
    learner.step("write_up").get_by_role("button", name="Read it as one text").click()
    page.evaluate("document.querySelectorAll('.kit-live details').forEach(one => { one.open = true })")
    learner.settle()


@pytest.mark.usefixtures("placed")
def test_no_fault_in_the_case_file_in_either_theme_and_nothing_runs_out_of_it(learner, page):
    learner.open(PAGE)
    assert faults_in_both_themes(learner) == []
    learner.run_all()
    work(learner, page)
    work_everything(learner)
    assert faults_in_both_themes(learner) == []
    assert learner.too_wide(STEPS, 1280, 400) == []
    assert cut_off_at(page, 640, 320) == []
