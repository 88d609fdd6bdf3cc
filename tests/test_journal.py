import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.answers.journal import Journal, Try
from kit.answers.journal_file import VERSION
from kit.base.errors import JournalError
from kit.base.paths import on_shared_drive

KEY = ("governance", "discuss", "warm_up")
WRITER = """
import sys
from pathlib import Path
from kit.answers.journal import Journal
journal = Journal(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    journal.save("governance", "discuss", f"{sys.argv[2]}-{number}", "x" * 500)
    print(number, flush=True)
"""

sqlite_only = pytest.mark.parametrize("back_end", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True, params=["sqlite", "lines"])
def back_end(request, monkeypatch) -> str:
    """What the answers are kept in: every test is of both, unless it says that it is of one."""
    monkeypatch.setenv("KIT_JOURNAL", request.param)
    return request.param


def writer(folder: Path, name: str, answers: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(answers)], stdout=subprocess.PIPE, text=True
    )


def test_every_try_is_kept_and_the_newest_comes_back(journal):
    journal.save(*KEY, "first")
    journal.save(*KEY, "second")
    assert [one.value for one in journal.tries(*KEY)] == ["first", "second"]
    assert journal.newest(*KEY).value == "second"
    assert journal.tries(*KEY)[0].value == "first"


def test_all_tries_come_in_one_list_or_those_of_a_lesson_or_a_step(journal):
    for lesson, step in [("governance", "place"), ("value_logic", "place"), ("governance", "check")]:
        journal.save(lesson, step, "wikipedia", lesson)
    assert [(one.lesson, one.step) for one in journal.all_tries()] == [
        ("governance", "place"),
        ("value_logic", "place"),
        ("governance", "check"),
    ]
    assert [one.lesson for one in journal.all_tries(step="place")] == ["governance", "value_logic"]
    assert [one.step for one in journal.all_tries("governance")] == ["place", "check"]


def test_words_typed_in_one_sitting_are_one_try(journal):
    sitting = journal.save(*KEY, "H")
    for text in ("He", "Hel", "Help"):
        sitting = journal.save(*KEY, text, over=sitting)
    assert [one.value for one in journal.tries(*KEY)] == ["Help"]


def test_a_later_kernel_finds_the_answers(answers):
    Journal(answers).save(*KEY, "still here")
    assert Journal(answers).newest(*KEY).value == "still here"


def test_nothing_saved_gives_nothing(journal):
    assert journal.newest(*KEY) is None
    assert journal.answered() == set()


def test_what_is_answered_is_known_by_lesson_step_and_item(journal):
    journal.save(*KEY, "a")
    journal.save(*KEY, "b")
    assert journal.answered() == {KEY}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=())),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=5,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_answer_comes_back_as_it_was(journal, value):
    journal.save(*KEY, value)
    assert journal.newest(*KEY).value == value


@given(
    st.lists(
        st.tuples(st.sampled_from(["save", "over", "open anew", "forget"]), st.sampled_from("ab"), st.integers(0, 9)),
        max_size=25,
    )
)
@settings(max_examples=40, deadline=None)
def test_whatever_is_done_in_whatever_order_the_journal_holds_what_was_saved(deeds):
    with TemporaryDirectory() as folder:
        journal, kept = Journal(Path(folder)), {"a": [], "b": []}
        for deed, item, value in deeds:
            newest = journal.newest("governance", "discuss", item)
            if deed == "open anew":
                journal.close()
                journal = Journal(Path(folder))
            elif deed == "forget":
                journal.forget()
                kept = {"a": [], "b": []}
            else:
                journal.save("governance", "discuss", item, value, over=newest if deed == "over" else None)
                kept[item] = (kept[item][:-1] if deed == "over" else kept[item]) + [value]
            for one, values in kept.items():
                key = ("governance", "discuss", one)
                assert [each.value for each in journal.tries(*key)] == values
                assert [each.value for each in (*journal.tries(*key)[:1], journal.newest(*key)) if each] == (
                    [values[0], values[-1]] if values else []
                )
        journal.close()


