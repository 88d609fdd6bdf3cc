"""Show pages with a large table and with a long journal, and print how much longer they take than small ones.

python benchmarks/sizes.py [--rounds 5] [--rows 1000] [--entries 100000]

What it times is the kernel's part: building a page's steps and displaying them, as a notebook does.
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pandas as pd
from report import Row, table

from kit.answers.journal import Journal
from kit.answers.keys import STEPS
from kit.content.lesson import lesson_on
from kit.content.table import dimensions_of, load_table
from kit.learner.lesson.page import LessonPage
from kit.learner.start.page import Start

FEW = 10  # entries of a short journal


def long_table(rows: int) -> pd.DataFrame:
    """Return the kit's own rows over and over, each under a title of its own."""
    short = load_table()
    long = pd.concat([short] * (rows // len(short) + 1)).iloc[:rows]
    return long.set_axis([f"{title} {number}" for number, title in enumerate(long.index)]).rename_axis(short.index.name)


def journal_with(folder: str, entries: int) -> Journal:
    """Return a journal in which somebody has answered so many questions, many of them again and again."""
    journal = Journal(Path(folder, str(entries)))
    lessons = list(dimensions_of(load_table()))
    for number in range(entries):
        lesson, step = lessons[number % len(lessons)], STEPS[number // len(lessons) % len(STEPS)]
        journal.save(lesson, step, f"question {number % 7}", f"Answer {number}")
    return journal


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long some work takes; what it displays goes nowhere."""
    begun = time.perf_counter()
    with redirect_stdout(StringIO()):
        work()
    return (time.perf_counter() - begun) * 1000


def overview(rows: pd.DataFrame, journal: Journal) -> float:
    return milliseconds(lambda: Start(rows, journal).overview()._ipython_display_())


def search(rows: pd.DataFrame, journal: Journal) -> float:
    """Return how long the overview takes to follow a letter in its search box."""
    step = Start(rows, journal).overview()
    box = next(one for one in step.children[0].children if one.description.startswith("Search"))
    return milliseconds(lambda: setattr(box, "value", "market"))


def lesson(journal: Journal) -> float:
    """Return how long the six steps of Governance take, and what they find in the journal."""
    shown = LessonPage(lesson_on("governance", load_table()), journal)
    return milliseconds(lambda: [getattr(shown, step)()._ipython_display_() for step in STEPS])


def progress(journal: Journal) -> float:
    """Return how long the start page takes to say what has been begun."""
    return milliseconds(lambda: Start(load_table(), journal).lessons()._ipython_display_())


def save(journal: Journal) -> float:
    """Return how long one more answer takes."""
    return milliseconds(lambda: journal.save("governance", "discuss", "question 1", "One more"))


def measure(rounds: int, rows: int, entries: int) -> list[Row]:
    """Return a row a page: large against small, taken in turn; the first round is not counted."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        short, long = journal_with(folder, FEW), journal_with(folder, entries)
        small, large = load_table(), long_table(rows)
        pairs = {
            f"overview of {rows:,} rows / of {len(small)}": [partial(overview, one, short) for one in (large, small)],
            f"search in {rows:,} rows / in {len(small)}": [partial(search, one, short) for one in (large, small)],
            f"lesson, {entries:,} entries / {FEW}": [partial(lesson, one) for one in (long, short)],
            f"what is begun, {entries:,} entries / {FEW}": [partial(progress, one) for one in (long, short)],
            f"an answer saved, {entries:,} entries / {FEW}": [partial(save, one) for one in (long, short)],
        }
        turns = [{what: [one() for one in pair] for what, pair in pairs.items()} for _ in range(rounds + 1)][1:]
        long.close(), short.close()
    return [Row(what, [turn[what][0] for turn in turns], [turn[what][1] for turn in turns], "ms") for what in pairs]


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=100_000)
    chosen = parser.parse_args()
    print(table(measure(chosen.rounds, chosen.rows, chosen.entries)))
