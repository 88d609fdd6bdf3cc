"""Run the Governance lesson in a browser, as the kit does it and in the two usual ways, and print the ratios.

python benchmarks/lesson.py [--rounds 5] [--changes 30]
"""

import os
import signal
import sys
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory

import nbformat
from playwright.sync_api import Browser, Error, Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from lab import FLAGS, READY, WARM_UP, Lab, bare_memory, running_lab  # noqa: E402
from report import Row, answer_beforehand, p95, table  # noqa: E402

WAYS = ("kit", "interact", "figure_widget")
LESSON = HERE.parent / "notebooks" / "02_governance.ipynb"
INTERACT = {"explore": "explore_interact", "place": "place_interact"}
FIGURE_WIDGET = {"explore": "explore_figure_widget", "place": "place_figure_widget"}
BARE = {"express": "import pandas, plotly.express", "graph_objects": "import pandas, plotly.graph_objects"}

Run = dict[str, float]


def write_notebooks(folder: Path) -> None:
    """Write the lesson three times, with the same cells and no outputs."""
    lesson = nbformat.read(LESSON, as_version=4)
    for cell in lesson.cells:
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    sources = [cell.source for cell in lesson.cells]
    nbformat.write(lesson, folder / "kit.ipynb")
    for name, steps in {"interact": INTERACT, "figure_widget": FIGURE_WIDGET}.items():
        for cell, source in zip(lesson.cells, sources, strict=True):
            if cell.cell_type == "code":
                cell.source = _usual(source, steps)
        nbformat.write(lesson, folder / f"{name}.ipynb")


def _usual(source: str, steps: dict[str, str]) -> str:
    """Return the usual way's code for one of the kit's cells: `lesson.predict()` or the two lines before it."""
    if not source.startswith("lesson."):
        return "import usual"
    step = source.removeprefix("lesson.").removesuffix("()")
    return f"usual.{steps.get(step, step)}()"


def run_lesson(page: Page, lab: Lab, changes: int) -> Run:
    """Return what one run of an open lesson takes: to first show, in the kernel, and for each change."""
    before = lab.work()
    first = page.evaluate("meter.runAll()")
    run = {"first ms": first["ms"], "first bytes": first["bytes"], "first work": lab.work() - before}
    run["memory"] = lab.kernel_memory()
    for way in ("slider", "dropdown"):
        before = lab.work()
        seen = page.evaluate(f"meter.change('{way}', {changes + WARM_UP})")
        run[f"{way} work"] = 1000 * (lab.work() - before) / len(seen)
        seen = seen[WARM_UP:]
        times = [change["ms"] for change in seen]
        run |= {f"{way} ms": median(times), f"{way} p95": p95(times)}
        run[f"{way} bytes"] = median(change["bytes"] for change in seen)
    return run


def run_in_page(browser: Browser, lab: Lab, name: str, changes: int) -> Run:
    """Return one run of a notebook in a page, and with a kernel, of its own."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    try:
        page.add_init_script(path=HERE / "meter.js")
        page.goto(lab.page(f"{name}.ipynb"))
        page.wait_for_function(READY)
        return run_lesson(page, lab, changes)
    finally:
        page.close()
        lab.close_kernels()


def run_whole(browser: Browser, lab: Lab, name: str, changes: int) -> Run:
    """Return one run; where a page did not show what it should, say so and run it again."""
    for _ in range(3):
        try:
            return run_in_page(browser, lab, name, changes)
        except Error as error:
            print(f"{name}: {error.message.splitlines()[0]}; once more", file=sys.stderr)
    raise SystemExit(f"{name} could not be run")


def measure(rounds: int, changes: int) -> dict[str, list[Run]]:
    """Return every way's runs, a run a round; the ways take turns, and the first round is not counted."""
    runs: dict[str, list[Run]] = defaultdict(list)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as playwright:
        notebooks = Path(folder, "notebooks")
        notebooks.mkdir()
        write_notebooks(notebooks)
        os.environ["KIT_ANSWERS"] = str(Path(folder, "answers"))
        answer_beforehand()
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=FLAGS)
        with running_lab(Path(folder), notebooks) as lab:
            for turn in range(rounds + 1):
                for name in WAYS[turn % 3 :] + WAYS[: turn % 3]:
                    runs[name].append(run_whole(browser, lab, name, changes if turn else 2))
                    print(f"round {turn} of {rounds}, {name}: {runs[name][-1]}", file=sys.stderr)
                for name, source in BARE.items():
                    runs[name].append({"memory": bare_memory(source)})
        browser.close()
    return {name: every[1:] for name, every in runs.items()}


def rows(runs: dict[str, list[Run]]) -> list[Row]:
    """Return the comparisons, each with its aim."""

    def row(what: str, key: str, baseline: str, unit: str, aim: str = "") -> Row:
        size = {"MB": 1e6, "kB": 1e3}.get(unit, 1)
        ours, theirs = ([run[key] / size for run in runs[name]] for name in ("kit", baseline))
        return Row(what, ours, theirs, unit, aim)

    return [
        row("Work to first show / FigureWidget", "first work", "figure_widget", "s"),
        row("Work to first show / interact + show", "first work", "interact", "s"),
        row("Work for a move of the slider / interact + show", "slider work", "interact", "ms"),
        row("Work for a move of the slider / FigureWidget", "slider work", "figure_widget", "ms"),
        row("Run All to all painted / FigureWidget", "first ms", "figure_widget", "ms", "<= 0.4"),
        row("Run All to all painted / interact + show", "first ms", "interact", "ms"),
        row("Figure's slider to paint, median / interact + show", "slider ms", "interact", "ms", "<= 0.75, < 100 ms"),
        row("Figure's slider to paint, p95 / interact + show", "slider p95", "interact", "ms"),
        row("Figure's slider to paint, median / FigureWidget", "slider ms", "figure_widget", "ms"),
        row("Compare's dropdown to paint, median / interact", "dropdown ms", "interact", "ms", "<= 0.6, < 100 ms"),
        row("Compare's dropdown to paint, p95 / interact", "dropdown p95", "interact", "ms"),
        row("Received for a move of the slider / interact + show", "slider bytes", "interact", "kB", "<= 0.1"),
        row("Received for a move of the slider / FigureWidget", "slider bytes", "figure_widget", "kB"),
        row("Received for Compare's dropdown / interact", "dropdown bytes", "interact", "kB"),
        row("Received at first show / FigureWidget", "first bytes", "figure_widget", "MB", "<= 0.05"),
        row("Received at first show / interact + show", "first bytes", "interact", "MB"),
        row("Kernel memory / bare pandas and plotly.express", "memory", "express", "MB", "<= 1.25"),
        row("Kernel memory / bare pandas and plotly.graph_objects", "memory", "graph_objects", "MB"),
        row("Kernel memory / FigureWidget", "memory", "figure_widget", "MB"),
    ]


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--changes", type=int, default=30)
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that the server is stopped too
    print(table(rows(measure(chosen.rounds, chosen.changes))))
