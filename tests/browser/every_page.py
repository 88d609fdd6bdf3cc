"""axe on every page in three browsers, and what a finger meets there; this takes most of an hour.

    python -m tests.browser.every_page                        axe, every page of the kit, all three browsers
    python -m tests.browser.every_page firefox 02_governance  in one of them, and on the pages that are named
    python -m tests.browser.every_page finger                 targets on a phone and on a tablet (Chromium)

A page is looked at as it opens, and after all its steps have been worked once and twice; in JupyterLab in the dark and
in the light theme, and then without cells, under Voilà. Each line ends in the number of faults; the exit status is 1
where there are any.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import axe_playwright_python
from playwright.sync_api import sync_playwright

from kit.adapt.make.bake import notebooks
from kit.base.paths import ROOT, notebooks_path
from tests.browser.conftest import STILL, SWITCHES, THEMES, WINDOW, Lab, browser_path, steps_of
from tests.browser.drivers import Firefox, WebKit
from tests.browser.looks import OPTIONS, OUTPUTS, THEMED, UNFOLD, WHOLE, WORK
from tests.browser.outside import Outside
from tests.browser.test_other_browsers import SEEN, WEAR
from tests.browser.test_touch import PHONE, SMALL
from tests.classroom import write_class

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TABLET = {"width": 768, "height": 1024}
LEAST, ROOMY = 24, 44  # pixels: what WCAG 2.5.8 asks for, and what a finger wants
# what axe says against a part of a page, and by which rules it could not look: it throws, and says nothing of the page
LOOK = """async (context, options) => {
  const { violations, incomplete } = await window.axe.run(context, options);
  return [...incomplete.filter((one) => one.error).map((one) => `not looked at, ${one.id}: ${one.error.message}`),
    ...violations.flatMap((one) => one.nodes.map((node) =>
      `${one.impact} ${one.id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ""}`))];
}"""
# lists that scroll in a frame: in Firefox axe throws at a caption in one, "Element midpoint exceeds the grid bounds"
UNROLL = "() => document.querySelectorAll('.kit-live .kit-list').forEach((one) => { one.style.maxHeight = 'none' })"
# how many words it can measure: none would mean that none are drawn
MEASURED = """async (context) => (await window.axe.run(context, { runOnly: ["color-contrast"] })).passes
  .reduce((sum, one) => sum + one.nodes.length, 0)"""
ONLY_THEMED = {"runOnly": {"type": "rule", "values": THEMED}}
STEPS = "() => document.querySelectorAll('.kit-live').length"
OPEN = "() => document.querySelectorAll('.kit-live details').forEach((one) => { one.open = true })"


class Chromium:
    """The browser of the other tests, with what `drivers` has for Firefox and WebKit."""

    def __init__(self, outside: Outside, **context: object) -> None:
        self._stack = ExitStack()
        playwright = self._stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=browser_path(), args=SWITCHES)
        self._stack.callback(browser.close)
        self.page = browser.new_context(proxy=outside.proxy, **context).new_page()

    def go(self, address: str) -> None:
        self.page.goto(address, timeout=90_000)

    def run(self, function: str, *given: object) -> object:
        return self.page.evaluate(f"(given) => ({function})(...given)", list(given))

    def close(self) -> None:
        self._stack.close()


class Visit:
    """One page in one browser, from its opening to its being worked twice."""

    def __init__(self, browser: Chromium | Firefox | WebKit, lab: Lab, name: str, without_cells: bool = False) -> None:
        self.browser, self.lab, self.name, self.without_cells = browser, lab, name, without_cells

    def open(self, theme: str = "light") -> None:
        """Open the page as a learner does, and wait until all its steps are there."""
        way = f"voila/render/notebooks/{self.name}.ipynb?theme={theme}"
        if not self.without_cells:
            way = f"lab/tree/notebooks/{self.name}.ipynb?reset"
        self.browser.go(f"{self.lab.url}/{way}")
        steps = steps_of(self.lab.notebooks / f"{self.name}.ipynb")
        for _ in range(480):
            if self.without_cells:
                there = self.browser.run(STEPS) >= steps
            else:
                seen = self.browser.run(SEEN)
                there = seen["ready"] == "ready" and seen["steps"] >= steps
            if there:
                break
            time.sleep(0.25)
        else:
            raise AssertionError(f"{self.name}: not all of its {steps} steps came")
        self.settle()

    def settle(self) -> None:
        """Wait until no kernel has anything to do, and the page shows it."""
        for _ in range(150):
            if all(one["kernel"]["execution_state"] == "idle" for one in self.lab.ask("/api/sessions")):
                break
            time.sleep(0.2)
        self.browser.run(STILL)

    def states(self) -> Iterator[str]:
        """The page as it opens, and worked once and twice."""
        self.open()
        self.browser.run(OPEN)
        yield "opened"
        for state in ("worked", "worked twice"):
            self.browser.run(WORK)
            self.settle()
            yield state

    def faults(self, options: dict | None = None) -> list[str]:
        context, rules = ("html", WHOLE) if self.without_cells else (OUTPUTS, OPTIONS)
        self.browser.run(UNROLL)
        self.browser.run("(source) => { if (!window.axe) new Function(source)(); }", AXE)
        return self.browser.run(LOOK, context, options or rules)

    def looked_at(self) -> list[str]:
        """What axe says in each state, and in the dark as it opens and at the end."""
        dark, light = THEMES
        found = []
        for state in self.states():
            if not self.without_cells:
                self.browser.run(UNFOLD)
            found += [f"{state}: {one}" for one in self.faults()]
            if not self.without_cells and state != "worked":
                self.browser.run(WEAR, dark)
                found += [f"{state}, dark: {one}" for one in self.faults(ONLY_THEMED)]
                self.browser.run(WEAR, light)
        assert self.browser.run(MEASURED, "html" if self.without_cells else OUTPUTS), "axe sees no word"
        if self.without_cells:
            self.open("dark")  # what was answered comes back
            self.browser.run(OPEN)
            found += [f"opened again, dark: {one}" for one in self.faults()]
        return found

    def small(self) -> list[str]:
        """What is smaller than a finger wants, on a phone and on a tablet, in each state."""
        found = {}
        for state in self.states():
            self.browser.run(UNFOLD)
            for size in (PHONE["viewport"], TABLET):
                self.browser.page.set_viewport_size(size)
                self.settle()
                for least in (LEAST, ROOMY):
                    for one in self.browser.run(SMALL, least):
                        found.setdefault(one, f"{state}, {size['width']} wide, under {least}: {one}")
        return list(found.values())


def a_browser(kind: str, folder: Path, outside: Outside) -> Chromium | Firefox | WebKit:
    made = {"firefox": Firefox, "webkit": WebKit}
    if kind not in made:
        return Chromium(outside, **(PHONE if kind == FINGER else {"viewport": WINDOW}))
    folder.mkdir()
    return made[kind](folder)


BROWSERS, FINGER = ("chromium", "firefox", "webkit"), "finger"


def pages() -> list[str]:
    return [path.relative_to(notebooks_path()).with_suffix("").as_posix() for path in notebooks()]


def main(wanted: list[str]) -> int:
    kinds = [one for one in (*BROWSERS, FINGER) if one in wanted] or list(BROWSERS)
    named = [one for one in pages() if one in wanted] or [one for one in pages() if not one.startswith("es/")]
    total = 0
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        outside = Outside(Path(folder))
        lab = Lab(Path(folder), outside, ROOT, "--VoilaConfiguration.allow_theme_override=YES")
        try:
            for kind in kinds:
                browser = a_browser(kind, Path(folder) / kind, outside)
                for name in named:
                    for without_cells in (False, True):
                        total += visited(kind, browser, lab, name, without_cells)
                browser.close()
        finally:
            lab.stop()
            outside.close()
    print(f"{total} faults")
    return min(total, 1)


def visited(kind: str, browser: Chromium | Firefox | WebKit, lab: Lab, name: str, without_cells: bool) -> int:
    """Visit a page, say how that went, and return the number of faults."""
    began = time.monotonic()
    lab.begin_anew()
    if name.endswith("class_board"):
        write_class(lab.answers / "class", 30)
    visit = Visit(browser, lab, name, without_cells)
    try:
        found = visit.small() if kind == FINGER else visit.looked_at()
    except Exception as error:  # the other pages are looked at all the same
        found = [f"not looked at: {error!r}"[:2000]]
    where = "without cells" if without_cells else "JupyterLab"
    print(f"{kind}, {where}, {name} ({time.monotonic() - began:.0f} s): {len(found)}", *found, sep="\n    ", flush=True)
    return len(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
