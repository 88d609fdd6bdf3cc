"""What a learner sees and keeps when the kernel is restarted under them, or falls silent and wakes."""

import os
import signal

import pytest
from playwright.sync_api import expect

GONE = "The kernel does not answer, so what you do here is not saved."
BACK = "The kernel answers again, and has heard what you did here."


def choose(learner) -> None:
    learner.step("check").get_by_role("radio").first.check()


def test_after_a_restart_a_step_says_that_nobody_hears_it_and_works_when_it_is_run_again(learner):
    learner.open("02_governance")
    learner.run_all()
    learner.menu("Kernel", "Restart Kernel…")
    learner.page.click(".jp-Dialog button.jp-mod-accept")
    learner.page.wait_for_timeout(2000)
    choose(learner)
    expect(learner.step("check")).to_contain_text(GONE)
    learner.run_all()
    expect(learner.step("check")).not_to_contain_text(GONE)


@pytest.mark.parametrize("name", ["check"])
def test_a_kernel_that_slept_hears_once_what_was_done_meanwhile(learner, name):
    learner.open("02_governance")
    learner.run_all()
    asleep = learner.lab.process.pid
    os.kill(asleep, signal.SIGSTOP)
    try:
        choose(learner)
        expect(learner.step(name)).to_contain_text(GONE)
    finally:
        os.kill(asleep, signal.SIGCONT)
    expect(learner.step(name)).to_contain_text(BACK)
