"""The ballot box: a closed round stays as it is, whoever asks, and shows nothing before both are closed."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from kit.answers.ballot import Reason, own_motion
from kit.base.errors import VoteError
from kit.classroom.vote.ballot_box import FILE, HEARD, BallotBox

A, B = "stance_1", "stance_2"
MOTION = own_motion("Should we?", ["Yes", "No"], ordered=True)


sqlite_only = pytest.mark.parametrize("back_end", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True, params=["sqlite", "lines"])
def back_end(request, monkeypatch) -> str:
    """What the votes are kept in: every test is of both, unless it says that it is of one."""
    monkeypatch.setenv("KIT_JOURNAL", request.param)
    return request.param


@pytest.fixture
def box(tmp_path) -> BallotBox:
    return BallotBox(tmp_path)


@pytest.fixture
def id_(box) -> str:
    """A vote whose first round has two votes for A and is closed."""
    session = box.begin(MOTION).id
    box.put(session, 1, {"2222": A, "3333": A})
    box.close_first(session)
    return session


def finish(box: BallotBox, id_: str) -> None:
    box.open_second(id_)
    box.put(id_, 2, {"2222": B})
    box.close_second(id_)


def test_a_vote_goes_from_first_to_talk_to_second_to_result(box, id_):
    assert box.session(id_).phase == "discuss"
    box.open_second(id_)
    assert box.session(id_).phase == "second"
    box.count_hands(id_, 2, {A: 1, B: 0})
    box.close_second(id_)
    assert box.session(id_).phase == "result"
    assert (dict(box.record(id_).first.ballots), dict(box.record(id_).second.hands)) == ({"2222": A, "3333": A}, {A: 1})


def test_while_a_round_is_open_a_later_ballot_gives_way_to_none_but_its_own_mark(box):
    session = box.begin(MOTION).id
    box.put(session, 1, {"2222": A, "3333": A})
    box.put(session, 1, {"2222": B})
    box.count_hands(session, 1, {A: 5, B: 1})
    box.count_hands(session, 1, {A: 1, B: 1})
    assert box.size(session, 1) == 4
    box.close_first(session)
    finish(box, session)
    assert dict(box.record(session).first.ballots) == {"2222": B, "3333": A}


def test_a_closed_round_takes_nothing_more(box, id_):
    for put in (
        lambda: box.put(id_, 1, {"4444": B}),
        lambda: box.put(id_, 1, {"2222": B}),
        lambda: box.count_hands(id_, 1, {B: 9}),
        lambda: box.close_first(id_),
    ):
        with pytest.raises(VoteError, match=r"closed|already"):
            put()
    assert box.size(id_, 1) == 2


def test_nothing_is_taken_out_of_turn(box):
    session = box.begin(MOTION).id
    for early in (
        lambda: box.put(session, 2, {"2222": A}),
        lambda: box.open_second(session),
        lambda: box.close_first(session),  # no vote is in
        lambda: box.close_second(session),
    ):
        with pytest.raises(VoteError):
            early()
    assert box.session(session).phase == "first"


def test_what_was_voted_comes_out_only_when_both_rounds_are_closed(box, id_):
    with pytest.raises(VoteError, match="shown together"):
        box.record(id_)
    box.open_second(id_)
    box.put(id_, 2, {"2222": A})
    with pytest.raises(VoteError, match="shown together"):
        box.record(id_)
    box.close_second(id_)
    assert box.record(id_).second.size == 1


@sqlite_only
@pytest.mark.parametrize("statement", [
    "UPDATE ballots SET stance = 'stance_2'",
    "DELETE FROM ballots",
    "DELETE FROM ballots WHERE round = 1",
    "INSERT INTO ballots VALUES ('{id}', 1, '9999', 'stance_2')",
    "INSERT OR REPLACE INTO ballots VALUES ('{id}', 1, '2222', 'stance_2')",
    "REPLACE INTO hands VALUES ('{id}', 1, 'stance_2', 30)",
    "UPDATE hands SET count = 30",
    "DELETE FROM stages",
    "UPDATE stages SET stage = 'second closed'",
    "INSERT OR REPLACE INTO stages VALUES ('{id}', 'first closed', 'later')",
    "INSERT INTO stages VALUES ('{id}', 'reopened', 'later')",
    "INSERT OR REPLACE INTO sessions VALUES ('{id}', '{{}}', 'later')",
    "UPDATE sessions SET motion = '{{}}'",
    "DELETE FROM sessions",
])  # fmt: skip
def test_the_file_itself_refuses_to_change_a_finished_vote(box, id_, statement):
    box.open_second(id_)
    box.put(id_, 2, {"2222": B})
    box.count_hands(id_, 2, {B: 1})
    box.close_second(id_)
    before = box.record(id_)
    with closing(sqlite3.connect(box.file)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement.format(id=id_))
    assert box.record(id_) == before


def test_a_new_vote_on_the_same_question_is_a_session_of_its_own(box, id_):
    finish(box, id_)
    other = box.begin(MOTION)
    box.put(other.id, 1, {"2222": B})
    assert [session.id for session in box.sessions()] == [other.id, id_]
    assert [session.phase for session in box.sessions()] == ["first", "result"]
    assert dict(box.record(id_).first.ballots) == {"2222": A, "3333": A}


def test_another_kernel_finds_the_vote_where_it_was_left_and_cannot_change_it_either(box, id_):
    work = (
        "import sys; from pathlib import Path; from kit.classroom.vote.ballot_box import BallotBox\n"
        "from kit.base.errors import VoteError\n"
        f"box = BallotBox(Path({str(box.file.parent)!r})); print(box.session({id_!r}).phase)\n"
        "for work in (lambda: box.put(%r, 1, {'5555': 'stance_2'}), lambda: box.close_first(%r)):\n"
        "    try: work(); print('changed')\n"
        "    except VoteError as problem: print('refused')\n" % (id_, id_)
    )
    done = subprocess.run([sys.executable, "-c", work], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["discuss", "refused", "refused"]


@sqlite_only
def test_of_two_kernels_that_close_and_vote_at_once_one_comes_first_and_the_record_is_one(box, tmp_path):
    session = box.begin(MOTION).id
    box.put(session, 1, {"2222": A})
    work = (
        "import sys; from pathlib import Path; from kit.classroom.vote.ballot_box import BallotBox\n"
        "from kit.base.errors import VoteError\n"
        f"box, taken, closed = BallotBox(Path({str(tmp_path)!r})), 0, 0\n"
        "for number in range(60):\n"
        "    try:\n"
        f"        if number == 30: box.close_first({session!r}); closed = 1\n"
        f"        box.put({session!r}, 1, {{sys.argv[1] + f'{{number:03}}': 'stance_1'}}); taken += 1\n"
        "    except VoteError: pass\n"
        "print(taken, closed)\n"
    )
    kernels = [subprocess.Popen([sys.executable, "-c", work, one], stdout=-1, text=True) for one in "XY"]
    said = [[int(word) for word in kernel.communicate(timeout=60)[0].split()] for kernel in kernels]
    assert sum(closed for _, closed in said) == 1
    assert box.size(session, 1) == 1 + sum(taken for taken, _ in said)


def test_reasons_may_be_written_until_the_second_vote_is_closed(box, id_):
    box.hear(id_, A, "first thought")
    box.hear(id_, A, "better thought")
    assert box.heard(id_) == {A: "better thought"}
    finish(box, id_)
    with pytest.raises(VoteError, match="closed"):
        box.hear(id_, A, "afterthought")
    assert box.record(id_).reasons == (Reason(HEARD, A, "better thought"),)


@pytest.mark.parametrize("work", [
    lambda box, id_: box.put(id_, 2, {"2222": "stance_9"}),
    lambda box, id_: box.count_hands(id_, 2, {"stance_9": 1}),
    lambda box, id_: box.count_hands(id_, 2, {A: -1}),
    lambda box, id_: box.put(id_, 3, {"2222": A}),
    lambda box, id_: box.put("nobody", 1, {"2222": A}),
    lambda box, id_: box.session("nobody"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(box, id_, work):
    box.open_second(id_)
    with pytest.raises(VoteError, match=r"\.$"):
        work(box, id_)
    assert box.size(id_, 2) == 0


@sqlite_only
def test_a_broken_file_is_named_and_left_alone(box):
    box.file.write_bytes(b"not a database" * 100)
    with pytest.raises(VoteError, match=FILE):
        box.sessions()
    assert box.file.read_bytes().startswith(b"not a database")
