"""Time what a learner waits for in the kernel, against `import pandas` in the same round, and print the ratios.

python benchmarks/imports.py [--rounds 7]

Each line runs in a Python of its own. The steps are built and displayed as a notebook does it, one after another, with
the bet and the case answered beforehand; so the first one also pays for what all of them share.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from report import Row, answer_beforehand, table

STEPS = ("predict", "compare", "explore", "check", "place", "discuss")
TIMER = """
import json, sys, time
from contextlib import redirect_stdout
from io import StringIO
times = []
for line in json.loads(sys.argv[1]):
    start = time.perf_counter()
    with redirect_stdout(StringIO()):
        exec(line)
    times.append((time.perf_counter() - start) * 1000)
print(json.dumps(times))
"""
LOAD = "lesson = __import__('kit').load_lesson('governance')"


def times(lines: list[str]) -> list[float]:
    """Return how many milliseconds each line takes, one after the other in a new Python."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    seen = subprocess.run(
        [sys.executable, "-c", TIMER, json.dumps(lines)],
        env={**kept, "PYTHONPATH": sys.path[0]},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return json.loads(seen.stdout)


def one_round() -> dict[str, float]:
    """Return what each line takes: the baseline, the bare import of the kit, the lesson, its steps."""
    (pandas,), (kit,) = times(["import pandas"]), times(["import kit"])
    load, *shows = times([LOAD, *(f"lesson.{step}()._ipython_display_()" for step in STEPS)])
    steps = {f"lesson.{step}()": show for step, show in zip(STEPS, shows, strict=True)}
    whole = {"all of it: load_lesson and its steps": load + sum(shows)}
    return {"import pandas": pandas, "import kit": kit, 'load_lesson("governance")': load, **steps, **whole}


def measure(rounds: int) -> list[Row]:
    """Return a row a line; the first round is not counted, since it may still write byte code."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["KIT_ANSWERS"] = folder
        answer_beforehand()
        runs = [one_round() for _ in range(rounds + 1)][1:]
    pandas = [run.pop("import pandas") for run in runs]
    return [Row(f"`{line}`" if "(" in line else line, [run[line] for run in runs], pandas, "ms") for line in runs[0]]


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    print(table(measure(parser.parse_args().rounds)))
