"""Two people write in one box: two pages before one kernel, and the real thing with jupyter-collaboration."""

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from playwright.sync_api import Locator, Page, expect

from kit import load_lesson
from kit.answers.journal import Journal
from kit.widgets.controls.fields import Answer
from tests.browser.conftest import BY_HAND, OPEN, WINDOW, Lab
from tests.browser.test_policy import LOAD

LESSON = "02_governance"
SHARED = "Somebody else writes in this box too."
# what stands between a script and the kernel; `sent` is on its way there, and `give` brings what comes from it
SHOW = (
    f"""async ([script, state]) => {{ {LOAD}"""
    + """
  const listeners = [];
  window.sent = [];
  window.give = (news) => {
    Object.assign(state, news);
    for (const [names, act] of listeners) if (names.split(" ").some((name) => name.slice(7) in news)) act();
  };
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    save_changes: () => window.sent.push(state.written),
    on: (names, act) => listeners.push([names, act]),
    off: () => {},
  };
  const { default: widget } = await load(script);
  document.body.replaceChildren(document.createElement("main"));
  widget.render({ model, el: document.querySelector("main") });
}"""
)
TOLD = ("value", "arrived", "status", "trouble")


class Desk:
    """A page with one box that is the kernel's; what it sends arrives when it is told to."""

    def __init__(self, page: Page, box: Answer) -> None:
        self.page, self.kernel = page, box
        page.goto("data:text/html,<!doctype html><title>Box</title>")
        state = {name: getattr(box, name) for name in (*TOLD, "words", "label", "rows")}
        page.evaluate(SHOW, [str(Answer._esm), state])
        self.box = page.get_by_role("textbox")
        self.told = page.get_by_role("status")

    def type(self, words: str) -> None:
        self.box.press_sequentially(words)

    def arrives(self, *others: "Desk") -> None:
        """Let the kernel hear what this page sent, and all pages what the kernel says of it."""
        for sheet in self.page.evaluate("sent.splice(0)"):
            self.kernel.set_state({"written": sheet})
            for desk in (self, *others):
                desk.page.evaluate("news => give(news)", {name: getattr(self.kernel, name) for name in TOLD})

    def place(self) -> int:
        return self.box.evaluate("one => one.selectionStart")


@pytest.fixture
def kernel() -> Answer:
    box = Answer(label="Your answer", status="Saves itself while you write.")

    def saved(_: dict) -> None:
        box.status, box.heard = f"Saved {box.typed}.", box.typed

    box.observe(saved, "typed")
    return box


@pytest.fixture
def two(browser, kernel) -> Iterator[tuple[Desk, Desk]]:
    contexts = [browser.new_context() for _ in "ab"]
    yield tuple(Desk(context.new_page(), kernel) for context in contexts)
    for context in contexts:
        context.close()


def test_two_who_type_in_turns_see_each_others_words_where_they_are_written(two, kernel):
    one, other = two
    one.type("alpha ")
    one.arrives(other)
    other.box.press("End")
    other.type("12")
    other.arrives(one)
    assert (one.box.input_value(), one.place()) == ("alpha 12", 6)  # before what came in behind
    expect(one.told).to_have_text(f"Saved {kernel.typed}. {SHARED}")
    one.type("beta ")
    one.arrives(other)
    assert (other.box.input_value(), other.place()) == ("alpha beta 12", 13)
    other.type("3")
    other.arrives(one)
    assert one.box.input_value() == other.box.input_value() == kernel.value == "alpha beta 123"


def test_two_who_type_at_once_lose_no_letter(two, kernel):
    one, other = two
    one.type("al")
    other.type("12")
    one.arrives(other)
    assert other.box.input_value() == "12"  # its own words are not heard yet, and nobody types into moving lines
    one.type("pha")
    other.type("3")
    other.arrives(one)
    one.arrives(other)
    assert one.box.input_value() == other.box.input_value() == kernel.value
    assert sorted(kernel.value.split("\n")) == ["123", "alpha"]


