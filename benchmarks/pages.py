"""Run every notebook without a browser and print its size, its time and its memory beside those of pandas and plotly.

python benchmarks/pages.py [--rounds 3] [--in es] [--pages 02_governance ...]

With a language: pages in it beside the same pages in English, by the work of the whole process (Python, what a kernel
loads, every cell) and by memory, and the sums of all of them. Catalogues have been read once.
"""

import json
import resource
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from report import Row, table

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "notebooks"
NOTEBOOKS = {path.relative_to(FOLDER).with_suffix("").as_posix(): path for path in sorted(FOLDER.rglob("*.ipynb"))}
BARE = ["import pandas, plotly.graph_objects, ipywidgets"]
RUN = """
import json, sys, time
import ipykernel.kernelapp  # what any kernel has loaded
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.io import capture_output
shell = InteractiveShell.instance()
begun = time.perf_counter()
with capture_output():
    for source in json.loads(sys.argv[1]):
        shell.run_cell(source).raise_error()
seconds = time.perf_counter() - begun
kilobytes = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS"))
print(json.dumps([seconds, kilobytes / 1024]))
"""


def sources(path: Path) -> list[str]:
    """Return the code cells of a notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def run(cells: list[str]) -> tuple[float, float]:
    """Return the seconds and the megabytes that cells need in a new process, with no answers yet."""
    with TemporaryDirectory() as answers:
        done = subprocess.run(
            [sys.executable, "-c", RUN, json.dumps(cells)],
            env={"KIT_ANSWERS": answers, "HOME": answers, "PATH": "", "PYTHONPATH": str(HERE.parent)},
            capture_output=True,
            text=True,
            check=True,
        )
    seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    return seconds, megabytes


def worked(name: str) -> tuple[float, float]:
    """Return the seconds of a core and the megabytes that a page needs from the start of its process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _, megabytes = run(sources(NOTEBOOKS[name]))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, megabytes


def translated(language: str, rounds: int, wanted: list[str]) -> list[Row]:
    """Return two rows a page in a language, against English, and two for all; the two take turns in going first."""
    names = [name for name in wanted or NOTEBOOKS if f"{language}/{name}" in NOTEBOOKS]
    runs = []
    for turn in range(rounds + 1):  # the first is not counted
        pairs = [(f"{language}/{name}", name)[:: 1 if turn % 2 else -1] for name in names]
        runs.append({one: worked(one) for pair in pairs for one in pair})
    kinds = (0, "work", "s", "<= 1.05"), (1, "memory", "MB", "<= 1.03")

    def row(what: str, pages: list[str], place: int, unit: str, aim: str) -> Row:
        there = [sum(one[page][place] for page in pages) for one in runs[1:]]
        here = [sum(one[f"{language}/{page}"][place] for page in pages) for one in runs[1:]]
        return Row(what, here, there, unit, aim)

    groups = {**{name: [name] for name in names}, "all of these": names}
    return [
        row(f"{name}: {kind}", pages, place, *more) for name, pages in groups.items() for place, kind, *more in kinds
    ]


def measure(rounds: int) -> list[Row]:
    """Return two rows a notebook; the rounds are interleaved, so that a busy moment falls on all alike."""
    pages = {"bare": BARE} | {name: sources(path) for name, path in NOTEBOOKS.items()}
    runs = [{name: run(cells) for name, cells in pages.items()} for _ in range(rounds)]
    return [
        Row(
            f"{name} ({path.stat().st_size / 1000:.0f} kB): {what}",
            [one[name][place] for one in runs],
            [one["bare"][place] for one in runs],
            unit,
            aim,
        )
        for place, what, unit, aim in ((0, "run all", "s", ""), (1, "memory", "MB", "<= 1.3"))
        for name, path in NOTEBOOKS.items()
    ]


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--in", dest="language")
    parser.add_argument("--pages", nargs="*", default=[])
    given = parser.parse_args()
    rows = translated(given.language, given.rounds, given.pages) if given.language else measure(given.rounds)
    print(table(rows))
