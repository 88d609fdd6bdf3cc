import csv
import json

import pytest

from kit.answers.ballot import own_motion
from kit.answers.commands import answers as main
from kit.answers.copies import delete, export, in_words
from kit.base.errors import KitError
from kit.base.for_others import MOST_LETTERS
from kit.classroom.vote.ballot_box import open_box
from kit.content.table import load_table
from kit.content.workbook import in_workbook

TITLES = {"value_logic": "Value Logic", "governance": "Governance"}
LONG = "long " * 20_000


@pytest.fixture
def worked(journal):
    journal.save("governance", "discuss", "who_decides", "=cmd|' /C calc'!A0 <script>")
    journal.save("governance", "place", "uber", {"commons": 0, "collectivism": 0, "liberalism": 100})
    journal.save("value_logic", "discuss", "warm_up", LONG)
    journal.save("value_logic", "discuss", "warm_up", "short")
    return journal


def test_it_says_where_the_answers_are_and_how_much_there_is(worked):
    words = in_words(worked, TITLES)
    assert str(worked.file) in words
    assert "3 answers in 4 tries" in words
    assert "  Governance: 2" in words


def test_lessons_are_called_by_their_titles_in_the_order_of_the_table(worked):
    worked.save("report", "choice", "name", "Ada")
    *_, first, second, last = in_words(worked, TITLES).splitlines()
    assert (first, second, last) == ("  Value Logic: 1", "  Governance: 2", "  report: 1")


def test_one_answer_is_not_said_as_many(journal):
    journal.save("governance", "discuss", "who_decides", "All.")
    assert "\n1 answer in 1 try, " in in_words(journal, TITLES)


def test_answers_can_be_had_when_the_table_is_broken(worked, monkeypatch, capsys):
    monkeypatch.setattr("kit.answers.copies.load_table", lambda: load_table("none.csv"))
    assert main([]) == 0
    assert "  governance: 2" in capsys.readouterr().out


def test_without_any_answer_it_says_so(journal):
    assert "0 answers in 0 tries" in in_words(journal, TITLES)


def test_an_export_holds_every_try_as_json_and_as_a_sheet_without_formulas(worked, tmp_path):
    as_json, as_csv, as_workbook = export(worked, tmp_path / "out")
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
    shown = [cells for _, cells in in_workbook(as_workbook.read_bytes())]
    assert shown == [
        [cell[:MOST_LETTERS].strip() for cell in row] for row in [rows[0], *(row.values() for row in rows)]
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
    assert sorted(one.suffix for one in (tmp_path / "out").iterdir()) == [".csv", ".json", ".xlsx"]
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
    assert "Nobody else gets any of it" in in_words(worked, TITLES)
    monkeypatch.setenv("KIT_CLASS", "http://127.0.0.1:1/")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "any")
    assert "your class gets it too" in in_words(worked, TITLES) and "Nobody else" not in in_words(worked, TITLES)
