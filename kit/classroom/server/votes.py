"""A class's vote in the store: how far it is, how many votes are in, and the ballots that are frozen when it closes.

On one question one vote runs at a time, and the next counts only what comes after its end: else a second vote, closed
at once, would show the first round of one that still runs. For the same reason no number depends on what was voted.

Between the votes a learner's partners see the seat, the stance and what was said to them, and no name. When the vote is
over nothing is kept of who talked with whom: only how many did, how many lines they said, and how many were found fair.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, text

from kit.answers.keys import CHECKED, REASON, RESTATED, THOUGHT, VERDICT, VOTE, ballot, line, plain, thought, verdict
from kit.base.errors import HubError
from kit.base.paths import beside
from kit.classroom.inbox.names import pseudonyms
from kit.classroom.server.database import SQL, Database, loaded
from kit.classroom.vote.movement import apart, other_side, place

Vote = Mapping[str, Any]


class OutOfTurnError(HubError):
    """A round that is closed already, or not yet open."""


class NoSuchVoteError(HubError):
    """A vote that has never begun here."""


NEXT = {"first": "discuss", "discuss": "second", "second": "result"}
ROUND = {"first": 1, "second": 2}  # phase -> the round that is open in it
GIVEN_UP = "given up"
WORDS = beside(__file__)


class Votes:
    """The votes in a class's store, each by its session's id; raise NoSuchVoteError, or OutOfTurnError too early."""

    def __init__(self, url: str, hub: str | None = None) -> None:
        """Take a database's URL, and the hub that names learners; without one, names are whole as they are kept."""
        self.database, self.hub = Database(url), hub

    def key(self, connection: Connection, name: str) -> str:
        """Return the name under which a learner is kept: plain for the first hub; no name on a hub has a stroke."""
        first = connection.execute(text("SELECT hub FROM state")).scalar_one()
        return name if self.hub is None or first in (None, self.hub) else f"{self.hub}/{name}"

    def begin_vote(
        self, session: str, lesson: str, motion: str, stances: list[str], ordered: bool = False, solution: str = ""
    ) -> None:
        """Begin a vote, unless it has begun; raise OutOfTurnError while another on the same question is not over.

        Only questions of the step Check have a key: whoever could name one elsewhere would learn how many stand there.
        """
        row = {
            "session": session, "lesson": lesson, "motion": motion, "stances": json.dumps(stances),
            "ordered": +ordered, "solution": solution if motion.startswith(CHECKED) else "",
        }  # fmt: skip
        with self.database.reading() as connection:
            if connection.execute(SQL["vote"], row).first():
                return  # a teacher's page says it again and again, and must hold up nobody who answers
        with self.database.alone() as connection:
            if connection.execute(SQL["is running"], row).first():
                raise OutOfTurnError(WORDS["runs"])
            connection.execute(SQL["begin"], row)

    def vote(self, session: str) -> tuple[str, int]:
        """Return a vote's phase and how many votes are in its round; never what they are."""
        with self.database.reading() as connection:
            vote = vote_of(connection, session)
            return vote["phase"], size(connection, vote)

    def move_vote(self, session: str, phase: str) -> tuple[str, int]:
        """Bring a vote to its next phase, and freeze the round that ends with it; return the phase and its size."""
        with self.database.alone() as connection:
            vote = vote_of(connection, session)
            if phase != vote["phase"]:  # asked twice where the first answer was lost on its way
                if phase != NEXT.get(vote["phase"]):
                    raise OutOfTurnError(WORDS["order"])
                if vote["phase"] in ROUND:
                    freeze(connection, vote, ROUND[vote["phase"]])
                if phase == "result":
                    end_talk(connection, vote)
                connection.execute(SQL["end" if phase == "result" else "move"], {**vote, "phase": phase})
            return phase, size(connection, {**vote, "phase": phase})

    def give_up_votes(self) -> int:
        """End every unfinished vote without a result, and throw its ballots away; return how many that were."""
        with self.database.alone() as connection:
            for what in ("ballots", "talkers", "what is hidden"):
                connection.execute(SQL[f"throw {what} away"])
            return connection.execute(SQL["give up"], {"phase": GIVEN_UP}).rowcount

    def result(self, session: str) -> dict[str, Any]:
        """Return both rounds (mark -> stance) and the reasons; raise OutOfTurnError before the second is closed."""
        with self.database.reading() as connection:
            if (vote := vote_of(connection, session))["phase"] != "result":
                raise OutOfTurnError(WORDS["together"])
            rows = [row for row in connection.execute(SQL["result"], {"session": session}) if row.stance]
        first, second = ({row.mark: row.stance for row in rows if row.round == number} for number in (1, 2))
        heard = [row for row in rows if row.words]
        said = [{"who": f"{row.mark}/{row.round}", "stance": row.stance, "words": row.words} for row in heard]
        thoughts = {row.mark: [row.thought, row.thought_words] for row in rows if row.thought}
        talk = {name: vote[name] for name in ("people", "said", "fair")}
        return {"first": first, "second": second, "reasons": said, "thoughts": thoughts, "talk": talk}

    def share(self, session: str) -> dict[str, int]:
        """Return how many of the first vote on a question with a key are right, and of how many."""
        with self.database.reading() as connection:
            if not (vote := talking(connection, session))["solution"]:
                raise OutOfTurnError(WORDS["no_key"])
            return dict(connection.execute(SQL["share"], vote).mappings().one())

    def pair(self, session: str) -> dict[str, int]:
        """Give everybody who has voted a partner; return how many have one; raise OutOfTurnError outside the talk."""
        with self.database.alone() as connection:
            vote = talking(connection, session)
            return pair_up(connection, vote, given(connection, vote, 1))

    def talk(self, name: str, lesson: str, motion: str, moves_on: bool = False) -> dict[str, Any]:
        """Return what a learner may see of the newest vote on a question: the one that runs, else the last finished.

        Who `moves_on` leaves a partner who is gone.
        """
        with self.database.alone() if moves_on else self.database.reading() as connection:
            found = connection.execute(SQL["newest vote"], {"lesson": lesson, "motion": motion}).mappings().first()
            if found is None:
                return {"phase": "", "reasons": {}, "group": [], "said": {}}
            learner = connection.execute(SQL["learner"], {"name": self.key(connection, name)}).scalar()
            if moves_on:  # once: who could go from pair to pair would hear every stance
                connection.execute(SQL["join"], {**found, "learner": learner, "moves_on": 1})
            return seen_by(connection, dict(found), learner)

    def reasons(self, session: str, hide: tuple[str, str] | None = None, show: bool = False) -> dict[str, Any]:
        """Return the class's reasons as they may show, and whether they do; first hide one for good, or show all."""
        with self.database.alone() as connection:
            vote = talking(connection, session)
            if hide and reasons_of(connection, vote).get(hide[0]) == hide[1]:  # any other is none a teacher has seen
                connection.execute(SQL["hide"], {**vote, "stance": hide[0], "words": hide[1]})
            if show:
                connection.execute(SQL["show"], vote)
            return {"reasons": reasons_of(connection, vote), "shown": show or bool(vote["shown"])}


