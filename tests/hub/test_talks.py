"""Unlike pairs on a class's server: who sees what of whom, whoever leaves, and what stays when the vote is over."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

import msgspec
import pytest
from sqlalchemy import text

from kit.answers.ballot_code import ALPHABET
from kit.answers.keys import LINE
from kit.base.errors import HubError
from kit.classroom.server.database import Sent
from kit.classroom.server.store import Store
from kit.classroom.server.votes import NoSuchVoteError, OutOfTurnError

SESSION = "a" * 32
IDS = ["yes", "rather", "no"]
CLASS = {"ada": "yes", "ben": "no", "cy": "rather", "dee": "yes", "eve": "no", "flo": "rather"}
_minutes = count()


@pytest.fixture
def kept(url):
    one_store = Store(url)
    yield one_store
    one_store.database.close()


def says(kept: Store, name: str, item: str, value) -> None:
    time = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=next(_minutes))
    kept.keep(name, [Sent(uuid4().hex, "governance", "vote", f"who{item}", value, time)])


def mark_of(name: str) -> str:
    return 4 * ALPHABET[sum(map(ord, name)) % len(ALPHABET)]


def votes(kept: Store, name: str, stance: str, a_round: int = 1, reason: str = "") -> None:
    says(kept, name, f"/{a_round}", {"option": stance, "mark": mark_of(name)})
    if reason:
        says(kept, name, f"/reason/{a_round}", reason)


def talking(kept: Store, people: dict[str, str], ordered: bool = True) -> dict[str, dict]:
    """A class that has voted once and has pairs; what each one sees."""
    kept.begin_vote(SESSION, "governance", "who", IDS, ordered)
    for name, stance in people.items():
        votes(kept, name, stance, reason=f"because of {name}")
    kept.move_vote(SESSION, "discuss")
    kept.pair(SESSION)
    return views(kept, people)


def views(kept: Store, people) -> dict[str, dict]:
    return {name: kept.talk(name, "governance", "who") for name in people}


def partners(seen: dict[str, dict]) -> dict[str, list[str]]:
    by_seat = {view["seat"]: name for name, view in seen.items()}
    return {name: [by_seat.get(one["seat"], "?") for one in view["group"]] for name, view in seen.items()}


def test_everybody_has_a_partner_who_stands_elsewhere_and_sees_seat_and_stance_alone(kept):
    seen = talking(kept, CLASS)
    for name, (partner,) in partners(seen).items():
        assert CLASS[name] != CLASS[partner] and partners(seen)[partner] == [name]
        (one,) = seen[name]["group"]
        assert one == {"seat": seen[partner]["seat"], "stance": CLASS[partner], "plays": False}
    assert not any(f"'{name}'" in str(list(seen.values())) for name in CLASS)


def test_the_names_are_not_those_of_the_board(kept):
    from kit.classroom.inbox.names import pseudonyms

    seen = talking(kept, CLASS)
    on_the_board = set(pseudonyms(kept.names()).values())
    assert not on_the_board & {view["seat"] for view in seen.values()}


def test_an_odd_class_has_a_three_in_which_each_asks_another(kept):
    seen = talking(kept, {name: CLASS[name] for name in list(CLASS)[:5]})
    three = {name: view for name, view in seen.items() if len(view["group"]) == 2}
    assert len(three) == 3
    assert {view["ask"] for view in three.values()} == {view["seat"] for view in three.values()}


def test_where_nobody_differs_one_of_two_speaks_for_the_other_side(kept):
    seen = talking(kept, {"ada": "yes", "ben": "yes"})
    assert sorted(view["plays"] for view in seen.values()) == ["", "no"]
    assert sorted(view["group"][0]["stance"] for view in seen.values()) == ["no", "yes"]


def test_one_alone_and_nobody_at_all_block_nothing(kept):
    assert talking(kept, {"ada": "yes"})["ada"]["group"] == []
    assert kept.talk("nobody", "governance", "who")["group"] == []
    assert kept.talk("ada", "no_such_lesson", "who")["phase"] == ""


def test_who_votes_late_gets_a_partner_when_pairs_are_made_again_and_the_others_keep_theirs(kept):
    people = {name: CLASS[name] for name in ("ada", "ben")}
    before = talking(kept, people)
    votes(kept, "cy", "rather")
    assert kept.talk("cy", "governance", "who")["group"] == []
    assert kept.pair(SESSION) == {"people": 3} == kept.pair(SESSION)
    assert len(kept.talk("cy", "governance", "who")["group"]) == 2
    assert kept.talk("ada", "governance", "who")["seat"] == before["ada"]["seat"]


def test_the_partner_of_whoever_is_forgotten_joins_others(kept):
    seen = talking(kept, CLASS)
    (left,) = partners(seen)["ada"]
    kept.forget("ada")
    now = partners(views(kept, [name for name in CLASS if name != "ada"]))
    assert len(now[left]) == 2 and "?" not in str(now)
    kept.forget(left)
    assert sorted(len(group) for group in partners(views(kept, set(CLASS) - {"ada", left})).values()) == [1, 1, 1, 1]


def test_who_has_a_partner_that_is_gone_joins_others_once_and_never_a_second_time(kept):
    seen = talking(kept, CLASS)
    (gone,) = partners(seen)["ada"]
    moved = kept.talk("ada", "governance", "who", moves_on=True)
    assert len(moved["group"]) == 2 and moved["moved"] and seen[gone]["seat"] not in str(moved["group"])
    again = kept.talk("ada", "governance", "who", moves_on=True)
    assert again["group"] == moved["group"]
    assert kept.talk(gone, "governance", "who")["group"] == []


def test_a_restatement_comes_to_the_partner_and_the_verdict_back_and_nobody_else_sees_them(kept):
    seen = talking(kept, CLASS)
    (partner,) = partners(seen)["ada"]
    mine, theirs = seen["ada"]["seat"], seen[partner]["seat"]
    says(kept, "ada", f"/restated/{theirs}", "You fear the leader who stays.")
    says(kept, partner, f"/verdict/{mine}", {"fair": False, "word": "rules", "of": "You fear the leader who stays."})
    heard = kept.talk(partner, "governance", "who")["said"][mine]
    assert heard["restated"] == "You fear the leader who stays."
    assert kept.talk("ada", "governance", "who")["said"][theirs]["verdict"]["word"] == "rules"
    others = [view for name, view in views(kept, CLASS).items() if name not in ("ada", partner)]
    assert "leader" not in str(others) and "leader" not in str(kept.news()) + str(kept.names())


@pytest.mark.parametrize("value", ["x" * 10_000, "", "  ", 7, None, ["a"], {"words": "a"}])
def test_what_is_no_line_does_not_come_to_the_partner(kept, value):
    seen = talking(kept, CLASS)
    (partner,) = partners(seen)["ada"]
    says(kept, "ada", f"/restated/{seen[partner]['seat']}", value)
    says(kept, "ada", f"/verdict/{seen[partner]['seat']}", value)
    assert kept.talk(partner, "governance", "who")["said"][seen["ada"]["seat"]] == {"restated": "", "verdict": None}


def test_a_line_to_a_seat_of_another_pair_or_to_none_is_heard_by_nobody(kept):
    seen = talking(kept, CLASS)
    (partner,) = partners(seen)["ada"]
    stranger = next(name for name in CLASS if name not in ("ada", partner))
    for seat in (seen[stranger]["seat"], "heron 1", "%", "' OR 1=1 --"):
        says(kept, "ada", f"/restated/{seat}", "Nosy words")
    assert "Nosy" not in str(views(kept, CLASS))


def test_the_same_send_twice_is_one_line_and_counts_once(kept):
    seen = talking(kept, CLASS)
    (partner,) = partners(seen)["ada"]
    time = datetime(2027, 1, 1, tzinfo=UTC)
    sent = Sent(uuid4().hex, "governance", "vote", f"who/restated/{seen[partner]['seat']}", "Once", time)
    kept.keep("ada", [sent, sent])
    kept.keep("ada", [sent])
    says(kept, partner, f"/verdict/{seen['ada']['seat']}", {"fair": True, "of": "Once"})
    kept.move_vote(SESSION, "second")
    kept.move_vote(SESSION, "result")
    assert kept.result(SESSION)["talk"] == {"people": 6, "said": 1, "fair": 1}


def test_fair_counts_only_for_the_words_that_were_judged(kept):
    seen = talking(kept, CLASS)
    (partner,) = partners(seen)["ada"]
    says(kept, "ada", f"/restated/{seen[partner]['seat']}", "First words")
    says(kept, partner, f"/verdict/{seen['ada']['seat']}", {"fair": True, "word": "", "of": "First words"})
    says(kept, "ada", f"/restated/{seen[partner]['seat']}", "Quite other words")
    kept.move_vote(SESSION, "second")
    kept.move_vote(SESSION, "result")
    assert kept.result(SESSION)["talk"] == {"people": 6, "said": 1, "fair": 0}


@pytest.mark.parametrize("over", ["result", "given up", "deleted"])
def test_when_the_vote_is_over_nobody_knows_who_talked_with_whom(kept, over):
    talking(kept, CLASS)
    if over == "result":
        kept.move_vote(SESSION, "second")
        kept.move_vote(SESSION, "result")
    elif over == "given up":
        kept.give_up_votes()
    else:
        kept.delete()
    with kept.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM talkers")).scalar() == 0
    assert kept.talk("ada", "governance", "who")["group"] == []


def test_what_a_learner_left_out_of_the_class_does_not_come_to_the_partner(kept):
    seen = talking(kept, CLASS)
    (partner,) = partners(seen)["ada"]
    item = f"who/restated/{seen[partner]['seat']}"
    says(kept, "ada", item.removeprefix("who"), "Private")
    time = datetime(2028, 1, 1, tzinfo=UTC)
    kept.keep("ada", [Sent(uuid4().hex, "report", "choice", "left_out", [f"governance/vote/{item}"], time)])
    assert "Private" not in str(kept.talk(partner, "governance", "who"))


def test_pairs_and_reasons_belong_between_the_two_votes(kept):
    with pytest.raises(NoSuchVoteError):
        kept.pair(SESSION)
    kept.begin_vote(SESSION, "governance", "who", IDS, True)
    votes(kept, "ada", "yes", reason="Mine")
    for work in (kept.pair, kept.reasons):
        with pytest.raises(OutOfTurnError, match="between the two votes"):
            work(SESSION)
    assert kept.talk("ada", "governance", "who") == {"phase": "first", "reasons": {}, "group": [], "said": {}}


def test_a_reason_shows_only_when_the_teacher_lets_it_and_what_was_hidden_stays_hidden(kept):
    people = {**CLASS, "gus": "yes"}
    talking(kept, people)
    assert kept.talk("ada", "governance", "who")["reasons"] == {}
    drawn = kept.reasons(SESSION)["reasons"]
    assert set(drawn) == set(IDS)
    after = kept.reasons(SESSION, hide=("yes", drawn["yes"]), show=True)
    assert after["shown"] and after["reasons"]["yes"] not in (drawn["yes"], "")
    assert kept.talk("ben", "governance", "who")["reasons"] == after["reasons"]
    last = kept.reasons(SESSION, hide=("yes", after["reasons"]["yes"]))
    assert "yes" not in last["reasons"], "who hides one after another would read the whole first vote"
    says(kept, "ben", "/thought", {"option": "yes", "words": drawn["yes"]})
    votes(kept, "ben", "yes", 2)
    kept.move_vote(SESSION, "second")
    kept.move_vote(SESSION, "result")
    result = kept.result(SESSION)
    assert drawn["yes"] not in str(result) and result["thoughts"] == {mark_of("ben"): ["yes", ""]}
    assert kept.talk("nobody", "governance", "who")["reasons"] == last["reasons"], "who was absent reads the same"


def test_only_a_reason_that_a_teacher_was_shown_can_be_hidden(kept):
    talking(kept, CLASS)
    kept.reasons(SESSION, hide=("yes", "Something else"))
    kept.reasons(SESSION, hide=("no such stance", "because of ada"))
    assert set(kept.reasons(SESSION)["reasons"]) == set(IDS)


class Curious:
    """A class in which anybody does anything; nobody ever sees more than partners' stances, and at most four."""

    def __init__(self, kept: Store, seed: int) -> None:
        self.kept, self.chance = kept, random.Random(seed)
        self.people = {f"learner{number}": self.chance.choice(IDS) for number in range(7)}
        self.heard: dict[str, set[str]] = {name: set() for name in self.people}
        self.there = set(self.people)
        talking(kept, self.people, ordered=bool(seed % 2))

    def look(self, name: str, moves_on: bool = False) -> None:
        seen = self.kept.talk(name, "governance", "who", moves_on)
        self.heard[name] |= {one["seat"] for one in seen["group"]}
        assert not any(other in str(seen) for other in self.people)
        for seat, told in seen["said"].items():
            assert told["restated"] in ("", f"to no. {name[-1]}"), (seat, told)

    def say(self, name: str) -> None:
        seats = {other: view.get("seat", "") for other, view in views(self.kept, self.people).items()}
        other = self.chance.choice(sorted(self.people))
        says(self.kept, name, f"/restated/{seats[other]}", f"to no. {other[-1]}")

    def forget(self, name: str) -> None:
        if len(self.there) > 4:
            self.kept.forget(name)
            self.there.discard(name)

    def go(self, requests: int) -> None:
        for _ in range(requests):
            name = self.chance.choice(sorted(self.there))
            work = self.chance.choice([self.look] * 4 + [self.say] * 4 + [self.forget])
            work(name, self.chance.random() < 0.3) if work == self.look else work(name)
            told = str(self.kept.pair(SESSION)) + str(self.kept.news()) + str(self.kept.names())
            assert "to no." not in told
        assert max(len(seats) for seats in self.heard.values()) <= 6


