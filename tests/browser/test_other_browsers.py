"""One whole lesson in Firefox and in WebKit: every kind of control, both themes, reloaded, and with a new kernel."""

import os
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.conftest import THEMES
from tests.browser.drivers import Firefox, WebKit, click, keys
from tests.browser.looks import OPTIONS, OUTPUTS, UNFOLD
from tests.browser.test_robust import GONE, tries

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
WORDS = "Wörter, 言葉, <b>words</b>."
ANSWERED = ("compare", "explore", "check")
END = "\ue010"
RIGHT = "\ue014"
UP = "\ue013"
# what the page has of a notebook, in few words
SEEN = """() => {
  const panel = [...(window.jupyterapp?.shell.widgets("main") ?? [])].find((one) => one.sessionContext);
  const { kit = null } = panel?.node.dataset ?? {};
  return { ready: kit, steps: document.querySelectorAll(".jp-OutputArea .kit-live").length };
}"""
LISTEN = """() => {
  window.faults = [];
  const fine = /^ResizeObserver loop/; // says that a size is told a frame later, and is no fault
  window.addEventListener("error", ({ message }) => fine.test(message) || window.faults.push(message));
}"""
# the first control of a kind that is seen in a step, brought into sight with the focus on it; where it is
REACH = """async (step, kind, place) => {
  const cell = [...document.querySelectorAll(".jp-CodeCell")].find((one) =>
    one.querySelector(".kit-live") && window.stepOf(one) === step);
  let found;
  for (let n = 0; n < 200 && !found; n++) {
    found = [...cell.querySelectorAll(`.kit-live ${kind}`)].filter((one) => one.getClientRects().length)[place];
    if (!found) await new Promise((done) => setTimeout(done, 100));
  }
  if (!found) throw new Error(`${step} has no ${kind}`);
  // cells that come into sight are drawn then, and move what was reached
  for (let n = 0, last; n < 40; n++) {
    found.scrollIntoView({ block: "center" });
    await new Promise((done) => setTimeout(done, 250));
    const { top, bottom } = found.getBoundingClientRect();
    if (top === last && top >= 0 && bottom <= innerHeight) break;
    last = top;
  }
  found.focus({ preventScroll: true });
  window.reached = found;
  const { left, top, width, height } = found.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}"""
NAMED = """() => {
  window.stepOf = (cell) => {
    const panel = [...window.jupyterapp.shell.widgets("main")].find((one) => one.sessionContext);
    const source = panel.content.widgets.find((one) => one.node === cell)?.model.sharedModel.getSource() ?? "";
    return source.match(/\\.(\\w+)\\(\\)\\s*$/)?.[1];
  };
}"""
CHOOSE = """(place) => {
  window.reached.selectedIndex = place;
  window.reached.dispatchEvent(new Event("change", { bubbles: true }));
}"""
TEXT = """(step) => [...document.querySelectorAll(".jp-CodeCell")].filter((one) => window.stepOf(one) === step)
  .flatMap((one) => [...one.querySelectorAll(".kit-live")]).map((one) => one.innerText).join(" ")"""
WEAR = """async (theme) => {
  await window.jupyterapp.commands.execute("apputils:change-theme", { theme });
  while (document.body.dataset.jpThemeName !== theme) await new Promise((done) => setTimeout(done, 50));
  await new Promise((done) => setTimeout(done, 1500));
}"""
RESTART = """async () => {
  const panel = [...window.jupyterapp.shell.widgets("main")].find((one) => one.sessionContext);
  document.querySelectorAll(".kit-live").forEach((one) => { one.dataset.old = ""; });
  await panel.sessionContext.session.kernel.restart();
  for (let n = 0; n < 600; n++) {
    if (document.querySelectorAll(".kit-live:not([data-old])").length >= 6) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}"""
SUMMARY = "() => window.reached.closest('.kit-figure').querySelector('.kit-summary').innerText"
FAULTS = """async (context, options) => (await window.axe.run(context, options)).violations.flatMap((fault) =>
  fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 200)}`))"""
WHERE = """async (kind) => {
  const has = (one) => one.querySelector(`.kit-live ${kind}`);
  const cells = () => [...document.querySelectorAll(".jp-CodeCell")].filter(has);
  for (let n = 0; n < 200 && !cells().length; n++) await new Promise((done) => setTimeout(done, 100));
  return window.stepOf(cells()[0]);
}"""
MARKED = "() => document.querySelectorAll('.kit-words button[data-kind]:not([data-kind=\"\"])').length"
OUTSIDE = """() => performance.getEntriesByType("resource").map((one) => one.name)
  .filter((name) => /^(https?|wss?):/.test(name) && new URL(name).hostname !== "127.0.0.1")"""


def needs(kind: type) -> None:
    """Skip with a sentence where a browser is not there; where all are required, fail instead."""
    if lacking := kind.lacks():
        words = f"{lacking} is not installed, so nothing was tried in it"
        (pytest.fail if os.environ.get("KIT_BROWSER_TESTS") == "all" else pytest.skip)(words)


