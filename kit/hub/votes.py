"""A class's vote in the store: how far it is, how many votes are in, and the ballots that are frozen when it closes."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from kit.errors import HubError

VOTE = "vote"


class OutOfTurnError(HubError):
    """A round that is closed already, or not yet open."""


class NoSuchVoteError(HubError):
    """A vote that has never begun here."""


# (phase, next phase) -> the round that ends with it
NEXT: dict[tuple[str, str], int] = {("first", "discuss"): 1, ("discuss", "second"): 0, ("second", "result"): 2}
ROUND = {"first": 1, "second": 2}


def vote_of(connection: Connection, session: str) -> Mapping[str, Any]:
    """Return a vote as it stands; raise NoSuchVoteError."""
    query = text("SELECT session, lesson, motion, stances, phase FROM votes WHERE session = :session")
    found = connection.execute(query, {"session": session}).mappings().one_or_none()
    if found is None:
        raise NoSuchVoteError("There is no such vote.")
    return dict(found)


def size(connection: Connection, vote: Mapping[str, Any]) -> int:
    """Return how many votes are in the round of a phase: given, while it is open; frozen, once it is closed."""
    if vote["phase"] in ROUND:
        return len(_given(connection, vote, ROUND[vote["phase"]]))
    query = text("SELECT count(*) FROM ballots WHERE session = :session AND round = :round")
    closed = 2 if vote["phase"] == "result" else 1
    return connection.execute(query, {"session": vote["session"], "round": closed}).scalar_one()


def _given(connection: Connection, vote: Mapping[str, Any], a_round: int) -> dict[str, tuple[str, str]]:
    """Return learner -> (mark, stance): each one's newest vote in a round, without those that are kept back."""
    newest = _newest(connection, vote, f"{vote['motion']}/{a_round}", ("out",))
    known = json.loads(vote["stances"])
    return {
        learner: (value["mark"], value["option"])
        for learner, value in newest.items()
        if isinstance(value, dict) and value.get("option") in known and isinstance(value.get("mark"), str)
    }


def _newest(connection: Connection, vote: Mapping[str, Any], item: str, hidden: tuple[str, ...]) -> dict[str, Any]:
    query = text(
        "SELECT learner, value FROM tries WHERE lesson = :lesson AND step = 'vote' AND item = :item AND NOT EXISTS"
        " (SELECT 1 FROM kept_back WHERE learner = tries.learner AND item = :whole AND (how = :one OR how = :other))"
        " ORDER BY time, number"
    )
    place = {"lesson": vote["lesson"], "item": item, "whole": f"{vote['lesson']}/{VOTE}/{item}"}
    rows = connection.execute(query, {**place, "one": hidden[0], "other": hidden[-1]})
    return {learner: json.loads(value) for learner, value in rows}


def freeze(connection: Connection, vote: Mapping[str, Any], a_round: int) -> None:
    """Put a round's ballots away as they stand, without learners; what comes later does not count."""
    given = _given(connection, vote, a_round)
    reasons = _newest(connection, vote, f"{vote['motion']}/reason/{a_round}", ("out", "quiet"))
    marks = [mark for mark, _ in given.values()]
    rows = [
        {
            "session": vote["session"], "round": a_round, "stance": stance,
            # two learners who drew the same mark are told apart
            "mark": mark if marks.count(mark) == 1 else f"{mark}-{learner[:6]}",
            "words": words.strip() if isinstance(words := reasons.get(learner, ""), str) else "",
        }
        for learner, (mark, stance) in given.items()
    ]  # fmt: skip
    if rows:
        insert = text("INSERT INTO ballots VALUES (:session, :round, :mark, :stance, :words)")
        connection.execute(insert, sorted(rows, key=lambda row: row["mark"]))
