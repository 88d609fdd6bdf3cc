"""The ballot box: what a class votes, safe on disk, in one SQLite file beside the answers.

A closed round is kept by the file itself: its triggers refuse every insert, change and deletion, whichever kernel or
program asks. The votes come out only when both rounds are closed; until then there is nothing but their number.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple
from uuid import uuid4

import msgspec

from kit.answers.ballot import Motion, Reason
from kit.answers.keys import MOST
from kit.base.errors import VoteError
from kit.base.labels import known
from kit.base.paths import answers_folder, by_lines
from kit.base.prose import prose
from kit.base.sql import statements
from kit.classroom.vote.ballot_lines import do_again, keep
from kit.classroom.vote.movement import Round, tally
from kit.classroom.vote.pairs import apart

FILE = "votes.sqlite3"
FORMS = [Path(__file__).with_name(name) for name in ("votes.sql", "votes_2.sql")]
VERSION = len(FORMS)
HEARD = "heard in class"
Phase = Literal["first", "discuss", "second", "result"]
PHASES: dict[str | None, Phase] = {
    None: "first", "first closed": "discuss", "second opened": "second", "second closed": "result",
}  # fmt: skip

WORDS = prose(__file__)


@dataclass(frozen=True)
class Session:
    """One run of one question: a random id, what is voted on, when it began, and how far it has come."""

    id: str
    motion: Motion
    began: datetime
    phase: Phase


class Pairs(NamedTuple):
    """Who talks with whom: ballots by their marks, so many on the class's server, and hands that only count off."""

    groups: list[tuple[str, ...]]
    people: int
    hands: int


@dataclass(frozen=True)
class Record:
    """A finished vote: the session, both rounds, the reasons that may be shown, what gave most to think, the talk."""

    session: Session
    first: Round
    second: Round
    reasons: tuple[Reason, ...]
    thoughts: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # mark -> stance and words of a reason
    talk: Mapping[str, int] = field(default_factory=dict)  # "people" with partners, lines "said", how many were "fair"


