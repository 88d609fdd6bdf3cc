"""Teachers' pages at work in two made-up languages, one of long words and one from the right."""

import pytest
from playwright.sync_api import expect

from benchmarks.made_up_languages import said, taught
from tests.browser.conftest import Lab, Learner, sit_down
from tests.browser.looks import CRAMPED, cut_off_at, narrow, unfolded, work_everything
from tests.browser.test_board import OPENS
from tests.classroom import write_class

CODES = {"eo": "ltr", "he": "rtl"}
# how far each control stands from the label before it, in the direction of the words
GAPS = """() => [...document.querySelectorAll('.kit-live .widget-dropdown, .kit-live .widget-text')].map((one) => {
  const [label, field] = [...one.children].slice(0, 2).map((part) => part.getBoundingClientRect());
  return field.top > label.top + label.height / 2 ? 99 : Math.max(field.left - label.right, label.left - field.right);
})"""
PLACEHOLDER = "one => [getComputedStyle(one, '::placeholder').unicodeBidi, getComputedStyle(one).unicodeBidi]"


@pytest.fixture(scope="module")
def made(browser, tmp_path_factory, outside):
    """A JupyterLab on a copy of the kit that has learned both languages."""
    folder = tmp_path_factory.mktemp("made_up")
    taught(folder, ["none"])
    lab = Lab(tmp_path_factory.mktemp("class"), outside, folder)
    yield lab
    lab.stop()


def opened(browser, made, name: str) -> Learner:
    learner = Learner(sit_down(browser, made), made)
    learner.open(name)
    learner.run_all()
    return learner


@pytest.mark.parametrize("code", CODES)
def test_the_board_of_a_class_has_room_for_its_words_and_runs_as_they_do(browser, made, tmp_path, code):
    learner = opened(browser, made, f"{code}/teacher/class_board")
    page, folder = learner.page, learner.step("folder")
    write_class(tmp_path / "class", 30)
    folder.get_by_role("textbox").first.fill(str(tmp_path / "class"))
    folder.get_by_role("button", name=said("Watch this folder", code)).click()
    expect(folder.get_by_role("textbox").first).to_have_value("")
    for name, label in OPENS.items():
        step = learner.step(name)
        step.get_by_role("button", name=said(label, code)).click()
        step.get_by_role("button", name=said("Hide it again", code)).wait_for()
    page.wait_for_function("() => document.querySelectorAll('.kit-live .js-plotly-plot .main-svg text').length > 100")
    learner.settle()
    steps = page.locator(".kit-live").evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert set(steps) == {CODES[code]}
    assert min(page.evaluate(GAPS)) > 4
    assert folder.get_by_role("textbox").first.evaluate(PLACEHOLDER) == ["plaintext", "plaintext"]
    assert cut_off_at(page, 1280, 390) == []
    with unfolded(page):
        for width in (1280, 700):
            narrow(page, f"{width}px")
            learner.settle()
            assert page.evaluate(CRAMPED) == []
        narrow(page, "")


@pytest.mark.parametrize("code", CODES)
def test_a_vote_has_room_for_its_words(browser, made, code):
    learner = opened(browser, made, f"{code}/teacher/vote")
    room = learner.step("room")

    def press(label: str) -> None:
        room.get_by_role("button", name=said(label, code)).click()
        learner.settle()

    room.get_by_role("combobox").first.select_option(index=2)
    for ordinal, hands in {"first": "6352", "second": "2752"}.items():
        press(f"Open the {ordinal} vote")
        for field, number in zip(room.locator("input[type=number]").all(), hands, strict=True):
            field.fill(number)
            field.press("Tab")
        press("Put these hands in")
        assert cut_off_at(learner.page, 1280, 390) == []
        press(f"Close the {ordinal} vote")
        press("Yes, close it for good")
    expect(room.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert cut_off_at(learner.page, 1280, 390) == []


@pytest.mark.parametrize("name", ["experiment", "run_sheets", "adapt"])
@pytest.mark.parametrize("code", CODES)
def test_no_other_page_for_teachers_is_cut_off(browser, made, code, name):
    learner = opened(browser, made, f"{code}/teacher/{name}")
    work_everything(learner)
    assert cut_off_at(learner.page, 1280, 390) == []
