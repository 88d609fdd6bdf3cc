"""A learner questions the table in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Learner, sit_down
from tests.browser.looks import cut_off_at, faults_in_both_themes, work_everything

NOTEBOOK, STEPS = "15_question_the_table", ("label", "mark_words", "tests", "rewrite", "fourth_column")


@pytest.fixture(scope="module")
def at_work(browser, lab):
    """A page that has run, for looks that need no fresh start."""
    learner = Learner(sit_down(browser, lab), lab)
    learner.open(NOTEBOOK)
    learner.run_all()
    return learner


def word(learner, words: str):
    """The button of a word, whatever its mark."""
    return learner.step("mark_words").get_by_role("button", name=re.compile(f"^{words}, word"))


def named(mark: str, words: str = "collaboration", place: str = "2 of 6") -> str:
    return f"{words}, word {place}: {mark}"


def test_a_cell_takes_one_tab_stop(at_work):
    word(at_work, "collaboration").click()
    at_work.page.keyboard.press("Tab")
    expect(word(at_work, "State-led")).to_be_focused()
    at_work.page.keyboard.press("Shift+Tab")
    expect(word(at_work, "collaboration")).to_be_focused()


def test_the_first_coding_opens_after_ones_own(at_work):
    step = at_work.step("mark_words")
    expect(step.get_by_role("button", name="Show the first coding")).to_be_disabled()
    step.get_by_role("button", name="The rest describes").click()
    expect(step).to_contain_text("17 of 17 words marked")
    step.get_by_role("button", name="Show the first coding").click()
    expect(step).to_contain_text("You and the first coding agree on 13 of 17 words (76%)")
    expect(step.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(step.locator(".kit-chart")).to_have_accessible_name(re.compile("Collectivism \\(first coding\\): 4 desc"))


def test_a_row_chosen_shows_its_words(at_work):
    at_work.step("mark_words").get_by_label("Work on").select_option(label="Column: Liberal Individualism")
    expect(word(at_work, "alienation")).to_have_accessible_name("alienation, word 9 of 9: not marked")
    expect(at_work.step("mark_words").get_by_role("group", name="Autonomy and Freedom")).to_be_visible()


def mark(learner, page) -> None:
    """Mark words by mouse and by key."""
    collaboration = word(learner, "collaboration")
    expect(collaboration).to_have_accessible_name(named("not marked"))
    for sign in ("describing", "praising"):
        collaboration.click()
        expect(collaboration).to_have_accessible_name(named(sign))
    expect(collaboration).to_have_text("+collaboration")
    page.keyboard.press("ArrowRight")
    expect(word(learner, "for")).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.press("End")
    page.keyboard.press("3")
    expect(word(learner, "creation")).to_have_accessible_name(named("blaming", "creation", "6 of 6"))
    page.keyboard.press("Delete")
    expect(word(learner, "creation")).to_have_accessible_name(named("not marked", "creation", "6 of 6"))
    page.keyboard.press("4")
    expect(learner.step("mark_words")).to_contain_text("3 of 17 words marked. Saved ")


def run_a_test(learner) -> None:
    step = learner.step("tests")
    step.get_by_label("Test", exact=True).select_option(label="8. Does the last row speak in one tone?")
    expect(step.locator("h3")).to_have_text("Does the last row speak in one tone?")
    step.get_by_role("radio", name="The table passes.").check()
    step.get_by_role("button", name="Run the test").click()
    expect(step).to_contain_text("Peer Production 3, Collectivism 0, Liberal Individualism 0")


def write_cell(learner, words: str):
    step = learner.step("fourth_column")
    step.get_by_role("textbox", name="Your cell, in a few words").press_sequentially(words)
    expect(step).to_contain_text("1 of 13 cells written")
    return step


def try_a_column(learner, page) -> None:
    """Write a cell of a fourth column, and show it in three ways."""
    step = write_cell(learner, "Markets & <b>fair</b> shares")
    expect(step).to_contain_text("The draft says: Private enterprise within a democratic frame")
    step.get_by_role("button", name="Add the column").click()
    heading = step.get_by_role("columnheader").last
    expect(heading).to_contain_text("My Social Democracy")
    expect(step.get_by_role("cell", name="Markets & <b>fair</b> shares")).to_be_visible()
    step.get_by_label("Whose cells").select_option(label="those of the draft")
    step.get_by_label("Show it in").select_option(label="Predict: match the cells")
    step.get_by_role("button", name="Add the column").click()
    expect(step.get_by_label(re.compile("Cell . belongs to"))).to_have_count(4)
    step.get_by_label("Show it in").select_option(label="Place: your case between the poles")
    step.get_by_role("button", name="Add the column").click()
    slider = step.get_by_role("slider", name="Social Democracy")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(step).to_contain_text("Social Democracy 27")


def test_marked_words_a_test_and_a_fourth_column_are_still_there_after_a_restart(learner, page):
    learner.open(NOTEBOOK)
    learner.run_all()
    mark(learner, page)
    run_a_test(learner)
    try_a_column(learner, page)
    learner.restart_and_run_all()
    expect(word(learner, "collaboration")).to_have_accessible_name(named("praising"))
    expect(word(learner, "for")).to_have_accessible_name(named("describing", "for", "3 of 6"))
    expect(word(learner, "creation")).to_have_accessible_name(named("unclear", "creation", "6 of 6"))
    expect(learner.step("tests")).to_contain_text("All tests: 1 of 12 run")
    box = learner.step("fourth_column").get_by_role("textbox", name="Your cell, in a few words")
    expect(box).to_have_value("Markets & <b>fair</b> shares")


def work(learner, page) -> None:
    label, marks, tests = (learner.step(name) for name in STEPS[:3])
    label.get_by_role("textbox").press_sequentially("The date")
    for question in (0, 1):
        label.get_by_role("group").nth(question).get_by_role("radio").nth(1).check()
        label.get_by_role("button", name="This is my answer").nth(question).click()
    expect(label).to_contain_text("What we can know")
    for key in ("1", "2", "3", "4"):
        word(learner, "collaboration" if key == "1" else "Private").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press(key)
    marks.get_by_role("button", name="The rest describes").click()
    marks.get_by_role("button", name="Show the first coding").click()
    for number, asked in ((2, "Are praise and blame"), (4, "Are ideals compared")):
        tests.get_by_label("Test", exact=True).select_option(index=number)
        expect(tests.get_by_role("heading", name=asked)).to_be_visible()
        tests.get_by_role("radio").first.check()
        tests.get_by_role("button", name="Run the test").click()
        expect(tests).to_contain_text("Words it rests on")
    learner.step("rewrite").get_by_role("textbox").press_sequentially("Mine")
    column = write_cell(learner, "Mine")
    column.get_by_role("button", name="Add the column").click()
    column.get_by_role("button", name="Write my_table.csv").click()
    page.evaluate("document.querySelectorAll('.kit-live details').forEach(one => { one.open = true })")
    learner.settle()


def test_no_fault_where_the_table_is_questioned_in_either_theme_and_nothing_runs_out_of_the_page(learner, page):
    learner.open(NOTEBOOK)
    assert faults_in_both_themes(learner) == []
    learner.run_all()
    work(learner, page)
    work_everything(learner)
    assert faults_in_both_themes(learner) == []
    assert learner.too_wide(STEPS, 1280, 400) == []
    assert cut_off_at(page, 640, 320) == []