def vote_of(connection: Connection, session: str) -> Vote:
    """Return a vote as it stands; raise NoSuchVoteError, or OutOfTurnError for one that was given up."""
    found = connection.execute(SQL["vote"], {"session": session}).mappings().one_or_none()
    if found is None:
        raise NoSuchVoteError(WORDS["no_vote"])
    if found["phase"] == GIVEN_UP:
        raise OutOfTurnError(WORDS["given_up"])
    return dict(found)


def talking(connection: Connection, session: str) -> Vote:
    """Return a vote whose class talks or votes again; raise NoSuchVoteError, or OutOfTurnError at any other time."""
    if (found := vote_of(connection, session))["phase"] not in ("discuss", "second"):
        raise OutOfTurnError(WORDS["between"])
    return found


def size(connection: Connection, vote: Vote) -> int:
    """Return how many votes are in the round of a phase: given, while it is open; frozen, once it is closed."""
    if vote["phase"] in ROUND:
        return len(given(connection, vote, ROUND[vote["phase"]]))
    return connection.execute(SQL["size"], {**vote, "round": 2 if vote["phase"] == "result" else 1}).scalar_one()


def given(connection: Connection, vote: Vote, a_round: int) -> dict[str, tuple[str, str]]:
    """Return learner -> (mark, stance): each one's newest vote in a round, without those that are kept back.

    A stance that the question does not have counts too, as an empty one that shows in no result: whoever begins a vote
    with one stance alone must not learn from the number how many stand there.
    """
    known = json.loads(vote["stances"])
    latest = _newest(connection, vote, f"{vote['motion']}/{a_round}", ("out",))
    sound = {learner: found for learner, value in latest.items() if (found := ballot(value))}
    return {learner: (mark, stance if stance in known else "") for learner, (mark, stance) in sound.items()}


def _newest(connection: Connection, vote: Vote, item: str, hidden: tuple[str, ...]) -> dict[str, Any]:
    whole = {"item": item, "whole": f"{vote['lesson']}/{VOTE}/{item}", "hidden": hidden}
    return {learner: loaded(value) for learner, value in connection.execute(SQL["given"], {**vote, **whole})}


def freeze(connection: Connection, vote: Vote, a_round: int) -> None:
    """Put a round's ballots away as they stand, without learners; what comes later does not count."""
    cast = given(connection, vote, a_round)
    reasons = _newest(connection, vote, f"{vote['motion']}{REASON}/{a_round}", ("out", "quiet"))
    thoughts = _newest(connection, vote, f"{vote['motion']}{THOUGHT}", ("out",)) if a_round == 2 else {}
    marks = [mark for mark, _ in cast.values()]
    rows = []
    for learner, (drawn, stance) in cast.items():
        # two learners who drew the same mark are told apart, by nothing that says who they are
        mark = drawn if marks.count(drawn) == 1 else f"{drawn}-{uuid4().hex[:6]}"
        about, why = thought(thoughts.get(learner), json.loads(vote["stances"])) or ("", "")
        cast_so = {"session": vote["session"], "round": a_round, "mark": mark, "stance": stance}
        rows.append({**cast_so, "words": plain(reasons.get(learner)), "thought": about, "thought_words": why})
    if rows:
        connection.execute(SQL["freeze"], sorted(rows, key=lambda row: row["mark"]))


