"""Every notebook of the kit, run and opened: no fault for axe, and no request that leaves this machine."""

import json

import pytest

from kit.bake import notebooks
from kit.paths import notebooks_path
from tests.browser.test_accessibility import faults

PAGES = [path.relative_to(notebooks_path()).with_suffix("").as_posix() for path in notebooks()]


def steps_of(page: str) -> int:
    """How many cells of a notebook show something to work with."""
    cells = json.loads(notebooks_path(f"{page}.ipynb").read_text(encoding="utf-8"))["cells"]
    return sum(cell["cell_type"] == "code" for cell in cells) - 1


def open_all(learner, name: str, theme: str) -> None:
    """Run a notebook in a theme, place its bet where there is one, and open whatever can be opened."""
    learner.open(name)
    learner.menu("Settings", "Theme", theme)
    learner.page.wait_for_timeout(700)
    learner.run_all(steps_of(name))
    for bet in learner.page.locator(".kit-live").get_by_role("button", name="and open").all():
        box = bet.locator("xpath=ancestor::*[contains(@class, 'kit-live')]")
        if box.get_by_role("radio").count():
            box.get_by_role("radio").first.check()
            bet.click()
    learner.page.wait_for_timeout(1200)
    learner.page.evaluate("document.querySelectorAll('.kit-live details').forEach(one => { one.open = true })")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault_on_it_in_the_light_and_the_dark(learner, page, name):
    open_all(learner, name, "JupyterLab Light")
    assert faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 1000})
    learner.menu("Settings", "Theme", "JupyterLab Dark")
    page.wait_for_timeout(1000)
    assert faults(page) == []
