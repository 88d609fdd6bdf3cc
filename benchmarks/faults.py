"""Attack the kit and count what is lost: kills, outages, restarts, swapped files, full disks, hostile hand-ins, floods.

python benchmarks/faults.py [--quick] [--seed 1] [--answers 10000] [--files 1800] [--only WORD]

Everything is seeded and real: kernels are processes that get kill -9, the class is the service's own store behind a
line that breaks, files are damaged on the disk. It prints one table; a row that is not all zeros is a fault.
"""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import msgspec

from kit.answers.class_link import AwayError
from kit.answers.copies import bring_back
from kit.answers.hand_in import hand_in
from kit.answers.journal import Journal
from kit.answers.journal_file import read
from kit.answers.sender import Sender
from kit.base.errors import JournalError
from kit.classroom.inbox.folder import read_folder
from kit.classroom.inbox.live_class import WholeClass
from kit.classroom.server.database import Parcel, sorted_out
from kit.classroom.server.store import Store
from tests.classroom import as_text, make_hand_in, write_class

PLACE = ("governance", "discuss")
KERNEL = """
import sys
from pathlib import Path
from kit.answers.journal import Journal
from kit.answers.journal_file import read
journal = Journal(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    kept = journal.save("governance", "discuss", f"item_{number}", f"answer {number}, as far as it is typ")
    journal.save("governance", "discuss", f"item_{number}", f"answer {number}, typed to its end", kept)
    print(number, flush=True)
"""


class Lost(NamedTuple):
    """What came of answers that the kit had said to be saved."""

    said: int
    lost: int
    doubled: int
    not_sent: int = 0


class Line:
    """The way to a class in this process: it says what the service would, and breaks when a test wants it to."""

    def __init__(self, store: Store, name: str, breaks: Callable[[], str] = str) -> None:
        self.store, self.name, self.breaks = store, name, breaks

    def ask(self, path: str, method: str = "GET", body: object = None, patience: float = 0) -> object:
        """Return what the service's own code answers; raise AwayError before or after it has done its work."""
        broken = self.breaks()
        if broken == "before":
            raise AwayError("away")
        route, _, query = path.partition("?")
        given = dict(one.split("=", 1) for one in query.split("&") if one)
        answer = self._answer(route, given, body)
        if broken == "after":
            raise AwayError("the answer was lost on its way")
        return json.loads(msgspec.json.encode(answer))

    def _answer(self, route: str, given: dict, body: object) -> object:
        if route == "mine":
            good, refused = sorted_out(msgspec.json.decode(msgspec.json.encode(body), type=Parcel))
            receipt = self.store.keep(self.name, good, given.get("after", ""))
            kept = [one.id for one in good if one.id not in receipt.refused]
            return {"kept": kept, "refused": {**refused, **receipt.refused}, "met": receipt.met, "anew": receipt.anew}
        if route == "class":
            return self.store.news(int(given["after"]), given["epoch"])
        return {"names": self.store.names()}


@contextmanager
def place() -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="kit-faults-") as folder:
        yield Path(folder)


def whole(number: int) -> str:
    """Return the words that an answer has at its end."""
    return f"answer {number}, typed to its end"


def counted(journal: Journal, said: set[int], shown: Callable[[], dict[str, list[str]]] | None = None) -> Lost:
    """Return what of the answers that were said to be saved is there, once; and with `shown` what the class lacks."""
    there: dict[str, list[str]] = {}
    for one in journal.all_tries():
        there.setdefault(one.item, []).append(one.value)
    lost = sum(whole(number) not in there.get(f"item_{number}", []) for number in said)
    doubled = sum(len(values) - 1 for values in there.values())
    sent = shown() if shown else there
    return Lost(len(said), lost, doubled, sum(sent.get(item) != values for item, values in there.items()))


