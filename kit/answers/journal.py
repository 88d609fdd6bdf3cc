"""The learner's answers, safe on disk: one SQLite file in `answers/`, every try kept with its time.

An answer is keyed by lesson, step and item. A try is a row of its own. While somebody types, one row is written anew
with each change, so that an evening of typing is one try and not a thousand. Two kernels can write at once.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar
from uuid import uuid4

from kit.answers.journal_file import broken, connect, identity, sound
from kit.base.errors import JournalError
from kit.base.labels import said, say, say_day, say_time

T = TypeVar("T")

FILE = "answers.sqlite3"
BROKEN = said(
    "The file with your answers, {file}, was broken. It is kept as {kept} in {folder}, and a new one has begun."
)
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

    @property
    def saved(self) -> str:
        """Return `Saved 10:42.`, with the day when that was not today."""
        today = self.time.date() == datetime.now().astimezone().date()
        if today:
            return say("Saved {time}.", time=say_time(self.time))
        return say("Saved {day}, {time}.", day=say_day(self.time.date()), time=say_time(self.time))


class Journal:
    """All answers of one learner, in one folder.

    JupyterLab hands what a learner presses to a thread beside the one that runs cells, so one lock guards the file.
    `notice` is empty, or one sentence that the learner should see: the file was broken and has been set aside.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE
        self.notice = ""
        self.on_save: Callable[[], None] = _nobody
        self.on_forget: Callable[[], None] = _nobody
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None

    def save(self, lesson: str, step: str, item: str, value: Any, over: Try | None = None) -> Try:
        """Return the saved try: a new one, or `over` written anew; raise JournalError when it could not be saved."""
        now = datetime.now(UTC)
        kept = Try(over.id if over else uuid4().hex, lesson, step, item, value, now.astimezone())
        row = (kept.id, lesson, step, item, json.dumps(value), now.isoformat())
        self._run(lambda connection: _write(connection, row))
        self.on_save()
        return kept

    def newest(self, lesson: str, step: str, item: str) -> Try | None:
        """Return the newest try for an item, or None."""
        return next(iter(self.tries(lesson, step, item, "DESC LIMIT 1")), None)

    def first(self, lesson: str, step: str, item: str) -> Try | None:
        """Return the first try for an item, or None."""
        return next(iter(self.tries(lesson, step, item, "ASC LIMIT 1")), None)

    def tries(self, lesson: str, step: str, item: str, order: str = "ASC") -> list[Try]:
        """Return the tries for an item, oldest first; raise JournalError when the file cannot be read."""
        rows = self._run(
            lambda connection: connection.execute(
                "SELECT id, lesson, step, item, value, time FROM tries WHERE lesson = ? AND step = ? AND item = ?"
                f" ORDER BY time {order.split()[0]}, number {order}",
                (lesson, step, item),
            ).fetchall()
        )
        return [_try(row) for row in rows]

    def all_tries(self, lesson: str | None = None, step: str | None = None, items: tuple[str, ...] = ()) -> list[Try]:
        """Return every try, oldest first, or those of one lesson, of one step, of some items; raise JournalError."""
        # the index begins with the lesson, so a step alone is looked up in each: the rows of others are not even read
        of_lesson = "lesson = :lesson" if lesson else "lesson IN (SELECT DISTINCT lesson FROM tries)"
        of_step = "step = :step" if step else "true"
        of_items = "item IN (SELECT value FROM json_each(:items))" if items else "true"
        rows = self._run(
            lambda connection: connection.execute(
                "SELECT id, lesson, step, item, value, time FROM tries"
                f" WHERE {of_lesson} AND {of_step} AND {of_items} ORDER BY time, number",
                {"lesson": lesson, "step": step, "items": json.dumps(items)},
            ).fetchall()
        )
        return [_try(row) for row in rows]

    def answered(self) -> set[tuple[str, str, str]]:
        """Return every (lesson, step, item) that has an answer."""
        return set(
            self._run(lambda connection: connection.execute("SELECT DISTINCT lesson, step, item FROM tries").fetchall())
        )

    def unsent(self, most: int) -> list[Try]:
        """Return tries that have not gone to a class's server as they are now, oldest first; raise JournalError."""
        return [_try(row) for row in self._run(lambda connection: _unsent(connection, most))]

    def sent(self, tries: Iterable[Try]) -> None:
        """Remember that a class's server has these; one that was written anew meanwhile goes again."""
        rows = [(one.id, one.time.astimezone(UTC).isoformat()) for one in tries]
        self._run(lambda connection: connection.executemany("INSERT OR REPLACE INTO sent VALUES (?, ?)", rows))

    def learner(self) -> str:
        """Return the random id under which this learner hands work in: no name, and the same every time."""
        return self._run(_learner)

    def files(self) -> list[Path]:
        """Return the files in which answers are: the journal itself, and copies that were kept of older ones."""
        return [path for path in sorted(self.file.parent.glob("answers*.sqlite3*")) if path.is_file()]

    def forget(self) -> list[Path]:
        """Delete the answers for good, with the copies that were kept of them; return the files that are gone."""
        self.on_forget()  # first: who is told that it did not work there still has all of it here
        with self._lock:
            self.close()
            gone = self.files()
            for path in gone:
                try:
                    path.unlink()
                except OSError as error:
                    raise JournalError(f"{path} cannot be deleted: {error.strerror or error}.") from None
        return gone

    def close(self) -> None:
        """Let go of the file."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` returns; set a broken file aside once and try again."""
        with self._lock:
            try:
                try:
                    return work(self._open())
                except sqlite3.DatabaseError as error:
                    if not broken(error):
                        raise
                    self._set_aside()
                    return work(self._open())
            except (sqlite3.Error, OSError) as error:
                raise JournalError(self._sentence(error)) from None

    def _open(self) -> sqlite3.Connection:
        """Return the open connection; open it anew when the file was moved or deleted under it."""
        if self._connection and self._identity != identity(self.file):
            self.close()
        if not self._connection:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._connection = connect(self.file)
            self._identity = identity(self.file)
        return self._connection

    def _set_aside(self) -> None:
        """Move a broken file out of the way under another name, and remember to say so."""
        self.close()
        if sound(self.file):  # another kernel was faster and has begun a new one
            return
        aside = self.file.with_name(f"answers-broken-{datetime.now():%Y-%m-%d-%H%M%S}.sqlite3")
        for tail in ("", "-wal", "-shm"):
            part = self.file.with_name(self.file.name + tail)
            if part.exists():
                part.rename(aside.with_name(aside.name + tail))
        self.notice = say(BROKEN, file=self.file.name, kept=aside.name, folder=aside.parent)

    def _sentence(self, error: Exception) -> str:
        problem = str(error)
        if "full" in problem or getattr(error, "errno", None) == 28:
            why = say("the disk is full. Make some room, then change your answer a little to save it")
        elif isinstance(error, OSError) or "readonly" in problem or "unable to open" in problem:
            why = say(NO_ENTRY)
        elif "locked" in problem:
            why = say("another program is holding the file. Close it, then change your answer a little to save it")
        else:
            why = say("the disk reports: {problem}", problem=problem)
        return say("Not saved in {file}: {why}.", file=self.file, why=why)


def _learner(connection: sqlite3.Connection) -> str:
    return connection.execute("SELECT id FROM learner").fetchone()[0]


def _unsent(connection: sqlite3.Connection, most: int) -> list[tuple[str, ...]]:
    # made when it is first asked for: only a class's server needs it, and no older kit is disturbed by it
    connection.execute("CREATE TABLE IF NOT EXISTS sent (id TEXT PRIMARY KEY, time TEXT NOT NULL)")
    return connection.execute(
        "SELECT tries.id, lesson, step, item, value, tries.time FROM tries LEFT JOIN sent USING (id)"
        " WHERE sent.time IS NOT tries.time ORDER BY number LIMIT ?",
        (most,),
    ).fetchall()


def _nobody() -> None:
    """Tell nobody: there is no class that has, or should have, these answers."""


def _write(connection: sqlite3.Connection, row: tuple[str, ...]) -> None:
    connection.execute(
        "INSERT INTO tries (id, lesson, step, item, value, time) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET value = excluded.value, time = excluded.time",
        row,
    )


def _try(row: tuple[str, ...]) -> Try:
    *key, value, time = row
    return Try(*key, json.loads(value), datetime.fromisoformat(time).astimezone())
