"""A class's vote in the store: how far it is, how many votes are in, and the ballots that are frozen when it closes.

On one question one vote runs at a time, and the next counts only what comes after its end: else a second vote, closed
at once, would show the first round of one that still runs. For the same reason no number depends on what was voted.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, text

from kit.answers.keys import CHECKED, REASON, THOUGHT, VOTE, ballot, plain, thought
from kit.base.errors import HubError
from kit.base.sql import named
from kit.classroom.server import talks
from kit.classroom.server.tries import loaded


class OutOfTurnError(HubError):
    """A round that is closed already, or not yet open."""


class NoSuchVoteError(HubError):
    """A vote that has never begun here."""


SQL = {name: text(words) for name, words in named(Path(__file__).with_suffix(".sql")).items()}
# (phase, next phase) -> the round that ends with it
NEXT: dict[tuple[str, str], int] = {("first", "discuss"): 1, ("discuss", "second"): 0, ("second", "result"): 2}
ROUND = {"first": 1, "second": 2}
GIVEN_UP = "given up"
RUNS = (
    "A vote on this question is not finished yet. Go on with it where it began, under 'Begun before', "
    "or let whoever runs the server give it up."
)
WITHOUT_RESULT = "This vote was given up, and nothing of it is shown; begin another."


def begin(
    connection: Connection, session: str, lesson: str, motion: str, stances: list[str], ordered: bool, solution: str
) -> None:
    """Begin a vote; raise OutOfTurnError while another on the same question is not over.

    Only a question of the step Check has a key: whoever could name one for another would learn how many stand there.
    """
    row = {"session": session, "lesson": lesson, "motion": motion, "stances": json.dumps(stances), "ordered": +ordered}
    row["solution"] = solution if motion.startswith(CHECKED) else ""
    if connection.execute(SQL["is running"], row).first():
        raise OutOfTurnError(RUNS)
    connection.execute(SQL["begin"], row)


def give_up(connection: Connection) -> int:
    """End every unfinished vote without a result, and throw its ballots away; return how many votes that were."""
    for what in ("ballots", "talkers", "what is hidden"):
        connection.execute(SQL[f"throw {what} away"])
    return connection.execute(SQL["give up"], {"phase": GIVEN_UP}).rowcount


def move(connection: Connection, vote: Mapping[str, Any], phase: str) -> None:
    """Bring a vote to its next phase, and freeze the round that ends with it; raise OutOfTurnError."""
    if (vote["phase"], phase) not in NEXT:
        raise OutOfTurnError("One thing after the other: first vote, talk, second vote.")
    if ended := NEXT[vote["phase"], phase]:
        freeze(connection, vote, ended)
    if phase == "result":
        talks.end(connection, vote)
    change = SQL["end" if phase == "result" else "move"]
    connection.execute(change, {"phase": phase, "session": vote["session"]})


def result(connection: Connection, vote: Mapping[str, Any]) -> dict[str, Any]:
    """Return both rounds (mark -> stance) and the reasons; raise OutOfTurnError before the second is closed."""
    if vote["phase"] != "result":
        raise OutOfTurnError("Both votes are shown together, when the second is closed.")
    rows = [row for row in connection.execute(SQL["result"], {"session": vote["session"]}) if row.stance]
    first, second = ({row.mark: row.stance for row in rows if row.round == number} for number in (1, 2))
    said = [{"who": f"{row.mark}/{row.round}", "stance": row.stance, "words": row.words} for row in rows if row.words]
    thoughts = {row.mark: [row.thought, row.thought_words] for row in rows if row.thought}
    talk = {name: vote[name] for name in ("people", "said", "fair")}
    return {"first": first, "second": second, "reasons": said, "thoughts": thoughts, "talk": talk}


def share(connection: Connection, vote: Mapping[str, Any]) -> dict[str, int]:
    """Return how many of the first vote on a question with a key are right, of how many; raise OutOfTurnError."""
    if not vote["solution"]:
        raise OutOfTurnError("This question has no key, so nobody is right or wrong in it.")
    found = connection.execute(SQL["share"], {name: vote[name] for name in ("session", "solution")}).one()
    return {"right": found.fits, "of": found.voted}


def vote_of(connection: Connection, session: str) -> Mapping[str, Any]:
    """Return a vote as it stands; raise NoSuchVoteError, or OutOfTurnError for one that was given up."""
    found = connection.execute(SQL["vote"], {"session": session}).mappings().one_or_none()
    if found is None:
        raise NoSuchVoteError("There is no such vote.")
    if found["phase"] == GIVEN_UP:
        raise OutOfTurnError(WITHOUT_RESULT)
    return dict(found)


def talking(connection: Connection, session: str) -> Mapping[str, Any]:
    """Return a vote whose class talks or votes again; raise NoSuchVoteError, or OutOfTurnError at any other time."""
    if (found := vote_of(connection, session))["phase"] not in ("discuss", "second"):
        raise OutOfTurnError("Pairs and reasons belong between the two votes.")
    return found


def size(connection: Connection, vote: Mapping[str, Any]) -> int:
    """Return how many votes are in the round of a phase: given, while it is open; frozen, once it is closed."""
    if vote["phase"] in ROUND:
        return len(given(connection, vote, ROUND[vote["phase"]]))
    closed = 2 if vote["phase"] == "result" else 1
    return connection.execute(SQL["size"], {"session": vote["session"], "round": closed}).scalar_one()


def given(connection: Connection, vote: Mapping[str, Any], a_round: int) -> dict[str, tuple[str, str]]:
    """Return learner -> (mark, stance): each one's newest vote in a round, without those that are kept back.

    A stance that the question does not have counts too, as an empty one that shows in no result: whoever begins a vote
    with one stance alone must not learn from the number how many stand there.
    """
    known = json.loads(vote["stances"])
    latest = _newest(connection, vote, f"{vote['motion']}/{a_round}", ("out",))
    sound = {learner: found for learner, value in latest.items() if (found := ballot(value))}
    return {learner: (mark, stance if stance in known else "") for learner, (mark, stance) in sound.items()}


def _newest(connection: Connection, vote: Mapping[str, Any], item: str, hidden: tuple[str, ...]) -> dict[str, Any]:
    place = {"lesson": vote["lesson"], "motion": vote["motion"], "item": item}
    whole = {"whole": f"{vote['lesson']}/{VOTE}/{item}", "one": hidden[0], "other": hidden[-1]}
    return {learner: loaded(value) for learner, value in connection.execute(SQL["given"], {**place, **whole})}


def freeze(connection: Connection, vote: Mapping[str, Any], a_round: int) -> None:
    """Put a round's ballots away as they stand, without learners; what comes later does not count."""
    cast = given(connection, vote, a_round)
    reasons = _newest(connection, vote, f"{vote['motion']}{REASON}/{a_round}", ("out", "quiet"))
    thoughts = _newest(connection, vote, f"{vote['motion']}{THOUGHT}", ("out",)) if a_round == 2 else {}
    chosen = {learner: thought(value, json.loads(vote["stances"])) or ("", "") for learner, value in thoughts.items()}
    marks = [mark for mark, _ in cast.values()]
    rows = [
        {
            "session": vote["session"], "round": a_round, "stance": stance,
            # two learners who drew the same mark are told apart, by nothing that says who they are
            "mark": mark if marks.count(mark) == 1 else f"{mark}-{uuid4().hex[:6]}",
            "words": plain(reasons.get(learner)),
            **dict(zip(("thought", "thought_words"), chosen.get(learner, ("", "")), strict=True)),
        }
        for learner, (mark, stance) in cast.items()
    ]  # fmt: skip
    if rows:
        connection.execute(SQL["freeze"], sorted(rows, key=lambda row: row["mark"]))