@pytest.mark.parametrize("seed", range(6))
def test_in_whatever_order_learners_ask_each_hears_partners_alone(kept, seed):
    Curious(kept, seed).go(40)


def test_three_hundred_learners_are_paired_and_each_sees_one_partner(kept):
    people = {f"p{number}": IDS[number % 3] for number in range(300)}
    kept.begin_vote(SESSION, "governance", "who", IDS, True)
    for number, (name, stance) in enumerate(people.items()):
        says(kept, name, "/1", {"option": stance, "mark": f"{ALPHABET[number // 30]}{ALPHABET[number % 30]}AA"})
    kept.move_vote(SESSION, "discuss")
    assert kept.pair(SESSION) == {"people": 300}
    assert {len(kept.talk(name, "governance", "who")["group"]) for name in list(people)[:20]} == {1}


def test_a_line_may_have_three_hundred_letters():
    assert LINE == 300
    assert issubclass(OutOfTurnError, HubError)


def test_who_was_alone_has_a_partner_as_soon_as_others_vote(kept):
    talking(kept, {"ada": "yes"})
    votes(kept, "ben", "no")
    votes(kept, "cy", "no")
    kept.pair(SESSION)
    assert [len(view["group"]) for view in views(kept, ["ada", "ben", "cy"]).values()] == [2, 2, 2]


