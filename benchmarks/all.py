"""Run every benchmark that needs no class's server, and print the README's table: of each question the middle ratio.

python benchmarks/all.py [--rounds 3]

It takes about a quarter of an hour. Each script by itself prints more.
"""

from argparse import ArgumentParser
from collections.abc import Iterable
from statistics import median

import board
import controls
import imports
import lesson
import pages
import sizes
from report import Row, number

KEPT = (
    "Run All to all painted",
    "Received at first show / FigureWidget",
    "Received for a move of the slider / interact",
    "Figure's slider to paint, median / interact",
    "Compare's dropdown to paint",
    "import kit",
    "all of it",
    "overview of",
    "lesson, ",
    "read the folder and draw",
    "look again, one new file",
)


def worst(rows: Iterable[Row], ends: str, what: str) -> Row:
    """Return the row with the largest ratio among those whose names end so, under a name that says so."""
    row = max((row for row in rows if row.what.endswith(ends)), key=lambda row: row.ratio)
    return Row(f"{what}: {row.what.removesuffix(ends).rstrip(':, ')}", row.ours, row.theirs, row.unit, row.aim)


def measure(rounds: int) -> list[Row]:
    """Return the rows of all scripts that the README shows, and the worst of those that there are many of."""
    moved, shown = controls.rows(controls.measure(rounds, 10)), pages.measure(rounds)
    plain = [
        *lesson.rows(lesson.measure(rounds, 28)),
        *imports.measure(rounds),
        *sizes.measure(rounds, 1000, 100_000),
        *board.measure(500, rounds),
    ]
    return [
        *(row for kept in KEPT for row in plain if row.what.strip("`").startswith(kept)),
        worst(moved, ": median", "the slowest figure's controls to paint, median"),
        worst(moved, ": p95", "the slowest figure's controls to paint, p95"),
        worst(shown, ": run all", "the slowest notebook to run"),
        worst(shown, ": memory", "the notebook with the most memory"),
    ]


def line(row: Row) -> str:
    """Return a row as the README shows it."""
    values = [f"{number(median(side))} {row.unit}" for side in (row.ours, row.theirs)]
    return "| " + " | ".join([row.what, number(row.ratio), row.aim, *values]) + " |"


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    found = measure(parser.parse_args().rounds)
    print("| what / against what | ratio | aim | kit | baseline |\n| --- | --: | --- | --: | --: |")
    print(*map(line, found), sep="\n")
