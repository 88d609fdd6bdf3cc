"""Move every control of every explorable in a browser, and print how long the drawing takes to follow.

python benchmarks/controls.py [--rounds 2] [--changes 10]

The baseline is the least that a control can do with a kernel: in the same page a slider of the kit moves one sentence.
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
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from lab import FLAGS, READY, WARM_UP, Lab, running_lab  # noqa: E402
from report import Row, p95, table  # noqa: E402

from kit.answers.opening import open_journal  # noqa: E402
from kit.base.paths import data_path  # noqa: E402
from kit.content.lesson_form import load_content  # noqa: E402

SENTENCE = "import sentence; sentence.show()"

Run = dict[str, float]


def pages() -> dict[str, Path]:
    """Return the notebooks with an explorable, by the id of their lesson."""
    numbered = sorted((HERE.parent / "notebooks").glob("[01]*_*.ipynb"))
    return {path.stem[3:]: path for path in numbered if data_path("lessons", f"{path.stem[3:]}.yaml").exists()}


def write_notebook(path: Path, folder: Path) -> None:
    """Write a lesson's first cell, its explorable and, below them, the sentence that a slider moves."""
    notebook = nbformat.read(path, as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    kept = [source for source in code if not source.startswith("lesson.") or ".explore()" in source]
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in [*kept, SENTENCE]]
    nbformat.write(notebook, folder / path.name)


def run(browser: Browser, lab: Lab, notebook: str, changes: int) -> Run:
    """Return the milliseconds from a move to its paint, for all controls of a lesson's figure taken together."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    try:
        page.add_init_script(path=HERE / "meter.js")
        page.goto(lab.page(notebook))
        page.wait_for_function(READY)
        page.evaluate("meter.runUntil('.js-plotly-plot .main-svg', '.measured-sentence')")
        moves = page.evaluate("changes => meter.controls(changes)", changes + WARM_UP)
        idle = page.evaluate("changes => meter.sentence(changes)", 2 * changes + WARM_UP)[WARM_UP:]
    finally:
        page.close()
        lab.close_kernels()
    seen = [ms for control in moves for ms in control[WARM_UP:] if ms is not None]
    return {"controls": len(moves), "median": median(seen), "p95": p95(seen), "sentence": median(idle)}


def measure(rounds: int, changes: int) -> dict[str, list[Run]]:
    """Return a run a round for every lesson, with its bet placed beforehand."""
    runs: dict[str, list[Run]] = defaultdict(list)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as playwright:
        notebooks = Path(folder, "notebooks")
        notebooks.mkdir()
        os.environ["KIT_ANSWERS"] = str(Path(folder, "answers"))
        journal = open_journal()
        for lesson, path in pages().items():
            write_notebook(path, notebooks)
            journal.save(lesson, "explore", "bet", load_content(lesson).bet.options[0].id)
        journal.close()
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=FLAGS)
        with running_lab(Path(folder), notebooks) as lab:
            for turn in range(rounds):
                for lesson, path in pages().items():
                    runs[lesson].append(run(browser, lab, path.name, changes))
                    print(f"round {turn + 1} of {rounds}, {lesson}: {runs[lesson][-1]}", file=sys.stderr)
        browser.close()
    return runs


def rows(runs: dict[str, list[Run]]) -> list[Row]:
    """Return two comparisons a lesson: the middle of all its moves, and what all but one in twenty stay under."""
    aims = {"median": "< 100 ms", "p95": "< 200 ms"}
    return [
        Row(
            f"{lesson}, {each[0]['controls']} controls: {key}",
            [one[key] for one in each],
            [one["sentence"] for one in each],
            "ms",
            aim,
        )
        for lesson, each in runs.items()
        for key, aim in aims.items()
    ]


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--changes", type=int, default=10)
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that the server is stopped too
    print(table(rows(measure(chosen.rounds, chosen.changes))))