@pytest.fixture(params=[Firefox, WebKit], ids=["firefox", "webkit"])
def other(request, lab, tmp_path) -> Iterator[Firefox | WebKit]:
    needs(request.param)
    lab.begin_anew()
    browser = request.param(tmp_path)
    yield browser
    browser.close()


def until(other: Firefox | WebKit, function: str, good: object, *given: object) -> object:
    """Ask the page until its answer is good; return the last answer."""
    for _ in range(240):
        answer = other.run(function, *given)
        if good(answer):
            break
        other.run("() => new Promise((done) => setTimeout(done, 250))")
    return answer


def open_lesson(other: Firefox | WebKit, lab, name: str, steps: int) -> None:
    """Open a lesson as a learner does: it begins by itself."""
    other.go(f"{lab.url}/lab/tree/notebooks/{name}.ipynb?reset")
    other.run(LISTEN)
    seen = until(other, SEEN, lambda one: one["ready"] == "ready" and one["steps"] >= steps)
    assert (seen["ready"], seen["steps"]) == ("ready", steps)
    other.run(NAMED)


def says(other: Firefox | WebKit, step: str, words: str) -> None:
    assert words in until(other, TEXT, lambda text: words in text, step)


def saved(other: Firefox | WebKit, lab, *wanted: tuple[str, str]) -> None:
    """Whether the journal has these answers, a moment later at most."""
    for _ in range(60):
        found = tries(lab)
        if all(any(step == one[0] and words in one[2] for one in found) for step, words in wanted):
            return
        other.run("() => new Promise((done) => setTimeout(done, 250))")
    raise AssertionError((wanted, found))


def use_every_control(other: Firefox | WebKit) -> None:
    """Dropdowns, radio buttons, buttons, a slider, the triangle, a box and a clock, by mouse and by keys."""
    for step in ("predict", "compare"):
        other.run(REACH, step, "select", 0)
        other.run(CHOOSE, 1)
    other.act(click(*other.run(REACH, "explore", "input[type=radio]", 0)))
    other.act(click(*other.run(REACH, "explore", "button", 0)))
    before = other.run(REACH, "explore", ".kit-slider input", 0) and other.run(SUMMARY)
    other.act(keys(RIGHT, RIGHT, RIGHT))
    assert until(other, SUMMARY, lambda words: words != before) != before
    other.act(click(*other.run(REACH, "check", "input[type=radio]", 0)))
    other.act(click(*other.run(REACH, "check", "button", 0)))
    other.run(REACH, "place", ".kit-triangle-point", 0)
    other.act(keys(UP, UP))
    other.act(click(*other.run(REACH, "discuss", "textarea", 0)))
    other.act(keys(*WORDS))
    other.act(click(*other.run(REACH, "discuss", ".kit-countdown button", 0)))


def axe_in_both_themes(other: Firefox | WebKit) -> list[str]:
    """What axe says against the outputs of the notebook as it is."""
    other.run("(source) => { if (!window.axe) new Function(source)(); }", AXE)
    other.run(UNFOLD)
    found = []
    for theme in THEMES:
        other.run(WEAR, theme)
        found += other.run(FAULTS, OUTPUTS, OPTIONS)
    return found


def test_a_whole_lesson_works_in_both_themes_after_a_reload_and_with_a_new_kernel(other, lab):
    open_lesson(other, lab, "02_governance", 7)
    use_every_control(other)
    says(other, "discuss", "Saved ")
    says(other, "discuss", "Pause")
    saved(other, lab, ("discuss", "<b>words</b>."), ("place", "liberalism"), *((step, "") for step in ANSWERED))
    assert axe_in_both_themes(other) == []
    assert GONE not in other.run("() => document.body.innerText")
    assert other.run("() => window.faults") == []
    open_lesson(other, lab, "02_governance", 7)
    other.run(REACH, "discuss", "textarea", 0)
    assert other.run("() => window.reached.value") == WORDS
    assert other.run(RESTART)
    until(other, SEEN, lambda one: one["ready"] == "ready")
    other.act(click(*other.run(REACH, "discuss", "textarea", 0)))
    other.act(keys(END, "!"))
    saved(other, lab, ("discuss", "!"))
    assert other.run(OUTSIDE) == []


def test_a_table_of_judgements_and_marked_words_work(other, lab):
    open_lesson(other, lab, "15_question_the_table", 5)
    step = other.run(WHERE, ".kit-words button")
    other.act(click(*other.run(REACH, step, ".kit-words button", 0)))
    other.act(keys(RIGHT, "2"))
    assert until(other, MARKED, lambda count: count == 2) == 2
    assert axe_in_both_themes(other) == []
    open_lesson(other, lab, "03_view_of_the_state", 7)
    for what in ("input[type=radio]", "button"):  # the figure opens with the bet
        other.act(click(*other.run(REACH, "explore", what, 0)))
    step = other.run(WHERE, ".kit-grid select")
    other.run(REACH, step, ".kit-grid select", 0)
    other.run(CHOOSE, 1)
    assert axe_in_both_themes(other) == []
    other.run("() => new Promise((done) => setTimeout(done, 4000))")
    assert GONE not in other.run("() => document.body.innerText")
