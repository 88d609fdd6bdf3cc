"""What clocks, long and deep answers, floods and other databases do to a class: none is lost, and nobody shut out."""

import json
import socket
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from kit import load_board, load_lesson
from kit.answers import journal as module
from kit.answers.class_link import Link
from kit.answers.journal import Journal
from kit.answers.opening import open_journal
from kit.answers.sender import Sender, sender_of
from kit.classroom.server import store as store_module
from kit.classroom.server.database import Sent
from kit.classroom.server.store import Store
from tests.hub.servers import ask, free_port
from tests.hub.test_sender import arrived, wait_for
from tests.hub.test_service import a_try, put
from tests.hub.test_store import SESSION, as_json, one, values, vote

PLACE = ("governance", "discuss", "who_decides")


@pytest.fixture
def learner(hub, request):
    return hub.token(f"faults{abs(hash(request.node.name)) % 10**8}")


@pytest.fixture
def kept(url):
    one_store = Store(url)
    yield one_store
    one_store.database.close()


@pytest.fixture
def sender(hub, learner, journal):
    return Sender(journal, Link(hub.service, learner))


def deep(levels: int) -> object:
    value: object = "x"
    for _ in range(levels):
        value = [value]
    return value


# order is order, not time


def test_a_clock_that_goes_back_leaves_the_class_what_the_learner_sees(hub, learner, sender, journal, monkeypatch):
    class Clock(datetime):
        shows = datetime.now(UTC)

        @classmethod
        def now(cls, tz=None):
            return cls.shows.astimezone(tz)

    monkeypatch.setattr(module, "datetime", Clock)
    first = journal.save(*PLACE, "half a sent")
    sender.send_all()
    Clock.shows -= timedelta(minutes=10)
    journal.save(*PLACE, "half a sentence", over=first)
    sender.send_all()
    assert arrived(hub, learner) == ["half a sentence"]


def test_what_is_left_out_after_a_clock_went_back_is_left_out(kept):
    kept.keep("ada", [one("secret")])
    kept.keep("ada", [one([], ("report", "choice", "left_out"), minutes=60)])
    kept.keep("ada", [one(["governance/discuss/who_decides"], ("report", "choice", "left_out"), minutes=1)])
    assert values(kept) == []


def test_the_last_vote_that_comes_counts_whatever_its_clock_said(kept):
    kept.begin_vote(SESSION, "governance", "who", ["yes", "no"])
    kept.keep("ada", [vote(1, "no", "AAAA", minutes=9000)])
    kept.keep("ada", [vote(1, "yes", "AAAA")])
    for phase in ("discuss", "second", "result"):
        kept.move_vote(SESSION, phase)
    assert kept.result(SESSION)["first"] == {"AAAA": "yes"}


# the parcel


def test_many_long_answers_go_in_parcels_that_the_class_takes(hub, learner, sender, journal):
    for number in range(60):
        journal.save(*PLACE[:2], f"item_{number}", "x" * 99_000)
    sender.send_all()
    assert len(arrived(hub, learner)) == 60 and journal.unsent(1) == []


@pytest.mark.parametrize("bad", ["x" * 5_100_000, "x" * 100_001, deep(31), deep(400)])
def test_an_answer_that_no_class_takes_is_told_and_holds_up_no_other(hub, learner, sender, journal, bad):
    journal.save(*PLACE, "before")
    long = journal.save(*PLACE[:2], "long", bad)
    journal.save(*PLACE[:2], "after", "after")
    sender.send_all()
    assert arrived(hub, learner) == ["before", "after"] and journal.unsent(1) == []
    assert sender.words.startswith("Saved here. The class has all but 1 answer: it has ")
    another = Sender(journal, sender._link)  # as a page that is opened later has it
    another.send_all()
    assert another.words == sender.words
    journal.save(*PLACE[:2], "long", "shorter", over=long)
    sender.send_all()
    assert sender.words == "Saved here, and with the class."
    assert "shorter" in arrived(hub, learner)


@pytest.mark.parametrize("letter", ["ж", "🌍", "x"])
def test_letters_are_counted_as_people_count_them(hub, learner, sender, journal, letter):
    journal.save(*PLACE, letter * 99_990)
    sender.send_all()
    assert arrived(hub, learner) == [letter * 99_990]


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1900-01-01T00:00:00Z"])
def test_an_impossible_time_is_refused_alone(hub, learner, time):
    good, bad = a_try(), {**a_try(), "time": time}
    status, told = put(hub, learner, bad, good)
    assert (status, told["kept"], list(told["refused"])) == (200, [good["id"]], [bad["id"]])


