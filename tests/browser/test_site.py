"""Learners and a teacher work on the site, where Python runs in the browser and nothing is asked of any other host.

`KIT_PYODIDE` names a folder of Pyodide and its packages, as `python -m kit site` keeps one in its cache: nothing is
fetched here. `KIT_SITE` names a site that is built already, with the teacher's pages. Every wait has an end.
"""

import json
import os
import re
import threading
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.answers.copies import bring_back, export
from kit.answers.journal import Journal
from kit.base.jupyter.saving import own_cells
from kit.base.language import home_language, languages
from kit.base.paths import notebooks_path
from kit.classroom.inbox.folder import read_folder
from kit.classroom.site.serve import server
from tests.browser.conftest import Learner
from tests.browser.drivers import Firefox, WebKit
from tests.browser.looks import work_everything
from tests.browser.test_other_browsers import LISTEN, NAMED, OUTSIDE, REACH, SEEN, WORDS, needs, says, use_every_control
from tests.browser.test_robust import GONE
from tests.voting import a_class

BUILT, PYODIDE = os.environ.get("KIT_SITE", ""), os.environ.get("KIT_PYODIDE", "")
pytestmark = pytest.mark.skipif(
    not (BUILT or (PYODIDE and find_spec("jupyterlite_core"))),
    reason="KIT_SITE names no site, and KIT_PYODIDE no folder of Pyodide with the site's requirements installed",
)
LESSON, START, FILE = "notebooks/02_governance.ipynb", "notebooks/00_start_here.ipynb", "notebooks/14_case_file.ipynb"
LONG = int(os.environ.get("KIT_SITE_WAIT", "240")) * 1000  # a busy machine of two cores starts Python in this time
SAVED = re.compile(r"Saved \d")
# each page of the home's language, the teacher's two, and of every other language one lesson that is read to and fro
PAGES = [
    *(path.name for path in sorted(notebooks_path().glob("*.ipynb"))),
    *("teacher/class_board.ipynb", "teacher/vote.ipynb"),
    *(f"{lang}/01_core_principle.ipynb" for lang in languages() if lang != home_language()),
]
IDLE = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
ALL = "from kit.answers.opening import open_journal; print(len(open_journal().all_tries()))"
FAULTS = """() => [...document.querySelectorAll(
  '[data-mime-type="application/vnd.jupyter.stderr"], [data-mime-type="application/vnd.jupyter.error"]'
)].map((one) => one.innerText)"""
ASK = """async code => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const asked = kernel.requestExecute({ code, store_history: false });
  let said = "";
  asked.onIOPub = ({ header, content }) => {
    if (header.msg_type === "stream") said += content.text;
    if (header.msg_type === "error") said += `${content.ename}: ${content.evalue}`;
  };
  await asked.done;
  return said;
}"""
SAVES = """
from kit.answers.opening import open_journal
journal, sitting = open_journal(), None
for number in range(15):
    journal.save("governance", "discuss", f"page{PAGE}-{number}", number)
    sitting = journal.save("governance", "discuss", "page{PAGE}", number, over=sitting)
"""
LOOKS = """
import json
from kit.answers.opening import open_journal
print(json.dumps([(one.id, one.item, one.value) for one in open_journal().all_tries() if one.item[:4] == "page"]))
"""
NOTED = r"""
window.seen = new Set();
setInterval(() => {
  for (const one of document.querySelectorAll(".kit-site-told")) window.seen.add(one.textContent.replace(/\d+/g, "N"));
  const title = document.querySelector(".kit-site-text")?.contentDocument?.querySelector("h1");
  if (title) window.seen.add(title.firstChild.textContent);
}, 20);
"""
FULL = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...told) {
  if (window.full) throw new DOMException("full", "QuotaExceededError");
  return put.apply(this, told);
};
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    """The site, served under a path of its own, as on a school's web space."""
    from kit.classroom.site import build, packages

    folder = tmp_path_factory.mktemp("web")
    (folder / "course").mkdir()
    if BUILT:
        (folder / "course" / "kit").symlink_to(BUILT)
    else:
        build.build(folder / "course" / "kit", packages.from_folder(Path(PYODIDE)), True, lambda words: None)
    with server(str(folder), 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/course/kit"
        running.shutdown()


@pytest.fixture(autouse=True, scope="module")
def patience():
    """Two Pythons that start in one browser keep a small machine busy."""
    expect.set_options(timeout=LONG // 4)
    yield
    expect.set_options(timeout=15_000)


@pytest.fixture
def context(browser, address):
    """A browser that nobody has used; at the end it has asked nothing of any other host."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(60_000)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    yield context
    context.close()
    assert not [url for url in asked if not url.startswith((address.removesuffix("/course/kit"), "data:", "blob:"))]


def opened(context, address: str, notebook: str = LESSON) -> Page:
    """A page of the site that has begun by itself: nobody has pressed anything."""
    page = context.new_page()
    page.goto(f"{address}/notebooks/index.html?path={notebook}")
    alive(page)
    return page


def alive(page: Page) -> None:
    expect(page.locator(".jp-NotebookPanel[data-kit='ready']")).to_have_count(1, timeout=LONG)
    expect(page.locator(".jp-OutputArea .kit-live").first).to_be_attached()


def step(page: Page, name: str):
    return page.locator(".jp-CodeCell", has_text=f".{name}()").locator(".jp-Cell-outputArea")


def choose(page: Page, number: int) -> None:
    check = step(page, "check")
    check.get_by_role("radio").nth(number).check()
    check.get_by_role("button", name="Check my answer").first.click()
    expect(check.get_by_role("status").filter(has_text=SAVED)).not_to_have_count(0)


def write(page: Page, words: str):
    box = step(page, "discuss").get_by_role("textbox").first
    box.fill(words)
    return step(page, "discuss").get_by_role("status")


class Visitor(Learner):
    """Somebody before a page of the site, whose kernel runs in the page."""

    def _kernel_is_idle(self) -> None:
        self.page.wait_for_function(IDLE, timeout=LONG)


def saved_file(page: Page, where, name: str, folder: Path) -> Path:
    """The file that a link saves."""
    with page.expect_download() as download:
        where.get_by_role("link", name=name).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_lesson_reads_at_once_begins_by_itself_and_is_there_after_a_reload(context, address):
    context.add_init_script(NOTED)
    page = opened(context, address)
    seen = page.evaluate("() => [...window.seen]")
    assert "Governance: who decides, and who can object?" in seen
    for words in ("Python is coming: N of N MB", "Python is starting", "The page gets ready: N of N steps"):
        assert any(one.startswith(words) for one in seen), words
    text = page.request.get(f"{address}/kit/read/{LESSON.replace('.ipynb', '.html')}").text()
    assert "Decisions are spread over a network" in text
    expect(page.locator(".kit-site-told, .kit-site-text")).to_have_count(0)
    choose(page, 1)
    expect(write(page, WORDS).filter(has_text=SAVED)).not_to_have_count(0)
    page.reload()
    alive(page)
    expect(step(page, "discuss").get_by_role("textbox").first).to_have_value(WORDS)
    expect(step(page, "check").get_by_role("radio").nth(1)).to_be_checked()


@pytest.mark.parametrize("name", PAGES)
def test_each_page_begins_by_itself_and_is_worked_without_a_fault(context, address, name):
    faults = []
    context.on("weberror", lambda fault: faults.append(str(fault.error)))
    page = opened(context, address, f"notebooks/{name}")
    steps = len(own_cells(json.loads((notebooks_path() / name).read_text("utf-8")))) - 1
    expect(page.locator(".jp-OutputArea .kit-live")).to_have_count(steps)
    expect(page.locator(".jp-mod-outputsScrolled")).to_have_count(0)  # a step in a small frame, which Notebook 7 makes
    work_everything(Visitor(page, None))
    assert page.evaluate(FAULTS) == [] and GONE not in page.locator(".jp-Notebook").inner_text()
    assert name.startswith("teacher/") or int(page.evaluate(ASK, ALL)) > 0
    assert [one for one in faults if "ResizeObserver loop" not in one] == []


@pytest.mark.parametrize("kind", [Firefox, WebKit], ids=["firefox", "webkit"])
def test_a_lesson_works_in_another_browser_and_is_there_after_a_reload(kind, address, tmp_path):
    needs(kind)
    other = kind(tmp_path)
    try:
        for _ in range(2):
            other.go(f"{address}/notebooks/index.html?path={LESSON}")
            other.run(LISTEN)
            end = time.monotonic() + LONG / 1000
            while other.run(SEEN)["ready"] != "ready" and time.monotonic() < end:
                time.sleep(1)
            assert other.run(SEEN)["ready"] == "ready"
            other.run(NAMED)
            other.run(REACH, "discuss", "textarea", 0)
            if not other.run("() => window.reached.value"):
                use_every_control(other)
                says(other, "discuss", "Saved ")
                assert other.run("() => window.faults") == []
        assert other.run("() => window.reached.value") == WORDS
        assert other.run(OUTSIDE) == []
    finally:
        other.close()


@pytest.mark.parametrize("number", [2, 4])
def test_of_pages_that_save_at_once_nothing_is_lost_and_nothing_doubled(context, address, number):
    pages = [context.new_page() for _ in range(number)]
    for page in pages:
        page.goto(f"{address}/notebooks/index.html?path={LESSON}")
    for page in pages:
        alive(page)
    for at, page in enumerate(pages):
        page.evaluate("([ask, code]) => { window.saving = eval(ask)(code) }", [ASK, SAVES.replace("{PAGE}", str(at))])
    for page in pages:
        assert page.evaluate("() => window.saving") == ""
    pages[0].wait_for_timeout(1_100)  # once a second a page looks at what others have written
    found = json.loads(pages[0].evaluate(ASK, LOOKS))
    for page in pages[1:]:
        page.close()
    pages[0].reload()
    alive(pages[0])
    assert json.loads(pages[0].evaluate(ASK, LOOKS)) == found
    assert len({id_ for id_, _, _ in found}) == len(found) == number * 16
    assert [value for _, item, value in found if "-" not in item] == [14] * number


def test_a_copy_moves_from_the_browser_to_a_laptop_and_into_another_browser(context, browser, address, tmp_path):
    page = opened(context, address, START)
    page.evaluate(ASK, SAVES.replace("{PAGE}", "1"))
    data = step(page, "your_data")
    data.get_by_role("button", name="Take a copy").click()
    copy = saved_file(page, data, re.compile(r"\.json"), tmp_path)
    laptop = Journal(tmp_path / "laptop")
    assert "16 tries came" in bring_back(laptop, copy.read_bytes(), copy.name)
    laptop.save("governance", "discuss", "warm_up", WORDS)
    back = next(path for path in export(laptop, tmp_path / "out") if path.suffix == ".json")
    with page.expect_file_chooser() as chooser:
        data.get_by_role("button", name="Bring it back").click()
    chooser.value.set_files(back)
    expect(data.get_by_role("status").filter(has_text="1 try came")).to_be_visible()
    expect(data.get_by_text("17 tries")).to_be_visible()


def test_a_hand_in_is_saved_from_the_site_and_read_by_the_board_here_and_there(context, address, tmp_path):
    page = opened(context, address, FILE)
    page.evaluate(ASK, SAVES.replace("page{PAGE}", "warm_up").replace("{PAGE}", ""))
    page.reload()
    alive(page)
    desk = step(page, "report")
    desk.get_by_role("button", name="All of this part goes in").click()
    desk.get_by_role("button", name="Look at what goes in").click()
    desk.get_by_role("button", name="Write my hand-in").click()
    file = saved_file(page, desk, re.compile(r"hand-in.*\.json"), tmp_path)
    assert len(read_folder(tmp_path).hand_ins) == 1
    page.close()
    board = opened(context, address, "notebooks/teacher/class_board.ipynb")
    step(board, "folder").locator("input[type=file]").first.set_input_files(file)
    expect(step(board, "folder").get_by_text("1 learner in.")).to_be_visible()


def test_a_class_votes_by_codes_on_the_site(context, address, tmp_path):
    codes = [voter.codes[1] for voter in a_class(tmp_path, size=3)]
    page = opened(context, address, "notebooks/teacher/vote.ipynb")
    room = step(page, "room")
    room.get_by_label("Question", exact=True).select_option(label="Governance")
    room.get_by_role("button", name="Open the first vote").click()
    room.get_by_label("Votes come in as").select_option(label="codes")
    room.get_by_label("Codes").fill("\n".join(codes))
    room.get_by_role("button", name="Take these codes").click()
    expect(room.get_by_text("3 codes taken.")).to_be_visible()
    page.reload()
    alive(page)
    expect(step(page, "room").get_by_text("3 votes are in")).to_be_visible()


def test_where_nothing_can_be_kept_it_is_said_before_anybody_writes(context, address):
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })")
    page = context.new_page()
    page.goto(f"{address}/notebooks/index.html?path={LESSON}", wait_until="commit")
    expect(page.get_by_text("Nothing that you write here will be kept")).to_be_visible()


def test_where_the_browser_has_no_room_left_it_is_said_and_the_page_goes_on(context, address):
    context.add_init_script(FULL)
    page = opened(context, address)
    page.evaluate("() => { window.full = true }")
    expect(write(page, WORDS).filter(has_text="keeps nothing more for this site")).not_to_have_count(0)
    page.evaluate("() => { window.full = false }")
    expect(write(page, WORDS + "!").filter(has_text=SAVED)).not_to_have_count(0)
