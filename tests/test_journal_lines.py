"""The journal of a browser: pages, tabs and kernels at once, files cut short, no room, and no place at all."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kit.answers import journal_lines
from kit.answers.hand_in import hand_in
from kit.answers.journal import Journal
from kit.answers.journal_lines import FORM, MANY, LineStore
from kit.answers.journal_store import FileStore
from kit.base.errors import JournalError

KEY = ("governance", "discuss", "warm_up")
PAGE = """
import sys
from pathlib import Path
from kit.answers.journal import Journal
journal = Journal(Path(sys.argv[1]))
sitting = None
for number in range(int(sys.argv[3])):
    journal.save("governance", "discuss", f"{sys.argv[2]}-{number}", number)
    sitting = journal.save("governance", "discuss", sys.argv[2], number, over=sitting)
"""


@pytest.fixture(autouse=True)
def by_lines(monkeypatch):
    monkeypatch.setenv("KIT_JOURNAL", "lines")


def values(journal: Journal) -> list[object]:
    return [one.value for one in journal.tries(*KEY)]


@pytest.mark.parametrize("pages", [2, 4])
def test_of_pages_that_save_at_once_nothing_is_lost_and_nothing_doubled(answers, pages):
    command = [sys.executable, "-c", PAGE, str(answers)]
    working = [subprocess.Popen([*command, f"page{page}", "40"]) for page in range(pages)]
    assert [one.wait(120) for one in working] == [0] * pages
    tries = Journal(answers).all_tries()
    assert len(tries) == len({one.id for one in tries}) == pages * 41
    assert {one.value for one in tries if "-" not in one.item} == {39}
    assert len({one.number for one in tries}) == len(tries)


def test_each_kernel_writes_its_own_file_and_sees_what_the_others_saved(answers):
    one, other = Journal(answers), Journal(answers)
    one.save(*KEY, "a")
    other.save(*KEY, "b")
    one.save(*KEY, "c")
    assert values(one) == values(other) == values(Journal(answers)) == ["a", "b", "c"]
    assert one.learner() == other.learner()
    assert one.file != other.file and {one.file, other.file} <= set(one.files())


def test_a_try_that_two_pages_write_anew_is_one_and_the_later_holds(answers):
    one, other = Journal(answers), Journal(answers)
    sitting = one.save(*KEY, "a")
    other.save(*KEY, "ab", over=sitting)
    assert values(one) == ["ab"]
    one.save(*KEY, "abc", over=sitting)
    assert values(other) == ["abc"]


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_last_line_that_is_cut_short_is_passed_over_and_every_other_stays(answers, cut):
    killed = Journal(answers)
    killed.save(*KEY, "whole")
    killed.save(*KEY, "cut")
    killed.file.write_bytes(killed.file.read_bytes()[:-cut])
    later = Journal(answers)
    assert values(later) == ["whole"]
    later.save(*KEY, "on")
    assert values(Journal(answers)) == ["whole", "on"]
    assert not later.notice


def test_a_line_in_the_middle_that_is_damaged_is_said_and_every_other_stays(answers):
    journal = Journal(answers)
    for value in "abc":
        journal.save(*KEY, value)
    journal.file.write_bytes(journal.file.read_bytes().replace(b'"value": "b"', b'"value": \xff'))
    later = Journal(answers)
    assert values(later) == ["a", "c"]
    assert "1 answer in" in later.notice


class FullDisk:
    """Writes half of what it is given, then there is no room."""

    def __init__(self, file) -> None:
        self.file = file

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def tell(self) -> int:
        return self.file.tell()

    def write(self, raw: bytes) -> None:
        self.file.write(raw[: len(raw) // 2])
        self.file.flush()
        raise OSError(28, "No space left on device")


def test_where_there_is_no_room_it_is_said_and_what_was_not_saved_does_not_look_saved(answers, monkeypatch):
    journal = Journal(answers)
    journal.save(*KEY, "before")
    whole, opened = journal.file.read_bytes(), Path.open

    def full(path, mode="r", **rest):
        return FullDisk(opened(path, mode)) if mode == "ab" else opened(path, mode, **rest)

    with monkeypatch.context() as disk:
        disk.setattr(Path, "open", full)
        with pytest.raises(JournalError, match="the disk is full"):
            journal.save(*KEY, "lost")
    assert journal.file.read_bytes() == whole
    assert values(journal) == ["before"]
    journal.save(*KEY, "after")
    assert values(Journal(answers)) == ["before", "after"]


def test_in_a_browser_without_a_drive_it_is_said_before_anybody_writes(answers, monkeypatch):
    monkeypatch.setattr(journal_lines, "IN_BROWSER", True)
    assert "Nothing that you write here will be kept" in Journal(answers).notice
    monkeypatch.setattr(journal_lines, "DRIVE", answers.parent)
    assert not Journal(answers).notice


def test_a_site_newer_than_the_answers_reads_them_and_an_older_one_leaves_them_alone(answers):
    answers.mkdir()
    newer = {"form": FORM + 1, "learner": "0" * 32, "since": "2026-01-01T00:00:00+00:00"}
    (answers / "answers-newer.jsonl").write_text(json.dumps(newer) + "\n")
    with pytest.raises(JournalError, match="newer version of the kit"):
        Journal(answers).save(*KEY, "x")


def test_what_another_page_forgets_is_forgotten_here_too(answers):
    one, other = Journal(answers), Journal(answers)
    one.save(*KEY, "secret")
    assert values(other) == ["secret"]
    before = other.learner()
    one.forget()
    assert values(other) == [] and other.learner() != before
    assert b"secret" not in b"".join(path.read_bytes() for path in answers.iterdir())
    other.save(*KEY, "on")
    assert values(one) == ["on"]


def test_many_old_files_become_one_and_nothing_is_lost(answers):
    for number in range(MANY + 2):
        journal = Journal(answers)
        journal.save(*KEY, number)
        os.utime(journal.file, (0, 0))
    learner, young = journal.learner(), Journal(answers)
    young.save(*KEY, "young")
    kept = Journal(answers)
    assert values(kept) == [*range(MANY + 2), "young"]
    assert kept.learner() == learner
    assert len(kept.files()) <= 3
    journal.save(*KEY, "from a page that slept")
    assert values(Journal(answers)) == [*range(MANY + 2), "young", "from a page that slept"]


def test_a_clock_that_was_ahead_hides_no_newer_answer(answers):
    ahead = Journal(answers)
    one = ahead.save(*KEY, "ahead")
    later = (datetime.now().astimezone() + timedelta(days=30)).isoformat()
    ahead.file.write_text(ahead.file.read_text().replace(one.time.astimezone(tz=None).isoformat()[:10], later[:10]))
    journal = Journal(answers)
    journal.save(*KEY, "now")
    assert journal.newest(*KEY).value == "now"
    assert hand_in(journal).answers[0].value == "now"


def test_a_moment_of_handing_in_is_later_than_the_one_before_also_from_another_page(answers):
    first = Journal(answers).moment()
    assert Journal(answers).moment() > first


def test_only_a_browser_keeps_its_answers_so(answers, monkeypatch):
    monkeypatch.delenv("KIT_JOURNAL", raising=False)
    assert isinstance(Journal(answers).store, FileStore)
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert isinstance(Journal(answers).store, LineStore)
