"""What a learner sees and keeps when the kernel is restarted, sleeps, is cut off, or is shared by two tabs."""

import json
import re
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing, contextmanager

import psutil
from playwright.sync_api import Locator, expect

from kit.answers.journal_store import FILE

LESSON = "02_governance"
# a hand that pulls a slider to and fro so many times, much quicker than anything can be drawn, and leaves it at its end
DRAG = """async (slider, [times, end]) => {
  for (let n = 1; n <= times; n++) {
    slider.value = n === times ? end : n % end;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => setTimeout(done, 4));
  }
}"""
GONE = "The kernel does not answer, so what you do here is not saved."
BACK = "The kernel answers again, and has heard what you did here."


def choose(step: Locator, turn: int) -> None:
    step.get_by_role("radio").nth(turn).check()


def pick(step: Locator, turn: int) -> None:
    step.locator(".kit-live select").first.select_option(index=turn + 1)


def move(step: Locator, turn: int) -> None:
    step.locator(".kit-triangle-point").press(("ArrowUp", "ArrowLeft")[turn])


def click(step: Locator, turn: int) -> None:
    step.locator(".kit-triangle svg").click(position={"x": 150, "y": 150 + 10 * turn})


ACTS: dict[str, Callable[[Locator, int], None]] = {
    "predict": pick,
    "compare": pick,
    "explore": choose,
    "check": choose,
    "place": move,
}


def tries(lab) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(lab.answers / FILE)) as journal:
        return journal.execute("SELECT step, item, value FROM tries ORDER BY number").fetchall()


def written(lab) -> list[str]:
    return [json.loads(value) for step, _, value in tries(lab) if step == "discuss"]


def other_steps(lab) -> list[tuple[str, ...]]:
    return [one for one in tries(lab) if one[0] != "discuss"]


def is_written(learner, lab, expected: list[str]) -> None:
    """What was on its way when the page was last looked at may take a moment more."""
    for _ in range(50):
        if written(lab) == expected:
            break
        learner.page.wait_for_timeout(100)
    assert written(lab) == expected


def words(learner) -> Locator:
    return learner.step("discuss").get_by_role("textbox", name="Your answer to 'warm up'")


def write(learner, text: str) -> None:
    words(learner).press_sequentially(text)
    expect(learner.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)


def act(learner, turn: int) -> None:
    for name, one in ACTS.items():
        one(learner.step(name), turn)


def see(learner, sentence: str) -> None:
    for name in ACTS:
        expect(learner.step(name)).to_contain_text(sentence)


@contextmanager
def asleep(lab):
    """The server and its kernels stand still, as when the lid of a laptop is shut."""
    server = psutil.Process(lab.process.pid)
    all_of_it = [server, *server.children(recursive=True)]
    for one in all_of_it:
        one.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for one in all_of_it:
            one.send_signal(signal.SIGCONT)


def test_after_a_restart_every_step_says_that_nobody_hears_it_and_works_when_it_is_run_again(learner, lab):
    learner.open(LESSON)
    learner.run_all()
    act(learner, 0)
    write(learner, "Before. ")
    before = other_steps(lab)
    learner.menu("Kernel", "Restart Kernel…")
    learner.page.click(".jp-Dialog button.jp-mod-accept")
    learner.page.wait_for_timeout(2500)
    act(learner, 1)
    words(learner).press_sequentially("After.")
    see(learner, GONE)
    expect(learner.step("discuss")).to_contain_text("Not saved yet")
    learner.run_all()
    expect(words(learner)).to_have_value("Before. After.")
    for name in ACTS:
        expect(learner.step(name)).not_to_contain_text(GONE)
    expect(learner.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)
    is_written(learner, lab, ["Before. ", "Before. After."])
    assert other_steps(lab) == before


def test_a_laptop_that_slept_hears_once_what_was_done_meanwhile(learner, lab):
    learner.open(LESSON)
    learner.run_all()
    with asleep(lab):
        act(learner, 0)
        click(learner.step("place"), 0)
        see(learner, GONE)
    see(learner, BACK)
    assert sorted(step for step, _, _ in tries(lab)) == ["compare", "place"]


def test_cards_follow_a_choice_while_the_kernel_sleeps_and_its_answer_draws_nothing_anew(learner, lab):
    learner.open(LESSON)
    learner.run_all()
    compare = learner.step("compare")
    seats, heads = (compare.locator(f".kit-live {kind}") for kind in ("select", ".kit-card h3"))
    liberals, peers, collective = (re.compile(name) for name in ("Liberal", "Peer", "Collectiv"))
    with asleep(lab):
        seats.nth(0).select_option(label="Liberal Individualism")
        expect(heads).to_have_text([liberals, collective, peers], timeout=2000)
        assert [seat.evaluate("one => one.selectedIndex") for seat in seats.all()] == [2, 1, 0]
        heads.first.evaluate("head => { head.id = 'mine'; }")
        expect(compare).to_contain_text(GONE)
    expect(compare).to_contain_text(BACK)
    assert [step for step, _, _ in tries(lab)] == ["compare"]
    expect(heads.first).to_have_id("mine")
    with asleep(lab):
        seats.nth(2).select_option(label="Nobody")
        expect(heads).to_have_text([liberals, collective], timeout=2000)
        seats.nth(2).select_option(label="Liberal Individualism")
        expect(heads).to_have_text([peers, collective, liberals], timeout=2000)
    learner.settle()
    expect(heads).to_have_text([peers, collective, liberals])


def test_a_step_says_when_the_line_is_cut_and_when_it_is_back(learner, lab):
    learner.open(LESSON)
    learner.run_all()
    learner.page.context.set_offline(True)
    pick(learner.step("compare"), 0)
    expect(learner.step("compare")).to_contain_text(GONE)
    learner.page.context.set_offline(False)
    expect(learner.step("compare")).to_contain_text(BACK)
    assert [step for step, _, _ in tries(lab)] == ["compare"]


def test_a_second_tab_has_the_words_of_the_first(learner, lab):
    learner.open(LESSON)
    learner.run_all()
    write(learner, "First. ")
    learner.page = learner.page.context.new_page()
    learner.open(LESSON)
    learner.run_all()
    expect(words(learner)).to_have_value("First. ")
    choose(learner.step("check"), 0)
    learner.page.wait_for_timeout(3500)
    expect(learner.step("check")).not_to_contain_text(GONE)
    assert written(lab) == ["First. "]


def test_words_that_are_typed_while_the_tab_closes_come_back(learner, lab):
    learner.open(LESSON)
    learner.run_all()
    words(learner).press_sequentially("Half a sen")
    context = learner.page.context
    learner.page.close()
    learner.page = context.new_page()
    learner.open(LESSON)
    learner.run_all()
    expect(words(learner)).to_have_value("Half a sen")
    learner.page.wait_for_timeout(1000)
    assert written(lab)[-1] == "Half a sen"
    assert len(set(written(lab))) == len(written(lab)) <= 2


def test_moves_of_a_slider_never_queue_up(learner, page):
    learner.open(LESSON)
    learner.run_all()
    explore = learner.guess()
    slider = explore.get_by_role("slider", name="Members knocked out")
    page.evaluate("() => { window.drawn = 0 }")
    explore.locator(".js-plotly-plot").first.evaluate(
        "chart => chart.on('plotly_afterplot', () => { window.drawn += 1 })"
    )
    slider.evaluate(DRAG, [80, 20])
    expect(explore.locator(".kit-summary")).to_contain_text("20 of 31 members")
    assert 1 <= page.evaluate("window.drawn") <= 40