@pytest.mark.parametrize("bad", [{"value": deep(31)}, {"value": deep(200)}, {"id": "c" * 32 + "\n"}])
def test_a_try_without_its_form_is_refused_alone(hub, learner, bad):
    good, wrong = a_try(), {**a_try(), **bad}
    status, told = put(hub, learner, wrong, good)
    assert (status, told["kept"], len(told["refused"])) == (200, [good["id"]], 1)


def test_an_id_that_has_another_place_is_not_said_to_be_kept(hub, learner):
    sent = a_try("first")
    put(hub, learner, sent)
    status, told = put(hub, learner, {**sent, "item": "elsewhere", "time": "2099-01-01T00:00:00+00:00"})
    assert (status, told["kept"], list(told["refused"])) == (200, [], [sent["id"]])


@pytest.mark.parametrize("megabytes", [6, 30])
def test_a_body_that_is_too_long_is_told_so(hub, learner, megabytes):
    status, told = ask(f"{hub.service}mine", learner, "PUT", b"x" * megabytes * 1_000_000)
    assert status == 413 and "5,000,000" in told["message"]


def test_a_length_that_is_only_said_is_refused_or_waited_for_and_stops_nobody(hub, learner):
    place = urlsplit(hub.service)
    with closing(socket.create_connection((place.hostname, place.port))) as way:
        head = f"PUT {place.path}mine HTTP/1.1\r\nHost: x\r\nAuthorization: token {learner}\r\n"
        way.sendall(f"{head}Content-Length: 100000000\r\n\r\nx".encode())
        assert put(hub, learner, a_try())[0] == 200


# what a class lacks


def test_what_was_sent_to_another_class_goes_to_this_one(journal, tmp_path, hub, learner):
    for number in range(5):
        journal.save(*PLACE[:2], f"item_{number}", "x")
    journal.unsent(1)
    journal.sent(journal.unsent(9))
    journal.note("class", f"{uuid4().hex}.{uuid4().hex}.17")
    Sender(journal, Link(hub.service, learner)).send_all()
    assert len(arrived(hub, learner)) == 5


def test_a_class_that_was_put_back_from_an_older_copy_gets_what_it_lacks(kept):
    kept.keep("ada", [one("early")])
    after = kept.keep("ada", [one("late")]).met
    assert not kept.keep("ada", [], after).anew
    with kept.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM tries WHERE value = '\"late\"'")
    assert kept.keep("ada", [], after).anew


@pytest.mark.parametrize("how", ["forget", "delete"])
def test_who_was_forgotten_does_not_come_back_by_a_mark(kept, how):
    after = kept.keep("ada", [one("x")]).met
    kept.forget("ada") if how == "forget" else kept.delete()
    assert not kept.keep("ada", [], after).anew
    assert not kept.keep("ada", [one("new")], after).anew


def test_an_answer_that_is_shown_again_after_an_outage_is_sent_and_not_only_shown(hub, learner, monkeypatch):
    monkeypatch.setenv("KIT_CLASS", f"http://127.0.0.1:{free_port()}/")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", learner)
    away = open_journal()
    away.save(*PLACE, "typed while the class was away")
    wait_for(lambda: "cannot be reached" in sender_of(away).words)
    away.close()
    monkeypatch.setenv("KIT_CLASS", hub.service)
    open_journal.__globals__["_journal_in"].cache_clear()  # the next kernel
    load_lesson("governance").discuss()
    wait_for(lambda: arrived(hub, learner) == ["typed while the class was away"])
    wait_for(lambda: sender_of(open_journal()).words == "Saved here, and with the class.")


# one learner and the board


def teaching(hub, monkeypatch) -> None:
    Store(f"sqlite:///{hub.folder}/class.sqlite3").delete()
    monkeypatch.setenv("KIT_CLASS", hub.service)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", hub.token("teacher"))


def test_a_deep_answer_of_an_older_kit_shuts_no_board(hub, learner, monkeypatch):
    teaching(hub, monkeypatch)
    put(hub, learner, a_try("Nobody."), a_try("deep", item="other"))
    with closing(sqlite3.connect(hub.folder / "class.sqlite3")) as file, file:
        file.execute("UPDATE tries SET value = ? WHERE item = 'other'", ("[" * 975 + "]" * 975,))
    board = load_board()
    assert [len(hand_in.answers) for hand_in in board.seen.hand_ins] == [1]
    assert [refused.why for refused in board.seen.refused] == ["1 answer of the class cannot be read; it is left out."]