def killed(random: Random, answers: int) -> Lost:
    """Type answers in kernels that are killed at random moments, two at once each time."""
    said: set[int] = set()
    with place() as folder:
        begun = 0
        while len(said) < answers:
            many = answers // 8 + 1
            ranges = [(begun + each * many, begun + (each + 1) * many) for each in range(2)]
            kernels = [typing(folder, *one) for one in ranges]
            time.sleep(random.uniform(0.8, 3))
            for kernel in kernels:
                kernel.send_signal(signal.SIGKILL)
            for kernel in kernels:
                said |= {int(line) for line in kernel.communicate()[0].split("\n")[:-1]}
            begun += 2 * many
        return counted(Journal(folder), said)


def typing(folder: Path, first: int, last: int) -> subprocess.Popen:
    """Return a kernel that types."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    command = [sys.executable, "-c", KERNEL, str(folder), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def typed(journal: Journal, numbers: range, said: set[int]) -> None:
    """Type answers here, each in two goes; those that are saved are said."""
    for number in numbers:
        try:
            kept = journal.save(*PLACE, f"item_{number}", f"answer {number}, as far as it is typ")
            journal.save(*PLACE, f"item_{number}", whole(number), kept)
        except JournalError:
            continue
        said.add(number)


def class_has(store: Store) -> dict[str, list[str]]:
    """Return what the class has, by item."""
    found: dict[str, list[str]] = {}
    for row in store.own("ada"):
        found.setdefault(row["item"], []).append(json.loads(bytes(row["value"])))
    return found


def sent_at_last(journal: Journal, line: Line) -> None:
    """Send as a kernel does, until nothing is left, with a new sender after each failure."""
    for _ in range(10_000):
        try:
            return Sender(journal, line).send_all()
        except AwayError:
            continue
    raise SystemExit("the answers never arrived")


def outage(random: Random, answers: int) -> Lost:
    """Type while the line breaks before or after every third parcel; the kernel restarts between."""
    with place() as folder:
        store, said = Store(f"sqlite:///{folder}/class.sqlite3"), set()
        line = Line(store, "ada", lambda: random.choice(["before", "after", "", "", "", ""]))
        for first in range(0, answers, 100):
            journal = Journal(folder / "answers")
            typed(journal, range(first, min(first + 100, answers)), said)
            with suppress(AwayError):
                Sender(journal, line).send_all()
            journal.close()
        journal = Journal(folder / "answers")
        sent_at_last(journal, line)
        found = counted(journal, said, lambda: class_has(store))
        store.database.close()
        return found


def put_back(random: Random, answers: int) -> Lost:
    """Type while the class's database is put back from an older copy, or begun anew, now and then."""
    with place() as folder:
        said: set[int] = set()
        journal, file, copy = Journal(folder / "answers"), folder / "class.sqlite3", folder / "copy.sqlite3"
        for turn, first in enumerate(range(0, answers, max(1, answers // 8))):
            if turn and random.random() < 0.5 and copy.exists():
                shutil.copy(copy, file)
            elif turn and random.random() < 0.3:
                file.unlink()
            store = Store(f"sqlite:///{file}")
            typed(journal, range(first, min(first + answers // 8, answers)), said)
            sent_at_last(journal, Line(store, "ada"))
            found = counted(journal, said, lambda store=store: class_has(store))
            store.database.wipe()
            store.database.close()
            if random.random() < 0.5:
                shutil.copy(file, copy)
        return found


def swapped(random: Random, answers: int) -> Lost:
    """Type while a sync program puts another computer's version into the file's place, kernel running or killed.

    Of a file that a killed kernel has changed it keeps a copy, as such programs do; the learner brings that back.
    """
    said: set[int] = set()
    with place() as folder:
        here, there, turns = folder / "here", folder / "there", 6
        each = answers // (2 * turns) + 1
        for turn in count():
            if len(said) >= answers:
                break
            first = 2 * turn * each
            away = Journal(there)
            typed(away, range(first, first + each), said)
            away.close()
            if random.random() < 0.5:
                kernel = typing(here, first + each, first + 2 * each)
                time.sleep(random.uniform(0.8, 3))
                kernel.send_signal(signal.SIGKILL)
                said |= {int(line) for line in kernel.communicate()[0].split("\n")[:-1]}
                before = read(here / "answers.sqlite3")
                arrive(there, here)
                if before:
                    bring_back(Journal(here), before, "answers (conflicted copy).sqlite3")
            else:
                journal = Journal(here)
                typed(journal, range(first + each, first + 2 * each - 1), said)
                arrive(there, here)
                typed(journal, range(first + 2 * each - 1, first + 2 * each), said)
                journal.close()
            shutil.rmtree(there)
            there.mkdir()
            with closing(sqlite3.connect(here / "answers.sqlite3")) as file:
                file.execute("SELECT 1")
            Journal(here).all_tries()
            shutil.copy(here / "answers.sqlite3", there)
            if (here / "answers.sqlite3-wal").exists():
                shutil.copy(here / "answers.sqlite3-wal", there)
        return counted(Journal(here), said)


def arrive(there: Path, here: Path) -> None:
    """Do what a sync program does: write beside, then rename."""
    here.mkdir(exist_ok=True)
    shutil.copy(there / "answers.sqlite3", here / ".arriving")
    (here / ".arriving").replace(here / "answers.sqlite3")


def full(random: Random, answers: int) -> Lost:
    """Type while the disk is full now and then; what is refused is said, and what is said to be saved stays."""
    said: set[int] = set()
    with place() as folder:
        journal = Journal(folder)
        journal.save(*PLACE, "first", "x")
        for first in range(0, answers, 200):
            connection = journal.store.open()
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + random.randint(0, 3)}")
            typed(journal, range(first, min(first + 100, answers)), said)
            journal.store.open().execute("PRAGMA max_page_count = 1000000")
            typed(journal, range(first + 100, min(first + 200, answers)), said)
        return counted(journal, said)


def damaged(random: Random, files: int) -> tuple[int, int, int, int]:
    """Damage files; return how many there were, lost rows without a word, were opened as empty, broke an export."""
    shorter = empty = stuck = 0
    for turn in range(files):
        with place() as folder:
            journal = Journal(folder)
            for number in range(120):
                journal.save(*PLACE, f"item_{number}", "words " * random.randint(1, 40))
            if turn % 3:
                journal.close()
            raw = {path: path.read_bytes() for path in journal.files() if not path.name.endswith("-shm")}
            journal.close()
            for path, was in raw.items():
                path.write_bytes(was)
            hurt(random, random.choice(list(raw)), turn)
            later = Journal(folder)
            try:
                there = len({one.item for one in later.all_tries()})
                hand_in(later)
                later.save(*PLACE, "on", "x")
            except Exception:
                stuck += 1
                continue
            shorter += 0 < there < 120 and not later.notice
            empty += there == 0 and not later.notice
            later.close()
    return files, shorter, empty, stuck


def hurt(random: Random, path: Path, turn: int) -> None:
    """Damage a file as disks, copies and power do."""
    raw = bytearray(path.read_bytes())
    if not raw:
        return
    kind = turn % 4
    if kind == 0:
        raw[random.randrange(len(raw))] ^= 1 << random.randrange(8)
    elif kind == 1:
        del raw[random.randrange(len(raw)) :]
    elif kind == 2:
        at = random.randrange(len(raw))
        raw[at : at + 512] = random.randbytes(len(raw[at : at + 512]))
    else:
        at = random.randrange(len(raw)) // 4096 * 4096
        raw[at : at + 4096] = bytes(len(raw[at : at + 4096]))
    path.write_bytes(raw)


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


def hostile_folder(learners: int) -> tuple[int, float]:
    """Read a class's folder with hostile files in it; return how many learners count, and seconds."""
    with place() as folder:
        write_class(folder, learners)
        text = as_text(make_hand_in(learners + 1))
        for levels in (50, 900, 100_000):
            (folder / f"deep{levels}.json").write_text(text.replace('"value":', f'"value": {nested(levels)}, "x":', 1))
        (folder / "long.json").write_text(text + " " * 6_000_000)
        for number in range(12):
            with zipfile.ZipFile(folder / f"bomb{number}.zip", "w", zipfile.ZIP_DEFLATED) as made:
                for each in range(20):
                    made.writestr(f"{number}-{each}.json", "[" + "0," * 2_400_000 + "0]")
        (folder / "loop").symlink_to(folder)
        os.mkfifo(folder / "pipe.json")
        began = time.perf_counter()
        return len(read_folder(folder).hand_ins), time.perf_counter() - began


def hostile_class(kind: str, learners: int) -> tuple[int, float]:
    """Read a class in which one sends what nobody should; return how many learners the board has, and seconds."""
    with place() as folder:
        store = Store(f"sqlite:///{folder}/class.sqlite3")
        for number in range(learners):
            Line(store, f"learner{number}").ask("mine", "PUT", {"tries": tries_of(number, "Nobody.", 40)})
        line = Line(store, "hostile")
        if kind == "flood":
            for parcel in range(60):
                line.ask("mine", "PUT", {"tries": tries_of(parcel, "x" * 99_000, 40)})
        else:
            line.ask("mine", "PUT", {"tries": tries_of(0, "deep", 40)})
            with store.database.writing() as connection:  # as a kit before this one let it in
                connection.exec_driver_sql(f"UPDATE tries SET value = '{nested(975)}' WHERE value = '\"deep\"'")
        began = time.perf_counter()
        seen = WholeClass(Line(store, "teacher")).read()
        seconds = time.perf_counter() - began
        store.database.close()
        return len(seen.hand_ins), seconds


def tries_of(seed: int, value: str, many: int) -> list[dict]:
    """Return tries as a learner's kernel sends them."""
    random = Random(f"{seed}{value[:4]}")
    return [
        {"id": f"{random.getrandbits(128):032x}", "lesson": PLACE[0], "step": PLACE[1], "item": f"item_{number}",
         "value": value, "time": "2026-03-02T12:00:00+00:00"}
        for number in range(many)
    ]  # fmt: skip


ATTACKS = {
    "kill -9, two kernels at once": killed,
    "a line to the class that breaks, restarts": outage,
    "the class's database put back or begun anew": put_back,
    "a file swapped by a sync program": swapped,
    "a full disk": full,
}
BOARDS = {
    "12 zip bombs, deep and long files, a link loop, a pipe": hostile_folder,
    "a learner who sends 975 lists in lists": lambda learners: hostile_class("deep", learners),
    "a learner who sends 240 MB": lambda learners: hostile_class("flood", learners),
}
FILES = "files damaged on the disk"


def main(arguments: list[str]) -> None:
    """Run the attacks and print their tables."""
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a few minutes: 400 answers an attack, 40 damaged files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--answers", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=1800, help="how many files are damaged")
    parser.add_argument("--only", default="", metavar="WORD", help="the rows whose names have this word")
    asked = parser.parse_args(arguments)
    answers, files, learners = (400, 40, 30) if asked.quick else (asked.answers, asked.files, 30)
    if attacks := {name: attack for name, attack in ATTACKS.items() if asked.only in name}:
        print("| answers typed under | said to be saved | lost | doubled | shown but not sent |")
        print("| --- | --: | --: | --: | --: |")
    for name, attack in attacks.items():
        found = attack(Random(f"{asked.seed}{name}"), answers)
        print(f"| {name} | {found.said:,} | {found.lost} | {found.doubled} | {found.not_sent} |", flush=True)
    if asked.only in FILES:
        print(f"\n| {FILES} | shorter without a word | empty without a word | cannot be exported |")
        print("| --: | --: | --: | --: |")
        print("| {:,} | {} | {} | {} |".format(*damaged(Random(asked.seed), files)), flush=True)
    if boards := {name: board for name, board in BOARDS.items() if asked.only in name}:
        print(f"\n| a class of {learners} with | learners on the board | seconds until it is up |\n| --- | --: | --: |")
    for name, board in boards.items():
        print("| {} | {} | {:.1f} |".format(name, *board(learners)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
