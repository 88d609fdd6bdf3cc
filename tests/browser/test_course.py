"""A learner goes from page to page in a real browser: one case through several lessons, and back to the start."""

import pytest
from playwright.sync_api import expect

START, GOVERNANCE, VALUE = "00_start_here", "02_governance", "05_value_logic"


def follow(learner, case: str) -> None:
    chooser = learner.step("choose_case")
    chooser.get_by_label("My case").select_option(label=case)
    chooser.get_by_role("button", name="Follow this case").click()
    expect(chooser).to_contain_text(f"You follow {case.rpartition(': ')[2]}.")


def place(learner, lesson: str) -> None:
    learner.turn_to(lesson)
    learner.run_all()
    step = learner.step("place")
    point = step.get_by_role("slider", name="Where")
    point.focus()
    learner.page.keyboard.press("ArrowUp")
    expect(step).to_contain_text("Saved ")


def test_a_case_is_placed_in_two_lessons_changed_and_taken_up_again(learner):
    learner.open(START)
    learner.run_all()
    follow(learner, "Named in the table: USSR")
    place(learner, GOVERNANCE)
    expect(learner.step("place")).to_contain_text("Known about USSR")
    place(learner, VALUE)
    so_far = learner.step("place").get_by_text("Where you have placed it so far: in 1 of the 12 other lessons")
    so_far.click()
    expect(learner.step("place").get_by_role("listitem").filter(has_text="Governance:")).to_be_visible()
    learner.turn_to(START)
    learner.run_all()
    follow(learner, "Between the columns: Mondragon")
    chooser = learner.step("choose_case")
    expect(chooser.get_by_role("button", name="✓ You follow Mondragon (0 of 13 placed)")).to_be_visible()
    back = chooser.get_by_role("button", name="Back to USSR (2 of 13 placed)")
    back.focus()
    learner.page.keyboard.press("Enter")
    expect(chooser).to_contain_text("You follow USSR.")
    expect(chooser.get_by_role("button", name="✓ You follow USSR (2 of 13 placed)")).to_be_focused()
    learner.turn_to(GOVERNANCE)
    learner.run_all()
    expect(learner.step("place").get_by_role("slider", name="Where USSR stands")).to_be_visible()
    expect(learner.step("place").locator(".kit-triangle [role=status]")).not_to_contain_text("not placed")


@pytest.mark.parametrize("live", [True, False], ids=["alive", "read without a kernel"])
def test_a_step_in_the_progress_opens_its_lesson_in_the_same_jupyterlab(learner, page, live):
    learner.open(START)
    if live:
        learner.run_all()
    page.evaluate("window.still_here = true")
    table = learner.step("lessons").locator(".kit-live" if live else ".kit-static")
    place = table.get_by_role("row").filter(has_text="Governance").get_by_role("link").nth(5)
    if live:  # of what was never run, JupyterLab leaves out labels
        expect(place).to_have_accessible_name("Place in Governance: open")
    place.click()
    shown = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    expect(shown.locator("h1").first).to_contain_text("Governance")
    expect(shown.locator("h2", has_text="5. Place")).to_be_in_viewport()
    assert page.evaluate("window.still_here")
    page.locator(".lm-TabBar-tabLabel", has_text=f"{START}.ipynb").first.click()
    table.get_by_role("row").filter(has_text="Critiques: ").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(shown.locator("h1").first).to_contain_text("Critiques")
    assert page.evaluate("window.still_here")