def test_a_flood_of_one_learner_is_bounded_and_the_board_reads_everybody(hub, learner, monkeypatch):
    teaching(hub, monkeypatch)
    put(hub, hub.token("quiet"), a_try("Nobody."))
    refused = 0
    for parcel in range(7):
        status, told = put(hub, learner, *(a_try("x" * 99_000, item=f"{parcel}-{n}") for n in range(40)))
        assert status == 200
        refused += len(told["refused"])
    assert refused >= 70
    board = load_board()
    assert len(board.seen.hand_ins) == 2 and not board.seen.trouble


def test_a_page_ends_where_it_has_enough_bytes(kept, monkeypatch):
    monkeypatch.setattr(store_module, "PAGE_LETTERS", 1000)
    kept.keep("ada", [one("x" * 400) for _ in range(5)])
    page, seen = kept.news(), []
    seen.append(len(page.tries))
    while page.more:
        page = kept.news(page.last, page.epoch)
        seen.append(len(page.tries))
    assert seen == [2, 2, 1]


def test_a_bound_for_each_learner_leaves_room_for_changes(kept, monkeypatch):
    monkeypatch.setattr(store_module, "MOST_OF_ONE", 2000)
    mine = one("x" * 900)
    assert kept.keep("ada", [mine]).refused == {}
    more = one("y" * 900)
    assert list(kept.keep("ada", [more]).refused) == [more.id]
    for minute in range(1, 9):
        changed = Sent(mine.id, *PLACE, "z" * 900, mine.time + timedelta(minutes=minute))
        assert kept.keep("ada", [changed]).refused == {}
    assert kept.keep("ben", [one("y" * 900)]).refused == {}
    assert json.loads(values(kept)[0]) == "z" * 900


# forgetting


@pytest.mark.parametrize("how", ["forget", "delete"])
def test_what_a_class_forgets_is_in_no_byte_of_its_files(tmp_path, how):
    kept = Store(f"sqlite:///{tmp_path}/class.sqlite3")
    for number in range(60):
        kept.keep("zoe-the-learner", [one(f"a secret between us {number}" * 20, id_=f"{number:032x}")])
        kept.keep("ben", [one("hello")])
    kept.forget("zoe-the-learner") if how == "forget" else kept.delete()
    found = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"a secret between us" not in found and b"zoe-the-learner" not in found
    kept.database.close()


def test_postgresql_forgets_in_its_tables(postgres):
    from tests.hub.conftest import emptied

    kept = Store(emptied(postgres.url))
    for number in range(60):
        kept.keep("zoe-the-learner", [one(f"a secret between us {number}", id_=f"{number:032x}")])
    kept.keep("ben", [one("hello")])
    kept.forget("zoe-the-learner")
    with kept.database.writing() as connection:
        connection.exec_driver_sql("CHECKPOINT")
    base = postgres.folder / "data" / "base"
    assert not [path for path in base.rglob("*") if path.is_file() and b"a secret between" in path.read_bytes()]
    kept.database.close()


# two hubs


def test_people_of_one_name_on_two_hubs_are_two(url):
    north, south = Store(url, "north"), Store(url, "south")
    north.keep("ada", [one("from the north")])
    south.keep("ada", [one("from the south")])
    assert [as_json(row)["value"] for row in north.own("ada")] == ["from the north"]
    assert [as_json(row)["value"] for row in south.own("ada")] == ["from the south"]
    assert sorted(north.names().values()) == ["ada", "south/ada"]
    assert south.forget("ada") == 1 and len(north.own("ada")) == 1
    north.database.close()
    south.database.close()


def test_the_first_hub_of_an_older_database_keeps_its_people(url):
    Store(url).keep("ada", [one("of 0.3.0")])
    north = Store(url, "north")
    north.keep("ada", [one("and on")])
    assert len(north.own("ada")) == 2 and list(north.names().values()) == ["ada"]
    assert north.known_as("ada") == "ada"
    north.database.close()


def test_a_journal_that_another_kernel_swapped_is_sent_again_and_doubles_nothing(hub, learner, sender, journal):
    journal.save(*PLACE, "Nobody.")
    sender.send_all()
    journal.send_again()
    sender.send_all()
    assert arrived(hub, learner) == ["Nobody."]
    assert isinstance(journal, Journal)
