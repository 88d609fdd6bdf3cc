"""Every notebook of the kit, run and worked: no fault for axe, nothing cut off at 640 and at 320 pixels."""

import pytest

from kit.adapt.make.bake import notebooks
from kit.base.paths import notebooks_path
from tests.browser.conftest import settle
from tests.browser.test_accessibility import faults

PAGES = [path.relative_to(notebooks_path()).with_suffix("").as_posix() for path in notebooks()]
# fill in what can be filled in, and press what can be pressed; each only once
WORK = """() => {
  const fresh = (kind) => [...document.querySelectorAll(`.kit-live ${kind}`)].filter(
    (one) => one.checkVisibility() && !one.disabled && !one.dataset.worked && (one.dataset.worked = "yes"));
  const tell = (one) => ["input", "change"].forEach((kind) => one.dispatchEvent(new Event(kind, { bubbles: true })));
  fresh("select").forEach((one) => { one.selectedIndex = Math.min(1, one.options.length - 1); tell(one); });
  fresh("textarea, .kit-live input[type=text]").forEach((one) => { one.value = "e"; tell(one); });
  fresh("fieldset").forEach((one) => one.querySelector("input")?.click());
  return new Promise((done) => setTimeout(() => {
    fresh("button").forEach((one) => one.click());
    document.querySelectorAll(".kit-live details").forEach((one) => { one.open = true; });
    done();
  }, 600));
}"""
# what lies wider than the page, apart from what scrolls in a frame of its own; and frames that no key can scroll
CUT_OFF = """() => {
  const frame = (one) => one.closest('.kit-scroll, .kit-wide, .kit-grid, .js-plotly-plot, .kit-figure[tabindex="0"]');
  const end = (one) => one.getBoundingClientRect().right;
  const wide = (one) => end(one) > end(one.closest('.jp-OutputArea')) + 1;
  const shown = [...document.querySelectorAll('.kit-live *')].filter((one) => one.checkVisibility());
  const stuck = (one) => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX)
    && one.tabIndex < 0 && !one.querySelector('button, select, input, textarea, a[href], [tabindex="0"]');
  const words = (one) => one.outerHTML.slice(0, 160);
  return [...shown.filter((one) => wide(one) && !frame(one)).map(words), ...shown.filter(stuck).map(words)];
}"""


def work(learner, page) -> None:
    """Work twice: what a press has brought is worked too."""
    for _ in range(2):
        page.evaluate(WORK)
        learner.settle()


def narrow(page, width: int) -> None:
    """Leave the notebook so many pixels, as a small screen or a large zoom does."""
    page.set_viewport_size({"width": width + 140, "height": 2000})  # beside JupyterLab's own two edges
    page.evaluate(
        "width => document.querySelectorAll('.jp-Notebook').forEach(one => one.style.setProperty('width', width))",
        f"{width}px",
    )


def cut_off(page) -> list[str]:
    """What is cut off, once the page has settled; figures take a moment more for their new width."""
    for _ in range(20):
        settle(page)
        found = page.evaluate(CUT_OFF)
        if not found:
            break
    return found


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault_in_either_theme_and_nothing_is_cut_off(learner, page, name):
    learner.open(name)
    learner.run_all()
    work(learner, page)
    assert faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 1000})
    learner.wear("JupyterLab Dark")
    assert faults(page) == []
    for width in (640, 320):
        narrow(page, width)
        assert cut_off(page) == []
