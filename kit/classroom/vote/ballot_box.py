"""The ballot box: what a class votes, safe on disk, in one SQLite file beside the answers.

A closed round is kept by the file itself: its triggers refuse every insert, change and deletion, whichever kernel or
program asks. The votes come out only when both rounds are closed; until then there is nothing but their number.

In a browser each kernel appends what it did to a file of its own, and all of it is done again in memory. What is done
again goes through the same triggers, so a ballot that came after a round was closed counts nowhere.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args
from uuid import uuid4

import msgspec

from kit.answers.ballot import Motion, Reason
from kit.answers.keys import MOST
from kit.base.errors import VoteError, or_else
from kit.base.labels import known, prose
from kit.base.paths import answers_folder, by_lines
from kit.base.sql import named, statements
from kit.classroom.vote.movement import Pairs, Round, apart, tally

FILE = "votes.sqlite3"
FORMS = [Path(__file__).with_name(name) for name in ("votes.sql", "votes_2.sql")]
VERSION = len(FORMS)
HEARD = "heard in class"
OWN = uuid4().hex[:12]  # this kernel, in a browser
DEEDS = ("INSERT ", "DELETE ")
Phase = Literal["first", "discuss", "second", "result"]
STAGES: dict[Phase, str] = {"discuss": "first closed", "second": "second opened", "result": "second closed"}

WORDS, SQL = prose(__file__), named(Path(__file__).with_suffix(".sql"))


@dataclass(frozen=True)
class Session:
    """One run of one question: a random id, what is voted on, when it began, and how far it has come."""

    id: str
    motion: Motion
    began: datetime
    phase: Phase


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
        self._run("begin", session.id, msgspec.json.encode(motion).decode(), session.began.isoformat())
        return session

    def sessions(self, id_: str = "") -> list[Session]:
        """Return every session, the newest first; with an id the one that has it."""
        return [
            Session(one, msgspec.json.decode(motion, type=Motion), datetime.fromisoformat(began), get_args(Phase)[far])
            for one, motion, began, far in self._run("sessions", id_)
        ]

    def session(self, id_: str) -> Session:
        """Return a session as it stands now; another kernel may have moved it on."""
        found = self.sessions(id_)
        if not found:
            raise VoteError(WORDS("no_vote", id=repr(id_)))
        return found[0]

    def put(
        self, id_: str, a_round: int, ballots: Mapping[str, str], reasons: Iterable[Reason] = (),
        thoughts: Mapping[str, tuple[str, str]] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        """Put ballots (mark -> stance) into an open round; one with the same mark gives way. Raises VoteError."""
        self._known(id_, ballots.values())
        said = [(id_, one.who, one.stance, one.words) for one in reasons]
        with self._open() as connection:
            connection.executemany(SQL["put ballot"], [(id_, a_round, *ballot) for ballot in ballots.items()])
            connection.executemany(SQL["take reason back"], [row[:2] for row in said])
            connection.executemany(SQL["put reason"], said)
            connection.executemany(SQL["put thought"], [(id_, mark, *found) for mark, found in thoughts.items()])

    def count_hands(self, id_: str, a_round: int, hands: Mapping[str, int]) -> None:
        """Put counted hands (stance -> how many) into an open round; an earlier count of hands gives way."""
        self._known(id_, hands)
        with self._open() as connection:
            connection.executemany(SQL["put hands"], [(id_, a_round, *counted) for counted in hands.items()])

    def _known(self, id_: str, stances: Iterable[str]) -> None:
        ids = self.session(id_).motion.ids
        for stance in stances:
            if stance not in ids:
                raise VoteError(WORDS("no_stance", stance=repr(stance), known=", ".join(ids)))

    def _round(self, id_: str, number: int) -> Round:
        return Round(dict(self._run("ballots", id_, number)), dict(self._run("hands", id_, number)))

    def size(self, id_: str, a_round: int) -> int:
        """Return how many votes are in a round: all that is to be known before both are closed."""
        return sum(size for (size,) in self._run("size", a_round, id_))

    def hear(self, id_: str, stance: str, words: str) -> None:
        """Keep the strongest reason that was heard for a stance, until the second vote is closed."""
        self._known(id_, [stance])
        self._run("put reason", id_, HEARD, stance, words)

    def heard(self, id_: str) -> dict[str, str]:
        """Return the reasons that the teacher has written down so far, by stance."""
        return dict(self._run("heard", id_, HEARD))

    def pair(self, id_: str) -> Pairs:
        """Return who talks with whom, the same at every call; of a ballot no more than its mark; raise VoteError."""
        motion, first = self._talking(id_), self._round(id_, 1)
        return Pairs(apart(first.ballots, motion.ids, motion.ordered, id_), 0, sum(first.hands.values()))

    def share(self, id_: str) -> tuple[int, int]:
        """Return how many of the first vote on a question with a key are right, and of how many; raise VoteError."""
        right, first = self._talking(id_).right, self._round(id_, 1)
        return tally(first)[right], first.size

    def screened(self, id_: str) -> dict[str, str]:
        """Return one reason for each stance, as it may show: one that was heard, else handed in; raise VoteError."""
        self._talking(id_)
        return dict(self._run("screened", id_, HEARD))

    def _talking(self, id_: str) -> Motion:
        if (session := self.session(id_)).phase == "first":
            raise VoteError(WORDS["early"])
        return session.motion

    def hide(self, id_: str, stance: str, words: str) -> None:
        """Hide a reason for good: in the result, in its files, for the class."""
        self._run("hide", id_, stance, words)

    def close_first(self, id_: str) -> None:
        """Close the first vote for good; raise VoteError for one without votes."""
        self._close(id_, 1, "discuss")

    def open_second(self, id_: str) -> None:
        """Open the second vote."""
        self._reach(id_, "second")

    def close_second(self, id_: str) -> None:
        """Close the second vote for good; from now on both can be shown."""
        self._close(id_, 2, "result")

    def _close(self, id_: str, a_round: int, phase: Phase) -> None:
        if not self.size(id_, a_round):
            raise VoteError(WORDS["empty"])
        self._reach(id_, phase)

    def _reach(self, id_: str, phase: Phase) -> None:
        self._run("reach", id_, STAGES[phase], datetime.now(UTC).isoformat())

    def record(self, id_: str) -> Record:
        """Return what was voted; raise VoteError before the second vote is closed."""
        session = self.session(id_)
        if session.phase != "result":
            raise VoteError(WORDS["together"])
        reasons = tuple(Reason(*row) for row in self._run("reasons", id_))
        thoughts = {mark: (stance, words) for mark, stance, words in self._run("thoughts", id_)}
        return self._without_hidden(Record(session, self._round(id_, 1), self._round(id_, 2), reasons, thoughts))

    def _without_hidden(self, record: Record) -> Record:
        """Return a record in which no hidden reason stands, whoever wrote or chose it, and from wherever it came."""
        hidden = {start for (words,) in self._run("hidden", record.session.id) for start in (words, words[:MOST])}
        reasons = tuple(one for one in record.reasons if one.words not in hidden)
        thoughts = {mark: (one, "" if words in hidden else words) for mark, (one, words) in record.thoughts.items()}
        return replace(record, reasons=reasons, thoughts=thoughts)

    def _run(self, name: str, *values: str | int) -> list[tuple]:
        """Return what one statement gives, in a transaction of its own."""
        with self._open() as connection:
            return connection.execute(SQL[name], values).fetchall()

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
            problem = str(error)
            raise VoteError(known(problem) if problem.endswith(".") else WORDS("unkept", error=problem)) from None
        except (sqlite3.Error, OSError) as error:
            raise VoteError(WORDS("unusable", file=self.file, error=error)) from None


def open_box() -> BallotBox:
    """Return the ballot box beside the answers of whoever runs this kernel."""
    return BallotBox(answers_folder())


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


def do_again(connection: sqlite3.Connection, folder: Path) -> list[str]:
    """Do in an empty box what all files tell, in the order of time; return the list that fills with what follows."""
    told = [line for path in folder.glob("votes-*.jsonl") for line in path.read_bytes().split(b"\n")[:-1]]
    for _, deeds in sorted(map(_understood, told)):
        connection.execute("SAVEPOINT one")
        try:
            for deed in deeds:
                connection.execute(deed)
        except sqlite3.IntegrityError:
            connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")
    done: list[str] = []
    # a trigger tells its statement once more; none of ours does anything when it is done twice
    connection.set_trace_callback(
        lambda deed: done.append(deed) if deed.startswith(DEEDS) and deed not in done[-1:] else None
    )
    return done


def keep(done: list[str], folder: Path) -> None:
    """Append what was done to this kernel's file; raise OSError."""
    if done:
        line = json.dumps([datetime.now(UTC).isoformat(timespec="microseconds"), done])
        with (folder / f"votes-{OWN}-{os.getpid()}.jsonl").open("ab") as file:
            file.write(f"{line}\n".encode())


@or_else(lambda _: ("", []), ValueError, TypeError)  # a line that is no kernel's
def _understood(line: bytes) -> tuple[str, list[str]]:
    time, deeds = json.loads(line)
    told = map(str, deeds) if isinstance(deeds, list) else ()
    return str(time), [deed for deed in told if deed.startswith(DEEDS)]
