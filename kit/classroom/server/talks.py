"""Who talks with whom while a vote runs, and which reasons a class may read before it votes again.

A learner's partners see the seat, the stance and what was said to them, and no name. When the vote is over nothing is
kept of who talked with whom: only how many did, how many lines they said, and how many of those were found fair.
"""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, bindparam, text

from kit.answers.keys import RESTATED, VERDICT, line, verdict
from kit.base.sql import named
from kit.classroom.inbox.pseudonyms import pseudonyms
from kit.classroom.server.tries import loaded
from kit.classroom.vote.pairs import apart, distance, other_side, place

SQL = {name: text(words) for name, words in named(Path(__file__).with_suffix(".sql")).items()}
MOST_HIDDEN = 2  # reasons a stance: who hides more reads more of the first vote than a class is to see
Vote = Mapping[str, Any]


def pair(connection: Connection, vote: Vote, given: Mapping[str, str]) -> dict[str, int]:
    """Give everybody who voted (learner -> stance) and has no partner one; return how many have one by now."""
    there = _seated(connection, vote)
    new = {learner: stance for learner, stance in given.items() if learner not in {row.learner for row in there}}
    ids, ordered, last = json.loads(vote["stances"]), bool(vote["ordered"]), max([row.pair for row in there], default=0)
    # a random name for this vote alone: whoever knows a partner's must not find that partner's answers on a board
    drawn = {learner: uuid4().hex for learner in new}
    seats = pseudonyms(drawn.values(), {row.seat: row.seat for row in there})
    for number, group in enumerate(apart(new, ids, ordered, uuid4().hex), last + 1):
        alike = len(group) > 1 and len({new[one] for one in group}) == 1
        for learner in group:
            plays = other_side(new[learner], ids, ordered) if alike and learner == group[-1] else ""
            connection.execute(SQL["seat"], {
                "session": vote["session"], "learner": learner, "seat": seats[drawn[learner]],
                "stance": new[learner], "plays": plays, "pair": number,
            })  # fmt: skip
    for row in _alone(_seated(connection, vote), since=last):
        _join(connection, vote, row, moved=0)
    return {"people": len(there) + len(new)}


def move_on(connection: Connection, vote: Vote, learner: str) -> None:
    """Let a learner whose partner is gone join others, once: who could go from pair to pair would hear every stance."""
    for row in _seated(connection, vote):
        if row.learner == learner and not row.moved:
            _join(connection, vote, row, moved=1)


def leave(connection: Connection, learner: str) -> None:
    """Take a learner out of every talk; whoever is then alone joins others."""
    left = connection.execute(SQL["seats of"], {"learner": learner}).all()
    connection.execute(SQL["leave"], {"learner": learner})
    for session, number in left:
        about = text("SELECT session, stances, ordered FROM votes WHERE session = :session")
        vote = connection.execute(about, {"session": session}).mappings().one()
        for row in _alone(_seated(connection, vote)):
            if row.pair == number:
                _join(connection, vote, row, moved=row.moved)


def _join(connection: Connection, vote: Vote, row: Any, moved: int) -> None:
    """Bring somebody to the pair, or to somebody alone, that stands furthest away; where there is none nothing is."""
    there = [one for one in _seated(connection, vote) if one.pair != row.pair]
    sizes, ids = Counter(one.pair for one in there), json.loads(vote["stances"])
    free = {number for number, size in sizes.items() if size == 2} | {one.pair for one in _alone(there) if not moved}
    far = dict.fromkeys(free, 0)
    for one in there:
        if one.pair in far:
            far[one.pair] += distance(place(one.stance, ids), place(row.stance, ids), bool(vote["ordered"]))
    if far:
        best = max(sorted(far), key=far.__getitem__)
        connection.execute(SQL["join"], {**_of(vote), "learner": row.learner, "pair": best, "moved": moved})


