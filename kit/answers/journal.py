"""The learner's answers, safe on disk: one SQLite file in `answers/`, every try kept with its time.

An answer is keyed by lesson, step and item. A try is a row of its own. While somebody types, one row is written anew
with each change, so that an evening of typing is one try and not a thousand. Two kernels can write at once.

What is newer is told by the number that each writing gets, never by a clock, which people and batteries set back. For
whoever has the times alone, as a class has, no time in a journal is earlier than the one before it.
"""

import errno
import json
import os
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import RLock, Timer
from typing import Any, TypeVar
from uuid import uuid4

from kit.answers import journal_file as on_disk
from kit.answers.journal_file import ROW, identity, read
from kit.answers.salvage import Found, Row, found_in, united
from kit.base.errors import JournalError
from kit.base.labels import said, say, say_day, say_many, say_time
from kit.base.writing import refusal_of

T = TypeVar("T")

FILE = "answers.sqlite3"
REST = 1.0  # seconds after which what was saved is in the file itself, and no longer beside it
LAST = datetime(2199, 12, 31, tzinfo=UTC)  # a time after this was never a clock's: it is damage, and nobody follows it
BROKEN = said(
    "The file with your answers, {file}, was broken. It is kept as {kept} in {folder}, and a new one has begun; "
    "{tries} came over."
)
SWAPPED = said(
    "Another version of {file} has come from elsewhere while this page was open. The answers of both are together now; "
    "the other version is kept as {kept}, yours as {mine}, in {folder}."
)
MOVED = said(
    "{file} was moved or deleted while this page was open. What you write from now on is in a new file of that name."
)
ONLY_READ = said("Your answers in {file} can be read, but nothing new can be saved: {why}.")
NO_ENTRY = said("this folder can't be written to. Set KIT_ANSWERS to a folder of your own, then restart the kernel")


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
    def saved(self) -> str:
        """Return `Saved 10:42.`, with the day when that was not today; no time where a clock once stood ahead."""
        now = datetime.now().astimezone()
        if self.time > now + timedelta(minutes=1):
            return say("Saved.")
        if self.time.date() == now.date():
            return say("Saved {time}.", time=say_time(self.time))
        return say("Saved {day}, {time}.", day=say_day(self.time.date()), time=say_time(self.time))


