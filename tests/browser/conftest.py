"""A real JupyterLab and a real browser, on a copy of the notebooks, with no way out of this machine."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.error import HTTPError

import psutil
import pytest
from playwright.sync_api import Error, Locator, Page, expect, sync_playwright

from kit.answers.journal import Journal
from kit.base.jupyter.launch import lab as lab_arguments
from kit.base.jupyter.launch import settings
from kit.base.paths import ROOT
from tests.browser.outside import Outside

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-features=AutofillServerCommunication,HttpsUpgrades,OptimizationHints,PaintHolding,Translate",
    # what Chromium itself asks its makers for, whatever a page does
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PLACES = {"core_principle": (80, 5, 15), "governance": (70, 10, 20), "value_logic": (20, 20, 60)}
# what an author chooses: pages are run by hand, with their code in sight
BY_HAND = "for (const one of ['run-by-hand', 'show-code']) localStorage.setItem('three-models-kit:' + one, 'yes')"
expect.set_options(timeout=45_000)  # a busy machine; what is there at once is seen at once
HINT = "no Chromium found, so the browser tests did not run; see 'Tests' in the README, or set KIT_BROWSER to its path"


def browser_path() -> str | None:
    named = os.environ.get("KIT_BROWSER")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser say so in one line; where the browser is required, fail instead."""
    if browser_path() or os.environ.get("KIT_BROWSER_TESTS") == "required":
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=HINT))


