"""The store: every try of a class under the name that the hub gives, and votes whose first round stays closed."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from msgspec import Raw, Struct
from sqlalchemy import Connection, text

from kit.answers.keys import CHOICE, PRIVATE_PAGES, PRIVATE_STEPS, REPORT, VOTE
from kit.base.errors import HubError
from kit.classroom.server.database import QUIET, SQL, Sent, count_up, form_of, loaded, sound
from kit.classroom.server.votes import Votes, leave_talks

PAGE = 2000  # tries in one answer, which then takes some ten milliseconds
PAGE_LETTERS = 4_000_000  # and no more than this, unless one alone has more
MOST_OF_ONE = 20_000_000  # letters that a class keeps of one learner; a course has some hundred thousand
OF_A_ROW = 200  # what a try takes besides its value
FULL = f"A class keeps {MOST_OF_ONE:,} letters of one learner."
ELSEWHERE = "This id has another place."
Row = dict[str, Any]
PRIVATE = {"private_steps": [VOTE, *PRIVATE_STEPS], "private_pages": list(PRIVATE_PAGES)}


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
    """What is new in the class: the epoch, the last number, whether there is more, the tries, and how many no reader
    could read, which are left out."""

    epoch: str
    last: int
    more: bool
    tries: list[Heard]
    left_out: int = 0


class Receipt(Struct, frozen=True):
    """What came of a parcel: why some were not kept, by id; and a mark by which a class knows later what it had.

    `anew` when it has not what it had by an earlier mark: it is another class, or one put back from an older copy.
    """

    refused: dict[str, str]
    met: str
    anew: bool


class Store(Votes):
    """The class's answers in one database."""

    def form(self) -> int:
        """Return the number of the database's form; raise UnavailableError."""
        with self.database.reading() as connection:
            return form_of(connection)

    def keep(self, name: str, tries: Iterable[Sent], after: str = "") -> Receipt:
        """Keep a learner's tries: one that is there already is kept once, and the later of two with one id stays."""
        rows = [one.row() for one in tries]
        if not rows:
            with self.database.reading() as connection:
                return Receipt({}, *_met(connection, self.key(connection, name), after))
        with self.database.writing() as connection:
            # first, because it holds back other writers: numbers then come out in the order in which they are seen
            last = count_up(connection, len(rows))
            connection.execute(text("UPDATE state SET hub = coalesce(hub, :hub)"), {"hub": self.hub})
            key = self.key(connection, name)
            # a random id for whoever has sent nothing before
            connection.execute(SQL["new learner"], {"name": key, "id": uuid4().hex})
            learner = connection.execute(SQL["learner"], {"name": key}).scalar_one()
            _, anew = _met(connection, key, after)
            new, refused = _new(connection, learner, rows)
            for number, row in enumerate(new, last - len(rows) + 1):
                row.update(learner=learner, number=number)
            if new:
                connection.execute(SQL["keep"], new)
            if any((row["lesson"], row["step"]) == (REPORT, CHOICE) for row in new):
                _keep_back(connection, learner)
            return Receipt(refused, _met(connection, key, "")[0], anew)

    def own(self, name: str) -> list[dict[str, Any]]:
        """Return all that a learner has sent, oldest first."""
        with self.database.reading() as connection:
            rows = connection.execute(SQL["own"], {"name": self.key(connection, name)}).mappings().all()
        return [{**row, "value": Raw(row["value"].encode())} for row in rows if sound(row["value"])]

    def forget(self, name: str) -> int:
        """Remove all that a learner has sent, and the learner; return how many tries that were."""
        with self.database.alone() as connection:
            learner = connection.execute(SQL["learner"], {"name": self.key(connection, name)}).scalar()
            if learner is None:
                return 0
            leave_talks(connection, learner)
            forgets = [name for name in SQL if name.startswith("forget ")]
            gone = {name: connection.execute(SQL[name], {"learner": learner}).rowcount for name in forgets}
            _new_epoch(connection)
        self.database.wipe()
        return gone["forget tries"]

    def known_as(self, name: str) -> str:
        """Return the whole name of a learner, with the hub's before it where that is not the first; raise HubError."""
        alike = [one for one in self.names().values() if one == name or one.endswith(f"/{name}")]
        if len(alike) > 1:
            raise HubError(f"Several hubs know this name; say whose: {', '.join(alike)}.")
        return alike[0] if alike else name

    def delete(self) -> int:
        """Remove every answer, vote and learner; return how many tries that were."""
        with self.database.alone() as connection:
            connection.execute(text("INSERT INTO forgotten SELECT id FROM learners"))
            tables = ("kept_back", "words_back", "talkers", "hidden", "ballots", "votes", "tries", "learners")
            gone = {table: connection.execute(text(f"DELETE FROM {table}")).rowcount for table in tables}
            _new_epoch(connection)
        self.database.wipe()
        return gone["tries"]

    def news(self, after: int = 0, epoch: str = "") -> News:
        """Return what the class has sent since a number; from 0 when something was removed since. No votes."""
        with self.database.reading() as connection:
            now = connection.execute(text("SELECT epoch FROM state")).scalar_one()
            after = after if epoch == now else 0
            connection = connection.execution_options(stream_results=True)  # no more is fetched than goes into a page
            rows = connection.execute(SQL["news"], {"after": after, "most": PAGE + 1, **PRIVATE})
            tries, letters, left_out, last, more = [], 0, 0, after, False
            for number, row in enumerate(rows):
                letters += len(row.value)
                if more := number == PAGE or (bool(tries) and letters > PAGE_LETTERS):
                    break
                last = row.number
                if sound(row.value):
                    tries.append(Heard(*row[:5], Raw(row.value.encode()), row.time, bool(row.aloud)))
                else:
                    left_out += 1
            rows.close()
        return News(now, last, more, tries, left_out)

    def names(self) -> dict[str, str]:
        """Return the learners' names by their random ids."""
        with self.database.reading() as connection:
            return dict(connection.execute(text("SELECT id, name FROM learners")).all())

    def write_back(self, learner: str, lesson: str, step: str, item: str, words: str) -> bool:
        """Put a line under an answer, in place of an earlier one; return whether a teacher may know of that answer."""
        place = {"learner": learner, "lesson": lesson, "step": step, "item": item}
        with self.database.alone() as connection:
            return connection.execute(SQL["write back"], {**place, "words": words, **PRIVATE}).rowcount > 0

    def words_back(self, name: str | None = None) -> list[Row]:
        """Return all lines that were written back; those for one learner without the id."""
        with self.database.reading() as connection:
            if name is None:
                found = connection.execute(SQL["words back"])
            else:
                found = connection.execute(SQL["words for one"], {"name": self.key(connection, name)})
            return list(map(dict, found.mappings()))


