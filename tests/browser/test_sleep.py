"""A page whose kernel was ended because nobody used it says that it sleeps, wakes at a press, and has lost nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import cell_of
from tests.browser.test_way_in import LESSON, STEPS, Newcomer, newcomer  # noqa: F401 (a fixture)

SLEEPS = "This page sleeps, and all that you have answered is saved."
SAID = "A rule that I had not finished thinking ab"


def end_kernels(page: Newcomer) -> None:
    """End each kernel as the server does when nobody has used it for long."""
    for kernel in page.lab.ask("/api/kernels"):
        page.lab.ask(f"/api/kernels/{kernel['id']}", "DELETE")


@pytest.mark.parametrize("press", ["mouse", "key"])
def test_a_page_whose_kernel_has_ended_sleeps_and_wakes_with_every_word(newcomer, press):  # noqa: F811
    newcomer.open(LESSON)
    discuss = newcomer.step("discuss")
    discuss.get_by_role("textbox").first.press_sequentially(SAID)
    expect(discuss.get_by_role("status").filter(has_text="Saved ")).to_have_count(1)
    end_kernels(newcomer)
    sleeping = newcomer.page.locator('.jp-NotebookPanel[data-kit="asleep"]')
    expect(sleeping.locator(".kit-live", has_text=SLEEPS)).to_have_count(STEPS, timeout=120_000)
    expect(newcomer.page.locator(".jp-Dialog")).to_have_count(0)
    box = cell_of(newcomer.page, sleeping, "discuss").get_by_role("textbox").first
    if press == "mouse":
        box.click()
    else:
        box.focus()
        newcomer.page.keyboard.press("End")
        newcomer.page.keyboard.type("o")
    newcomer.ready()
    expect(newcomer.page.get_by_text(SLEEPS)).to_have_count(0)
    expect(newcomer.step("discuss").get_by_role("textbox").first).to_have_value(SAID + "o" * (press == "key"))
    newcomer.step("discuss").get_by_role("textbox").first.press_sequentially("ut.")
    expect(newcomer.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)
    assert len(newcomer.lab.ask("/api/kernels")) == 1
