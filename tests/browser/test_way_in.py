"""The way in: pages open ready, links lead to a live step, and what was done on a page is not in its file."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from kit.base.paths import notebooks_in
from tests.browser.conftest import cell_of
from tests.browser.looks import faults_in

LESSON, STEPS = "01_core_principle", 7
READY = '.jp-NotebookPanel:not(.lm-mod-hidden)[data-kit="ready"]'
HELD = 60  # pixels by which what is read may move while the page around it begins
# a link has led to a step: its heading stands at the top of what is seen
LED = """(near) => {
  const page = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer');
  const heading = [...page.querySelectorAll('h2')].find((one) => one.textContent.includes('1. Predict'));
  return Math.abs(heading.getBoundingClientRect().top - page.getBoundingClientRect().top) < near;
}"""
SIZES = {"laptop": {"viewport": {"width": 1280, "height": 720}}}
SIZES["tablet"] = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}


class Newcomer:
    """Somebody who has only opened a page, and presses nothing that is not named here."""

    def __init__(self, page: Page, lab) -> None:
        self.page = page
        self.lab = lab

    def open(self, notebook: str, at: str = "lab/tree") -> None:
        self.page.goto(f"{self.lab.url}/{at}/notebooks/{notebook}.ipynb")
        self.ready()

    def ready(self) -> None:
        self.page.locator(READY).wait_for(timeout=120_000)

    @property
    def notebook(self) -> Locator:
        return self.page.locator(READY)

    def command(self, menu: str, entry: str) -> None:
        self.page.click(f'.lm-MenuBar-itemLabel:text-is("{menu}")')
        self.page.click(f'.lm-Menu-itemLabel:text-is("{entry}")')

    def save(self) -> None:
        with self.page.expect_response(lambda one: one.request.method == "PUT" and "/api/contents/" in one.url) as put:
            self.command("File", "Save Notebook")
        assert put.value.ok

    def step(self, name: str) -> Locator:
        return cell_of(self.page, self.notebook, name)

    def scrolled(self) -> float:
        return self.notebook.locator(".jp-WindowedPanel-outer").evaluate("one => one.scrollTop")


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def size(request) -> dict:
    return request.param


@pytest.fixture
def newcomer(browser, lab):
    yield from _newcomer(browser, lab, SIZES["laptop"])


@pytest.fixture
def anybody(browser, lab, size):
    yield from _newcomer(browser, lab, size)


def _newcomer(browser, lab, size):
    lab.begin_anew()
    context = browser.new_context(**size)
    context.set_default_timeout(60_000)
    yield Newcomer(context.new_page(), lab)
    context.close()


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in notebooks_in(folder)}


def test_from_the_start_page_two_presses_lead_to_a_first_answer(anybody, size):
    anybody.open("00_start_here")
    assert anybody.scrolled() == 0
    expect(anybody.notebook.locator(".kit-static:visible")).to_have_count(0)
    expect(anybody.page.locator("#filebrowser:visible, .jp-Dialog")).to_have_count(0)
    link = anybody.step("lessons").locator(".kit-live a", has_text="open").first
    link.tap() if size.get("has_touch") else link.click()
    anybody.page.locator(f"{READY}:has(h1:has-text('Core Principle'))").wait_for(timeout=120_000)
    anybody.page.wait_for_function(LED, arg=HELD)
    anybody.page.wait_for_timeout(1000)
    assert anybody.page.evaluate(LED, HELD), "the page has moved on"
    predict = anybody.step("predict")
    for place, select in enumerate(predict.locator(".kit-live select").all(), 1):
        select.select_option(index=place)
    button = predict.get_by_role("button", name="Check my match")
    button.tap() if size.get("has_touch") else button.click()
    expect(predict).to_contain_text("Saved ")
    expect(anybody.page.locator(".jp-mod-dirty")).to_have_count(0)


def test_the_next_step_on_the_start_page_is_a_press_away_and_new_again_when_one_comes_back(newcomer):
    newcomer.open("00_start_here")
    newcomer.step("first_guess").get_by_role("radio").first.check()
    newcomer.step("first_guess").get_by_role("button", name="Commit my guess").click()
    expect(newcomer.step("first_guess")).to_contain_text("Saved ")
    newcomer.open("00_start_here")
    newcomer.page.evaluate("window.begun = true")
    newcomer.step("first_guess").get_by_role("link", name="Predict").click()
    newcomer.page.locator(f"{READY}:has(h1:has-text('Core Principle'))").wait_for(timeout=120_000)
    newcomer.page.wait_for_function(LED, arg=HELD)
    assert newcomer.page.evaluate("window.begun"), "the whole program was loaded anew"
    for place, select in enumerate(newcomer.step("predict").locator(".kit-live select").all(), 1):
        select.select_option(index=place)
    newcomer.step("predict").get_by_role("button", name="Check my match").click()
    expect(newcomer.step("predict")).to_contain_text("Saved ")
    newcomer.page.click('.lm-TabBar-tab:has-text("00_start_here")')
    expect(newcomer.step("first_guess").locator(".kit-live")).to_contain_text("Next: Compare in Core Principle.")
    expect(newcomer.step("lessons").locator(".kit-live")).to_contain_text("You have begun 1 of 78 steps.")
    expect(newcomer.step("your_data").locator(".kit-live")).to_contain_text("2 answers in 2 tries")
    expect(newcomer.page.locator(".jp-mod-dirty")).to_have_count(0)


def test_after_an_hour_of_work_the_files_are_as_they_were(newcomer, lab):
    before = files(lab.notebooks)
    newcomer.page.goto(f"{lab.url}/lab")
    for notebook in (LESSON, "02_governance", "00_start_here"):
        newcomer.open(notebook)
        newcomer.command("Settings", "Save Widget State Automatically")
        newcomer.command("Run", "Run All Cells")
        if notebook != "00_start_here":
            box = newcomer.step("discuss").get_by_role("textbox").first
            box.press_sequentially("what I think of it")
            expect(newcomer.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)
        newcomer.notebook.locator(".jp-MarkdownCell").last.click(position={"x": 5, "y": 5})  # beside its links
        for _ in range(3):
            newcomer.page.keyboard.press("Shift+Enter")
        newcomer.save()
        newcomer.page.wait_for_timeout(500)
        newcomer.save()
        expect(newcomer.page.locator(".jp-Dialog")).to_have_count(0)
    assert files(lab.notebooks) == before
    newcomer.open(LESSON)
    kept = newcomer.step("discuss").get_by_role("textbox").first
    expect(kept).to_have_value("what I think of it", timeout=60_000)


def test_a_figure_has_the_width_of_its_page_and_its_controls_beside_it(newcomer):
    newcomer.page.set_viewport_size({"width": 1600, "height": 900})
    newcomer.open("02_governance")
    step = newcomer.step("explore").locator(".kit-live")
    step.get_by_role("radio").first.check()
    step.get_by_role("button", name="Commit my guess and open the figure").click()
    chart = step.locator(".kit-chart")
    chart.scroll_into_view_if_needed()
    wide, figure, controls = (
        one.bounding_box() for one in (step, step.locator(".kit-figure"), step.locator(".kit-figure > .kit-row").first)
    )
    assert figure["width"] > wide["width"] * 0.9
    assert chart.bounding_box()["y"] < controls["y"] + controls["height"]


def test_a_figure_that_is_seen_as_a_whole_does_not_fade_once_its_frame_has_changed(newcomer):
    theme = "theme => jupyterapp.commands.execute('apputils:change-theme', { theme })"
    newcomer.open("07_technology_and_infrastructure")
    step = newcomer.step("explore").locator(".kit-live")
    step.get_by_role("radio").first.check()
    step.get_by_role("button", name="Commit my guess and open the figure").click()
    chart = step.locator(".kit-chart")
    expect(chart.locator(".main-svg").first).to_be_attached()
    try:
        newcomer.page.evaluate(theme, "JupyterLab Dark")
        for width in (1280, 1180, 1400):
            newcomer.page.set_viewport_size({"width": width, "height": 720})
            newcomer.page.wait_for_timeout(1000)
            assert chart.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
            expect(chart).to_have_css("mask-image", "none")
    finally:
        newcomer.page.evaluate(theme, "JupyterLab Light")


def test_jupyterlab_shows_nothing_that_no_lesson_needs_and_misses_nothing(newcomer):
    failed = []
    newcomer.page.on("console", lambda one: failed.append(one.text) if "activat" in one.text else None)
    newcomer.open("00_start_here")
    for unused in ("#jp-debugger-sidebar", ".jp-DebuggerBugButton", "#extensionmanager\\.main-view"):
        expect(newcomer.page.locator(unused)).to_have_count(0)
    assert not failed


def test_run_all_leaves_the_page_where_it_is_read(newcomer):
    newcomer.open(LESSON)
    newcomer.page.wait_for_timeout(500)
    newcomer.command("Run", "Run All Cells")
    newcomer.page.wait_for_timeout(5000)
    assert newcomer.scrolled() < HELD


def test_after_a_restart_the_page_is_alive_again(newcomer):
    newcomer.open(LESSON)
    newcomer.page.evaluate("document.querySelectorAll('.kit-live').forEach(one => { one.dataset.old = '' })")
    newcomer.command("Kernel", "Restart Kernel…")
    newcomer.page.click(".jp-Dialog button.jp-mod-accept")
    live = newcomer.page.locator(".kit-live:not([data-old])")
    expect(live).to_have_count(STEPS, timeout=120_000)
    newcomer.ready()
    newcomer.step("discuss").get_by_role("textbox").first.press_sequentially("Mine")
    expect(newcomer.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)


def test_restart_and_run_all_runs_each_cell_once(newcomer):
    newcomer.open(LESSON)
    newcomer.page.evaluate("document.querySelectorAll('.kit-live').forEach(one => { one.dataset.old = '' })")
    newcomer.command("Run", "Restart Kernel and Run All Cells…")
    newcomer.page.click(".jp-Dialog button.jp-mod-accept")
    expect(newcomer.page.locator(".kit-live:not([data-old])")).to_have_count(STEPS, timeout=120_000)
    newcomer.page.wait_for_timeout(2000)  # the page would run a second time now
    counts = """() => window.jupyterapp.shell.currentWidget.content.widgets
      .filter((cell) => cell.model.type === "code").map((cell) => cell.model.executionCount)"""
    found = newcomer.page.evaluate(counts)
    assert found == list(range(1, len(found) + 1))


def test_by_hand_a_step_in_the_middle_of_a_page_runs_without_what_stands_above_it(learner, page):
    learner.open(LESSON)
    learner.step("place").first.scroll_into_view_if_needed()
    page.locator(".jp-CodeCell", has_text=".place()").locator(".jp-InputArea-editor").click()
    page.keyboard.press("Shift+Enter")
    expect(learner.step("place").locator(".kit-live")).to_have_count(1, timeout=60_000)
    expect(page.locator(".jp-RenderedText[data-mime-type*='error']")).to_have_count(0)


def test_code_that_is_not_the_kits_does_not_run_by_itself(newcomer, lab):
    page = lab.notebooks / f"{LESSON}.ipynb"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace('"lesson.compare()"', "\"lesson.compare(); open('ran', 'w')\""), encoding="utf-8")
    newcomer.open(LESSON)
    expect(newcomer.notebook.locator(".kit-live")).to_have_count(STEPS - 1)
    assert not (lab.notebooks / "ran").exists()
    strange = newcomer.notebook.locator(".jp-CodeCell", has_text="open(")
    expect(strange.locator(".jp-InputArea-editor")).to_be_visible()


def test_a_page_elsewhere_does_not_run_by_itself(newcomer, lab):
    elsewhere = lab.notebooks / "teacher" / "deeper"  # no start page lies here, nor in the folder above
    elsewhere.mkdir(exist_ok=True)
    (elsewhere / "page.ipynb").write_bytes((lab.notebooks / f"{LESSON}.ipynb").read_bytes())
    with newcomer.page.expect_response("**/kit/page?path=*deeper*") as answer:
        newcomer.page.goto(f"{lab.url}/lab/tree/notebooks/teacher/deeper/page.ipynb?reset")
    assert answer.value.ok and answer.value.json()["cells"] == {}
    newcomer.page.locator(".jp-Notebook .kit-static").first.wait_for(state="attached", timeout=60_000)
    idle = """() => { const page = window.jupyterapp.shell.currentWidget;
      return page.sessionContext.ready.then(() => page.sessionContext.session.kernel.info).then(() => true); }"""
    newcomer.page.wait_for_function(idle)
    newcomer.page.wait_for_timeout(1500)  # a page of the kit would begin now
    expect(newcomer.page.locator(".kit-live, [data-kit]")).to_have_count(0)


def test_the_lesson_view_has_no_fault_and_code_and_files_can_be_shown_and_that_is_remembered(newcomer):
    newcomer.open(LESSON)
    assert faults_in(newcomer.page, ".jp-Cell-outputArea") == []
    code, tree = (
        newcomer.notebook.locator(".jp-InputArea-editor:visible"),
        newcomer.page.locator("#filebrowser:visible"),
    )
    toggle = newcomer.notebook.locator(".jp-Toolbar-item[data-jp-item-name='kit-view'] jp-button")
    expect(code.filter(has_text="lesson")).to_have_count(0)
    expect(toggle).to_have_text("Show code and files")
    toggle.click()
    expect(code.filter(has_text="lesson.predict()")).to_have_count(1)
    expect(tree).to_have_count(1)
    newcomer.page.reload()
    newcomer.ready()
    expect(code.filter(has_text="lesson.predict()")).to_have_count(1)
    expect(toggle).to_have_text("Lesson view")
    toggle.click()
    expect(tree).to_have_count(0)


def test_a_page_opens_ready_in_notebook_7(newcomer):
    newcomer.open(LESSON, at="notebooks")
    expect(newcomer.notebook.locator(".kit-live")).to_have_count(STEPS)
    expect(newcomer.notebook.locator(".kit-static:visible, .jp-InputArea-editor:visible")).to_have_count(0)