def _new_epoch(connection: Connection) -> None:
    connection.execute(text("UPDATE state SET epoch = :epoch"), {"epoch": uuid4().hex})


def _met(connection: Connection, name: str, after: str) -> tuple[str, bool]:
    """Return the mark of what a learner has here, and whether that is less than there was by an earlier mark."""
    here = connection.execute(SQL["met"], {"name": name}).one()
    mark = f"{here[0]}.{here[1] or ''}.{here.newest if here[1] else 0}"
    class_, _, rest = after.partition(".")
    learner, _, newest = rest.partition(".")
    if not newest.isdecimal() or not class_:
        return mark, False
    gone = text("SELECT 1 FROM forgotten WHERE id = :learner")
    if class_ == here[0] and connection.execute(gone, {"learner": learner}).first():
        return mark, False  # who was forgotten here does not come back by a mark
    return mark, class_ != here[0] or int(newest) > (here.newest if here[1] == learner else 0)


def _new(connection: Connection, learner: str, rows: list[Row]) -> tuple[list[Row], dict[str, str]]:
    """Return the rows that say something new, and why others are refused, by id; what is kept here is not refused."""
    here = {"learner": learner, "ids": [row["id"] for row in rows]}
    there = {row.id: row for row in connection.execute(SQL["there"], here)}
    size = connection.execute(text("SELECT size FROM learners WHERE id = :learner"), {"learner": learner}).scalar_one()
    new, refused = [], {}
    for row in rows:
        old = there.get(row["id"])
        if old and tuple(old[1:4]) != (row["lesson"], row["step"], row["item"]):
            refused[row["id"]] = ELSEWHERE
        elif old and old.time >= row["time"]:
            continue
        elif size + (more := len(row["value"]) - (old[4] if old else -OF_A_ROW)) > MOST_OF_ONE:
            refused[row["id"]] = FULL
        else:
            size += more
            new.append(row)
    connection.execute(text("UPDATE learners SET size = :size WHERE id = :learner"), {"size": size, "learner": learner})
    return new, refused


def _keep_back(connection: Connection, learner: str) -> None:
    """Follow what the learner lets nobody see, or not have read out; whoever has read the class begins anew."""
    place = {"learner": learner, "lesson": REPORT, "step": CHOICE}
    newest = dict(connection.execute(SQL["choices"], place).all())
    rows = [
        {"learner": learner, "item": item, "how": how}
        for choice, how in QUIET.items()
        for item in _words(newest.get(choice, "[]"))
    ]
    connection.execute(SQL["forget what is kept back"], {"learner": learner})
    if rows:
        connection.execute(text("INSERT INTO kept_back VALUES (:learner, :item, :how)"), rows)
    _new_epoch(connection)


def _words(value: str) -> set[str]:
    found = loaded(value)
    return {one for one in found if isinstance(one, str)} if isinstance(found, list) else set()
