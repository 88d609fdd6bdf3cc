"""The teacher's board and votes over the service, as they are over files."""

import time

import pytest

from kit import load_board
from kit.answers.ballot import own_motion
from kit.answers.class_link import Link
from kit.answers.journal import Journal
from kit.answers.sender import Sender
from kit.base.errors import VoteError
from kit.classroom.inbox.live_class import HERE, WholeClass
from kit.classroom.server.store import Store
from kit.classroom.vote.ballot_box import BallotBox, open_box
from kit.classroom.vote.served_box import ServedBox
from tests.hub.servers import ask, free_port
from tests.voting import motion

MOTION = motion()


@pytest.fixture
def clean(hub):
    Store(f"sqlite:///{hub.folder}/class.sqlite3").delete()


@pytest.fixture
def teacher(hub, clean, monkeypatch):
    token = hub.token("teacher")
    monkeypatch.setenv("KIT_CLASS", hub.service)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", token)
    return Link(hub.service, token)


@pytest.fixture
def ada(hub, tmp_path):
    return Working(hub, tmp_path, "ada")


@pytest.fixture
def ben(hub, tmp_path):
    return Working(hub, tmp_path, "ben")


class Working:
    """A learner whose answers go to the class at once."""

    def __init__(self, hub, folder, name) -> None:
        self.journal = Journal(folder / name)
        self.sender = Sender(self.journal, Link(hub.service, hub.token(name)))

    def answer(self, step, item, value) -> None:
        self.journal.save("governance", step, item, value)
        self.sender.send_all()

    def vote(self, a_round, stance, mark) -> None:
        self.answer("vote", f"{MOTION.id}/{a_round}", {"option": stance, "mark": mark})


def test_the_board_shows_the_class_without_a_folder(teacher, ada, ben):
    ada.answer("discuss", "who_decides", "Nobody.")
    board = load_board()
    assert board.folder_name == HERE and len(board.seen.hand_ins) == 1
    ben.answer("discuss", "who_decides", "All of us.")
    board.look()
    assert sorted(one.answers[0].value for one in board.seen.hand_ins) == ["All of us.", "Nobody."]
    assert not {"ada", "ben"} & set(board.names.values())


def test_a_look_at_a_class_that_is_quiet_changes_nothing(teacher, ada):
    ada.answer("discuss", "who_decides", "Nobody.")
    reader = WholeClass(teacher)
    seen = reader.read()
    assert reader.read(seen) is seen


def test_who_has_left_the_class_is_gone_from_the_board(hub, teacher, ada, ben):
    ada.answer("discuss", "who_decides", "Nobody.")
    ben.answer("discuss", "who_decides", "All of us.")
    reader = WholeClass(teacher)
    seen = reader.read()
    Store(f"sqlite:///{hub.folder}/class.sqlite3").forget("ada")
    assert [one.name for one in reader.read(seen).hand_ins] == ["ben"]


def test_a_board_without_its_server_keeps_what_it_has_and_says_so(teacher, ada):
    ada.answer("discuss", "who_decides", "Nobody.")
    reader = WholeClass(teacher)
    seen = reader.read()
    reader._link = Link(f"http://127.0.0.1:{free_port()}/", "any")
    away = reader.read(seen)
    assert "cannot be reached" in away.trouble and away.hand_ins == seen.hand_ins
    assert reader.read(away) is away
    reader._link = teacher
    assert reader.read(away).trouble == ""


def test_a_class_votes_talks_and_votes_again(teacher, ada, ben):
    box = ServedBox(open_box(), teacher)
    session = box.begin(MOTION)
    first, second = MOTION.ids[:2]
    ada.vote(1, first, "AAAA")
    began = time.monotonic()
    ben.vote(1, first, "BBBB")
    assert box.size(session.id, 1) == 2
    assert time.monotonic() - began < 2
    box.put(session.id, 1, {"CCCC": second})  # a code from somebody without a computer
    box.close_first(session.id)
    ada.vote(1, second, "AAAA")
    box.open_second(session.id)
    assert box.size(session.id, 2) == 0
    ada.vote(2, second, "AAAA")
    with pytest.raises(VoteError, match="together"):
        box.record(session.id)
    box.close_second(session.id)
    record = box.record(session.id)
    assert record.first.ballots == {"AAAA": first, "BBBB": first, "CCCC": second}
    assert record.second.ballots == {"AAAA": second}


def test_an_empty_round_is_not_closed(teacher):
    box = ServedBox(open_box(), teacher)
    session = box.begin(MOTION)
    with pytest.raises(VoteError, match="No vote is in yet"):
        box.close_first(session.id)
    assert box.session(session.id).phase == "first"


def test_a_question_of_the_teachers_own_is_voted_by_hand_alone(teacher):
    box = ServedBox(open_box(), teacher)
    session = box.begin(own_motion("Tea?", ["yes", "no"], ordered=False))
    box.count_hands(session.id, 1, {"stance_1": 3})
    assert box.size(session.id, 1) == 3


def test_without_its_server_a_vote_stays_where_it_is(teacher, tmp_path):
    session = ServedBox(BallotBox(tmp_path), teacher).begin(MOTION)
    box = ServedBox(BallotBox(tmp_path), Link(f"http://127.0.0.1:{free_port()}/", "any"))
    for work in (lambda: box.size(session.id, 1), lambda: box.close_first(session.id), lambda: box.begin(MOTION)):
        with pytest.raises(VoteError, match="cannot be reached"):
            work()
    assert [one.phase for one in box.sessions()] == ["first"]


def test_a_question_is_not_begun_again_before_its_vote_is_over(hub, teacher, ada):
    box = ServedBox(open_box(), teacher)
    session = box.begin(MOTION)
    ada.vote(1, MOTION.ids[0], "AAAA")
    with pytest.raises(VoteError, match="under 'Begun before'"):
        box.begin(MOTION)
    assert [one.id for one in box.sessions()] == [session.id]
    Store(f"sqlite:///{hub.folder}/class.sqlite3").give_up_votes()
    with pytest.raises(VoteError, match="given up"):
        box.size(session.id, 1)
    assert box.size(box.begin(MOTION).id, 1) == 0


def test_no_first_vote_is_in_what_the_board_was_given(hub, teacher, ada):
    ada.vote(1, MOTION.ids[0], "AAAA")
    assert "AAAA" not in str(ask(f"{hub.service}class", teacher.token))
