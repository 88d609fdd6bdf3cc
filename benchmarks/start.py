"""Start the kit as on a learner's second day, and a kernel anew, as this kit does it and as another one does.

python benchmarks/start.py [--other FOLDER] [--rounds 5]

Each kit needs the `.venv` that `python -m kit` has made in its folder. `--other` is a copy of the kit as it was, such
as version 0.3.0, whose pages are run by *Run All* as soon as the kernel answers. The browser is open already and keeps
what it fetched the first time; a first round is not counted.
"""

import json
import os
import secrets
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import psutil
from playwright.sync_api import BrowserContext, Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from lab import FLAGS, KIT, SETTINGS, free_port  # noqa: E402
from report import Row, table  # noqa: E402

RESTARTS = 3  # a round
PARTS = ("launcher, server", "page", "kernel", "first step")
Run = dict[str, float]


class Kit:
    """A kit that is started again and again, at one address, with one browser's cache."""

    def __init__(self, folder: Path, place: Path) -> None:
        self.folder, self.place, self.port, self.token = folder, place, free_port(), secrets.token_hex(16)
        self.by_itself = any(folder.glob("kit/**/three-models-kit/package.json"))
        self.runs: list[Run] = []

    @contextmanager
    def running(self) -> Iterator[float]:
        """Start it; give when it was begun, once its server answers."""
        own = {name: str(self.place / name.lower()) for name in SETTINGS}
        env = {**os.environ, **own, "KIT_ANSWERS": str(self.place / "answers"), "JUPYTER_TOKEN": self.token}
        for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE"):
            env.pop(name, None)
        options = ["--no-browser", f"--port={self.port}", "--port-retries=0", "--LabApp.expose_app_in_browser=True"]
        began = time.time()
        with (self.place / "lab.log").open("w") as log:
            command = [sys._base_executable, "-m", "kit", *options]
            server = subprocess.Popen(command, cwd=self.folder, env=env, stdout=log, stderr=log)
            try:
                while not self._is_up():
                    if server.poll() is not None:
                        raise SystemExit((self.place / "lab.log").read_text())
                    time.sleep(0.02)
                yield began
            finally:
                children = psutil.Process(server.pid).children(recursive=True)
                server.terminate()
                server.wait(30)
                psutil.wait_procs(children, 10)

    def _is_up(self) -> bool:
        with suppress(OSError):
            return bool(urlopen(f"{self.address('api')}", timeout=5).read())
        return False

    def address(self, what: str) -> str:
        return f"http://127.0.0.1:{self.port}/{what}"

    def run(self, browser: BrowserContext) -> None:
        """Start it and open its start page; then open a lesson and start its kernel anew."""
        with self.running() as began:
            up = time.time()
            page = self._opened(browser, "00_start_here")
            seen = page.evaluate(f"start.first({json.dumps(self.by_itself)})")
            times = [began, up, *(seen[part] / 1000 for part in ("page", "kernel", "step"))]
            took = [1000 * (later - one) for one, later in pairwise(times)]
            run = {**dict(zip(PARTS, took, strict=True)), "all": sum(took)}
            page.close()
            page = self._opened(browser, "02_governance")
            page.evaluate(f"start.first({json.dumps(self.by_itself)})")
            run["restart"] = median(self._restarted(page) for _ in range(RESTARTS))
            page.close()
        self.runs.append(run)
        print(self.folder.name, json.dumps({part: round(value) for part, value in run.items()}), flush=True)

    def _opened(self, browser: BrowserContext, notebook: str) -> Page:
        page = browser.new_page()
        page.set_default_timeout(150_000)
        page.add_init_script(path=HERE / "start.js")
        page.goto(self.address(f"lab/tree/notebooks/{notebook}.ipynb?token={self.token}"), wait_until="commit")
        return page

    def _restarted(self, page: Page) -> float:
        page.wait_for_function("start.idle()")
        time.sleep(3)  # the rest of the page has come
        return page.evaluate(f"start.restart({json.dumps(self.by_itself)})")


def measure(folders: list[Path], rounds: int) -> list[Kit]:
    """Return the kits with their runs; they take turns, and the first of each is not counted."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as place, sync_playwright() as playwright:
        kits = [Kit(folder, Path(place, str(number))) for number, folder in enumerate(folders)]
        for kit in kits:
            kit.place.mkdir()
        chromium = {"executable_path": which("chromium"), "args": FLAGS, "viewport": {"width": 1280, "height": 900}}
        browser = playwright.chromium.launch_persistent_context(Path(place, "browser"), **chromium)
        for turn in range(rounds + 1):
            for kit in kits if turn % 2 else reversed(kits):
                kit.run(browser)
        browser.close()
    for kit in kits:
        del kit.runs[0]
    return kits


def rows(ours: list[Run], theirs: list[Run]) -> list[Row]:
    """Return the comparisons: the whole start, its parts, and a kernel's restart."""
    aims = {"all": "<= 0.6", "restart": "<= 0.3"}
    called = {"all": "`python -m kit` to the first step that can be worked", "restart": "Kernel restart to such a step"}
    names = ("all", *PARTS, "restart")
    return [
        Row(called.get(name, f"of it: {name}"), *([run[name] for run in side] for side in (ours, theirs)), "ms",
            aims.get(name, ""))
        for name in names
    ]  # fmt: skip


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--other", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    kits = measure([KIT, *([chosen.other.resolve()] if chosen.other else [])], chosen.rounds)
    if chosen.other:
        print(table(rows(*(kit.runs for kit in kits))))
