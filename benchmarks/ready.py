"""Open the Governance lesson on a slow computer, as this kit does it and as another one does, and print the ratios.

python benchmarks/ready.py [--other FOLDER] [--rounds 5] [--openings 50] [--slower 8] [--whole]

`--other` is a copy of the kit as it was, such as version 0.3.0, whose pages are run by *Run All* as soon as the kernel
answers. Chromium holds the page back so many times; with `--whole` the system holds browser, server and kernel back,
for which it asks for a control group (Linux, as root). Every step is used as soon as all are there; whoever then says
that the kernel does not answer is wrong, and is counted.
"""

import json
import os
import signal
import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from shutil import copytree, which
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from lab import FLAGS, KIT, Lab, running_lab  # noqa: E402
from report import Row, table  # noqa: E402

LESSON = "02_governance.ipynb"
STEPS = 6
PERIOD = 10_000  # microseconds in which a slow computer has its share
GROUP = Path("/sys/fs/cgroup/cpu/slow-computer")  # of version 1, which has a folder for each kind of limit
STARTED = "() => window.jupyterapp?.commands.hasCommand('notebook:run-all-cells')"


class Whole:
    """A computer that is so many times as slow, for this program and all that it starts."""

    def __init__(self) -> None:
        try:
            GROUP.mkdir(exist_ok=True)
            (GROUP / "cgroup.procs").write_text(str(os.getpid()))
            (GROUP / "cpu.cfs_period_us").write_text(str(PERIOD))
        except OSError as problem:
            raise SystemExit(f"--whole needs a control group for processors at {GROUP}: {problem}") from None

    def slow(self, times: float) -> None:
        share = round(PERIOD * len(os.sched_getaffinity(0)) / times) if times > 1 else -1
        (GROUP / "cpu.cfs_quota_us").write_text(str(share))


class OnePage:
    """A browser that holds one page back so many times, while all else on the computer is as fast as ever."""

    def __init__(self, page: Page) -> None:
        self.line = page.context.new_cdp_session(page)

    def slow(self, times: float) -> None:
        self.line.send("Emulation.setCPUThrottlingRate", {"rate": times})


class Desk:
    """A slow page before a JupyterLab; the lesson is opened in it again and again, each time with a new kernel."""

    def __init__(self, browser: Browser, lab: Lab, slower: float, whole: Whole | None) -> None:
        self.lab, self.slower = lab, slower
        self.page: Page = browser.new_page(viewport={"width": 1280, "height": 900})
        self.page.set_default_timeout(300_000)
        self.page.add_init_script(path=HERE / "ready.js")
        self.page.goto(lab.page("").replace("/tree/?", "?"))
        self.page.wait_for_function(STARTED)
        self.page.evaluate("window.jupyterapp.restored")
        self.brake = whole or OnePage(self.page)
        self.times: list[list[float]] = []
        self.said: list[str] = []
        self.dropped = 0
        self.page.on("pageerror", self._failed)
        self.page.on("console", lambda told: self._failed(told.text))

    def _failed(self, error: object) -> None:
        self.dropped += "Failed to initialize model" in str(error)

    def open(self) -> None:
        """Open the lesson, use all of its steps, and close it; keep when they were ready and what they said."""
        self.brake.slow(self.slower)
        self.times.append(sorted(self.page.evaluate(f"ready.open('{LESSON}', {STEPS})")))
        self.said += self.page.evaluate("ready.use()")
        self.brake.slow(1)
        self.page.evaluate("ready.close()")
        self.lab.close_kernels()
        told = {"ready ms": self.times[-1], "said": len(self.said), "messages dropped": self.dropped}
        print(json.dumps(told), file=sys.stderr, flush=True)


def measure(kits: list[Path], openings: list[int], slower: float, whole: Whole | None = None) -> list[Desk]:
    """Return a desk for each kit with what it has seen; they take turns while both have openings left."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as place, sync_playwright() as playwright, ExitStack() as stack:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=FLAGS)
        desks = []
        for number, kit in enumerate(kits):
            folder = Path(place, str(number))
            copytree(kit / "notebooks", folder / "notebooks")
            lab = stack.enter_context(running_lab(folder, folder / "notebooks", kit))
            desks.append(Desk(browser, lab, slower, whole))
        for turn in range(max(openings)):
            for desk, wanted in zip(desks, openings, strict=True):
                if turn < wanted:
                    desk.open()
        browser.close()
    return desks


def rows(ours: Desk, other: Desk) -> list[Row]:
    """Return how long a step takes to be ready, of each pair of openings but the first, which fills caches."""
    pairs = list(zip(ours.times[1:], other.times[1:], strict=False))
    found = []
    for kind, of in {"first": min, "middle": median, "last": max}.items():
        times = zip(*((of(one), of(two)) for one, two in pairs), strict=True)
        found.append(Row(f"Opened until the {kind} step is ready", *map(list, times), "ms"))
    return found


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--other", type=Path)
    parser.add_argument("--rounds", type=int, default=5, help="at least 1; a first opening is not counted")
    parser.add_argument("--openings", type=int, default=50)
    parser.add_argument("--slower", type=float, default=8)
    parser.add_argument("--whole", action="store_true", help="slow browser, server and kernel, not the page alone")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that the servers are stopped too
    kits = [KIT, *([chosen.other.resolve()] if chosen.other else [])]
    desks = measure(
        kits, [chosen.openings, chosen.rounds + 1][: len(kits)], chosen.slower, Whole() if chosen.whole else None
    )
    if chosen.other:
        print(table(rows(*desks)))
    for kit, desk in zip(kits, desks, strict=True):
        print(f"{kit}: {len(desk.said)} false notices in {len(desk.times)} openings, {desk.dropped} messages dropped")
