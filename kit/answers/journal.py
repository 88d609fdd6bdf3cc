"""The learner's answers, safe on disk: every try kept with its time, in `answers/`.

An answer is keyed by lesson, step and item. A try is a row of its own. While somebody types, one row is written anew
with each change, so that an evening of typing is one try and not a thousand. Two kernels can write at once.

What is newer is told by the number that each writing gets, never by a clock, which people and batteries set back. For
whoever has the times alone, as a class has, no time in a journal is earlier than the one before it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from kit.answers.journal_file import ROW, answer_files, at_once, rows_of
from kit.answers.journal_lines import LineStore
from kit.answers.journal_store import LAST, FileStore, left_out
from kit.answers.salvage import Row, united
from kit.base.errors import JournalError, or_else
from kit.base.labels import say, say_day, say_time
from kit.base.paths import by_lines
from kit.base.sql import named

FIELDS = ("id", "lesson", "step", "item", "value", "time")  # of a try, in a copy or on its way
SQL = named(Path(__file__).with_name("journal_asks.sql"))


@dataclass(frozen=True)
class Try:
    """One answer at one time: its id, what was answered (any JSON value), and when, in the local time zone."""

    id: str
    lesson: str
    step: str
    item: str
    value: Any
    time: datetime
    number: int = field(default=0, compare=False, repr=False)  # of this writing, in the journal

    @property
    def entry(self) -> dict[str, Any]:
        """Return the try as a copy holds it, and as a class's server takes it."""
        return {name: getattr(self, name) for name in FIELDS} | {"time": self.time.isoformat()}

    @property
    def saved(self) -> str:
        """Return `Saved 10:42.`, with the day when that was not today; no time where a clock once stood ahead."""
        now = datetime.now().astimezone()
        if self.time > now + timedelta(minutes=1):
            return say("Saved.")
        if self.time.date() == now.date():
            return say("Saved {time}.", time=say_time(self.time))
        return say("Saved {day}, {time}.", day=say_day(self.time.date()), time=say_time(self.time))


class Journal:
    """All answers of one learner, in one folder; `store` is where they are."""

    def __init__(self, folder: Path) -> None:
        self.store = LineStore(folder) if by_lines() else FileStore(folder)
        self.on_save: Callable[[], None] = _nobody
        self.on_forget: Callable[[], None] = _nobody

    @property
    def file(self) -> Path:
        """Return the file that this journal writes."""
        return self.store.file

    @property
    def notice(self) -> str:
        """Return what the learner should see, as that the file was broken or can only be read; empty if nothing."""
        return self.store.notice

    def save(self, lesson: str, step: str, item: str, value: Any, over: Try | None = None) -> Try:
        """Return the saved try: a new one, or `over` written anew; raise JournalError when it could not be saved."""
        row = (over.id if over else uuid4().hex, lesson, step, item, json.dumps(value))
        number, time = self.store.change(lambda connection: _write(connection, row, self.store.latest))
        self.on_save()
        return Try(*row[:4], value, datetime.fromisoformat(time).astimezone(), number)

    def newest(self, lesson: str, step: str, item: str) -> Try | None:
        """Return the newest try for an item, or None."""
        return next(reversed(self.tries(lesson, step, item)), None)

    def tries(self, lesson: str, step: str, item: str) -> list[Try]:
        """Return the tries for an item, oldest first; raise JournalError when the file cannot be read."""
        return self._tries("lesson = ? AND step = ? AND item = ? ORDER BY +number", (lesson, step, item))

    def all_tries(self, lesson: str | None = None, step: str | None = None, items: tuple[str, ...] = ()) -> list[Try]:
        """Return every try, oldest first, or those of one lesson, of one step, of some items; raise JournalError."""
        # the index begins with the lesson, so a step alone is looked up in each: the rows of others are not even read
        of_lesson = "lesson = :lesson" if lesson else "lesson IN (SELECT DISTINCT lesson FROM tries)"
        of_step = "step = :step" if step else "true"
        of_items = "item IN (SELECT value FROM json_each(:items))" if items else "true"
        asked = {"lesson": lesson, "step": step, "items": json.dumps(items)}
        return self._tries(f"{of_lesson} AND {of_step} AND {of_items} ORDER BY +number", asked)

    def answered(self) -> set[tuple[str, str, str]]:
        """Return every (lesson, step, item) that has an answer."""
        return set(self._rows("SELECT DISTINCT lesson, step, item FROM tries"))

    def unreadable(self) -> int:
        """Return how many tries in the file cannot be read; they are left out everywhere, and the file keeps them."""
        return sum(_try(row) is None for row in self._rows(f"SELECT {ROW} FROM tries"))

    def unsent(self, most: int) -> list[Try]:
        """Return tries that have not gone to a class's server as they are now, oldest first; raise JournalError."""
        while True:
            rows = self.store.run(lambda connection: _unsent(connection, most))
            tries = [one for row in rows if (one := _try(row))]
            if len(tries) < len(rows):  # what cannot be read never goes, and must hold up nothing
                self._mark_sent(row[0] for row in rows if not _try(row))
            if tries or not rows:
                return tries

    def sent(self, tries: Iterable[Try]) -> None:
        """Remember that a class's server has these; one that was written anew meanwhile goes again."""
        self._mark_sent(one.number for one in tries)

    def send_again(self) -> None:
        """Forget what has gone to a class's server: it is another one, or lacks what it had."""
        self.store.run(lambda connection: connection.execute("DELETE FROM sent"))

    def note(self, name: str, words: str | None = None) -> str:
        """Return what was noted under a name, after noting `words` where they are given; it is no answer."""
        return self.store.run(lambda connection: _note(connection, name, words))

    @or_else(lambda _: datetime.now(UTC), JournalError)  # it can only be read, and no answer of it will ever be later
    def moment(self) -> datetime:
        """Return now, or the next moment after the last one and the last answer where a clock was ahead then."""
        return self.store.run(lambda connection: _moment(connection, self.store.latest))

    def bring(self, rows: Iterable[Row]) -> int:
        """Add tries that were copied elsewhere, and return how many were new here or newer; raise JournalError.

        All of them come or none; of one try that is here too the later writing holds, and what is here stays newest.
        """
        changed = self.store.change(lambda connection: _bring(connection, list(rows)))
        self.on_save()
        return changed

    def learner(self) -> str:
        """Return the random id under which this learner hands work in: no name, and the same every time."""
        return self._rows("SELECT id FROM learner")[0][0]

    def files(self) -> list[Path]:
        """Return the files in which answers are: the journal itself, and copies that were kept of older ones."""
        return answer_files(self.file.parent)

    def forget(self) -> list[Path]:
        """Delete the answers for good, with the copies that were kept of them; return the files that are gone."""
        self.on_forget()  # first: who is told that it did not work there still has all of it here
        return self.store.forget()

    def close(self) -> None:
        """Let go of the file; what was saved is all in it then."""
        self.store.close()

    def _rows(self, query: str, values: Any = ()) -> list[tuple]:
        return self.store.run(lambda connection: connection.execute(query, values).fetchall())

    def _tries(self, where: str, values: Any) -> list[Try]:
        rows = self._rows(f"SELECT {ROW} FROM tries WHERE {where}", values)
        tries = [one for row in rows if (one := _try(row))]
        if len(tries) < len(rows) and not self.notice:
            self.store.notice = left_out(self.unreadable(), self.file)
        return tries

    def _mark_sent(self, numbers: Iterable[int]) -> None:
        marks = [(number,) for number in numbers]
        self.store.run(lambda connection: connection.executemany(SQL["sent"], marks))


