"""Whatever a curious teacher asks of the service, in whatever order: no first vote shows before its vote is over."""

import json
import random
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

import msgspec
import pytest

from kit.answers.ballot_code import new_mark
from kit.base.errors import HubError
from kit.classroom.server.commands import export
from kit.classroom.server.database import Sent
from kit.classroom.server.store import Store
from kit.classroom.server.votes import OutOfTurnError

QUESTION = ("governance", "who", ["yes", "no"])
SESSIONS = ONE, OTHER = "a" * 32, "b" * 32
PHASES = ("discuss", "second", "result")
_minutes = count()


def voted(a_round: int, stance: str, mark: str) -> list[Sent]:
    """A vote and the reason for it, which is as telling."""
    time = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=next(_minutes))
    said = {f"who/{a_round}": {"option": stance, "mark": mark}, f"who/reason/{a_round}": f"reason of {mark}"}
    return [Sent(uuid4().hex, "governance", "vote", item, value, time) for item, value in said.items()]


def through(kept: Store, session: str, *phases: str) -> None:
    kept.begin_vote(session, *QUESTION)
    for phase in phases:
        kept.move_vote(session, phase)


@pytest.fixture
def kept(url):
    one_store = Store(url)
    yield one_store
    one_store.database.close()


@pytest.mark.parametrize("reached", [(), PHASES[:1], PHASES[:2]])
def test_a_second_vote_on_a_question_waits_until_the_first_is_over(kept, reached):
    kept.keep("ada", voted(1, "yes", "AAAA"))
    through(kept, ONE, *reached)
    with pytest.raises(OutOfTurnError, match="not finished"):
        kept.begin_vote(OTHER, *QUESTION)
    with pytest.raises(HubError):
        kept.vote(OTHER)


@pytest.mark.parametrize("stances", [["yes", "no"], ["yes", "x"], ["who/1", "who/2"]])
def test_another_order_or_choice_of_stances_is_the_same_question(kept, stances):
    through(kept, ONE)
    with pytest.raises(OutOfTurnError):
        kept.begin_vote(OTHER, "governance", "who", stances)


def test_a_question_on_another_lesson_can_be_voted_on_meanwhile(kept):
    through(kept, ONE)
    kept.begin_vote(OTHER, "value_logic", "who", ["yes", "no"])
    assert kept.vote(OTHER) == ("first", 0)


@pytest.mark.parametrize("stances", [["yes", "x"], ["x", "y"], ["no", "yes"]])
def test_no_number_says_how_many_stand_where(kept, stances):
    for name, stance, mark in (("ada", "yes", "AAAA"), ("ben", "no", "BBBB"), ("cy", "no", "CCCC")):
        kept.keep(name, voted(1, stance, mark))
    kept.begin_vote(ONE, "governance", "who", stances)
    assert [kept.vote(ONE)[1], kept.move_vote(ONE, "discuss")[1]] == [3, 3]


def test_a_vote_counts_in_one_session_alone_and_the_next_begins_with_none(kept):
    kept.keep("ada", voted(1, "yes", "AAAA"))
    through(kept, ONE, *PHASES)
    kept.keep("ben", voted(1, "no", "BBBB"))
    through(kept, OTHER)
    assert kept.vote(OTHER) == ("first", 1)
    through(kept, OTHER, *PHASES)
    assert [set(kept.result(session)["first"]) for session in SESSIONS] == [{"AAAA"}, {"BBBB"}]


def test_who_came_too_late_for_a_round_shows_in_no_later_vote(kept):
    through(kept, ONE, "discuss")
    kept.keep("ada", voted(1, "yes", "AAAA"))
    through(kept, ONE, *PHASES[1:])
    through(kept, OTHER, *PHASES)
    assert kept.result(ONE)["first"] == kept.result(OTHER)["first"] == {}


@pytest.mark.parametrize("reached", [(), PHASES[:1], PHASES[:2]])
def test_a_vote_that_is_given_up_shows_nothing_ever(kept, reached):
    kept.keep("ada", voted(1, "yes", "AAAA"))
    through(kept, ONE, *reached)
    assert (kept.give_up_votes(), kept.give_up_votes()) == (1, 0)
    for ask in (kept.vote, kept.result, lambda session: kept.move_vote(session, "second")):
        with pytest.raises(OutOfTurnError, match="given up"):
            ask(ONE)
    through(kept, ONE)  # what is over does not begin anew
    through(kept, OTHER, *PHASES)
    assert kept.result(OTHER)["first"] == {}


def test_a_finished_vote_cannot_be_given_up_or_opened_again(kept):
    kept.keep("ada", voted(1, "yes", "AAAA"))
    through(kept, ONE, *PHASES)
    assert kept.give_up_votes() == 0
    through(kept, ONE)
    for phase in PHASES[:2]:
        with pytest.raises(OutOfTurnError):
            kept.move_vote(ONE, phase)
    assert kept.result(ONE)["first"] == {"AAAA": "yes"}


def test_who_is_forgotten_during_a_vote_shows_in_no_other(kept):
    kept.keep("ada", voted(1, "yes", "AAAA"))
    through(kept, ONE, "discuss")
    kept.forget("ada")
    kept.give_up_votes()
    through(kept, OTHER, *PHASES)
    assert kept.result(OTHER)["first"] == {}