def test_an_answer_says_when_it_was_saved():
    now = datetime.now().astimezone()
    assert Try("1", *KEY, "x", now).saved == f"Saved {now:%H:%M}."
    long_ago = datetime(2025, 3, 7, 10, 42).astimezone()
    assert Try("1", *KEY, "x", long_ago).saved == "Saved 7 March 2025, 10:42."


def test_two_kernels_can_write_at_once(answers):
    both = [writer(answers, name, 150) for name in ("one", "two")]
    assert [one.wait(60) for one in both] == [0, 0]
    assert len(Journal(answers).answered()) == len(Journal(answers).all_tries()) == 300


def test_two_threads_can_write_at_once(journal):
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: journal.save("governance", "check", f"q{number}", number), range(100)))
    assert len(journal.answered()) == 100


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9; the same is tested on every other system")
def test_a_killed_kernel_loses_nothing_that_was_saved(answers):
    kernel = writer(answers, "killed", 100_000)
    said = [kernel.stdout.readline() for _ in range(50)]
    kernel.send_signal(signal.SIGKILL)
    kernel.wait(10)
    survivor = Journal(answers)
    assert len(said) == 50
    assert len(survivor.answered()) >= 50
    assert survivor.save(*KEY, "and on").value == "and on"
    assert not survivor.notice


@sqlite_only
def test_a_full_disk_is_said_and_what_was_saved_stays(journal):
    journal.save(*KEY, "before")
    pages = journal.store.open().execute("PRAGMA page_count").fetchone()[0]
    journal.store.open().execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(JournalError, match=r"Not saved in .*answers\.sqlite3: the disk is full\. Make some room"):
        journal.save(*KEY, "x" * 100_000)
    journal.store.open().execute("PRAGMA max_page_count = 100000")
    assert journal.newest(*KEY).value == "before"
    assert journal.save(*KEY, "after").value == "after"


@sqlite_only
@pytest.mark.parametrize("rubbish", [b"this is not a database, and it is longer than a header" * 200, b"\0" * 5000])
def test_a_broken_file_is_set_aside_and_a_new_one_begun(answers, rubbish):
    answers.mkdir()
    (answers / "answers.sqlite3").write_bytes(rubbish)
    journal = Journal(answers)
    assert journal.save(*KEY, "new").value == "new"
    aside = [path for path in answers.iterdir() if path.name.startswith("answers-broken-")]
    assert [path.read_bytes() for path in aside] == [rubbish]
    assert "was broken" in journal.notice
    assert aside[0].name in journal.notice