class Lab:
    """A running JupyterLab: its address, its folder of notebooks, its folder of answers."""

    def __init__(self, folder: Path, outside: Outside, kit: Path = ROOT, *more: str) -> None:
        self.kit = kit
        self.notebooks = folder / "notebooks"
        self.answers = folder / "answers"
        self.desk: Desk | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        shutil.copytree(kit / "notebooks", self.notebooks)
        options = [
            "--no-browser",
            f"--port={port}",
            "--ip=127.0.0.1",
            "--IdentityProvider.token=",
            "--ServerApp.disable_check_xsrf=True",
            f"--ServerApp.root_dir={folder}",
            "--LabApp.expose_app_in_browser=True",  # so that a test can ask for what a learner waits for
            *more,
        ]
        places = (
            "JUPYTER_CONFIG_DIR",
            "JUPYTERLAB_SETTINGS_DIR",
            "JUPYTERLAB_WORKSPACES_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
        )
        self._log = (folder / "jupyter.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, *lab_arguments(options)],
            env={
                **settings(dict(os.environ)),
                **{name: str(folder / name) for name in places},
                "KIT_ANSWERS": str(self.answers),
                **outside.environment,
                "PYTHONPATH": os.pathsep.join([str(kit), outside.environment["PYTHONPATH"]]),
            },
            cwd=kit,  # as `python -m kit` does: what kernels are forked from has its kit from where it starts
            stdout=self._log,
            stderr=self._log,
        )
        self._wait()

    def _wait(self) -> None:
        for _ in range(300):
            try:
                self.ask("/api")
                return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"JupyterLab did not start: {Path(self._log.name).read_text()[-2000:]}")

    def ask(self, path: str, method: str = "GET") -> object:
        request = urllib.request.Request(self.url + path, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def begin_anew(self) -> None:
        """Stop every kernel, forget every answer, take the notebooks as they are in the kit."""
        if self.desk:
            self.desk.clear()
        self.stop_kernels()
        shutil.rmtree(self.answers, ignore_errors=True)
        for notebook in (self.kit / "notebooks").rglob("*.ipynb"):
            shutil.copy(notebook, self.notebooks / notebook.relative_to(self.kit / "notebooks"))

    def stop_kernels(self) -> None:
        """Stop every kernel; one that is just being started again after a crash may need to be asked twice."""
        for _ in range(50):
            for session in self.ask("/api/sessions"):
                with suppress(HTTPError):
                    self.ask(f"/api/sessions/{session['id']}", "DELETE")
            if not self.ask("/api/sessions"):
                return
            time.sleep(0.2)

    def kill_kernels(self) -> None:
        """Kill every kernel as a crash does; JupyterLab starts a new one, which knows nothing of the old widgets."""
        for child in psutil.Process(self.process.pid).children(recursive=True):
            forks = child.ppid() == self.process.pid and "kit.base.jupyter.forkserver" in child.cmdline()
            if "ipykernel" in " ".join(child.cmdline()) and not forks:
                child.kill()

    def stop(self) -> None:
        if self.desk:
            self.desk.context.close()
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:  # a busy machine: it may leave no server behind
            self.process.kill()
        self._log.close()


WINDOW = {"width": 1280, "height": 1000}
AS_MANY = 20  # tests before one JupyterLab
# nothing is open, and the page looks as it does when JupyterLab has just begun
CLEAR = """async () => {
  const app = window.jupyterapp, { shell, commands } = app;
  for (const one of [...shell.widgets("main")]) one.dispose();
  shell.presentationMode = false;
  shell.expandLeft();
  if (document.body.dataset.jpThemeName !== "JupyterLab Light") {
    await commands.execute("apputils:change-theme", { theme: "JupyterLab Light" });
  }
  return !document.querySelector(".jp-Dialog") && !!document.querySelector("#jp-main-dock-panel");
}"""
# a notebook is open and drawn, and its kernel answers
OPEN = """async (path) => {
  const { commands } = window.jupyterapp;
  const panel = await commands.execute("docmanager:open", { path });
  await panel.revealed;
  await panel.sessionContext.ready;
  await panel.sessionContext.session.kernel.info;
}"""


class Desk:
    """A browser before a JupyterLab that has begun; one test after the other sits down at it."""

    def __init__(self, browser, lab: Lab) -> None:
        self.context = browser.new_context(viewport=WINDOW)
        self.context.set_default_timeout(60_000)
        self.context.add_init_script(BY_HAND)  # how a page begins by itself, test_way_in.py tries
        self.page = self.context.new_page()
        self.page.goto(f"{lab.url}/lab?reset")
        self.page.wait_for_function("() => window.jupyterapp?.commands.hasCommand('notebook:run-all-cells')")
        self.page.evaluate("window.jupyterapp.restored")
        self.left = AS_MANY

    def clear(self) -> None:
        """Leave the place as it was found; what cannot be cleared is not used again."""
        self.left -= 1
        pages = self.context.pages
        if self.left < 1 or pages != [self.page] or "/lab" not in self.page.url:
            self.left = 0
            return
        self.context.set_offline(False)
        self.page.set_viewport_size(WINDOW)
        self.page.emulate_media(media="null", reduced_motion="null", forced_colors="null")
        with suppress(Error):
            if self.page.evaluate(CLEAR):
                return
        self.left = 0


# resolves when nothing in the page has changed for a while: a chart is drawn, a stylesheet is there, a box has its size
STILL = """() => new Promise((done) => {
  const quiet = 200, page = document.querySelector(".jp-Notebook") ?? document.body;
  let timer, last;
  const watch = new MutationObserver(wait);
  function wait() { clearTimeout(timer); timer = setTimeout(look, quiet); }
  function look() {
    const size = `${page.scrollWidth} ${page.scrollHeight} ${getComputedStyle(document.body).backgroundColor}`;
    if (size === last) { watch.disconnect(); done(); } else { last = size; wait(); }
  }
  watch.observe(page, { subtree: true, childList: true, characterData: true, attributes: true });
  wait();
  setTimeout(() => { watch.disconnect(); done(); }, 10_000);  // something moves on purpose
})"""
THEMES = ("JupyterLab Dark", "JupyterLab Light")


def steps_of(notebook: Path) -> int:
    """How many cells of a notebook show something to work with: all of its code but the set-up."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return sum(cell["cell_type"] == "code" for cell in cells) - 1


def settle(page: Page) -> None:
    """Wait until the page has settled."""
    page.evaluate(STILL)


# say at each cell which step it calls: on a busy machine JupyterLab may never draw the code of a cell out of sight
NAME_STEPS = """() => {
  for (const panel of window.jupyterapp?.shell.widgets("main") ?? []) {
    for (const cell of panel.content?.widgets ?? []) {
      const step = cell.model?.sharedModel?.getSource().match(/\\.(\\w+)\\(\\)\\s*$/)?.[1];
      if (step) cell.node.dataset.step = step;
    }
  }
}"""


def cell_of(page: Page, part: Locator, step: str) -> Locator:
    """The cells in a part of a page that call a step."""
    page.evaluate(NAME_STEPS)
    return part.locator(".jp-CodeCell", has_text=f".{step}()").or_(part.locator(f'.jp-CodeCell[data-step="{step}"]'))


class Learner:
    """What somebody at a computer does with one notebook."""

    def __init__(self, page: Page, lab: Lab) -> None:
        self.page = page
        self.lab = lab
        self.notebook = ""
        self._first = "/lab" in page.url  # JupyterLab is there, and nothing is open in it

    def open(self, notebook: str, at: str = "lab/tree") -> None:
        """Open a notebook in a JupyterLab that begins anew, or `at` the address of another program of the server."""
        if at == "lab/tree" and self._first:
            return self.turn_to(notebook)
        self.notebook = notebook
        self._first = False
        self.page.goto(f"{self.lab.url}/{at}/notebooks/{notebook}.ipynb?reset")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        self._kernel_is_idle()

    def turn_to(self, notebook: str) -> None:
        """Open a notebook in the JupyterLab that is there, instead of the one that is open."""
        self.notebook = notebook
        self._first = False
        self.page.evaluate(CLEAR)
        self.page.evaluate(OPEN, f"notebooks/{notebook}.ipynb")

    def _kernel_is_idle(self) -> None:
        """Wait for the kernel itself: what the page says of it comes too early, and cells run too early do nothing."""
        for _ in range(300):
            sessions = self.lab.ask("/api/sessions")
            kernels = [session["kernel"] for session in sessions if self.notebook in session["path"]]
            if any(one["execution_state"] == "idle" and one["connections"] for one in kernels):
                return
            self.page.wait_for_timeout(200)
        raise AssertionError("the kernel did not become idle")

    def menu(self, *labels: str) -> None:
        self.page.click(f'.lm-MenuBar-itemLabel:text-is("{labels[0]}")')
        for label in labels[1:]:
            self.page.locator(f'.lm-Menu-itemLabel:text-is("{label}")').last.click()

    def run_all(self) -> None:
        self._mark_what_is_there()
        self.menu("Run", "Run All Cells")
        self._see_every_step()

    def restart_and_run_all(self) -> None:
        self._mark_what_is_there()
        self.menu("Kernel", "Restart Kernel and Run All Cells…")
        self.page.click(".jp-Dialog button.jp-mod-accept")
        self._see_every_step()

    def _mark_what_is_there(self) -> None:
        """Mark the steps of an earlier run: they stay on the page until the new ones come."""
        self.page.evaluate("document.querySelectorAll('.kit-live').forEach(one => { one.dataset.old = '' })")

    def _see_every_step(self) -> None:
        self.page.wait_for_function(
            "steps => document.querySelectorAll('.jp-OutputArea .kit-live:not([data-old])').length === steps",
            arg=steps_of(self.lab.notebooks / f"{self.notebook}.ipynb"),
            timeout=60_000,
        )
        self._kernel_is_idle()

    def save(self) -> None:
        self.page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")

    def settle(self) -> None:
        """Wait until the kernel has done what it was asked, and the page shows it."""
        self._kernel_is_idle()
        settle(self.page)

    def wear(self, theme: str) -> None:
        """Take a theme of JupyterLab's, and wait until the page wears it."""
        self.page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
        self.page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)
        settle(self.page)

    def too_wide(self, steps: Iterable[str], *widths: int) -> list[str]:
        """Which steps run out of the page, in a window of each width and without JupyterLab's list of files."""
        before = self.page.viewport_size
        self.page.evaluate("window.jupyterapp.shell.collapseLeft()")
        found = []
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 1000})
            settle(self.page)
            for step in steps:
                live = self.step(step).locator(".kit-live").first
                wide, there = live.evaluate("area => [area.scrollWidth, area.clientWidth]")
                found += [f"{step} is {wide} wide in {there}"] if wide > there + 1 else []
        self.page.set_viewport_size(before)
        return found

    def step(self, name: str) -> Locator:
        """The output of the cell that calls a step."""
        return cell_of(self.page, self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)"), name).locator(
            ".jp-Cell-outputArea"
        )

    def guess(self) -> Locator:
        """Guess, and return the figure that opens."""
        explore = self.step("explore")
        explore.get_by_role("radio").nth(0).check()
        explore.get_by_role("button", name="Commit my guess").click()
        explore.locator(".js-plotly-plot .main-svg").first.wait_for()
        return explore


