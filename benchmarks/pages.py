"""Run every notebook without a browser and print its size, its time and its memory beside those of pandas and plotly.

python benchmarks/pages.py [--rounds 3]
"""

import json
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
NOTEBOOKS = sorted((HERE.parent / "notebooks").glob("[01]*.ipynb"))
BARE = ["import pandas, plotly.graph_objects, ipywidgets"]
RUN = """
import json, sys, time
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


def main() -> None:
    """Print one row a notebook; the rounds are interleaved, so that a busy moment falls on all alike."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = range(parser.parse_args().rounds)
    pages = {"pandas and plotly": BARE} | {path.stem: sources(path) for path in NOTEBOOKS}
    runs = [{name: run(cells) for name, cells in pages.items()} for _ in rounds]
    print("| notebook | kB on disk | seconds to run all | ratio | MB of memory | ratio |\n|---|--:|--:|--:|--:|--:|")
    for path in NOTEBOOKS:
        print(row(path, [(one[path.stem], one["pandas and plotly"]) for one in runs]))


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


def row(path: Path, pairs: list[tuple[tuple[float, float], tuple[float, float]]]) -> str:
    """Return a row of the table: medians, and medians of the ratios within a round."""
    time, memory = (median(page[each] for page, _ in pairs) for each in (0, 1))
    slower, larger = (median(page[each] / bare[each] for page, bare in pairs) for each in (0, 1))
    size = path.stat().st_size / 1000
    return f"| {path.stem} | {size:.0f} | {time:.2f} | {slower:.2f} | {memory:.0f} | {larger:.2f} |"


if __name__ == "__main__":
    main()