def test_whose_words_somebody_else_took_away_reads_them(two, kernel):
    one, other = two
    one.type("My own words.")
    one.arrives(other)
    other.box.fill("Other ones.")
    other.arrives(one)
    assert one.box.input_value() == "Other ones."
    expect(one.told).to_have_text("Somebody else has written this answer anew. Yours was: My own words.")
    assert other.told.inner_text() == f"Saved {kernel.typed}. {SHARED}"


def test_a_word_that_takes_several_keys_is_not_torn_apart(two, kernel):
    one, other = two
    line = one.page.context.new_cdp_session(one.page)
    one.box.focus()
    line.send("Input.imeSetComposition", {"text": "に", "selectionStart": 1, "selectionEnd": 1})
    one.arrives(other)
    other.type("12")
    other.arrives(one)
    assert one.box.input_value() == "に"
    line.send("Input.imeSetComposition", {"text": "にほ", "selectionStart": 2, "selectionEnd": 2})
    line.send("Input.insertText", {"text": "日本"})
    one.arrives(other)
    assert one.box.input_value() == other.box.input_value() == kernel.value
    assert "12" in kernel.value and "日本" in kernel.value and "に" not in kernel.value


def test_lines_that_the_kernel_puts_into_a_box_are_nobody_elses(two, kernel):
    one, _ = two
    one.type("mine")
    one.arrives()
    one.page.evaluate("give({ value: 'other lines' })")
    assert one.box.input_value() == "other lines"
    assert SHARED not in one.told.inner_text() and "mine" not in one.told.inner_text()


@pytest.fixture
def shared_lab(browser, tmp_path_factory, outside) -> Iterator[Lab]:
    """A JupyterLab in which several people open one notebook."""
    if not find_spec("jupyter_collaboration"):
        words = "jupyter-collaboration is not installed: pip install jupyter-collaboration"
        (pytest.fail if os.environ.get("KIT_BROWSER_TESTS") == "all" else pytest.skip)(words)
    running = Lab(tmp_path_factory.mktemp("together"), outside)
    yield running
    running.stop()


def sit_down(browser, lab: Lab) -> Page:
    context = browser.new_context(viewport=WINDOW)
    context.set_default_timeout(300_000)
    context.add_init_script(BY_HAND)
    page = context.new_page()
    page.goto(f"{lab.url}/lab?reset")
    page.wait_for_function("() => window.jupyterapp?.commands.hasCommand('notebook:run-all-cells')")
    page.evaluate("window.jupyterapp.restored")
    page.evaluate(OPEN, f"notebooks/{LESSON}.ipynb")
    return page


def first_box(page: Page) -> Locator:
    box = page.get_by_role("textbox", name="Your answer to 'warm up'")
    box.scroll_into_view_if_needed()
    return box


def test_two_people_in_one_notebook_keep_all_of_their_words(browser, shared_lab):
    pages = [sit_down(browser, shared_lab)]
    pages[0].evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    pages[0].wait_for_function("document.querySelectorAll('.jp-OutputArea .kit-live').length >= 6")
    pages.append(sit_down(browser, shared_lab))  # who opens it before it was run reads what is stored
    one, other = map(first_box, pages)
    one.press_sequentially("alpha ", delay=60)
    expect(other).to_have_value("alpha ")
    other.press("End")
    other.press_sequentially("12345", delay=60)
    expect(one).to_have_value("alpha 12345")
    one.press_sequentially("beta ", delay=60)
    expect(other).to_have_value("alpha beta 12345")
    for page in pages:
        told = page.locator(".kit-answer").filter(has=page.get_by_role("textbox", name="Your answer to 'warm up'"))
        expect(told.get_by_role("status")).to_contain_text("Saved ")
        expect(told.get_by_role("status")).to_contain_text(SHARED)
        expect(page.locator("body")).to_contain_text("All who have this notebook open")
    journal = Journal(shared_lab.answers)
    item = load_lesson("governance").content.prompts[0].id
    assert [one.value for one in journal.tries("governance", "discuss", item)] == ["alpha beta 12345"]
    journal.close()