def seen(connection: Connection, vote: Vote, learner: str) -> dict[str, Any]:
    """Return what one learner may see of a vote: how far it is, the partners, what they said, the class's reasons."""
    phase, there = vote["phase"], _seated(connection, vote)
    me = next((row for row in there if row.learner == learner), None)
    told = {"phase": phase, "reasons": drawn(connection, vote) if vote["shown"] else {}}
    if me is None or phase not in ("discuss", "second"):
        return {**told, "group": [], "said": {}}
    group = [row for row in there if row.pair == me.pair]
    others = [row for row in group if row is not me]
    said = _said(connection, vote, others, [me.seat])
    asked = group[(group.index(me) + 1) % len(group)] if others else None
    return {
        **told, "seat": me.seat, "plays": me.plays, "ask": asked.seat if asked else "", "moved": bool(me.moved),
        "group": [{"seat": row.seat, "stance": row.plays or row.stance, "plays": bool(row.plays)} for row in others],
        "said": {row.seat: _to(said, row.learner, me.seat) for row in others},
    }  # fmt: skip


def _to(said: Mapping[tuple[str, str, str], Any], learner: str, seat: str) -> dict[str, Any]:
    judged = verdict(said.get((learner, VERDICT, seat)))
    told = dict(zip(("fair", "word", "of"), judged, strict=True)) if judged else None
    return {"restated": line(said.get((learner, RESTATED, seat))) or "", "verdict": told}


def end(connection: Connection, vote: Vote) -> None:
    """Count what came of a vote's talk, and throw away who talked with whom."""
    there = _seated(connection, vote)
    said = _said(connection, vote, there, [row.seat for row in there])
    heard = [(_to(said, one.learner, other.seat), _to(said, other.learner, one.seat))
             for one in there for other in there if one is not other and one.pair == other.pair]  # fmt: skip
    lines = [(mine["restated"], theirs["verdict"]) for mine, theirs in heard if mine["restated"]]
    fair = sum(1 for words, found in lines if found and found["fair"] and found["of"] == words)
    connection.execute(SQL["came of it"], {**_of(vote), "people": len(there), "said": len(lines), "fair": fair})
    connection.execute(SQL["empty"], _of(vote))


def drawn(connection: Connection, vote: Vote) -> dict[str, str]:
    """Return one reason of the class for each stance that has one (stance -> words), without what is hidden."""
    away, found = hidden(connection, vote), {}
    often = Counter(stance for stance, _ in away)
    for stance, words in connection.execute(SQL["reasons"], _of(vote)):
        if (stance, words) not in away and often[stance] < MOST_HIDDEN:
            found.setdefault(stance, words)
    return found


def hidden(connection: Connection, vote: Vote) -> set[tuple[str, str]]:
    """Return the reasons (stance, words) that a teacher has hidden."""
    return {(stance, words) for stance, words in connection.execute(SQL["hidden"], _of(vote))}


def hide(connection: Connection, vote: Vote, stance: str, words: str) -> None:
    """Hide one of the reasons that are drawn, for good; any other is none that a teacher has seen."""
    if drawn(connection, vote).get(stance) == words:
        connection.execute(SQL["hide"], {**_of(vote), "stance": stance, "words": words})


def newest_vote(connection: Connection, lesson: str, motion: str) -> Vote | None:
    """Return the vote on a question that runs, else the last one that was finished, or None."""
    return connection.execute(SQL["newest vote"], {"lesson": lesson, "motion": motion}).mappings().first()


def _seated(connection: Connection, vote: Vote) -> list[Any]:
    return list(connection.execute(SQL["seated"], _of(vote)))


def _alone(there: list[Any], since: int = 0) -> list[Any]:
    many = Counter(row.pair for row in there)
    return [row for row in there if many[row.pair] == 1 and row.pair > since]


def _said(connection: Connection, vote: Vote, people: list[Any], seats: list[str]) -> dict[tuple[str, str, str], Any]:
    """Return the newest of what people said to seats, by (learner, kind, seat)."""
    places = {f"{vote['motion']}{kind}/{seat}": (kind, seat) for kind in (RESTATED, VERDICT) for seat in seats}
    if not (people and places):
        return {}
    query = SQL["said"].bindparams(*(bindparam(name, expanding=True) for name in ("items", "learners")))
    where = {"lesson": vote["lesson"], "motion": vote["motion"], "items": list(places)}
    rows = connection.execute(query, {**where, "learners": [row.learner for row in people]})
    return {(learner, *places[item]): loaded(value) for learner, item, value in rows}


def _of(vote: Vote) -> dict[str, str]:
    return {"session": vote["session"]}