@pytest.mark.parametrize("words", ["half \ud800 of a letter", "an end \0 in its midst"])
def test_a_line_that_no_database_takes_holds_up_no_partner(kept, words):
    seen = talking(kept, CLASS)
    (partner,) = partners(seen)["ada"]
    says(kept, "ada", f"/restated/{seen[partner]['seat']}", words)
    says(kept, "ada", f"/verdict/{seen[partner]['seat']}", {"fair": False, "word": words, "of": words})
    told = msgspec.json.decode(msgspec.json.encode(kept.talk(partner, "governance", "who")))
    assert "of" in told["said"][seen["ada"]["seat"]]["restated"] or "end" in str(told)


def test_a_hidden_reason_shows_by_no_other_way(kept):
    """Not as the start of a long one, and not where its author wrote it again beside another vote."""
    long = "A reason that hurts somebody. " * 80
    kept.begin_vote(SESSION, "governance", "who", IDS, True)
    votes(kept, "ada", "yes", reason=long)
    votes(kept, "ben", "no", reason="Another")
    kept.move_vote(SESSION, "discuss")
    drawn = kept.reasons(SESSION)["reasons"]
    kept.reasons(SESSION, hide=("yes", drawn["yes"]), show=True)
    says(kept, "ben", "/thought", {"option": "yes", "words": drawn["yes"]})
    votes(kept, "ben", "no", 2)
    votes(kept, "ada", "no", 2, reason=long)
    kept.move_vote(SESSION, "second")
    kept.move_vote(SESSION, "result")
    assert "hurts" not in str(kept.result(SESSION)) + str(kept.talk("cy", "governance", "who"))


def test_two_who_move_on_at_once_do_not_crowd_one_pair(kept):
    people = {**CLASS, "gus": "yes", "hal": "no"}
    talking(kept, people)
    movers = [name for name in people if not name.startswith(("a", "b"))]
    with ThreadPoolExecutor(len(movers)) as pool:
        list(pool.map(lambda name: kept.talk(name, "governance", "who", moves_on=True), movers))
    assert max(len(view["group"]) for view in views(kept, people).values()) <= 2
