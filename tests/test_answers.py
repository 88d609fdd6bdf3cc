import csv
import json

import pytest

from kit.answers import delete, export, in_words, main
from kit.errors import KitError
from kit.voting.ballot_box import open_box
from kit.voting.votes import own_motion

LONG = "long " * 20_000


@pytest.fixture
def worked(journal):
    journal.save("governance", "discuss", "who_decides", "=cmd|' /C calc'!A0 <script>")
    journal.save("governance", "place", "uber", {"commons": 0, "collectivism": 0, "liberalism": 100})
    journal.save("value_logic", "discuss", "warm_up", LONG)
    journal.save("value_logic", "discuss", "warm_up", "short")
    return journal


def test_it_says_where_the_answers_are_and_how_much_there_is(worked):
    words = in_words(worked)
    assert str(worked.file) in words
    assert "3 answers in 4 tries" in words
    assert "  governance: 2" in words


def test_without_any_answer_it_says_so(journal):
    assert "0 answers in 0 tries" in in_words(journal)


def test_an_export_holds_every_try_as_json_and_as_a_sheet_without_formulas(worked, tmp_path):
    as_json, as_csv = export(worked, tmp_path / "out")
    entries = json.loads(as_json.read_text(encoding="utf-8"))
    assert [entry["value"] for entry in entries][2:] == [LONG, "short"]
    with as_csv.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["answer"] for row in rows] == [
        "'=cmd|' /C calc'!A0 <script>",
        '{"commons": 0, "collectivism": 0, "liberalism": 100}',
        LONG,
        "short",
    ]


def test_answers_are_deleted_only_when_the_word_is_typed(worked, capsys):
    for word in ("", "yes", "no"):
        delete(worked, lambda _, word=word: word)
        assert len(worked.all_tries()) == 4
    delete(worked, lambda _: " Delete ")
    assert worked.all_tries() == []
    assert "answers.sqlite3" in capsys.readouterr().out


def test_where_nobody_can_be_asked_nothing_is_deleted(worked):
    def nobody(_: str) -> str:
        raise EOFError

    delete(worked, nobody)
    assert len(worked.all_tries()) == 4


def test_the_command_tells_exports_and_asks(worked, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _: "delete")
    assert main(["--export", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert main(["--delete"]) == 0
    assert worked.all_tries() == []
    assert "3 answers in 4 tries" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_gets_one_sentence(worked, tmp_path):
    (tmp_path / "file").write_text("here already")
    with pytest.raises(KitError, match="could not be written: a file stands where a folder is needed"):
        main(["--export", str(tmp_path / "file")])


def test_votes_that_a_teacher_held_stay_and_are_named(worked, capsys):
    box = open_box()
    box.begin(own_motion("Tea?", ["yes", "no"], ordered=False))
    delete(worked, lambda _: "delete")
    assert str(box.file) in capsys.readouterr().out and len(box.sessions()) == 1


def test_on_a_classs_server_it_says_that_the_class_gets_the_answers(worked, monkeypatch):
    assert "Nobody else gets them" in in_words(worked)
    monkeypatch.setenv("KIT_CLASS", "http://127.0.0.1:1/")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "any")
    assert "your class gets them too" in in_words(worked) and "Nobody else" not in in_words(worked)
