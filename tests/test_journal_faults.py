"""What disks, clocks and sync programs do to a journal: nothing is lost, nothing is hidden, and it is said."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Timer
from time import sleep

import pytest

from kit.answers import journal as module
from kit.answers import journal_store
from kit.answers.copies import export, in_words
from kit.answers.hand_in import hand_in
from kit.answers.journal import Journal
from kit.answers.journal_file import connect, lacking
from kit.answers.salvage import Found
from kit.base.errors import JournalError, KitError

KEY = ("governance", "discuss", "warm_up")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KERNEL = """
import os, signal, sys
from pathlib import Path
from kit.answers.journal import Journal
journal = Journal(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    journal.save("governance", "discuss", f"{sys.argv[2]}-{number}", "x" * 300)
os.kill(os.getpid(), signal.SIGKILL)
"""


class Clock(datetime):
    """A clock that people set."""

    shows = NOON

    @classmethod
    def now(cls, tz=None):
        return cls.shows.astimezone(tz)


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(module, "datetime", Clock)
    Clock.shows = NOON
    return Clock


def killed_kernel(folder: Path, name: str, answers: int) -> None:
    command = [sys.executable, "-c", KERNEL, str(folder), name, str(answers)]
    assert subprocess.run(command, timeout=60).returncode == -signal.SIGKILL


def items(journal: Journal) -> set[str]:
    return {one.item for one in journal.all_tries()}


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(days=365 * 30)])
def test_a_clock_that_was_ahead_hides_no_newer_answer(answers, clock, ahead):
    clock.shows = NOON + ahead
    Journal(answers).save(*KEY, "old")
    clock.shows = NOON
    journal = Journal(answers)
    journal.save(*KEY, "new")
    assert (journal.tries(*KEY)[0].value, journal.newest(*KEY).value) == ("old", "new")
    assert [one.value for one in journal.all_tries()] == ["old", "new"]
    (answer,) = hand_in(journal).answers
    assert (answer.first, answer.value) == ("old", "new")


def test_an_older_kits_times_that_went_back_hide_nothing_either(answers, journal):
    journal.save(*KEY, "old")
    journal.save(*KEY, "new")
    journal.close()
    with closing(sqlite3.connect(journal.file)) as file, file:
        file.execute("UPDATE tries SET time = '2020-01-01T00:00:00+00:00' WHERE value = '\"new\"'")
    assert Journal(answers).newest(*KEY).value == "new"


def test_times_of_one_journal_never_go_back_so_that_a_class_sees_the_same_order(answers, clock):
    journal = Journal(answers)
    one = journal.save(*KEY, "half a sent")
    clock.shows = NOON - timedelta(minutes=10)
    journal.save(*KEY[:2], "other", "x")
    whole = journal.save(*KEY, "half a sentence", over=one)
    times = [each.time for each in journal.all_tries()]
    assert times == sorted(times) and whole.time > one.time


def test_of_two_hand_ins_the_newer_is_newer_whatever_the_clock_says(answers, clock):
    journal = Journal(answers)
    journal.save(*KEY, "x")
    clock.shows = NOON + timedelta(hours=2)
    first = hand_in(journal)
    clock.shows = NOON
    assert hand_in(journal).made > first.made


def test_an_answer_from_a_time_to_come_says_no_time(answers, clock):
    clock.shows = NOON + timedelta(days=20_000)
    Journal(answers).save(*KEY, "x")
    clock.shows = NOON
    assert Journal(answers).newest(*KEY).saved == "Saved."


BAD = [
    "value = substr(value, 1, 5)", "value = CAST(x'ff22' AS TEXT)", "time = 'noon'", "value = x'00ff'",
    "time = '0001-01-01T00:00:00+14:00'", "time = '9999-12-31T23:59:59-12:00'",
    "value = replace(hex(zeroblob(3000)), '0', '[')",
]  # fmt: skip


@pytest.mark.parametrize("damage", BAD)
def test_one_row_that_cannot_be_read_stops_nothing_else(answers, journal, tmp_path, damage):
    for number in range(3):
        journal.save(*KEY[:2], f"item_{number}", "some words")
    journal.close()
    with closing(sqlite3.connect(journal.file)) as file, file:
        file.execute(f"UPDATE tries SET {damage} WHERE number = 2")
    later = Journal(answers)
    assert [answer.item for answer in hand_in(later).answers] == ["item_0", "item_2"]
    assert len(json.loads(export(later, tmp_path)[0].read_text("utf-8"))) == 2
    assert "1 answer in" in later.notice and "1 answer in" in in_words(later, {})
    assert later.save(*KEY, "on").value == "on"
    assert [one.item for one in later.unsent(9)] == ["item_0", "item_2", "warm_up"]
    later.sent(later.unsent(9))
    assert later.unsent(9) == []


def test_an_index_that_does_not_fit_its_table_is_made_anew(answers, journal):
    for number in range(300):
        journal.save(*KEY[:2], f"item_{number}", "x")
    journal.close()
    with closing(sqlite3.connect(journal.file)) as file:
        root = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'by_item'").fetchone()[0]
        size = file.execute("PRAGMA page_size").fetchone()[0]
    raw = bytearray(journal.file.read_bytes())
    raw[(root - 1) * size : root * size] = b"\x55" * size
    journal.file.write_bytes(raw)
    later = Journal(answers)
    assert len(later.all_tries()) == 300 and later.newest(*KEY[:2], "item_299")
    assert "was broken" in later.notice and "300 tries came over" in later.notice


def test_an_empty_file_beside_a_log_is_not_opened_as_empty(answers):
    killed_kernel(answers, "before", 30)
    (answers / "answers.sqlite3").write_bytes(b"")
    later = Journal(answers)
    assert len(items(later)) == 30
    assert "30 tries came over" in later.notice
    assert later.save(*KEY, "on").value == "on"


@pytest.mark.parametrize("seed", range(12))
def test_of_a_damaged_file_all_that_is_left_comes_over_and_it_is_said(answers, journal, seed):
    random = Random(seed)
    for number in range(200):
        journal.save(*KEY[:2], f"item_{number}", "words " * random.randint(1, 60))
    learner = journal.learner()
    journal.close()
    raw = bytearray(journal.file.read_bytes())
    if seed % 2:
        raw = raw[: random.randint(4096 * 4, len(raw) - 4096)]
    else:
        at = random.randrange(4096 * 3, len(raw) - 4096)
        raw[at : at + 3000] = random.randbytes(3000)
    journal.file.write_bytes(raw)
    later = Journal(answers)
    left = len(later.all_tries()) if not later.notice else len(items(later))
    assert left == 200 or "was broken" in later.notice or "could not be read" in later.notice
    assert left > 20
    assert later.learner() == learner or "was broken" in later.notice
    assert len(hand_in(later).answers) == len(items(later))


@pytest.mark.parametrize("seed", range(6))
def test_a_log_with_a_bad_frame_loses_only_what_was_in_the_frame(answers, seed):
    killed_kernel(answers, "before", 60)
    log = answers / "answers.sqlite3-wal"
    raw = bytearray(log.read_bytes())
    raw[Random(seed).randrange(5000, len(raw) // 2)] ^= 0x10
    log.write_bytes(raw)
    later = Journal(answers)
    assert len(items(later)) >= 58
    assert len(items(later)) == 60 or "was broken" in later.notice or "could not be read" in later.notice


@pytest.fixture(scope="module")
def left_by_a_killed_kernel(tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("killed")
    killed_kernel(folder, "before", 60)
    return {name: (folder / name).read_bytes() for name in ("answers.sqlite3", "answers.sqlite3-wal")}


def cut(raw: bytearray, random: Random) -> None:
    del raw[random.randrange(1, len(raw)) :]


def cut_in_its_head(raw: bytearray, random: Random) -> None:
    del raw[random.randrange(1, 32) :]


def with_an_empty_end(raw: bytearray, random: Random) -> None:
    at = len(raw) - random.randrange(4096, 8192)
    raw[at:] = bytes(len(raw) - at)


def with_a_bad_end(raw: bytearray, random: Random) -> None:
    raw[-1500:] = random.randbytes(1500)


def with_a_bad_head(raw: bytearray, random: Random) -> None:
    raw[:32] = random.randbytes(32)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("damage", [cut, cut_in_its_head, with_an_empty_end, with_a_bad_end, with_a_bad_head])
def test_a_damaged_log_is_never_shorter_without_a_word(answers, left_by_a_killed_kernel, damage, seed):
    answers.mkdir(exist_ok=True)
    for name, raw in left_by_a_killed_kernel.items():
        (answers / name).write_bytes(raw)
    log = bytearray(left_by_a_killed_kernel["answers.sqlite3-wal"])
    damage(log, Random(seed))
    (answers / "answers.sqlite3-wal").write_bytes(log)
    later = Journal(answers)
    there = len(items(later))
    assert there == 60 or f"{there} tries came over" in later.notice.replace("1 try", "1 tries")
    assert damage is not with_a_bad_head or there == 60
    assert later.save(*KEY, "on").value == "on"
    later.close()
    again = Journal(answers)
    assert len(items(again)) == there + 1 and not again.notice


@pytest.mark.parametrize("left", [0, 24], ids=["between two frames", "after a frame's head"])
def test_a_saving_that_a_kernel_was_ended_in_is_no_damage(answers, journal, left):
    tail = journal.file.with_name("answers.sqlite3-wal")
    journal.save(*KEY, "one")
    size = tail.stat().st_size
    journal.save(*KEY, "x" * 20_000)
    raw, log = journal.file.read_bytes(), tail.read_bytes()[: size + 2 * (24 + 4096) + left]
    journal.close()
    journal.file.write_bytes(raw)
    tail.write_bytes(log)
    later = Journal(answers)
    assert [one.value for one in later.all_tries()] == ["one"] and not later.notice


@pytest.mark.parametrize("round_", ["the first", "a later"])
def test_a_log_that_a_kernel_left_whole_is_no_damage(answers, journal, round_):
    if round_ == "a later":  # what lies behind the newest frames is of an earlier round then
        for number in range(40):
            journal.save(*KEY[:2], f"item_{number}", "x" * 300)
        journal.store.open().execute("PRAGMA wal_checkpoint(RESTART)")
    journal.save(*KEY, "one")
    log = journal.file.with_name("answers.sqlite3-wal").read_bytes()
    raw = journal.file.read_bytes()
    journal.close()
    journal.file.write_bytes(raw)
    journal.file.with_name("answers.sqlite3-wal").write_bytes(log)
    later = Journal(answers)
    assert "one" in {one.value for one in later.all_tries()} and not later.notice


@pytest.mark.parametrize("left", range(20, 4096, 340))
def test_a_file_cut_in_its_last_page_is_opened_with_what_is_left(answers, journal, left):
    for number in range(120):
        journal.save(*KEY[:2], f"item_{number}", "words " * 20)
    journal.close()
    raw = journal.file.read_bytes()
    journal.file.write_bytes(raw[: len(raw) - 4096 + left])
    later = Journal(answers)
    assert len(items(later)) == len(later.all_tries()) == len(hand_in(later).answers) > 80
    assert len(items(later)) == 120 or "was broken" in later.notice
    assert later.save(*KEY, "on").value == "on"


def test_a_file_whose_own_form_cannot_be_read_is_broken(answers, journal):
    for number in range(120):
        journal.save(*KEY[:2], f"item_{number}", "words " * 20)
    journal.close()
    raw = bytearray(journal.file.read_bytes())
    at = raw.index(b"lesson TEXT NOT NULL")
    raw[at + 12 : at + 20] = b"NOT \xac\xe4\xd9 "
    journal.file.write_bytes(raw)
    later = Journal(answers)
    assert len(items(later)) == 120 and "120 tries came over" in later.notice


@pytest.mark.parametrize("kind", [10, 13], ids=["of an index", "of a table"])
def test_a_page_that_counts_too_few_of_its_rows_is_not_believed(answers, journal, kind):
    for number in range(120):
        journal.save(*KEY[:2], f"item_{number}", "words " * 20)
    journal.close()
    raw = bytearray(journal.file.read_bytes())
    leaf = max(range(4096, len(raw), 4096), key=lambda at: raw[at + 4] if raw[at] == kind else 0)
    raw[leaf + 4] -= 7
    journal.file.write_bytes(raw)
    later = Journal(answers)
    assert f"{len(items(later))} tries came over" in later.notice
    assert len(items(later)) == (113 if kind == 13 else 120)


def test_a_copy_of_the_file_alone_has_all_but_the_last_moment(answers, journal, tmp_path, monkeypatch):
    monkeypatch.setattr(journal_store, "REST", 0.1)
    for number in range(20):
        journal.save(*KEY[:2], f"item_{number}", "x")
    sleep(1)
    (tmp_path / "copy").mkdir()
    shutil.copy(journal.file, tmp_path / "copy")
    assert len(items(Journal(tmp_path / "copy"))) == 20


def swapped(answers: Path, other: Path) -> None:
    """What a sync program does: the other version is written beside and renamed."""
    arriving = answers / ".arriving"
    shutil.copy(other / "answers.sqlite3", arriving)
    arriving.replace(answers / "answers.sqlite3")


@pytest.fixture
def other(tmp_path) -> Path:
    """The folder of another computer, where 25 answers were given."""
    journal = Journal(tmp_path / "other")
    for number in range(25):
        journal.save(*KEY[:2], f"there-{number}", "y" * 300)
    journal.close()
    return tmp_path / "other"


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let anybody replace an open file")
def test_a_version_that_comes_while_the_kernel_runs_is_brought_together_with_its_own(answers, journal, other):
    for number in range(25):
        journal.save(*KEY[:2], f"here-{number}", "x" * 300)
    swapped(answers, other)
    journal.save(*KEY, "on")
    assert len(items(journal)) == 51
    assert "Another version" in journal.notice
    kept = [Journal(path.parent) for path in answers.glob("answers-other-*.sqlite3")]
    assert kept and list(answers.glob("answers-mine-*.sqlite3"))
    assert len(items(Journal(answers))) == 51


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let anybody replace an open file")
def test_two_kernels_bring_a_version_that_came_together_once(answers, other):
    one, two = Journal(answers), Journal(answers)
    for number in range(10):
        one.save(*KEY[:2], f"one-{number}", "x")
        two.save(*KEY[:2], f"two-{number}", "x")
    swapped(answers, other)
    for number in range(10, 13):
        one.save(*KEY[:2], f"one-{number}", "x")
        two.save(*KEY[:2], f"two-{number}", "x")
    assert items(one) == items(two) == items(Journal(answers))
    assert len(items(one)) == 51
    assert len(list(answers.glob("answers-other-*.sqlite3"))) <= 2


def test_a_log_of_another_file_is_not_laid_over_the_version_that_came(answers, other):
    killed_kernel(answers, "here", 25)
    swapped(answers, other)
    later = Journal(answers)
    assert len(items(later)) == 50
    assert "was broken" in later.notice
    assert {one.value for one in later.all_tries()} == {"x" * 300, "y" * 300}


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let anybody move an open file")
def test_a_folder_that_is_moved_under_a_kernel_is_said(answers, journal, tmp_path):
    journal.save(*KEY, "before")
    answers.rename(tmp_path / "moved")
    journal.save(*KEY, "after")
    assert "was moved or deleted" in journal.notice
    assert Journal(tmp_path / "moved").newest(*KEY).value == "before"


NOBODY = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can lend a test another user"
)
READER = """
import os, sys
from pathlib import Path
from kit.answers.journal import Journal
from kit.base.errors import JournalError
from kit.base.labels import say
say("Saved.")  # loads what of Python may lie where only root can read
os.setgid(65534); os.setuid(65534)
journal = Journal(Path(sys.argv[1]))
print(sorted(one.item for one in journal.all_tries()))
print(journal.notice)
try:
    journal.save("governance", "discuss", "x", "x")
except JournalError as error:
    print(error)
"""


@NOBODY
@pytest.mark.parametrize("ending", ["closed", "killed"])
def test_a_folder_that_can_only_be_read_shows_its_answers(ending):
    with TemporaryDirectory() as place:
        folder = Path(place)
        killed_kernel(folder, "mine", 3)
        if ending == "closed":
            journal = Journal(folder)
            journal.answered()
            journal.close()
        folder.chmod(0o755)
        for path in folder.iterdir():
            path.chmod(0o644)
        done = subprocess.run([sys.executable, "-c", READER, place], capture_output=True, text=True, timeout=60)
    shown, notice, refused = done.stdout.splitlines()
    assert shown == "['mine-0', 'mine-1', 'mine-2']"
    assert "can be read, but nothing new can be saved" in notice and "Not saved in" in refused


def test_a_folder_that_cannot_be_listed_is_not_taken_for_an_empty_one(journal, monkeypatch):
    journal.save(*KEY, "secret")

    def shut(_: object) -> list[str]:
        raise PermissionError(13, "Permission denied")

    for way in ("listdir", "scandir"):  # until Python 3.12, and since
        monkeypatch.setattr(os, way, shut)
    with pytest.raises(JournalError, match="cannot be deleted"):
        journal.forget()


def test_what_is_forgotten_is_in_no_byte_of_any_file(answers, other):
    journal = Journal(answers)
    for number in range(30):
        journal.save(*KEY[:2], f"item_{number}", f"a secret between us, number {number}")
    swapped(answers, other)
    journal.save(*KEY, "a secret between us")
    journal.forget()
    assert not [path for path in answers.rglob("*") if path.is_file() and b"secret between us" in path.read_bytes()]


def test_a_disk_with_no_room_for_this_person_says_so(journal, monkeypatch):
    journal.save(*KEY, "before")

    def used_up(*_: object) -> None:
        raise OSError(122, "Disk quota exceeded")

    monkeypatch.setattr("kit.base.writing.os.fsync", used_up)

    def refused(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(module, "_write", refused)
    with pytest.raises(KitError, match="your space on this disk is used up"):
        journal.save(*KEY, "after")


SAVING = """
import sys
from pathlib import Path
from kit.answers.journal import Journal
print("here", flush=True), input()  # until all are here
journal = Journal(Path(sys.argv[1]))
for number in range(30):
    journal.save("governance", "discuss", f"{sys.argv[2]}-{number}", "x" * 500)
print(journal.notice)
"""


def three_kernels(folder: Path) -> list[str]:
    """Let three kernels save 30 answers each at once; return the notices they end with."""
    command = [sys.executable, "-c", SAVING, str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    kernels = [subprocess.Popen([*command, name], **pipes) for name in ("a", "b", "c")]
    for kernel in kernels:
        kernel.stdout.readline()
    for kernel in kernels:
        print(file=kernel.stdin, flush=True)
    said = [kernel.communicate(timeout=120)[0].strip() for kernel in kernels]
    assert [kernel.returncode for kernel in kernels] == [0, 0, 0]
    return said


def test_three_kernels_that_open_a_new_journal_at_once_put_nothing_aside(answers):
    assert three_kernels(answers) == ["", "", ""]
    assert len(items(Journal(answers))) == 90
    assert list(answers.glob("answers-*")) == []


def test_three_kernels_that_find_one_broken_journal_mend_it_once(answers, journal):
    journal.save(*KEY, "before")
    journal.close()
    journal.file.write_bytes(b"no database" + journal.file.read_bytes()[11:])
    notices = three_kernels(answers)
    assert len([one for one in notices if "was broken" in one]) == 1
    assert len(items(Journal(answers))) == 91
    assert len(list(answers.glob("answers-broken-*.sqlite3"))) == 1


def test_a_row_that_another_kernel_is_just_writing_is_not_missing(answers, journal):
    row = (2, "b" * 32, *KEY, '"on"', "2026-03-02T12:00:00+00:00")
    found = Found({row[1]: row}, "")
    journal.save(*KEY, "before")
    with closing(connect(journal.file)) as one, closing(connect(journal.file)) as other:
        assert lacking(one, found)
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO tries VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        writing = Timer(0.2, other.execute, ["COMMIT"])
        writing.start()
        assert not lacking(one, found)
        writing.join()


def test_a_log_into_which_another_kernel_is_just_writing_is_not_damaged(answers, journal):
    journal.save(*KEY, "before")
    row = (2, "b" * 32, *KEY, '"on"', "2026-03-02T12:00:00+00:00")
    with closing(connect(journal.file)) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO tries VALUES (?, ?, ?, ?, ?, ?, ?)", (*row[:5], "x" * 200_000, row[6]))
        writing = Timer(0.3, other.execute, ["COMMIT"])
        writing.start()
        later = Journal(answers)
        assert len(later.store.run(lambda open_: open_.execute("SELECT id FROM tries").fetchall())) >= 1
        writing.join()
    assert not later.notice and list(answers.glob("answers-*")) == []
