"""A copy of one's answers is brought back: onto none, onto the same ones, onto others."""

import json

import pytest

from kit.answers.commands import answers as command
from kit.answers.copies import bring_back, export
from kit.answers.journal import Journal
from kit.base.errors import JournalError

KEY = ("governance", "discuss", "warm_up")


@pytest.fixture(params=["sqlite", "lines"])
def one(request, tmp_path, monkeypatch):
    monkeypatch.setenv("KIT_JOURNAL", request.param)
    return Journal(tmp_path / "one")


@pytest.fixture(params=["sqlite", "lines"])
def other(request, one, tmp_path, monkeypatch):
    monkeypatch.setenv("KIT_JOURNAL", request.param)
    return Journal(tmp_path / "other")


def values(journal):
    return [one.value for one in journal.all_tries()]


def copied(journal, folder):
    return export(journal, folder)[0].read_bytes()


def test_a_copy_comes_back_whole_once_and_in_order(one, other, tmp_path):
    for value in ("a", {"b": [1, None]}, "\ud83d", 'c"\n'):
        one.save(*KEY, value)
    copy = copied(one, tmp_path)
    assert "4 tries came from copy.json; 0 were here already." in bring_back(other, copy, "copy.json")
    assert "0 tries came" in bring_back(other, copy, "copy.json")
    ids = [tried.id for tried in one.all_tries()]
    assert [tried.id for tried in other.all_tries()] == ids
    assert [tried.time for tried in other.all_tries()] == [tried.time for tried in one.all_tries()]
    assert [tried.id for tried in Journal(other.file.parent).all_tries()] == ids


def test_what_was_here_already_stays_and_the_later_holds(one, other, tmp_path):
    sitting = one.save(*KEY, "early")
    bring_back(other, copied(one, tmp_path), "copy.json")
    other.save(*KEY, "of here")
    one.save(*KEY, "late", over=sitting)
    one.save("governance", "check", "q", "only there")
    bring_back(other, copied(one, tmp_path / "again"), "copy.json")
    assert sorted(values(other)) == ["late", "of here", "only there"]
    bring_back(one, copied(other, tmp_path / "back"), "copy.json")
    assert values(one) == values(other)
    assert other.save(*KEY, "newest") == other.newest(*KEY)


@pytest.mark.parametrize("one", ["sqlite"], indirect=True)
def test_the_file_of_a_journal_itself_can_be_brought_back(one, other):
    for value in "abc":
        one.save(*KEY, value)
    one.learner()
    one.close()
    bring_back(other, one.file.read_bytes(), one.file.name)
    assert values(other) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"[1]", b'[{"id": "x"}]', b"\xff\xfe", b"hello", b"[" * 100_000, b'{"learner": 1}\n{"lesson": 2}',
     json.dumps([{"id": "a", "lesson": "", "step": "s", "item": "i", "value": 1, "time": "2026-01-01"}]).encode(),
     json.dumps([{"id": "a", "lesson": "l", "step": "s", "item": "i", "value": 1, "time": "noon"}]).encode()],
)  # fmt: skip
def test_what_is_no_copy_is_refused_in_a_sentence_and_changes_nothing(other, raw):
    other.save(*KEY, "of here")
    with pytest.raises(JournalError, match=r"copy\.json is not a copy of your answers"):
        bring_back(other, raw, "copy.json")
    assert values(other) == ["of here"]


def test_the_command_brings_a_copy_back(journal, tmp_path, capsys):
    journal.save(*KEY, "a")
    copy = export(journal, tmp_path)[0]
    journal.forget()
    assert command(["--import", str(copy)]) == 0
    assert "1 try came" in capsys.readouterr().out
    assert values(journal) == ["a"]
    assert journal.all_tries()[0].time.utcoffset() is not None
    with pytest.raises(JournalError, match="cannot be read"):
        command(["--import", str(tmp_path / "none.json")])