@pytest.fixture(scope="session")
def outside(tmp_path_factory):
    """The world outside this machine; the session fails if anybody has asked for it."""
    world = Outside(tmp_path_factory.mktemp("outside"))
    yield world
    world.close()
    assert world.asked() == [], "somebody wanted to leave this machine"


@pytest.fixture(autouse=True)
def nobody_leaves(outside):
    """Say after which test somebody wanted to leave this machine."""
    yield
    assert outside.asked() == [], "somebody wanted to leave this machine"


@pytest.fixture(scope="session")
def browser(outside):
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path() or "chromium", args=SWITCHES)
        chromium.new_context = partial(chromium.new_context, proxy=outside.proxy)  # so that no page goes without it
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def lab(browser, tmp_path_factory, outside):  # the browser first: it goes last
    running = Lab(tmp_path_factory.mktemp("class"), outside)
    yield running
    running.stop()


def sit_down(browser, lab: Lab) -> Page:
    """Take the place before a JupyterLab that has begun: nothing is open, answered or running."""
    lab.begin_anew()
    if lab.desk and not lab.desk.left:
        lab.desk.context.close()
        lab.desk = None
    lab.desk = lab.desk or Desk(browser, lab)
    return lab.desk.page


@pytest.fixture
def page_of_its_own() -> None:
    """For a test that leaves a page as no other test may find it."""


@pytest.fixture
def page(request, browser, lab):
    """A page of `sit_down`."""
    yield sit_down(browser, lab)
    if "page_of_its_own" in request.fixturenames:
        lab.desk.left = 0


@pytest.fixture
def learner(page, lab) -> Learner:
    return Learner(page, lab)


@pytest.fixture
def placed(lab, page) -> None:
    """Three lessons in which Wikipedia has been placed, once elsewhere before, and in which a match went wrong."""
    journal = Journal(lab.answers)
    for dimension, shares in PLACES.items():
        for weights in ((34, 33, 33), shares):
            value = dict(zip(("commons", "collectivism", "liberalism"), weights, strict=True))
            journal.save(dimension, "place", "wikipedia", value)
        journal.save(dimension, "place", "wikipedia/reason", "<b>Volunteers</b> write it.")
        journal.save(dimension, "predict", "match", dict.fromkeys(value, "commons"))
    journal.save("start", "case", "choice", {"id": "wikipedia"})
    journal.close()