def _unsent(connection: sqlite3.Connection, most: int) -> list[Row]:
    connection.execute(SQL["sends"])  # a table that is made when it is first asked for
    return connection.execute(SQL["unsent"], (most,)).fetchall()


def _note(connection: sqlite3.Connection, name: str, words: str | None) -> str:
    connection.execute(SQL["notes"])
    if words is not None:
        connection.execute(SQL["note"], (name, words))
    row = connection.execute(SQL["noted"], (name,)).fetchone()
    return row[0] if row else ""


def _moment(connection: sqlite3.Connection, latest: str) -> datetime:
    _, time = connection.execute(SQL["newest"]).fetchone() or (0, "")
    now = _after(max(latest, time, _note(connection, "moment", None)))
    _note(connection, "moment", now)
    return datetime.fromisoformat(now)


def _nobody() -> None:
    """Tell nobody: there is no class that has, or should have, these answers."""


def _write(connection: sqlite3.Connection, row: tuple[str, ...], latest: str) -> tuple[int, str]:
    """Write a try as the last one there is, with a time that is not before any other; return its number and time."""
    with at_once(connection):
        number, time = connection.execute(SQL["newest"]).fetchone() or (0, "")
        now = _after(max(latest, time if time < str(LAST) else ""))
        connection.execute(SQL["write"], (number + 1, *row, now))
    return number + 1, now


def _bring(connection: sqlite3.Connection, rows: list[Row]) -> int:
    """Put tries among those that are there, in the order in which all of them were written; return how many changed."""
    with at_once(connection):
        here = rows_of(connection)
        changed = {row[1] for row in rows if row[1] not in here or row[6] > here[row[1]][6]}
        if changed:
            after = max((row[0] for row in here.values()), default=0)
            both = united([here.values(), rows])
            connection.execute("DELETE FROM tries")
            insert = "INSERT INTO tries VALUES (?, ?, ?, ?, ?, ?, ?)"
            connection.executemany(insert, [(after + number, *row[1:]) for number, row in enumerate(both, 1)])
    return len(changed)


def _after(latest: str) -> str:
    """Return the time now, or the next one after `latest` where a clock was ahead of this one."""
    now = datetime.now(UTC)
    read = or_else(lambda _: LAST, ValueError, OverflowError)
    before = read(lambda: datetime.fromisoformat(latest).astimezone(UTC))()
    return (max(now, before + timedelta(microseconds=1)) if before < LAST else now).isoformat(timespec="microseconds")


@or_else(lambda _: None, ValueError, TypeError, OverflowError, RecursionError, OSError)
def _try(row: Row) -> Try | None:
    """Return a row as a try, or None where it was damaged so that it cannot be read."""
    number, *key, value, time = row
    return Try(*map(str, key), json.loads(value), datetime.fromisoformat(time).astimezone(), number)
