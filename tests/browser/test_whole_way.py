"""A learner goes the whole way once: a case, three lessons, the profile, the report; and the report is printed."""

import re

import pytest
from playwright.sync_api import expect

LESSONS = {"01_core_principle": "ArrowUp", "02_governance": "ArrowLeft", "05_value_logic": "ArrowRight"}
REASON = "Members vote, but they sell <b>like</b> any firm; =1+1 & more."


def follow_mondragon(learner) -> None:
    learner.open("00_start_here")
    learner.run_all()
    case = learner.step("choose_case")
    case.get_by_label("My case").select_option(label="Between the columns: Mondragon")
    case.get_by_role("button", name="Follow this case").click()
    expect(case).to_contain_text("You follow Mondragon.")


def place(learner, lesson: str, key: str) -> None:
    learner.turn_to(lesson)
    learner.run_all()
    step = learner.step("place")
    step.get_by_role("slider", name="Where Mondragon stands").focus()
    for _ in range(4):
        learner.page.keyboard.press(key)
    step.get_by_role("textbox", name="Why there?").press_sequentially(REASON)
    expect(step.get_by_role("status").filter(has_text="Saved ")).to_have_count(1)


def write_it_all(learner) -> None:
    learner.turn_to("14_case_file")
    learner.run_all()
    profile = learner.step("profile")
    profile.get_by_role("radio").nth(0).check()
    profile.get_by_role("button", name="Commit my guess").click()
    expect(profile.locator(".kit-summary")).to_contain_text("5 Value Logic: ")
    expect(learner.step("heatmap")).to_contain_text("sell <b>like</b> any firm")
    report = learner.step("report")
    expect(report.get_by_role("button", name="Write my report")).to_be_disabled()
    report.get_by_label("The name on it").fill("Ada")
    report.get_by_role("button", name="Look at what goes in").click()
    expect(report).to_contain_text("items go in, under the name Ada.")
    for label, file in (("Write my report", "report-ada-"), ("Write my hand-in", "hand-in-ada-")):
        report.get_by_role("button", name=label).click()
        expect(report.get_by_role("status").filter(has_text=file)).to_have_count(1)


@pytest.fixture
def work(learner, lab):
    """The folder of what the learner wrote, after the whole way."""
    follow_mondragon(learner)
    for lesson, key in LESSONS.items():
        place(learner, lesson, key)
    write_it_all(learner)
    return lab.answers / "my_work"


def test_the_whole_way_ends_in_a_report_that_opens_and_prints(work, browser, tmp_path):
    (report,) = work.glob("report-ada-*.html")
    assert len(list(work.glob("report-ada-*.md"))) == len(list(work.glob("hand-in-ada-*.json"))) == 1
    context = browser.new_context(viewport={"width": 800, "height": 1000})
    page = context.new_page()
    page.goto(report.as_uri())
    expect(page.get_by_role("heading", name="My case: Mondragon")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("Placed in 3 lessons"))).to_be_visible()
    assert page.get_by_text(REASON).count() == 6  # three lessons, each in the profile and in its chapter
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 6
    context.close()