class BallotBox:
    """All votes that were held from one folder; `live` says whether votes come in by themselves."""

    live = False

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE

    def begin(self, motion: Motion, id_: str = "") -> Session:
        """Return a new session of a question; earlier ones stay as they are."""
        session = Session(id_ or uuid4().hex, motion, datetime.now(UTC), "first")
        row = (session.id, msgspec.json.encode(motion).decode(), session.began.isoformat())
        with self._open() as connection:
            connection.execute("INSERT INTO sessions VALUES (?, ?, ?)", row)
        return session

    def sessions(self) -> list[Session]:
        """Return every session, the newest first."""
        with self._open() as connection:
            rows = connection.execute("SELECT id, motion, began FROM sessions ORDER BY rowid DESC")
            return [self._session(connection, *row) for row in rows.fetchall()]

    def session(self, id_: str) -> Session:
        """Return a session as it stands now; another kernel may have moved it on."""
        with self._open() as connection:
            row = connection.execute("SELECT id, motion, began FROM sessions WHERE id = ?", (id_,)).fetchone()
            if not row:
                raise VoteError(WORDS("no_vote", id=repr(id_)))
            return self._session(connection, *row)

    def _session(self, connection: sqlite3.Connection, id_: str, motion: str, began: str) -> Session:
        stages = {stage for (stage,) in connection.execute("SELECT stage FROM stages WHERE session = ?", (id_,))}
        last = next((stage for stage in reversed(PHASES) if stage in stages), None)
        return Session(id_, msgspec.json.decode(motion, type=Motion), datetime.fromisoformat(began), PHASES[last])

    def put(
        self, id_: str, a_round: int, ballots: Mapping[str, str], reasons: Iterable[Reason] = (),
        thoughts: Mapping[str, tuple[str, str]] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        """Put ballots (mark -> stance) into an open round; one with the same mark gives way. Raises VoteError."""
        with self._open() as connection:
            self._known(connection, id_, ballots.values())
            rows = [(id_, a_round, mark, stance) for mark, stance in ballots.items()]
            connection.executemany("INSERT OR REPLACE INTO ballots VALUES (?, ?, ?, ?)", rows)
            said = [(id_, one.who, one.stance, one.words) for one in reasons]
            connection.executemany("DELETE FROM reasons WHERE session = ? AND who = ?", [row[:2] for row in said])
            connection.executemany("INSERT OR REPLACE INTO reasons VALUES (?, ?, ?, ?)", said)
            thought = [(id_, mark, *found) for mark, found in thoughts.items()]
            connection.executemany("INSERT OR REPLACE INTO thoughts VALUES (?, ?, ?, ?)", thought)

    def count_hands(self, id_: str, a_round: int, hands: Mapping[str, int]) -> None:
        """Put counted hands (stance -> how many) into an open round; an earlier count of hands gives way."""
        with self._open() as connection:
            self._known(connection, id_, hands)
            rows = [(id_, a_round, stance, count) for stance, count in hands.items()]
            connection.executemany("INSERT OR REPLACE INTO hands VALUES (?, ?, ?, ?)", rows)

    def _known(self, connection: sqlite3.Connection, id_: str, stances: Iterable[str]) -> None:
        row = connection.execute("SELECT motion FROM sessions WHERE id = ?", (id_,)).fetchone()
        ids = msgspec.json.decode(row[0], type=Motion).ids if row else []
        for stance in stances:
            if stance not in ids:
                raise VoteError(WORDS("no_stance", stance=repr(stance), known=", ".join(ids)))

    def size(self, id_: str, a_round: int) -> int:
        """Return how many votes are in a round: all that is to be known before both are closed."""
        ballots = "SELECT count(*) FROM ballots WHERE session = ? AND round = ?"
        hands = "SELECT coalesce(sum(count), 0) FROM hands WHERE session = ? AND round = ?"
        with self._open() as connection:
            return sum(connection.execute(query, (id_, a_round)).fetchone()[0] for query in (ballots, hands))

    def hear(self, id_: str, stance: str, words: str) -> None:
        """Keep the strongest reason that was heard for a stance, until the second vote is closed."""
        with self._open() as connection:
            self._known(connection, id_, [stance])
            connection.execute("INSERT OR REPLACE INTO reasons VALUES (?, ?, ?, ?)", (id_, HEARD, stance, words))

    def heard(self, id_: str) -> dict[str, str]:
        """Return the reasons that the teacher has written down so far, by stance."""
        with self._open() as connection:
            query = "SELECT stance, words FROM reasons WHERE session = ? AND who = ?"
            return dict(connection.execute(query, (id_, HEARD)).fetchall())

    def pair(self, id_: str) -> Pairs:
        """Return who talks with whom, the same at every call; of a ballot no more than its mark; raise VoteError."""
        motion = self._talking(id_)
        with self._open() as connection:
            first = _round(connection, id_, 1)
        return Pairs(apart(first.ballots, motion.ids, motion.ordered, id_), 0, sum(first.hands.values()))

    def share(self, id_: str) -> tuple[int, int]:
        """Return how many of the first vote on a question with a key are right, and of how many; raise VoteError."""
        right = self._talking(id_).right
        with self._open() as connection:
            votes = tally(_round(connection, id_, 1))
        return votes[right], sum(votes.values())

    def screened(self, id_: str) -> dict[str, str]:
        """Return one reason for each stance, as it may show: one that was heard, else handed in; raise VoteError."""
        self._talking(id_)
        query = """SELECT stance, words FROM reasons WHERE session = ? AND words <> '' AND who NOT LIKE '%/2'
            AND words NOT IN (SELECT words FROM hidden WHERE session = reasons.session) ORDER BY who = ?, who DESC"""
        with self._open() as connection:
            return dict(connection.execute(query, (id_, HEARD)).fetchall())

    def _talking(self, id_: str) -> Motion:
        if (session := self.session(id_)).phase == "first":
            raise VoteError(WORDS["early"])
        return session.motion

    def hide(self, id_: str, stance: str, words: str) -> None:
        """Hide a reason for good: in the result, in its files, for the class."""
        with self._open() as connection:
            connection.execute("INSERT OR IGNORE INTO hidden VALUES (?, ?, ?)", (id_, stance, words))

    def close_first(self, id_: str) -> None:
        """Close the first vote for good; raise VoteError for one without votes."""
        self._close(id_, 1, "first closed")

    def open_second(self, id_: str) -> None:
        """Open the second vote."""
        self._reach(id_, "second opened")

    def close_second(self, id_: str) -> None:
        """Close the second vote for good; from now on both can be shown."""
        self._close(id_, 2, "second closed")

    def _close(self, id_: str, a_round: int, stage: str) -> None:
        if not self.size(id_, a_round):
            raise VoteError(WORDS["empty"])
        self._reach(id_, stage)

    def _reach(self, id_: str, stage: str) -> None:
        with self._open() as connection:
            connection.execute("INSERT INTO stages VALUES (?, ?, ?)", (id_, stage, datetime.now(UTC).isoformat()))

    def record(self, id_: str) -> Record:
        """Return what was voted; raise VoteError before the second vote is closed."""
        session = self.session(id_)
        if session.phase != "result":
            raise VoteError(WORDS["together"])
        with self._open() as connection:
            query = "SELECT who, stance, words FROM reasons WHERE session = ? AND words <> '' ORDER BY rowid"
            reasons = tuple(Reason(*row) for row in connection.execute(query, (id_,)))
            found = connection.execute("SELECT mark, stance, words FROM thoughts WHERE session = ?", (id_,))
            thoughts = {mark: (stance, words) for mark, stance, words in found}
            first, second = (_round(connection, id_, number) for number in (1, 2))
        return self._without_hidden(Record(session, first, second, reasons, thoughts))

    def _without_hidden(self, record: Record) -> Record:
        """Return a record in which no hidden reason stands, whoever wrote or chose it, and from wherever it came."""
        with self._open() as connection:
            rows = connection.execute("SELECT words FROM hidden WHERE session = ?", (record.session.id,))
            hidden = {start for (words,) in rows for start in (words, words[:MOST])}
        reasons = tuple(one for one in record.reasons if one.words not in hidden)
        thoughts = {mark: (one, "" if words in hidden else words) for mark, (one, words) in record.thoughts.items()}
        return replace(record, reasons=reasons, thoughts=thoughts)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for one transaction; whatever goes wrong in it becomes a VoteError, and nothing stays."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            place = ":memory:" if by_lines() else self.file
            with closing(sqlite3.connect(place, timeout=10, isolation_level=None)) as connection:
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("BEGIN IMMEDIATE")
                _bring_up(connection, self.file)
                done = do_again(connection, self.file.parent) if by_lines() else []
                yield connection
                keep(done, self.file.parent)
                connection.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            raise VoteError(_sentence(str(error))) from None
        except (sqlite3.Error, OSError) as error:
            raise VoteError(WORDS("unusable", file=self.file, error=error)) from None


def open_box() -> BallotBox:
    """Return the ballot box beside the answers of whoever runs this kernel."""
    return BallotBox(answers_folder())


def _round(connection: sqlite3.Connection, id_: str, number: int) -> Round:
    ballots = connection.execute("SELECT mark, stance FROM ballots WHERE session = ? AND round = ?", (id_, number))
    hands = connection.execute("SELECT stance, count FROM hands WHERE session = ? AND round = ?", (id_, number))
    return Round(dict(ballots.fetchall()), {stance: count for stance, count in hands.fetchall() if count})


def _bring_up(connection: sqlite3.Connection, file: Path) -> None:
    """Give a new file its tables and the triggers that keep closed rounds closed."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise VoteError(WORDS("newer", file=file))
    if version == VERSION:
        return
    for statement in (one for form in FORMS[version:] for one in statements(form)):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _sentence(problem: str) -> str:
    return known(problem) if problem.endswith(".") else WORDS("unkept", error=problem)
