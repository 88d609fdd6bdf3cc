"""A lesson on paper: the browser prints a page as it is on the screen, with what was answered in it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle
from tests.browser.test_elsewhere import OF_VOILA, in_voila
from tests.browser.test_way_in import Newcomer

LESSON, STEPS = "02_governance", 7
WORDS = "A line of my own words that goes on. " * 40
INK = "one => getComputedStyle(one).color.match(/[0-9]+/g).slice(0, 3).every((part) => part < 100)"
SHAPE = "one => one.querySelector('.main-svg').getBoundingClientRect().width"


def worked(page: Page) -> None:
    """Guess, write a long answer, and look at the page as a printer does."""
    explore = page.locator(".kit-live", has=page.get_by_role("button", name="Commit my guess")).first
    explore.get_by_role("radio").first.check()
    explore.get_by_role("button", name="Commit my guess").click()
    explore.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.get_by_role("textbox", name="Your answer to 'warm up'").fill(WORDS)
    settle(page)
    page.emulate_media(media="print")


def prints(page: Page) -> None:
    """What is printed is every step, with the answers, on pages of paper, and nothing of the program around it."""
    expect(page.locator(".kit-live:visible")).to_have_count(STEPS)
    expect(page.locator(".kit-static:visible, .kit-live button:visible, .kit-live textarea:visible")).to_have_count(0)
    expect(page.locator(".jp-Toolbar:visible, .lm-MenuBar:visible, .jp-SideBar:visible")).to_have_count(0)
    answer = page.locator(".kit-answer label", has_text="Your answer to 'warm up'")
    assert WORDS.strip() in answer.evaluate("one => getComputedStyle(one, '::after').content")
    assert page.locator(".kit-lead").first.evaluate(INK), "light words on white paper"
    chart = page.locator(".kit-chart").first
    wide = chart.evaluate(SHAPE)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert chart.evaluate(SHAPE) <= 650 < wide
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait_for_function("wide => document.querySelector('.kit-chart .main-svg').clientWidth > 650", arg=wide)
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert 6 <= pages <= 14


@pytest.fixture
def newcomer(browser, lab):
    lab.begin_anew()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    yield Newcomer(context.new_page(), lab)
    context.close()


def test_a_worked_lesson_prints_from_jupyterlab_also_in_the_dark_theme(newcomer):
    newcomer.open(LESSON)
    page = newcomer.page
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' })")
    page.wait_for_function("document.body.dataset.jpThemeName === 'JupyterLab Dark'")
    worked(page)
    prints(page)


def test_a_worked_lesson_prints_from_notebook_7(newcomer):
    newcomer.open(LESSON, at="notebooks")
    worked(newcomer.page)
    prints(newcomer.page)


def test_a_worked_lesson_prints_from_voila(newcomer, outside):
    in_voila(newcomer.page, newcomer.lab, LESSON, STEPS)
    worked(newcomer.page)
    prints(newcomer.page)
    others = [line for line in outside.asked() if not any(host in line for host in OF_VOILA)]
    outside.forget()
    assert others == []


def test_the_button_the_menu_and_the_key_print_the_page_that_is_seen(newcomer):
    newcomer.open(LESSON)
    newcomer.page.evaluate("() => { window.asked = 0; window.print = () => { window.asked += 1 } }")
    newcomer.notebook.locator(".jp-Toolbar-item[data-jp-item-name='kit-print'] jp-button").click()
    newcomer.command("File", "Print…")
    newcomer.notebook.locator("h1").first.click()
    newcomer.page.keyboard.press("Control+p")
    newcomer.page.wait_for_function("window.asked === 3")
    expect(newcomer.page.locator(".jp-Dialog, iframe")).to_have_count(0)
