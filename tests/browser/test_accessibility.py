"""No fault of any weight inside what the kit shows, in the light and the dark theme, before and after work."""

from itertools import pairwise

from playwright.sync_api import expect

from tests.browser.looks import cut_off_at, faults, faults_in_both_themes, work_everything


def work(learner, page) -> None:
    predict = learner.step("predict")
    for select in predict.get_by_role("combobox").all():
        select.select_option(index=1)
    predict.get_by_role("button", name="Check my match").click()
    predict.get_by_role("button", name="Show the row").click()
    learner.guess()
    check = learner.step("check")
    for place, option in enumerate((0, 6, 9)):
        check.get_by_role("radio").nth(option).check()
        check.get_by_role("button", name="Check my answer").nth(place).click()
    learner.step("place").get_by_role("slider", name="Where").press("ArrowUp")
    learner.step("place").get_by_role("button", name="Compare with other cases").click()
    learner.step("discuss").get_by_role("textbox").first.press_sequentially("Mine")
    learner.step("discuss").get_by_role("button", name="Take a second look").first.click()
    page.evaluate("document.querySelectorAll('.kit-live details').forEach(one => { one.open = true })")
    learner.settle()


def test_no_fault_in_the_lesson_in_either_theme_and_nothing_is_cut_off(learner, page):
    learner.open("02_governance")
    # of a page that nobody has trusted yet JupyterLab drops the styles, and so the height of what can be pressed
    assert [one for one in faults_in_both_themes(learner) if "target-size" not in one] == []
    learner.run_all()
    assert faults_in_both_themes(learner) == []
    work(learner, page)
    work_everything(learner)
    assert faults_in_both_themes(learner) == []
    assert cut_off_at(page, 640, 320) == []
    # and contrast is really looked at
    learner.step("discuss").locator(".kit-live .kit-note").last.evaluate(
        "words => { words.style.color = '#aaa'; words.style.background = '#fff' }"
    )
    assert any("color-contrast" in fault for fault in faults(page))


def test_no_fault_on_the_start_page_in_either_theme_and_nothing_is_cut_off(learner, page):
    learner.open("00_start_here")
    learner.run_all()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    learner.step("choose_case").get_by_label("My case").select_option(label="One of my own")
    work_everything(learner)
    expect(page.locator(".kit-live code").last).to_have_css("overflow-wrap", "anywhere")  # a path, however long
    assert faults_in_both_themes(learner) == []
    assert learner.too_wide(("overview", "choose_case", "lessons"), 1280, 400) == []
    assert cut_off_at(page, 640, 320) == []


SAID = {
    "predict": ('combobox "Cell A belongs to"', 'button "Check my match" [disabled]'),
    "compare": ('combobox "Model 1"', 'heading "Peer Production" [level=3]', 'heading "Its hard question" [level=4]'),
    "explore": ('group "Three networks have 31', 'slider "Members knocked out"', 'img "0 of 31 members knocked out'),
    "place": ('slider "Where Wikipedia stands"', 'textbox "Why there?'),
    "discuss": ('timer "Time left: warm up"', "textbox \"Your answer to 'warm up'\"", 'heading "Your vote" [level=3]'),
}


def test_a_screen_reader_hears_a_lesson_in_good_order(learner, page):
    learner.open("02_governance")
    learner.run_all()
    learner.guess()
    for name, said in SAID.items():
        heard = learner.step(name).locator(".kit-live").first.aria_snapshot()
        places = [heard.find(words) for words in said]
        assert -1 not in places and places == sorted(places), (name, places, heard)
    levels = page.locator(".jp-Notebook :is(h1, h2, h3, h4, h5, h6):visible").evaluate_all(
        "all => all.map(one => Number(one.tagName[1]))"
    )
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
