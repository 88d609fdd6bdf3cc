"""The store: every try of a class under the name that the hub gives, and votes whose first round stays closed."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from msgspec import Raw, Struct
from sqlalchemy import Connection, text

from kit.answers.keys import CHOICE, PRIVATE_PAGES, PRIVATE_STEPS, REPORT, VOTE
from kit.classroom.server import votes
from kit.classroom.server.database import Database, form_of
from kit.classroom.server.tries import QUIET, Sent

PAGE = 2000  # tries in one answer, which then takes some ten milliseconds
_UPSERT = text(
    "INSERT INTO tries VALUES (:learner, :id, :lesson, :step, :item, :value, :time, :number)"
    " ON CONFLICT (learner, id) DO UPDATE SET value = excluded.value, time = excluded.time, number = excluded.number"
    " WHERE excluded.time > tries.time AND excluded.lesson = tries.lesson AND excluded.step = tries.step"
    " AND excluded.item = tries.item"
)
_ONE_OF_CLASS = (
    "SELECT learner, id, lesson, step, item, value, time, number, NOT EXISTS (SELECT 1 FROM kept_back"
    " WHERE learner = tries.learner AND how = 'quiet' AND item = lesson || '/' || step || '/' || tries.item) AS aloud"
    f" FROM tries WHERE number > :after AND step NOT IN {(VOTE, *PRIVATE_STEPS)} AND lesson NOT IN {PRIVATE_PAGES}"
    " AND NOT EXISTS"
    " (SELECT 1 FROM kept_back WHERE learner = tries.learner AND how = 'out'"
    " AND item = lesson || '/' || step || '/' || tries.item) ORDER BY number LIMIT :most"
)


class Heard(Struct, frozen=True):
    """A try as the class has it: by a learner's random id, and whether it may be read out."""

    learner: str
    id: str
    lesson: str
    step: str
    item: str
    value: Raw
    time: str
    aloud: bool


class News(Struct, frozen=True):
    """What is new in the class: the epoch, the last number, whether there is more, and the tries."""

    epoch: str
    last: int
    more: bool
    tries: list[Heard]


