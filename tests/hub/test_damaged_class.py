"""Damaged rows in a class's database, two teachers at once, and what stays of lines when a learner is forgotten."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kit.answers.class_link import Link
from kit.answers.keys import VOTE
from kit.classroom.inbox.live_class import WholeClass
from kit.classroom.server.commands import export
from kit.classroom.server.database import FORMS
from kit.classroom.server.store import Store
from tests.hub.conftest import emptied
from tests.hub.test_faults import ask, put
from tests.hub.test_live import clean, teacher  # noqa: F401 (fixtures)
from tests.hub.test_service import a_try
from tests.hub.test_store import SESSION, one, vote
from tests.hub.test_words_back import PLACE, ids, says

OLD_LINE, NEW_LINE, REPLY = "a first line under it", "a second line instead", "a reply to that line"
EVERYWHERE = ["'\"never ended'", "'{\"a\": [1, 2'", "'x'", "''"]
BLOB, NO_LETTERS = "CAST('\"x\"' AS BLOB)", "CAST(x'22ff22' AS TEXT)"


@pytest.fixture
def kept(url) -> Iterator[Store]:
    a_store = Store(url)
    for name in ("ada", "ben"):
        says(a_store, name, f"Said by {name}'s hand.")
    yield a_store
    a_store.database.close()


def damage(kept: Store, value: str) -> None:
    with kept.database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE tries SET value = {value} WHERE value = '\"Said by ada''s hand.\"'")


def read(kept: Store, folder: Path) -> list[str]:
    """What the class, the learners themselves and an export have, after the sound row was found in each."""
    values = [json.loads(bytes(one.value)) for one in kept.news().tries]
    exported = export(kept, folder)[0].read_text("utf-8")
    assert "Said by ben's hand." in values and "Said by ben's hand." in exported and len(kept.own("ben")) == 1
    return values


@pytest.mark.parametrize("value", EVERYWHERE)
def test_a_row_that_a_disk_has_damaged_is_left_out_and_counted_and_hides_no_other(kept, value, tmp_path):
    damage(kept, value)
    assert len(read(kept, tmp_path / "out")) == 1 and kept.news().left_out == 1 and kept.own("ada") == []


def test_in_sqlite_neither_bytes_nor_broken_letters_hide_another_row(tmp_path):
    for number, (value, left_out) in enumerate({BLOB: 1, NO_LETTERS: 0}.items()):
        kept = Store(f"sqlite:///{tmp_path}/{number}.sqlite3")
        for name in ("ada", "ben"):
            says(kept, name, f"Said by {name}'s hand.")
        damage(kept, value)
        assert len(read(kept, tmp_path / "out")) == 2 - left_out and kept.news().left_out == left_out
        kept.database.close()


@pytest.mark.parametrize("value", [*EVERYWHERE, BLOB, NO_LETTERS])
def test_over_the_service_a_board_has_all_but_the_damaged_row(hub, teacher: Link, value):  # noqa: F811
    for name in ("ada", "ben"):
        put(hub, hub.token(name), a_try(f"Said by {name}'s hand."))
    damage(Store(f"sqlite:///{hub.folder}/class.sqlite3"), value)
    seen = WholeClass(teacher).read()
    assert not seen.trouble and "Said by ben's hand." in str(seen.hand_ins)
    assert ask(f"{hub.service}mine", hub.token("ada"))[0] == 200


@pytest.mark.parametrize("value", EVERYWHERE)
def test_a_damaged_ballot_counts_nowhere_and_stops_no_vote(kept, value):
    kept.begin_vote(SESSION, "governance", "ask/who", ["yes", "no"], solution="yes")
    for name, stance, mark in (("ada", "yes", "AAAA"), ("ben", "no", "BBBB")):
        kept.keep(name, [one({"option": stance, "mark": mark}, ("governance", VOTE, "ask/who/1"))])
    with kept.database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE tries SET value = {value} WHERE step = '{VOTE}' AND number = 3")
    assert kept.move_vote(SESSION, "discuss") == ("discuss", 1)
    assert kept.share(SESSION) == {"right": 0, "of": 1}


def test_two_teachers_at_once_leave_one_whole_line(kept):
    learner = ids(kept)["ada"]
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(kept.write_back, learner, *PLACE, f"line of {number % 2}") for number in range(40)]
        assert all(one.result() for one in done)
    (line,) = kept.words_back("ada")
    assert line["words"] in ("line of 0", "line of 1")


def test_a_line_that_was_answered_stays_whoever_has_a_page_open_from_before(kept):
    learner, reply = ids(kept)["ada"], ("governance", "reply", "discuss/who_decides")
    kept.write_back(learner, *PLACE, OLD_LINE)
    says(kept, "ada", REPLY, reply)
    assert not kept.write_back(learner, *PLACE, NEW_LINE) and not kept.write_back(learner, *PLACE, "")
    assert [one["words"] for one in kept.words_back("ada")] == [OLD_LINE]
    says(kept, "ada", ["/".join(reply)], ("report", "choice", "left_out"))
    assert kept.write_back(learner, *PLACE, NEW_LINE), "of an answer that is left out a teacher must not learn so"


@pytest.mark.parametrize("how", ["forget", "delete"])
def test_of_lines_that_are_forgotten_no_byte_stays(url, how, request, tmp_path):
    if served := not url.startswith("sqlite"):
        emptied(url)
    kept = Store(url)
    for number in range(40):
        name = f"zoe-the-learner-{number}"
        says(kept, name, "x")
        for line in (OLD_LINE, NEW_LINE):
            kept.write_back(ids(kept)[name], *PLACE, line * 8)
        says(kept, name, REPLY, ("governance", "reply", "discuss/who_decides"))
    says(kept, "ben", "hello")
    with kept.database.writing() as connection:
        connection.exec_driver_sql("ANALYZE")  # as PostgreSQL does by itself from time to time
    for name in list(kept.names().values()) if how == "forget" else ():
        kept.forget(name)
    if how == "delete":
        kept.delete()
    else:
        assert kept.words_back() == []
    exported = b"".join(path.read_bytes() for path in export(kept, tmp_path / "out"))
    folder = tmp_path
    if served:
        with kept.database.writing() as connection:
            connection.exec_driver_sql("CHECKPOINT")
        folder = request.getfixturevalue("postgres").folder / "data" / "base"
    found = exported + b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert not [word for word in (OLD_LINE, NEW_LINE, REPLY, "zoe-the-learner") if word.encode() in found]
    kept.database.close()


def test_a_database_of_the_form_before_with_votes_and_talk_in_it_goes_on(url, monkeypatch):
    from kit.classroom.server import database

    monkeypatch.setattr(database, "FORMS", FORMS[:5])
    monkeypatch.setattr(database, "NEWEST", 5)
    old = Store(url)
    for name, mark in (("ada", "AAAA"), ("ben", "BBBB")):
        says(old, name)
        old.keep(name, [vote(1, "yes", mark)])
    with old.database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO votes (session, lesson, motion, stances, phase, ordered)"
            f" VALUES ('{SESSION}', 'governance', 'who', '[\"yes\", \"no\"]', 'first', 0)"
        )
    old.database.close()
    monkeypatch.undo()
    with ThreadPoolExecutor(4) as pool:  # the service's processes begin at once
        stores = [Store(url) for _ in range(4)]
        assert set(pool.map(Store.form, stores)) == {len(FORMS)}
    new = stores[0]
    assert new.move_vote(SESSION, "discuss") == ("discuss", 2) and new.pair(SESSION)["people"] == 2
    for phase in ("second", "result"):
        new.move_vote(SESSION, phase)
    assert new.result(SESSION)["first"] == {"AAAA": "yes", "BBBB": "yes"}
    assert new.write_back(ids(new)["ada"], *PLACE, "Late but there.")
    for store in stores:
        store.database.close()
