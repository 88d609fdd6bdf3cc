"""Lessons worked by keyboard alone: each stop has a name and shows that it has the focus, and keeps it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

LESSON = "02_governance"
MANY = 60  # stops from one control to the next
STOP = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const name = one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent || one.placeholder;
  const ring = style.outlineStyle === "auto" || (parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none");
  const seen = ring || parseFloat(style.strokeWidth) >= 4;
  const there = box.bottom > 0 && box.top < innerHeight;
  return { html: one.outerHTML.slice(0, 120), name: (name ?? "").trim(), seen, there };
}"""


class Keys:
    """Hands that have a keyboard and no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def go(self, target: Locator) -> None:
        """Press Tab until the target has the focus; each stop on the way can be named and seen."""
        expect(target).to_be_enabled()
        for _ in range(MANY):
            self.press("Tab")
            stop = self.page.evaluate(STOP)
            assert stop["name"] and stop["seen"] and stop["there"], stop
            if target.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"Tab does not lead to {target}")

    def push(self, target: Locator) -> None:
        """Go to a button, press it, and still be somewhere in the step."""
        self.go(target)
        self.press("Enter")
        self.page.wait_for_timeout(600)
        expect(self.page.locator(".kit-live:focus-within")).to_have_count(1)

    def choose(self, target: Locator, times: int = 1) -> None:
        """Go to a dropdown and take another option."""
        self.go(target)
        self.press(*["ArrowDown"] * times)


def begin(learner, notebook: str, step: str) -> Keys:
    """Run a notebook and stand before the first control of a step."""
    learner.open(notebook)
    learner.run_all()
    return at(learner, step)


def at(learner, step: str) -> Keys:
    live = learner.step(step).locator(".kit-live").first
    live.evaluate("one => { one.tabIndex = -1; one.focus(); }")
    return Keys(learner.page)


def test_a_whole_lesson_and_a_vote_whose_second_round_takes_the_place_of_the_first(learner, page):
    keys = begin(learner, LESSON, "predict")
    step = learner.step("predict")
    for place in range(3):
        keys.choose(step.get_by_role("combobox").nth(place), times=place + 1)
    keys.push(step.get_by_role("button", name="Check my match"))
    expect(step.get_by_role("button", name="Check my match")).to_be_focused()
    expect(step.get_by_role("status").filter(has_text="as in the table")).to_have_count(1)
    keys.push(step.get_by_role("button", name="Show the row"))

    keys, step = at(learner, "compare"), learner.step("compare")
    keys.choose(step.get_by_label("Model 1"))
    expect(step.get_by_label("Model 1")).to_be_focused()
    keys.go(step.locator(".kit-live summary").first)
    keys.press("Enter")
    expect(step.locator(".kit-live details").first).to_have_attribute("open", "")

    keys, step = at(learner, "explore"), learner.step("explore")
    keys.go(step.get_by_role("radio").first)
    keys.press("Space")
    keys.push(step.get_by_role("button", name="Commit my guess"))
    step.locator(".js-plotly-plot .main-svg").first.wait_for()
    keys.go(step.get_by_role("slider", name="Members knocked out"))
    keys.press("ArrowRight", "ArrowRight")
    expect(step.locator(".kit-summary")).to_contain_text("2 of 31 members")
    expect(step.get_by_role("slider", name="Members knocked out")).to_be_focused()
    keys.go(step.locator(".kit-live summary", has_text="The numbers in this picture"))
    keys.press("Space")
    expect(step.get_by_role("table")).to_be_visible()

    keys, step = at(learner, "check"), learner.step("check")
    keys.go(step.get_by_role("radio").first)
    keys.press("Space", "ArrowDown")
    keys.push(step.get_by_role("button", name="Check my answer").first)
    expect(step.get_by_role("status").filter(has_text=re.compile("^[✓✗]")).first).to_be_visible()

    keys, step = at(learner, "place"), learner.step("place")
    keys.go(step.get_by_role("slider", name=re.compile("^Where")))
    keys.press("ArrowUp", "ArrowRight")
    keys.go(step.get_by_role("textbox", name="Why there?"))
    keys.type("It votes.")
    keys.push(step.get_by_role("button", name="Compare with other cases"))
    expect(step.locator(".js-plotly-plot")).to_be_visible()

    keys, step = at(learner, "discuss"), learner.step("discuss")
    keys.push(step.get_by_role("button", name="Start the clock: warm up"))
    expect(step.get_by_role("button", name="Pause the clock: warm up")).to_be_focused()
    keys.go(step.get_by_role("textbox", name="Your answer to 'warm up'"))
    keys.type("Mine")
    expect(step.get_by_role("button", name="Take a second look").first).to_be_enabled()
    keys.push(step.get_by_role("button", name="Take a second look").first)

    keys = at(learner, "discuss")
    keys.go(step.locator(".kit-box", has_text="Your vote").get_by_role("radio").first)
    keys.press("Space")
    keys.go(step.get_by_role("textbox", name="The strongest reason for it"))
    keys.type("It can be read.")
    keys.push(step.get_by_role("button", name="Give my first vote"))
    keys.push(step.get_by_role("button", name="Open my second vote"))
    for name in ("Which of these gave you most to think", "Second vote"):
        keys.go(step.get_by_role("group", name=name).get_by_role("radio").first)
        keys.press("Space")
    keys.push(step.get_by_role("button", name="Give my second vote"))
    expect(step.locator(".kit-code")).to_have_count(2)


def test_a_case_is_chosen_and_the_table_searched(learner, page):
    keys, step = begin(learner, "00_start_here", "overview"), learner.step("overview")
    keys.go(step.get_by_label("Search words"))
    keys.type("market")
    expect(step.get_by_role("status").filter(has_text=re.compile(r"\d"))).to_have_count(1)
    expect(step.get_by_label("Search words")).to_be_focused()
    keys.go(step.get_by_role("group", name="The table"))
    keys, step = at(learner, "choose_case"), learner.step("choose_case")
    keys.choose(step.get_by_label("My case"), times=2)
    expect(step.get_by_role("status").filter(has_text="freelancers")).to_have_count(1)  # the kernel has heard both
    keys.push(step.get_by_role("button", name="Follow this case"))
    expect(step).to_contain_text("You follow")


@pytest.mark.usefixtures("placed")
def test_a_case_file(learner, page):
    keys, step = begin(learner, "14_case_file", "profile"), learner.step("profile")
    keys.go(step.get_by_role("radio").first)
    keys.press("Space")
    keys.push(step.get_by_role("button", name="Commit my guess"))
    step.locator(".js-plotly-plot .main-svg").first.wait_for()
    keys.go(step.get_by_role("slider", name="Dimension"))
    keys.press("ArrowLeft")
    expect(step.locator(".kit-summary")).to_contain_text("2 Governance")
    keys, step = at(learner, "beside"), learner.step("beside")
    keys.choose(step.get_by_label("Beside it"))
    expect(step.get_by_label("Beside it")).to_be_focused()
    keys, step = at(learner, "write_up"), learner.step("write_up")
    keys.go(step.get_by_role("textbox", name="Claim"))
    keys.type("Half a commons.")
    keys.push(step.get_by_role("button", name="Read it as one text"))
    expect(step.locator("article")).to_contain_text("Half a commons.")


def test_the_table_is_questioned(learner, page):
    keys, step = begin(learner, "15_question_the_table", "mark_words"), learner.step("mark_words")
    keys.go(step.get_by_role("button", name=re.compile("word 1 of")).first)
    keys.press("ArrowRight", "2")
    expect(step.get_by_role("button", name=re.compile("word 2 of .*praising"))).to_be_focused()
    keys.push(step.get_by_role("button", name="The rest describes"))
    keys.push(step.get_by_role("button", name="Show the first coding"))
    keys, step = at(learner, "tests"), learner.step("tests")
    test = step.get_by_label("Test", exact=True)
    keys.choose(test)
    second = test.locator("option").nth(1).inner_text()
    expect(step.get_by_role("heading", name=re.sub(r"^2\.\s", "", second.strip()))).to_be_visible()
    expect(test).to_be_focused()
    keys.go(step.get_by_role("radio").first)
    keys.press("Space")
    keys.push(step.get_by_role("button", name="Run the test"))
    keys, step = at(learner, "fourth_column"), learner.step("fourth_column")
    keys.go(step.get_by_role("textbox", name="Your cell, in a few words"))
    keys.type("Fair shares")
    expect(step).to_contain_text("1 of 13 cells written")
    keys.push(step.get_by_role("button", name="Add the column"))
    expect(step.get_by_role("cell", name="Fair shares")).to_be_visible()