CHECK = ("governance", "ask/fewest_messages", ["a", "b"])


def test_a_question_with_a_key_says_how_many_are_right_once_the_first_vote_is_closed(kept):
    time = datetime(2026, 3, 2, tzinfo=UTC)
    for number, stance in enumerate("abbxa"):
        value = {"option": stance, "mark": f"AAA{'ABCDE'[number]}"}
        kept.keep(f"learner{number}", [Sent(uuid4().hex, "governance", "vote", f"{CHECK[1]}/1", value, time)])
    kept.begin_vote(ONE, *CHECK, solution="b")
    with pytest.raises(OutOfTurnError):
        kept.share(ONE)
    kept.begin_vote(ONE, *CHECK, solution="a")  # what has begun keeps its key
    kept.move_vote(ONE, "discuss")
    assert kept.share(ONE) == {"right": 2, "of": 5}
    kept.give_up_votes()
    with pytest.raises(OutOfTurnError):
        kept.share(ONE)


class Class:
    """A store, whoever votes and whoever asks; what has been heard is looked at after each request."""

    def __init__(self, kept: Store, folder, seed: int) -> None:
        self.kept, self.folder, self.chance = kept, folder, random.Random(seed)
        self.running: str | None = None  # the one session that is open, as the rule says, not as the store says
        self.begun: set[str] = set()
        self.phase: dict[str, str] = {}
        self.cast: dict[str, str | None] = {}  # mark -> the session in which it may show
        self.shown: dict[str, str] = {}
        self.screened: dict[tuple[str, str], set[str]] = {}

    def learner_votes(self) -> str:
        mark = f"Z{new_mark()[1:]}"  # one of digits alone would stand in random ids, too
        self.cast[mark] = self.running
        self.kept.keep(f"learner{self.chance.randrange(4)}", voted(self.chance.choice((1, 2)), "yes", mark))
        return ""

    def begin(self) -> str:
        session = self.chance.choice(SESSIONS)
        self.kept.begin_vote(session, *QUESTION, solution=self.chance.choice(("", "yes")))
        if session not in self.begun:
            assert self.running is None, "two votes on one question"
            self.running, self.phase[session] = session, "first"
            self.begun.add(session)
            # what came between two votes is for the next; what came before an end is for none that begins after it
            self.cast = {mark: session if place is None else place for mark, place in self.cast.items()}
        return str(self.kept.vote(session))

    def move(self) -> str:
        session, phase = self.chance.choice(SESSIONS), self.chance.choice(PHASES)
        told = str(self.kept.move_vote(session, phase))
        self.phase[session] = phase
        self.running = None if phase == "result" and session == self.running else self.running
        return told

    def result(self) -> str:
        session = self.chance.choice(SESSIONS)
        found = json.dumps(self.kept.result(session))
        assert self.phase[session] == "result"
        for mark, place in self.cast.items():
            if mark in found:
                assert place == session and self.shown.setdefault(mark, session) == session, "shown where it is not of"
        return ""

    def pair(self) -> str:
        return str(self.kept.pair(self.chance.choice(SESSIONS)))

    def screen(self) -> str:
        """Look at, hide and show reasons: one a stance may show between the votes, and two more where one is hidden."""
        session = self.chance.choice(SESSIONS)
        found = self.kept.reasons(session)["reasons"]
        assert self.phase[session] in ("discuss", "second")
        for stance, words in found.items():
            self.screened.setdefault((session, stance), set()).add(words)
            if self.chance.random() < 0.5:
                self.kept.reasons(session, (stance, words), show=True)
        assert all(len(words) <= 2 for words in self.screened.values())
        return ""

    def share(self) -> str:
        """Ask how many are right, as if the question had a key: how many stand there must not be told."""
        raise AssertionError(self.kept.share(self.chance.choice(SESSIONS)))

    def look(self) -> str:
        return str(msgspec.json.encode(self.kept.news())) + str(self.kept.names())

    def size(self) -> str:
        return str(self.kept.vote(self.chance.choice(SESSIONS)))

    def export(self) -> str:
        return "".join(path.read_text("utf-8-sig") for path in export(self.kept, self.folder))

    def forget(self) -> str:
        return str(self.kept.forget(f"learner{self.chance.randrange(4)}"))

    def give_up(self) -> str:
        self.kept.give_up_votes()
        self.running = None
        return ""

    def go(self, requests: int) -> None:
        asked = [self.learner_votes] * 5 + [self.begin] * 3 + [self.move] * 6 + [self.result] * 4
        asked += [self.pair, self.screen, self.share, self.look, self.size, self.export, self.forget, self.give_up]
        for _ in range(requests):
            try:
                told = self.chance.choice(asked)()
            except HubError as refused:
                told = str(refused)
            assert not [mark for mark in self.cast if mark in told]


@pytest.mark.parametrize("seed", range(12))
def test_in_whatever_order_it_asks_no_vote_shows_but_in_its_own_result(kept, tmp_path, seed):
    Class(kept, tmp_path / "out", seed).go(100)
