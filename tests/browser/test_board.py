"""The class board on a projector: thirty learners, a file that drops in, both themes."""

import json
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kit.answers.hand_in import write_hand_in
from tests.browser.conftest import Learner, sit_down
from tests.browser.looks import cut_off_at, faults_in_both_themes, narrow, unfolded
from tests.classroom import NAMES, WRITTEN, as_text, make_hand_in, write_class

OPENS = {
    "predictions": "Show the class's predictions",
    "guesses": "Show the class's guesses",
    "checks": "Show the class's answers",
    "placements": "Show the class's placements",
    "agreement": "Show where the class agrees",
    "critiques": "Show the class's marks",
    "discussion": "Read the answers out",
}
PROJECTOR = {"width": 1920, "height": 1080}


@pytest.fixture
def folder(tmp_path) -> Path:
    write_class(tmp_path / "class", 30)
    (tmp_path / "class" / "hand-in-<img src=x onerror=alert(1)>.json").write_text("{")
    return tmp_path / "class"


@pytest.fixture(scope="module")
def opened(browser, lab):
    """The board, opened and run once: each test hangs it before a folder of its own."""
    learner = Learner(sit_down(browser, lab), lab)
    learner.open("teacher/class_board")
    learner.run_all()
    return learner


@pytest.fixture
def page(opened):
    return opened.page


@pytest.fixture
def board(opened, page, folder):
    """The board on a projector, watching the folder."""
    page.set_viewport_size(PROJECTOR)
    step = opened.step("folder")
    step.get_by_label("Folder").fill(str(folder))
    step.get_by_role("button", name="Watch this folder").click()
    expect(step.get_by_label("Folder")).to_have_value("")  # it is emptied once the folder is watched
    step.get_by_text("30 learners in. 1 file left out.").wait_for()
    yield opened
    for name in (*OPENS, "handed_in"):
        again = opened.step(name).get_by_role("button", name="Hide it again")
        if again.count():
            again.click()
    step.get_by_label("Show").select_option(index=0)


def open_everything(learner) -> None:
    for name, label in OPENS.items():
        step = learner.step(name)
        step.get_by_role("button", name=label).click()
        step.get_by_role("button", name="Hide it again").wait_for()
        if name != "discussion":
            step.locator(".js-plotly-plot .main-svg").first.wait_for()


def test_a_new_file_shows_within_two_seconds_also_when_its_step_is_out_of_sight(board, page, folder):
    board.step("sheet").scroll_into_view_if_needed()
    for number in (100, 101):
        start = time.perf_counter()
        write_hand_in(make_hand_in(number), folder)
        page.wait_for_function(
            "words => document.body.textContent.includes(words)", arg=f"{number - 69} learners in.", polling=50
        )
        assert time.perf_counter() - start < 2


def test_an_open_result_follows_a_new_file(board, page, folder):
    checks = board.step("checks")
    checks.get_by_role("button", name=OPENS["checks"]).click()
    before = checks.locator(".kit-summary").inner_text()
    for number in range(100, 110):
        write_hand_in(make_hand_in(number), folder)
    page.wait_for_function(
        "before => ![...document.querySelectorAll('.kit-summary')].some(one => one.innerText === before)", arg=before
    )


def test_figures_fill_the_projector_and_nothing_runs_out_of_it(board, page):
    open_everything(board)
    board.settle()
    for name in OPENS:
        outside = board.step(name).evaluate("node => node.scrollWidth - node.clientWidth")
        assert outside <= 1, name
    widths = page.locator(".kit-board .kit-chart").evaluate_all("all => all.map(one => one.clientWidth)")
    assert min(widths) > 1000
    read_out = board.step("discussion").locator(".kit-aloud")
    assert read_out.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 30


def test_a_result_that_is_hidden_takes_its_drawing_along(board, page):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    open_everything(board)
    for name in OPENS:
        board.step(name).get_by_role("button", name="Hide it again").click()
    expect(page.locator(".kit-board .js-plotly-plot")).to_have_count(0)
    board.settle()
    assert not [words for words in said if "error" in words.casefold()]


def test_words_of_learners_are_never_markup(board, page):
    board.step("folder").get_by_label("Show").select_option(index=3)
    board.step("folder").get_by_text("<img src=x onerror=alert(1)>").wait_for()
    assert page.locator(".kit-board img").count() == 0


def test_the_reader_works_by_keyboard(board, page):
    step = board.step("discussion")
    step.get_by_role("button", name="Read the answers out").press("Enter")
    first = step.locator(".kit-aloud").inner_text()
    step.get_by_role("button", name="Next").press("Enter")
    step.get_by_text("Answer 2 of").wait_for()
    expect(step.locator(".kit-aloud")).not_to_have_text(first)
    step.get_by_role("button", name="Hide this one").press("Enter")
    step.get_by_text("1 hidden.").wait_for()


