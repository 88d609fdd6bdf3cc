"""Who talks with whom while a vote runs, and which reasons a class may read before it votes again.

A learner's partners see the seat, the stance and what was said to them, and no name. When the vote is over nothing is
kept of who talked with whom: only how many did, how many lines they said, and how many of those were found fair.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from kit.answers.keys import RESTATED, VERDICT, line, verdict
from kit.classroom.inbox.names import pseudonyms
from kit.classroom.server.database import SQL, loaded
from kit.classroom.vote.movement import apart, other_side, place

Vote = Mapping[str, Any]


def pair(connection: Connection, vote: Vote, given: Mapping[str, tuple[str, str]]) -> dict[str, int]:
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


def leave(connection: Connection, learner: str) -> None:
    """Take a learner out of every talk; whoever is then alone joins others."""
    for session in connection.execute(SQL["leave"], {"learner": learner}).scalars().all():
        _bring_in(connection, session)


def _bring_in(connection: Connection, session: str) -> None:
    """Bring everybody who is alone to whoever stands furthest away; where there is nobody, they stay alone."""
    for learner in connection.execute(SQL["alone"], {"session": session}).scalars().all():
        connection.execute(SQL["join"], {"session": session, "learner": learner, "moves_on": 0})


def seen(connection: Connection, vote: Vote, learner: str | None) -> dict[str, Any]:
    """Return what one learner may see of a vote: how far it is, the partners, what they said, the class's reasons."""
    told = {"phase": vote["phase"], "reasons": drawn(connection, vote) if vote["shown"] else {}}
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


def end(connection: Connection, vote: Vote) -> None:
    """Count what came of a vote's talk, and throw away who talked with whom."""
    said = _said(connection, vote)
    lines = [(words, _to(said, to, by)["verdict"]) for by, kind, to in said
             if kind == RESTATED and (words := line(said[by, kind, to]))]  # fmt: skip
    fair = sum(1 for words, found in lines if found and found["fair"] and found["of"] == words)
    connection.execute(SQL["came of it"], {**vote, "said": len(lines), "fair": fair})
    connection.execute(SQL["empty"], vote)


def _said(connection: Connection, vote: Vote, pair: int = 0) -> dict[tuple[str, str, str], Any]:
    """Return the newest of what those of a pair, or of all, said to each other, by (seat, kind, partner's seat)."""
    rows = connection.execute(SQL["said"], {**vote, "pair": pair, "restated": RESTATED, "verdict": VERDICT})
    return {(row.seat, row.kind, row.to_seat): loaded(row.value) for row in rows}


def _to(said: Mapping[tuple[str, str, str], Any], by: str, to: str) -> dict[str, Any]:
    return {"restated": line(said.get((by, RESTATED, to))) or "", "verdict": verdict(said.get((by, VERDICT, to)))}


def drawn(connection: Connection, vote: Vote) -> dict[str, str]:
    """Return one reason of the class for each stance that has one (stance -> words), without what is hidden."""
    return dict(connection.execute(SQL["drawn"], vote).all())
