"""No fault of any weight inside what the kit shows, in the light and the dark theme, before and after work."""

from itertools import pairwise

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import THEMES, settle

# the rules of pages and landmarks are JupyterLab's business; everything else inside our outputs is ours
PAGE_RULES = ("region", "page-has-heading-one", "landmark-one-main", "bypass")
OPTIONS = {"rules": {rule: {"enabled": False} for rule in PAGE_RULES}, "resultTypes": ["violations"]}


# JupyterLab's body has no height, and cells out of sight are not drawn: axe would leave out their contrast unsaid
UNFOLD = """() => {
  if (document.body.style.height) return;
  document.body.style.height = "100vh";
  const style = document.head.appendChild(document.createElement("style"));
  style.dataset.ofATest = "";
  style.textContent = ".jp-Cell { content-visibility: visible !important; contain: none !important }";
}"""
TO_THE_TOP = """() => [...document.querySelectorAll('.jp-WindowedPanel-outer')].map((one) => {
  const moved = one.scrollTop > 0;
  one.scrollTop = 0;
  return moved;
}).some(Boolean)"""


def faults(page) -> list[str]:
    """What axe says against the outputs of a notebook."""
    page.evaluate(UNFOLD)
    page.set_viewport_size({"width": 1280, "height": 16_000})
    settle(page)
    if page.evaluate(TO_THE_TOP):
        settle(page)
    return faults_in(page, ".jp-Cell-outputArea")


def faults_in(page, context: str) -> list[str]:
    result = Axe().run(page, context=context, options=OPTIONS).response
    return [
        f"{fault['impact']} {fault['id']}: {node['html'][:200]}"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]


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


def faults_in_both_themes(learner) -> list[str]:
    """What axe says against the outputs of a notebook in the dark theme, and then in the light one."""
    found = []
    for theme in THEMES:
        learner.page.set_viewport_size({"width": 1280, "height": 1000})
        learner.wear(theme)
        found += faults(learner.page)
    return found


def test_no_fault_in_the_lesson_in_either_theme(learner, page):
    learner.open("02_governance")
    assert faults_in_both_themes(learner) == []
    learner.run_all()
    assert faults_in_both_themes(learner) == []
    page.set_viewport_size({"width": 1280, "height": 1000})
    work(learner, page)
    assert faults_in_both_themes(learner) == []


def test_no_fault_on_the_start_page_in_either_theme(learner, page):
    learner.open("00_start_here")
    learner.run_all()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    learner.step("choose_case").get_by_label("My case").select_option(label="Another one, my own")
    learner.settle()
    assert faults_in_both_themes(learner) == []


def test_contrast_is_really_looked_at(learner, page):
    learner.open("02_governance")
    learner.run_all()
    learner.step("discuss").locator(".kit-live .kit-note").last.evaluate(
        "words => { words.style.color = '#aaa'; words.style.background = '#fff' }"
    )
    assert any("color-contrast" in fault for fault in faults(page))


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