@sqlite_only
def test_a_file_that_breaks_while_it_is_open_is_set_aside_too(journal):
    for number in range(200):
        journal.save("governance", "check", f"q{number}", "x" * 2000)
    journal.store.open().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = bytearray(journal.file.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    journal.close()
    journal.file.write_bytes(raw)
    assert journal.save(*KEY, "on").value == "on"
    assert "was broken" in journal.notice


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let anybody delete an open file")
def test_a_file_deleted_under_an_open_journal_begins_anew(journal):
    journal.save(*KEY, "gone")
    for path in journal.file.parent.iterdir():
        path.unlink()
    journal.save(*KEY, "again")
    assert Journal(journal.file.parent).newest(*KEY).value == "again"


def test_a_folder_that_cannot_be_written_says_what_to_do(tmp_path):
    (tmp_path / "answers").write_text("a file where the folder should be")
    with pytest.raises(JournalError, match=r"can't be written to\. Set KIT_ANSWERS to a folder of your own"):
        Journal(tmp_path / "answers").save(*KEY, "x")


@sqlite_only
def test_a_journal_of_a_newer_kit_is_left_alone(answers):
    answers.mkdir()
    with sqlite3.connect(answers / "answers.sqlite3") as newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    with pytest.raises(JournalError, match=rf"newer version of the kit \(its form is {VERSION + 1}"):
        Journal(answers).save(*KEY, "x")


@sqlite_only
@pytest.mark.parametrize(("kind", "shared"), [("ext4", False), ("nfs4", True), ("cifs", True)])
def test_a_drive_that_computers_share_is_known(tmp_path, kind, shared):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nserver:/home {tmp_path.parent} {kind} rw 0 0\n")
    assert on_shared_drive(tmp_path / "answers" / "answers.sqlite3", mounts) is shared
    assert not on_shared_drive(tmp_path / "x", tmp_path / "no such file")


OLD_FORM = """
CREATE TABLE tries (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, lesson TEXT NOT NULL, step TEXT NOT NULL,
    item TEXT NOT NULL, value TEXT NOT NULL, time TEXT NOT NULL
);
INSERT INTO tries VALUES
    (1, 'a', 'governance', 'discuss', 'warm_up', '"from the old kit"', '2026-01-02T03:04:05+00:00');
PRAGMA user_version = 1;
"""


@pytest.fixture
def old_journal(answers) -> Path:
    """A journal as version 0.1.0 of the kit left it."""
    answers.mkdir()
    with sqlite3.connect(answers / "answers.sqlite3") as old:
        old.executescript(OLD_FORM)
    old.close()
    return answers


@sqlite_only
def test_a_journal_of_an_older_kit_is_brought_up_to_date_and_a_copy_of_it_is_kept(old_journal):
    journal = Journal(old_journal)
    assert journal.newest(*KEY).value == "from the old kit"
    assert journal.learner()
    copies = list(old_journal.glob("answers-form-1-*.sqlite3"))
    assert len(copies) == 1
    with sqlite3.connect(copies[0]) as copy:
        assert copy.execute("SELECT value FROM tries").fetchall() == [('"from the old kit"',)]
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    copy.close()


@sqlite_only
def test_it_is_brought_up_to_date_once(old_journal):
    for _ in range(3):
        journal = Journal(old_journal)
        assert journal.newest(*KEY).value == "from the old kit"
        journal.close()
    assert len(list(old_journal.glob("answers-form-1-*"))) == 1


@sqlite_only
def test_where_no_copy_can_be_made_the_old_journal_stays_as_it_was(old_journal, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kit.answers.journal_file.copy", full)
    with pytest.raises(JournalError, match="the disk is full"):
        Journal(old_journal).newest(*KEY)
    with sqlite3.connect(old_journal / "answers.sqlite3") as old:
        assert old.execute("PRAGMA user_version").fetchone() == (1,)
        assert old.execute("SELECT count(*) FROM tries").fetchone() == (1,)
    old.close()
    monkeypatch.undo()
    assert Journal(old_journal).newest(*KEY).value == "from the old kit"


@sqlite_only
def test_two_kernels_that_open_an_old_journal_at_once_lose_nothing(old_journal):
    both = [writer(old_journal, name, 20) for name in ("one", "two")]
    assert [one.wait(60) for one in both] == [0, 0]
    assert len(Journal(old_journal).answered()) == 41


def test_a_learner_has_one_id_and_two_learners_have_two(tmp_path):
    one, other = Journal(tmp_path / "one"), Journal(tmp_path / "other")
    assert one.learner() == Journal(tmp_path / "one").learner()
    assert one.learner() != other.learner()


def test_all_tries_are_every_try_oldest_first(journal):
    journal.save(*KEY, "a")
    journal.save("value_logic", "check", "q", "b")
    journal.save(*KEY, "c")
    assert [one.value for one in journal.all_tries()] == ["a", "b", "c"]


@sqlite_only
def test_what_is_forgotten_is_gone_with_every_copy_and_the_journal_goes_on(old_journal):
    journal = Journal(old_journal)
    journal.save(*KEY, "secret")
    (old_journal / "answers-broken-2026-01-01-101010.sqlite3").write_bytes(b"secret")
    (old_journal / "my notes.txt").write_text("not the kit's")
    before = journal.learner()
    assert {path.name[:16] for path in journal.forget()} >= {"answers.sqlite3", "answers-form-1-2", "answers-broken-2"}
    assert [path.name for path in old_journal.iterdir()] == ["my notes.txt"]
    assert journal.all_tries() == []
    assert journal.learner() != before