class Journal:
    """All answers of one learner, in one folder.

    JupyterLab hands what a learner presses to a thread beside the one that runs cells, so one lock guards the file.
    `notice` is empty, or what the learner should see: the file was broken, or another came, or it can only be read.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE
        self.notice = ""
        self.on_save: Callable[[], None] = _nobody
        self.on_forget: Callable[[], None] = _nobody
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._log: tuple[int, int] | None = None
        self._latest = ""  # the latest time in the file, when it was opened
        self._only_read = self._resting = False

    def save(self, lesson: str, step: str, item: str, value: Any, over: Try | None = None) -> Try:
        """Return the saved try: a new one, or `over` written anew; raise JournalError when it could not be saved."""
        row = (over.id if over else uuid4().hex, lesson, step, item, json.dumps(value))
        if self._only_read:
            self.close()  # the folder may be open again
        number, time = self._run(lambda connection: _write(connection, row, self._latest))
        self._rest()
        self.on_save()
        return Try(*row[:4], value, datetime.fromisoformat(time).astimezone(), number)

    def newest(self, lesson: str, step: str, item: str) -> Try | None:
        """Return the newest try for an item, or None."""
        return next(reversed(self.tries(lesson, step, item)), None)

    def first(self, lesson: str, step: str, item: str) -> Try | None:
        """Return the first try for an item, or None."""
        return next(iter(self.tries(lesson, step, item)), None)

    def tries(self, lesson: str, step: str, item: str) -> list[Try]:
        """Return the tries for an item, oldest first; raise JournalError when the file cannot be read."""
        return self._tries("lesson = ? AND step = ? AND item = ? ORDER BY +number", (lesson, step, item))

    def all_tries(self, lesson: str | None = None, step: str | None = None, items: tuple[str, ...] = ()) -> list[Try]:
        """Return every try, oldest first, or those of one lesson, of one step, of some items; raise JournalError."""
        # the index begins with the lesson, so a step alone is looked up in each: the rows of others are not even read
        of_lesson = "lesson = :lesson" if lesson else "lesson IN (SELECT DISTINCT lesson FROM tries)"
        of_step = "step = :step" if step else "true"
        of_items = "item IN (SELECT value FROM json_each(:items))" if items else "true"
        return self._tries(
            f"{of_lesson} AND {of_step} AND {of_items} ORDER BY +number",
            {"lesson": lesson, "step": step, "items": json.dumps(items)},
        )

    def answered(self) -> set[tuple[str, str, str]]:
        """Return every (lesson, step, item) that has an answer."""
        return set(
            self._run(lambda connection: connection.execute("SELECT DISTINCT lesson, step, item FROM tries").fetchall())
        )

    def unreadable(self) -> int:
        """Return how many tries in the file cannot be read; they are left out everywhere, and the file keeps them."""
        rows = self._run(lambda connection: connection.execute(f"SELECT {ROW} FROM tries").fetchall())
        return sum(_try(row) is None for row in rows)

    def unsent(self, most: int) -> list[Try]:
        """Return tries that have not gone to a class's server as they are now, oldest first; raise JournalError."""
        while True:
            rows = self._run(lambda connection: _unsent(connection, most))
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
        self._run(lambda connection: connection.execute("DELETE FROM sent"))

    def note(self, name: str, words: str | None = None) -> str:
        """Return what was noted under a name, after noting `words` where they are given; it is no answer."""
        return self._run(lambda connection: _note(connection, name, words))

    def moment(self) -> datetime:
        """Return now, or the next moment after the last one and the last answer where a clock was ahead then."""
        try:
            return self._run(lambda connection: _moment(connection, self._latest))
        except JournalError:  # it can only be read, and no answer of it will ever be later
            return datetime.now(UTC)

    def bring(self, rows: Iterable[Row]) -> int:
        """Add tries that were copied elsewhere, and return how many were new here or newer; raise JournalError.

        All of them come or none; of one try that is here too the later writing holds, and what is here stays newest.
        """
        changed = self._run(lambda connection: _bring(connection, list(rows)))
        self._rest()
        self.on_save()
        return changed

    def learner(self) -> str:
        """Return the random id under which this learner hands work in: no name, and the same every time."""
        return self._run(_learner)

    def files(self) -> list[Path]:
        """Return the files in which answers are: the journal itself, and copies that were kept of older ones."""
        folder = self.file.parent
        found = sorted(folder.iterdir()) if folder.exists() else []
        return [path for path in found if path.match("answers*.sqlite3*") and path.is_file()]

    def forget(self) -> list[Path]:
        """Delete the answers for good, with the copies that were kept of them; return the files that are gone."""
        self.on_forget()  # first: who is told that it did not work there still has all of it here
        with self._lock:
            self.close()
            path = self.file.parent
            try:
                gone = self.files()
                for path in gone:
                    path.unlink()
            except OSError as error:
                raise JournalError(f"{path} cannot be deleted: {error.strerror or error}.") from None
        self.notice = ""
        return gone

    def close(self) -> None:
        """Let go of the file; what was saved is all in it then."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection, self._only_read = None, False

    def _tries(self, where: str, values: Any) -> list[Try]:
        query = f"SELECT {ROW} FROM tries WHERE {where}"
        rows = self._run(lambda connection: connection.execute(query, values).fetchall())
        tries = [one for row in rows if (one := _try(row))]
        if len(tries) < len(rows) and not self.notice:
            count = say_many(
                "{number} answer in {file} could not be read",
                "{number} answers in {file} could not be read",
                self.unreadable(),
                file=self.file,
            )
            self.notice = say("{count}. That is left out here; the file keeps it.", count=count)
        return tries

    def _mark_sent(self, numbers: Iterable[int]) -> None:
        # a try that is written anew has another number, so what was sent is just that writing
        mark = "INSERT OR REPLACE INTO sent SELECT id, time FROM tries WHERE number = ?"
        self._run(lambda connection: connection.executemany(mark, [(number,) for number in list(numbers)]))

    def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` returns; begin anew in place of a broken file once, with what can be read in it."""
        with self._lock:
            try:
                try:
                    return work(self._open())
                except sqlite3.DatabaseError as error:
                    if not on_disk.broken(error):
                        raise
                    self._salvage()
                    return work(self._open())
            except (sqlite3.Error, OSError) as error:
                raise JournalError(self._sentence(error)) from None

    def _open(self) -> sqlite3.Connection:
        """Return the open connection; open it anew when the file was moved, deleted or swapped under it."""
        if self._connection and not self._only_read and self._identity != identity(self.file):
            self._swapped()
        if not self._connection:
            try:
                self._begin()
            except (sqlite3.Error, OSError) as error:
                if not (on_disk.closed(error) and self.file.is_file()):
                    raise
                self._connection, self._only_read = on_disk.only_read(self.file), True
                self.notice = say(ONLY_READ, file=self.file, why=say(NO_ENTRY))
        return self._connection

    def _begin(self) -> None:
        """Open the file, and see to it that nothing is lost of what lies in it and in a log beside it."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        if self.file.exists() and not all(os.access(place, os.W_OK) for place in (self.file, self.file.parent)):
            raise PermissionError(errno.EACCES, "only to be read")  # SQLite might say it at the first answer alone
        log = read(self.file, "-wal")
        raw = read(self.file) if log else b""  # before SQLite lays the one over the other
        self._connection = on_disk.connect(self.file)
        self._connection.execute("SELECT 1 FROM tries").fetchone()
        found = found_in(raw, log) if log else None
        if found and found.rows.keys() - on_disk.rows_of(self._connection).keys():
            self.close()
            self._begin_with(found, [found_in(raw).rows.values(), found_in(b"", log).rows.values()], log)
            self._connection = on_disk.connect(self.file)
        self._identity, self._log = identity(self.file), identity(self._log_file)
        self._latest = (
            self._connection.execute("SELECT max(time) FROM tries WHERE time < ?", (str(LAST),)).fetchone()[0] or ""
        )

    @property
    def _log_file(self) -> Path:
        return self.file.with_name(f"{self.file.name}-wal")

    def _salvage(self) -> None:
        """Bring what can be read of a broken file into a new one, and keep the broken one."""
        raw, log = read(self.file), read(self.file, "-wal")
        self.close()
        found = found_in(raw, log)
        self._begin_with(found, [found.rows.values()], log)

    def _begin_with(self, found: Found, sides: list[Iterable[Row]], log: bytes) -> None:
        rows = united(sides)
        aside = on_disk.begin_with(self.file, found, rows, "broken", log)
        tries = say_many("{number} try", "{number} tries", len(rows))
        self.notice = say(BROKEN, file=self.file.name, kept=aside.name, folder=aside.parent, tries=tries)

    def _swapped(self) -> None:
        """Bring together what this kernel has and what lies in another file that came under the same name."""
        if identity(self.file) is None:
            self.close()
            self.notice = say(MOVED, file=self.file)
            return
        foreign = b"" if identity(self._log_file) == self._log else read(self.file, "-wal")
        arrived = found_in(read(self.file), foreign)
        try:
            mine = on_disk.rows_of(self._connection)
        except sqlite3.Error:
            mine = {}
        if all(arrived.rows.get(id_, row)[5:] >= row[5:] and id_ in arrived.rows for id_, row in mine.items()):
            self.close()  # another kernel has brought them together already
            return
        kept = self.file.with_name(f"answers-mine-{datetime.now():%Y-%m-%d-%H%M%S}.sqlite3")
        on_disk.copy(self._connection, kept)
        self.close()  # with it goes the log, which SQLite would lay over the file that came
        aside = on_disk.begin_with(self.file, arrived, united([arrived.rows.values(), mine.values()]), "other", foreign)
        self.notice = say(SWAPPED, file=self.file.name, kept=aside.name, mine=kept.name, folder=self.file.parent)

    def _rest(self) -> None:
        """Bring what was saved into the file itself a moment later: whoever copies it alone then has it all."""
        if not self._resting:
            self._resting = True
            timer = Timer(REST, self._settle)
            timer.daemon = True
            timer.start()

    def _settle(self) -> None:
        with self._lock:
            self._resting = False
            connection = self._connection
            if not connection or self._only_read or self._identity != identity(self.file):
                return
            try:
                if not on_disk.settle(connection):
                    self._rest()
            except sqlite3.Error:  # nothing was asked for, so there is nobody to tell; the next answer says it
                return

    def _sentence(self, error: Exception) -> str:
        problem = str(error)
        refused = getattr(error, "errno", 0) or (refusal_of(self.file.parent) if "I/O" in problem else 0)
        if "full" in problem or refused == errno.ENOSPC:
            why = say("the disk is full. Make some room, then change your answer a little to save it")
        elif refused == errno.EDQUOT:
            why = say("your space on this disk is used up. Make some room, then change your answer a little to save it")
        elif isinstance(error, OSError) or "readonly" in problem or "unable to open" in problem:
            why = say(NO_ENTRY)
        elif "locked" in problem:
            why = say("another program is holding the file. Close it, then change your answer a little to save it")
        else:
            why = say("the disk reports: {problem}", problem=problem)
        return say("Not saved in {file}: {why}.", file=self.file, why=why)


def _learner(connection: sqlite3.Connection) -> str:
    return connection.execute("SELECT id FROM learner").fetchone()[0]


def _unsent(connection: sqlite3.Connection, most: int) -> list[Row]:
    # made when it is first asked for: only a class's server needs it, and no older kit is disturbed by it
    connection.execute("CREATE TABLE IF NOT EXISTS sent (id TEXT PRIMARY KEY, time TEXT NOT NULL)")
    return connection.execute(
        "SELECT number, tries.id, lesson, step, item, value, tries.time FROM tries LEFT JOIN sent USING (id)"
        " WHERE sent.time IS NOT tries.time ORDER BY number LIMIT ?",
        (most,),
    ).fetchall()


def _note(connection: sqlite3.Connection, name: str, words: str | None) -> str:
    connection.execute("CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, words TEXT NOT NULL)")
    if words is not None:
        connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, words))
    row = connection.execute("SELECT words FROM notes WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def _moment(connection: sqlite3.Connection, latest: str) -> datetime:
    time = connection.execute("SELECT time FROM tries ORDER BY number DESC LIMIT 1").fetchone() or ("",)
    now = _after(max(latest, time[0], _note(connection, "moment", None)))
    _note(connection, "moment", now)
    return datetime.fromisoformat(now)


def _nobody() -> None:
    """Tell nobody: there is no class that has, or should have, these answers."""


def _write(connection: sqlite3.Connection, row: tuple[str, ...], latest: str) -> tuple[int, str]:
    """Write a try as the last one there is, with a time that is not before any other; return its number and time."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        number, time = connection.execute("SELECT number, time FROM tries ORDER BY number DESC LIMIT 1").fetchone() or (
            0,
            "",
        )
        now = _after(max(latest, time if time < str(LAST) else ""))
        connection.execute(
            "INSERT INTO tries (number, id, lesson, step, item, value, time) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET number = excluded.number, value = excluded.value, time = excluded.time",
            (number + 1, *row, now),
        )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return number + 1, now