class Store:
    """The class's answers in one database."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)

    def form(self) -> int:
        """Return the number of the database's form; raise UnavailableError."""
        with self.database.reading() as connection:
            return form_of(connection)

    def keep(self, name: str, tries: Iterable[Sent]) -> None:
        """Keep a learner's tries: one that is there already is kept once, and the later of two with one id stays."""
        rows = [one.row() for one in tries]
        if not rows:
            return
        with self.database.writing() as connection:
            # first, because it holds back other writers: numbers then come out in the order in which they are seen
            last = _count_up(connection, len(rows))
            learner = _learner(connection, name)
            for number, row in enumerate(rows, last - len(rows) + 1):
                row.update(learner=learner, number=number)
            connection.execute(_UPSERT, rows)
            if any((row["lesson"], row["step"]) == (REPORT, CHOICE) for row in rows):
                _keep_back(connection, learner)

    def own(self, name: str) -> list[dict[str, Any]]:
        """Return all that a learner has sent, oldest first."""
        query = text(
            "SELECT tries.id, lesson, step, item, value, time FROM tries JOIN learners ON learners.id = learner"
            " WHERE name = :name ORDER BY time, number"
        )
        with self.database.reading() as connection:
            rows = connection.execute(query, {"name": name}).mappings().all()
        return [{**row, "value": Raw(row["value"].encode())} for row in rows]

    def forget(self, name: str) -> int:
        """Remove all that a learner has sent, and the learner; return how many tries that were."""
        with self.database.writing() as connection:
            _count_up(connection, 0)
            learner = connection.execute(text("SELECT id FROM learners WHERE name = :name"), {"name": name}).scalar()
            if learner is None:
                return 0
            connection.execute(text("DELETE FROM kept_back WHERE learner = :learner"), {"learner": learner})
            gone = connection.execute(text("DELETE FROM tries WHERE learner = :learner"), {"learner": learner})
            connection.execute(text("DELETE FROM learners WHERE id = :learner"), {"learner": learner})
            _new_epoch(connection)
            return gone.rowcount

    def delete(self) -> int:
        """Remove every answer, vote and learner; return how many tries that were."""
        with self.database.writing() as connection:
            _count_up(connection, 0)
            tables = ("kept_back", "ballots", "votes", "tries", "learners")
            gone = {table: connection.execute(text(f"DELETE FROM {table}")).rowcount for table in tables}
            _new_epoch(connection)
            return gone["tries"]

    def news(self, after: int = 0, epoch: str = "") -> News:
        """Return what the class has sent since a number; from 0 when something was removed since. No votes."""
        with self.database.reading() as connection:
            now = connection.execute(text("SELECT epoch FROM state")).scalar_one()
            after = after if epoch == now else 0
            rows = connection.execute(text(_ONE_OF_CLASS), {"after": after, "most": PAGE + 1}).all()
        page = rows[:PAGE]
        tries = [Heard(*row[:5], Raw(row.value.encode()), row.time, bool(row.aloud)) for row in page]
        return News(now, page[-1].number if page else after, len(rows) > PAGE, tries)

    def names(self) -> dict[str, str]:
        """Return the learners' names by their random ids."""
        with self.database.reading() as connection:
            return dict(connection.execute(text("SELECT id, name FROM learners")).all())

    def begin_vote(self, session: str, lesson: str, motion: str, stances: list[str]) -> None:
        """Begin a vote, unless it has begun; raise OutOfTurnError while another on the same question is not over."""
        if self._knows(session):  # a teacher's page says it again and again, and must hold up nobody who answers
            return
        with self.database.writing() as connection:
            _count_up(connection, 0)
            votes.begin(connection, session, lesson, motion, stances)

    def _knows(self, session: str) -> bool:
        with self.database.reading() as connection:
            found = text("SELECT 1 FROM votes WHERE session = :session")
            return connection.execute(found, {"session": session}).first() is not None

    def vote(self, session: str) -> tuple[str, int]:
        """Return a vote's phase and how many votes are in its round; never what they are. Raises HubError."""
        with self.database.reading() as connection:
            vote = votes.vote_of(connection, session)
            return vote["phase"], votes.size(connection, vote)

    def move_vote(self, session: str, phase: str) -> tuple[str, int]:
        """Bring a vote to its next phase, and freeze the round that ends; return the phase and its size."""
        with self.database.writing() as connection:
            _count_up(connection, 0)
            vote = votes.vote_of(connection, session)
            if phase != vote["phase"]:  # asked twice where the first answer was lost on its way
                votes.move(connection, vote, phase)
            return phase, votes.size(connection, {**vote, "phase": phase})

    def result(self, session: str) -> dict[str, Any]:
        """Return both rounds (mark -> stance) and the reasons; raise OutOfTurnError before the second is closed."""
        with self.database.reading() as connection:
            return votes.result(connection, votes.vote_of(connection, session))

    def give_up_votes(self) -> int:
        """End every unfinished vote without a result; return how many that were."""
        with self.database.writing() as connection:
            _count_up(connection, 0)
            return votes.give_up(connection)


def _count_up(connection: Connection, many: int) -> int:
    return connection.execute(text("UPDATE state SET last = last + :many RETURNING last"), {"many": many}).scalar_one()


def _new_epoch(connection: Connection) -> None:
    connection.execute(text("UPDATE state SET epoch = :epoch"), {"epoch": uuid4().hex})


def _learner(connection: Connection, name: str) -> str:
    """Return the random id of a learner; a new one for whoever has sent nothing before."""
    insert = text("INSERT INTO learners VALUES (:name, :id) ON CONFLICT (name) DO NOTHING")
    connection.execute(insert, {"name": name, "id": uuid4().hex})
    return connection.execute(text("SELECT id FROM learners WHERE name = :name"), {"name": name}).scalar_one()


def _keep_back(connection: Connection, learner: str) -> None:
    """Follow what the learner lets nobody see, or not have read out; whoever has read the class begins anew."""
    query = text(
        "SELECT item, value FROM tries WHERE learner = :learner AND lesson = :lesson AND step = :step"
        " ORDER BY time, number"
    )
    newest = dict(connection.execute(query, {"learner": learner, "lesson": REPORT, "step": CHOICE}).all())
    rows = [
        {"learner": learner, "item": item, "how": how}
        for choice, how in QUIET.items()
        for item in set(_words(newest.get(choice, "[]")))
    ]
    connection.execute(text("DELETE FROM kept_back WHERE learner = :learner"), {"learner": learner})
    if rows:
        connection.execute(text("INSERT INTO kept_back VALUES (:learner, :item, :how)"), rows)
    _new_epoch(connection)


def _words(value: str) -> list[str]:
    found = json.loads(value)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
