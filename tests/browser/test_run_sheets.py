"""A teacher at the desk: a lesson's plan with today's clock, and its page saved for the printer."""

from playwright.sync_api import expect

from kit.content.table import load_table
from kit.paper.run_sheet import page as printed
from kit.paper.run_sheet import taught_lesson, taught_lessons

PAGE = "teacher/run_sheets"


def test_plans_read_without_a_kernel_and_with_one_a_teacher_takes_a_lesson_its_clock_and_its_page(
    learner, page, tmp_path
):
    learner.open(PAGE)
    expect(learner.step("course")).to_contain_text("Thirteen times 25 minutes, alone")
    assert learner.step("course").locator("td").first.evaluate("cell => getComputedStyle(cell).textAlign") == "left"
    learner.run_all()
    link = learner.step("course").get_by_role("link", name="Governance", exact=True).first
    assert link.get_attribute("href") == "../02_governance.ipynb"
    desk = learner.step("run_sheet")
    desk.get_by_label("Lesson", exact=True).select_option(label="Governance: who decides, and who can object?")
    desk.get_by_label("Begins at").fill("10:15")
    desk.get_by_label("Begins at").press("Enter")
    expect(desk.locator(".kit-live .kit-plan tbody th").last).to_contain_text("11:03")
    for _ in range(2):  # a link that works once only would be worse than none
        with page.expect_download() as saving:
            desk.get_by_role("link", name="Save this run sheet").click()
    saving.value.save_as(tmp_path / "saved.html")
    taught = taught_lesson("governance", taught_lessons(load_table()))
    assert (tmp_path / "saved.html").read_text("utf-8") == printed(taught.title, [taught], 50, 615)