def _bring(connection: sqlite3.Connection, rows: list[Row]) -> int:
    """Put tries among those that are there, in the order in which all of them were written; return how many changed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        here = on_disk.rows_of(connection)
        changed = {row[1] for row in rows if row[1] not in here or row[6] > here[row[1]][6]}
        if changed:
            after = max((row[0] for row in here.values()), default=0)
            both = united([here.values(), rows])
            connection.execute("DELETE FROM tries")
            insert = "INSERT INTO tries VALUES (?, ?, ?, ?, ?, ?, ?)"
            connection.executemany(insert, [(after + number, *row[1:]) for number, row in enumerate(both, 1)])
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return len(changed)


def _after(latest: str) -> str:
    """Return the time now, or the next one after `latest` where a clock was ahead of this one."""
    now = datetime.now(UTC)
    try:
        before = datetime.fromisoformat(latest).astimezone(UTC)
    except (ValueError, OverflowError):
        return now.isoformat(timespec="microseconds")
    step = timedelta(microseconds=1)
    return (max(now, before + step) if before < LAST else now).isoformat(timespec="microseconds")


def _try(row: Row) -> Try | None:
    """Return a row as a try, or None where it was damaged so that it cannot be read."""
    number, *key, value, time = row
    try:
        return Try(*map(str, key), json.loads(value), datetime.fromisoformat(time).astimezone(), number)
    except (ValueError, TypeError, OverflowError, RecursionError, OSError):
        return None
