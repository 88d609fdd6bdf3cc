"""The store, on SQLite and on PostgreSQL alike."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest
from sqlalchemy import text

from kit.answers.keys import ballot
from kit.base.errors import HubError
from kit.classroom.server import database, store
from kit.classroom.server.database import FORMS, NEWEST, Database, Sent, UnavailableError
from kit.classroom.server.store import Store
from kit.classroom.server.votes import NoSuchVoteError, OutOfTurnError

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SESSION = "a" * 32


def one(value="Nobody.", place=("governance", "discuss", "who_decides"), id_=None, minutes=0) -> Sent:
    return Sent(id_ or uuid4().hex, *place, value, NOON + timedelta(minutes=minutes))


def vote(a_round: int, stance: str, mark: str, minutes=0) -> Sent:
    return one({"option": stance, "mark": mark}, ("governance", "vote", f"who/{a_round}"), minutes=minutes)


def values(kept: Store) -> list[str]:
    return [bytes(heard.value).decode() for heard in kept.news().tries]


@pytest.fixture
def kept(url):
    one_store = Store(url)
    yield one_store
    one_store.database.close()


ODD_BALLOTS = [
    {"option": "rule", "mark": "2222"},
    {"option": "gone", "mark": "2222"},
    {"option": "rule", "mark": 2222},
    {"mark": "2222"},
    {"option": ["rule"], "mark": "2222"},
    "rule",
]


@pytest.mark.parametrize("value", ODD_BALLOTS)
def test_a_ballot_counts_exactly_when_it_is_one_for_all_who_read_answers(kept, value):
    kept.begin_vote(SESSION, "governance", "who", ["rule", "leader"])
    kept.keep("ada", [one(value, ("governance", "vote", "who/1"))])
    assert kept.vote(SESSION) == ("first", 1 if ballot(value) else 0)


def test_what_is_private_reaches_nobody_even_if_somebody_sends_it(kept):
    places = [("report", "choice", "name"), ("class_board", "hidden", "x"), ("governance", "compare", "worked")]
    kept.keep("ada", [one("secret", place) for place in places])
    kept.keep("ada", [one("open")])
    assert values(kept) == ['"open"']


def test_a_try_that_is_sent_again_is_kept_once(kept):
    sent = one()
    for _ in range(3):
        kept.keep("ada", [sent])
    assert values(kept) == ['"Nobody."']


def test_of_one_id_the_later_words_stay_in_whichever_order_they_come(kept):
    early, late = one("Nob", id_="1" * 32), one("Nobody.", id_="1" * 32, minutes=1)
    kept.keep("ada", [late])
    kept.keep("ada", [early])
    assert values(kept) == ['"Nobody."']


def test_two_learners_with_one_id_do_not_touch_each_other(kept):
    kept.keep("ada", [one("Ada's", id_="1" * 32)])
    kept.keep("ben", [one("Ben's", id_="1" * 32, minutes=1)])
    assert [try_["value"] for name in ("ada", "ben") for try_ in map(as_json, kept.own(name))] == ["Ada's", "Ben's"]


def as_json(row: dict) -> dict:
    import json

    return {**row, "value": json.loads(bytes(row["value"]))}


def test_a_learner_reads_only_their_own(kept):
    kept.keep("ada", [one("Ada's")])
    assert kept.own("ben") == []


def test_news_are_what_came_since(kept):
    kept.keep("ada", [one("first")])
    before = kept.news()
    kept.keep("ben", [one("second")])
    after = kept.news(before.last, before.epoch)
    assert [bytes(heard.value) for heard in after.tries] == [b'"second"']
    assert kept.news(after.last, after.epoch).tries == []


def test_news_come_in_pages(kept, monkeypatch):
    monkeypatch.setattr(store, "PAGE", 2)
    kept.keep("ada", [one(str(number)) for number in range(5)])
    page = kept.news()
    seen = [len(page.tries)]
    while page.more:
        page = kept.news(page.last, page.epoch)
        seen.append(len(page.tries))
    assert seen == [2, 2, 1]


def test_the_class_has_no_names(kept):
    kept.keep("zoë", [one()])
    (heard,) = kept.news().tries
    assert kept.names() == {heard.learner: "zoë"}
    assert "zoë" not in str(heard)


def test_writers_at_once_lose_and_double_nothing_and_readers_miss_nothing(kept):
    seen, done = set(), []

    def write(name: str) -> None:
        for number in range(40):
            kept.keep(name, [one(f"{name} {number}"), one(f"{name} {number} again")])
        done.append(name)

    writers = [Thread(target=write, args=(f"learner{number}",)) for number in range(6)]
    for writer in writers:
        writer.start()
    last, epoch = 0, ""
    while len(done) < 6 or (page := kept.news(last, epoch)).tries:
        page = kept.news(last, epoch)
        seen |= {heard.id for heard in page.tries}
        last, epoch = page.last, page.epoch
    for writer in writers:
        writer.join()
    assert len(seen) == 6 * 40 * 2


def test_who_is_forgotten_is_gone_and_a_reader_begins_anew(kept):
    kept.keep("ada", [one("Ada's")])
    kept.keep("ben", [one("Ben's")])
    before = kept.news()
    assert kept.forget("ada") == 1
    after = kept.news(before.last, before.epoch)
    assert after.epoch != before.epoch and [bytes(heard.value) for heard in after.tries] == [b'"Ben\'s"']
    assert kept.own("ada") == [] and "ada" not in kept.names().values()
    assert kept.forget("ada") == 0


def test_the_end_of_a_course_deletes_all(kept):
    kept.keep("ada", [one(), vote(1, "yes", "AAAA")])
    kept.begin_vote(SESSION, "governance", "who", ["yes", "no"])
    kept.move_vote(SESSION, "discuss")
    assert kept.delete() == 2
    assert kept.news().tries == [] and kept.names() == {}
    with pytest.raises(NoSuchVoteError):
        kept.vote(SESSION)


def test_what_a_learner_keeps_back_no_teacher_reads(kept):
    kept.keep("ada", [one("secret"), one("aloud", ("governance", "discuss", "other"))])
    before = kept.news()
    kept.keep("ada", [one(["governance/discuss/who_decides"], ("report", "choice", "left_out"))])
    kept.keep("ada", [one(["governance/discuss/other"], ("report", "choice", "not_aloud"), minutes=1)])
    after = kept.news(before.last, before.epoch)
    assert [(bytes(heard.value), heard.aloud) for heard in after.tries] == [(b'"aloud"', False)]
    assert len(kept.own("ada")) == 4


def test_votes_are_in_no_news(kept):
    kept.keep("ada", [vote(1, "yes", "AAAA"), one("because", ("governance", "vote", "who/reason/1"))])
    assert kept.news().tries == []


def test_a_vote_shows_its_size_and_then_both_rounds(kept):
    kept.begin_vote(SESSION, "governance", "who", ["yes", "no"])
    kept.keep("ada", [vote(1, "yes", "AAAA"), one("because", ("governance", "vote", "who/reason/1"))])
    kept.keep("ben", [vote(1, "no", "BBBB"), vote(1, "yes", "BBBB", minutes=1)])
    kept.keep("cy", [vote(1, "no such stance", "CCCC"), vote(1, "yes", "no mark")])
    assert kept.vote(SESSION) == ("first", 2)
    assert kept.move_vote(SESSION, "discuss") == ("discuss", 2)
    kept.keep("ada", [vote(1, "no", "AAAA", minutes=5)])  # too late
    assert kept.move_vote(SESSION, "second") == ("second", 0)
    kept.keep("ada", [vote(2, "no", "AAAA", minutes=6)])
    assert kept.move_vote(SESSION, "result") == ("result", 1)
    result = kept.result(SESSION)
    assert (result["first"], result["second"]) == ({"AAAA": "yes", "BBBB": "yes"}, {"AAAA": "no"})
    assert result["reasons"] == [{"who": "AAAA/1", "stance": "yes", "words": "because"}]


@pytest.mark.parametrize("reached", [[], ["discuss"], ["discuss", "second"]])
def test_no_round_is_shown_before_both_are_closed(kept, reached):
    kept.begin_vote(SESSION, "governance", "who", ["yes", "no"])
    for phase in reached:
        kept.move_vote(SESSION, phase)
    with pytest.raises(OutOfTurnError):
        kept.result(SESSION)


def test_phases_come_in_order_and_a_phase_asked_for_twice_is_reached_once(kept):
    kept.begin_vote(SESSION, "governance", "who", ["yes", "no"])
    with pytest.raises(OutOfTurnError):
        kept.move_vote(SESSION, "result")
    assert kept.move_vote(SESSION, "discuss") == kept.move_vote(SESSION, "discuss") == ("discuss", 0)
    with pytest.raises(OutOfTurnError):
        kept.move_vote(SESSION, "first")


def test_two_learners_with_the_same_mark_are_both_counted_and_neither_is_named_by_it(kept):
    kept.begin_vote(SESSION, "governance", "who", ["yes", "no"])
    for name, stance in (("ada", "yes"), ("ben", "no")):
        kept.keep(name, [one("Nobody."), vote(1, stance, "AAAA")])
    sizes = [kept.move_vote(SESSION, phase)[1] for phase in ("discuss", "second", "result")]
    first = kept.result(SESSION)["first"]
    assert sizes == [2, 0, 0] and sorted(first.values()) == ["no", "yes"]
    assert not any(learner[:4] in mark for mark in first for learner in kept.names())


def test_words_that_no_database_takes_close_a_round_all_the_same(kept):
    kept.begin_vote(SESSION, "governance", "who", ["yes", "no"])
    kept.keep("ada", [vote(1, "yes", "AAAA"), one("be\0cause \ud83d", ("governance", "vote", "who/reason/1"))])
    for phase in ("discuss", "second", "result"):
        kept.move_vote(SESSION, phase)
    assert [one["words"] for one in kept.result(SESSION)["reasons"]] == ["because ?"]


def test_who_is_forgotten_leaves_the_count_of_a_closed_round_and_no_trace(kept):
    kept.begin_vote(SESSION, "governance", "who", ["yes", "no"])
    kept.keep("ada", [vote(1, "yes", "AAAA")])
    kept.move_vote(SESSION, "discuss")
    kept.forget("ada")
    assert kept.vote(SESSION) == ("discuss", 1)


def test_a_reader_does_not_wait_for_a_writer(kept):
    kept.keep("ada", [one("before")])
    with kept.database.writing() as connection:
        connection.execute(text("UPDATE state SET last = last + 1"))
        assert values(kept) == ['"before"']


def test_an_older_database_is_brought_up_to_date_with_what_is_in_it(url, monkeypatch):
    monkeypatch.setattr(database, "FORMS", FORMS[:1])
    monkeypatch.setattr(database, "NEWEST", 1)
    old = Database(url)
    with old.writing() as connection:
        connection.execute(text("INSERT INTO learners VALUES ('ada', 'abc')"))
        row = "INSERT INTO tries VALUES ('abc', 'x', 'governance', 'discuss', 'who', '1', '2026', 1)"
        connection.execute(text(row))
    old.close()
    monkeypatch.undo()
    newer = Store(url)
    assert newer.form() == NEWEST and values(newer) == ["1"]
    newer.database.close()


def test_a_newer_database_is_left_alone(url):
    kept = Store(url)
    with kept.database.writing() as connection:
        connection.execute(text(f"UPDATE kit_form SET number = {NEWEST + 1}"))
    kept.database.close()
    with pytest.raises(HubError, match="use the newer kit"):
        Store(url).form()


def test_a_form_that_could_not_be_finished_does_not_stay(url, monkeypatch):
    monkeypatch.setattr(database, "FORMS", (*FORMS[:1], ("CREATE TABLE half (one TEXT)", "NO SUCH WORDS")))
    with pytest.raises(UnavailableError):
        Store(url).form()
    monkeypatch.undo()
    assert Store(url).form() == NEWEST


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("mysql://a:secret@b/c", "not in mysql"),
        ("no url", "must be such as"),
        ("sqlite:///class.sqlite3", "whole path"),
        ("sqlite://", "whole path"),
    ],
)
def test_a_database_that_cannot_be_used_is_refused_in_a_sentence_without_its_password(bad, words):
    with pytest.raises(HubError, match=words) as refused:
        Store(bad)
    assert "secret" not in str(refused.value)


def test_sqlite_is_refused_on_a_network_drive(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "on_shared_drive", lambda file: file == tmp_path / "class.sqlite3")
    with pytest.raises(HubError, match="network drive"):
        Store(f"sqlite:///{tmp_path}/class.sqlite3")


def test_sqlite_writes_ahead_and_waits_for_a_minute(tmp_path: Path):
    kept = Store(f"sqlite:///{tmp_path}/class.sqlite3")
    with kept.database.reading() as connection:
        found = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "busy_timeout")]
    assert found == ["wal", 60_000]


def test_a_database_that_is_away_is_said_to_be_and_comes_back(postgres):
    from tests.hub.conftest import emptied

    kept = Store(emptied(postgres.url))
    kept.keep("ada", [one()])
    postgres.stop()
    with pytest.raises(UnavailableError):
        kept.keep("ada", [one()])
    postgres.start()
    kept.keep("ada", [one()])
    assert len(values(kept)) == 2
    kept.database.close()