def pair_up(connection: Connection, vote: Vote, given: Mapping[str, tuple[str, str]]) -> dict[str, int]:
    """Give everybody who voted (learner -> (mark, stance)) and has no partner one; return how many have one by now."""
    there = {row.learner: row for row in connection.execute(SQL["seated"], vote)}
    new = {learner: stance for learner, (_, stance) in given.items() if learner not in there}
    ids, ordered = json.loads(vote["stances"]), bool(vote["ordered"])
    last = max((one.pair for one in there.values()), default=0)
    # a random name for this vote alone: whoever knows a partner's must not find that partner's answers on a board
    drawn = {learner: uuid4().hex for learner in new}
    seats = pseudonyms(drawn.values(), {row.seat: row.seat for row in there.values()})
    for number, group in enumerate(apart(new, ids, ordered, uuid4().hex), last + 1):
        alike = len(group) > 1 and len({new[one] for one in group}) == 1
        for learner in group:
            plays = other_side(new[learner], ids, ordered) if alike and learner == group[-1] else ""
            connection.execute(SQL["seat"], {
                **vote, "learner": learner, "seat": seats[drawn[learner]], "stance": new[learner],
                "place": place(new[learner], ids), "plays": plays, "pair": number,
            })  # fmt: skip
    _bring_in(connection, vote["session"])
    return {"people": len(there) + len(new)}


def leave_talks(connection: Connection, learner: str) -> None:
    """Take a learner out of every talk; whoever is then alone joins others."""
    for session in connection.execute(SQL["leave"], {"learner": learner}).scalars().all():
        _bring_in(connection, session)


def _bring_in(connection: Connection, session: str) -> None:
    """Bring everybody who is alone to whoever stands furthest away; where there is nobody, they stay alone."""
    for learner in connection.execute(SQL["alone"], {"session": session}).scalars().all():
        connection.execute(SQL["join"], {"session": session, "learner": learner, "moves_on": 0})


def seen_by(connection: Connection, vote: Vote, learner: str | None) -> dict[str, Any]:
    """Return what one learner may see of a vote: how far it is, the partners, what they said, the class's reasons."""
    told = {"phase": vote["phase"], "reasons": reasons_of(connection, vote) if vote["shown"] else {}}
    group = connection.execute(SQL["group"], {**vote, "learner": learner}).all()
    me = next((number for number, row in enumerate(group) if row.learner == learner), None)
    if me is None:
        return {**told, "group": [], "said": {}}
    mine, *others = group[me:] + group[:me]
    said = _said(connection, vote, mine.pair)
    return {
        **told, "seat": mine.seat, "plays": mine.plays, "ask": others[0].seat if others else "",
        "moved": bool(mine.moved),
        "group": [{"seat": row.seat, "stance": row.plays or row.stance, "plays": bool(row.plays)} for row in others],
        "said": {row.seat: _to(said, row.seat, mine.seat) for row in others},
    }  # fmt: skip


def end_talk(connection: Connection, vote: Vote) -> None:
    """Count what came of a vote's talk, and throw away who talked with whom."""
    heard = _said(connection, vote)
    lines = [(words, _to(heard, to, by)["verdict"]) for by, kind, to in heard
             if kind == RESTATED and (words := line(heard[by, kind, to]))]  # fmt: skip
    fair = sum(1 for words, found in lines if found and found["fair"] and found["of"] == words)
    connection.execute(SQL["came of it"], {**vote, "said": len(lines), "fair": fair})
    connection.execute(SQL["empty"], vote)


def _said(connection: Connection, vote: Vote, pair: int = 0) -> dict[tuple[str, str, str], Any]:
    """Return the newest of what those of a pair, or of all, said to each other, by (seat, kind, partner's seat)."""
    rows = connection.execute(SQL["said"], {**vote, "pair": pair, "restated": RESTATED, "verdict": VERDICT})
    return {(row.seat, row.kind, row.to_seat): loaded(row.value) for row in rows}


def _to(said: Mapping[tuple[str, str, str], Any], by: str, to: str) -> dict[str, Any]:
    return {"restated": line(said.get((by, RESTATED, to))) or "", "verdict": verdict(said.get((by, VERDICT, to)))}


def reasons_of(connection: Connection, vote: Vote) -> dict[str, str]:
    """Return one reason of the class for each stance that has one (stance -> words), without what is hidden."""
    return dict(connection.execute(SQL["drawn"], vote).all())
