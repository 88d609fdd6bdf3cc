"""Time the class board with a large class, against reading the same files with plain `json.load` in the same round.

python benchmarks/board.py [--learners 500] [--rounds 5]

The hand-ins are made as a class makes them, about a hundred answers each. A round begins with an empty folder's board.
"""

import json
import os
import sys
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import ipywidgets as widgets
from report import Row, table

from kit import load_board
from kit.answers.hand_in import write_hand_in
from kit.classroom.board.page import Board
from kit.classroom.inbox.folder import read_folder
from kit.widgets.parts import Step
from tests.classroom import make_hand_in, write_class

STEPS = ("folder", "predictions", "checks", "placements", "agreement", "critiques", "discussion", "sheet")


def timed(work: Callable[[], object], times: list[float]) -> object:
    """Return what `work` returns, and add how many milliseconds it took."""
    start = perf_counter()
    done = work()
    times.append(1000 * (perf_counter() - start))
    return done


def plain(folder: Path) -> list:
    """Return the files as JSON, unchecked: the least that any reader has to do."""
    return [json.loads(path.read_bytes()) for path in folder.iterdir()]


def as_platform(files: list[Path], folder: Path) -> None:
    """Write the same files as one zip, as Moodle names what is in it."""
    folder.mkdir()
    with ZipFile(folder / "all.zip", "w", ZIP_DEFLATED) as into:
        for number, path in enumerate(files):
            into.write(path, f"Name {number}_{10_000 + number}_assignsubmission_file_/{path.name}")


def opened(board: Board) -> list[Step]:
    """Return every step with its result open."""
    steps = [getattr(board, name)() for name in STEPS]
    for step in steps[1:-1]:
        next(one for one in step.children if isinstance(one, widgets.Button)).click()
    return steps


def one_round(folder: Path, number: int, seen: dict[str, list[float]]) -> None:
    """Add one round's times: plain reading, the folder, the board with all views, two looks at what it knows."""
    timed(lambda: plain(folder), seen["json"])
    before = timed(lambda: read_folder(folder), seen["read"])
    timed(lambda: read_folder(folder.parent / "zip"), seen["zip"])
    board = load_board()
    timed(lambda: (board.watch(str(folder)), opened(board)), seen["board"])
    timed(lambda: read_folder(folder, before), seen["same"])
    write_hand_in(make_hand_in(number), folder)
    timed(lambda: read_folder(folder, before), seen["one more"])
    timed(board.look, seen["follow"])


def measure(learners: int, rounds: int) -> list[Row]:
    """Return a row a comparison; the first round is not counted."""
    seen: dict[str, list[float]] = defaultdict(list)
    with TemporaryDirectory() as place:
        os.environ["KIT_ANSWERS"] = str(Path(place, "answers"))
        as_platform(write_class(Path(place, "class"), learners), Path(place, "zip"))
        for number in range(rounds + 1):
            one_round(Path(place, "class"), learners + number, seen)
    whats = {
        "read": ("read the folder", ""),
        "zip": ("read the same as a platform's zip", "< 2 times"),
        "board": ("read the folder and draw every view", "< 5,000 ms"),
        "same": ("look again, nothing new", ""),
        "one more": ("look again, one new file", "< 200 ms"),
        "follow": ("one new file, every view drawn anew", "< 1,000 ms"),
    }
    return [Row(what, seen[key][1:], seen["json"][1:], "ms", aim) for key, (what, aim) in whats.items()]


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    print(table(measure(given.learners, given.rounds)))