# cells in which words fall into letters, and fields that stand far from their labels
SQUEEZED = r"""() => [...document.querySelectorAll(".kit-board :is(th, td, .widget-text)")].filter((one) => {
  const { fontSize } = getComputedStyle(one);
  const parts = [...one.children].reduce((all, part) => all + part.offsetHeight, 0);
  const gapes = one.matches(".widget-text") && one.clientHeight > parts + 40;
  const narrow = /\p{L}{5}/u.test(one.innerText) && one.clientWidth < 3.5 * parseFloat(fontSize);
  return one.checkVisibility() && (gapes || (narrow && one.matches("th, td")));
}).map((one) => one.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize("width", [1000, 640, 320])
def test_names_stay_words_and_fields_stand_by_their_labels(board, page, width):
    step = board.step("handed_in")
    step.get_by_role("button", name="The projector is off or away: show names").click()
    step.get_by_role("button", name="Hide it again").wait_for()
    with unfolded(page):
        narrow(page, f"{width}px")
        board.settle()
        found = page.evaluate(SQUEEZED)
        narrow(page, "")
    assert found == []


@pytest.mark.usefixtures("page_of_its_own")
def test_no_fault_on_the_board_in_either_theme_and_nothing_is_cut_off(board, page):
    assert faults_in_both_themes(board) == []
    page.set_viewport_size(PROJECTOR)
    open_everything(board)
    board.step("handed_in").get_by_role("button", name="The projector is off or away: show names").click()
    board.step("checks").get_by_role("button", name="Show the right one").click()
    board.step("folder").get_by_label("Show").select_option(index=2)
    page.evaluate("document.querySelectorAll('.kit-live details').forEach(one => { one.open = true })")
    board.settle()
    assert faults_in_both_themes(board) == []
    assert cut_off_at(page, 640, 320) == []


def test_a_saved_board_gives_nobody_away(board, page, lab, folder):
    open_everything(board)
    board.step("folder").get_by_label("Show").select_option(index=2)
    board.settle()
    board.save()
    saved = (lab.notebooks / "teacher" / "class_board.ipynb").read_text(encoding="utf-8")
    said = [words for all_ in WRITTEN.values() for words in all_]
    assert json.loads(saved)["cells"]
    assert not [words for words in [*NAMES, *said, str(folder), "30 learners"] if json.dumps(words)[1:-1] in saved]


def test_a_page_that_nobody_looks_at_lets_the_kernel_rest(board, page):
    hidden = "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true })"
    page.evaluate(hidden)
    page.wait_for_timeout(2500)
    kernel = board.lab.ask("/api/sessions")[0]["kernel"]
    before = kernel["last_activity"]
    page.wait_for_timeout(2500)
    assert board.lab.ask("/api/sessions")[0]["kernel"]["last_activity"] == before
    page.evaluate("delete document.visibilityState")


DROP = """(zone, [name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def test_files_and_folders_can_be_dropped_or_chosen_and_then_count(board, page, lab, tmp_path):
    step = board.step("folder")
    text = as_text(make_hand_in(200), name="x" * 10) + " " * 1_200_000  # comes in pieces
    step.locator(".kit-drop").evaluate(DROP, ["hand-in.json", text])
    step.get_by_text("1 learner in. 0 files left out.").wait_for()
    sent = write_class(tmp_path / "sent" / "Ada_1_assignsubmission_file_", 2)
    step.locator("input[type=file]").nth(0).set_input_files(sent)
    step.get_by_text("3 learners in. 0 files left out.").wait_for()
    step.locator("input[type=file]").nth(1).set_input_files(tmp_path / "sent")
    step.get_by_text("2 files left out.").wait_for()
    assert (lab.answers / "class" / "sent" / "Ada_1_assignsubmission_file_").is_dir()


def test_names_of_those_who_handed_in_show_only_behind_the_button(board, page, folder):
    step = board.step("handed_in")
    listed = folder.parent / "list.txt"
    listed.write_text("\n".join([*NAMES[:5], "Nobody Here"]), encoding="utf-8")
    step.get_by_label("Class list").fill(str(listed))
    step.get_by_role("button", name="Take this list").click()
    expect(step.locator(".kit-live")).to_contain_text("missing")
    assert "Nobody Here" not in step.inner_text()
    step.get_by_role("button", name="The projector is off or away: show names").click()
    step.get_by_text("Nobody Here").wait_for()
