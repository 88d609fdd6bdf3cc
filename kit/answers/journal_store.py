"""Where a journal's answers are: one file of SQLite's, and what is done when it breaks, moves, or another one comes."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock, Timer
from typing import TypeVar

from kit.answers import journal_file as on_disk
from kit.answers.journal_file import WORDS, identity, read
from kit.answers.salvage import Found, Row, found_in, united
from kit.base.errors import JournalError, or_else
from kit.base.writing import refusal_of

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

FILE = "answers.sqlite3"
REST = 1.0  # seconds after which what was saved is in the file itself, and no longer beside it
LAST = datetime(2199, 12, 31, tzinfo=UTC)  # a time after this was never a clock's: it is damage, and nobody follows it


class FileStore:
    """The journal's file in a folder: what is asked or changed is work on a connection to it.

    JupyterLab hands what a learner presses to a thread beside the one that runs cells, so one lock guards the file.
    `notice` is empty, or what the learner should see: the file was broken, or another came, or it can only be read.
    """

    def __init__(self, folder: Path) -> None:
        self.file, self._log_file = folder / FILE, folder / f"{FILE}-wal"
        self.notice = ""
        self.latest = ""  # the latest time in the file, when it was opened
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._log: tuple[int, int] | None = None
        self._only_read = self._resting = False

    def run(self, work: Work[T]) -> T:
        """Return what `work` returns; begin anew in place of a broken file once, with what can be read in it.

        Raises JournalError: why nothing could be read or written.
        """
        with self._lock:
            try:
                try:
                    return work(self.open())
                except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                    if not on_disk.broken(error):
                        raise
                    self._salvage()
                    return work(self.open())
            except (sqlite3.Error, OSError) as error:
                raise JournalError(not_saved(self.file, error)) from None

    def change(self, work: Work[T]) -> T:
        """Return what `work` returns, which has saved something; raise JournalError when that could not be."""
        if self._only_read:
            self.close()  # the folder may be open again
        done = self.run(work)
        self._rest()
        return done

    def open(self) -> sqlite3.Connection:
        """Return the open connection; open it anew when the file was moved, deleted or swapped under it."""
        if self._connection and (self._only_read or self._identity == identity(self.file)):
            return self._connection
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with on_disk.alone(self.file):
                if self._connection:
                    self._swapped()
                self._begin()
        except (sqlite3.Error, OSError) as error:
            if not (on_disk.closed(error) and self.file.is_file()):
                raise
            self._connection, self._only_read = on_disk.only_read(self.file), True
            self.notice = WORDS("only_read", file=self.file, why=WORDS["no_entry"])
        return self._connection

    def forget(self) -> list[Path]:
        """Delete the file for good, with the copies that were kept of older ones; return what is gone."""
        with self._lock:
            self.close()
            gone = on_disk.delete_all(self.file.parent)
        self.notice = ""
        return gone

    def close(self) -> None:
        """Let go of the file; what was saved is all in it then."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection, self._only_read = None, False

    def _begin(self) -> None:
        """Open the file, and see to it that nothing is lost of what lies in it and in a log beside it."""
        self._identity = identity(self.file)
        if self.file.exists() and not all(os.access(place, os.W_OK) for place in (self.file, self.file.parent)):
            raise PermissionError(errno.EACCES, "only to be read")  # SQLite might say it at the first answer alone
        log = read(self.file, "-wal")
        raw = read(self.file) if log else b""  # before SQLite lays the one over the other
        self._connection = on_disk.connect(self.file)
        self._connection.execute("SELECT 1 FROM tries").fetchone()
        lacks = log and on_disk.lacking(self._connection, found_in(raw, log))  # it reads every row
        if lacks or on_disk.unsound(self._connection, self.file, log):
            raw = raw or read(self.file)
            read_by_sqlite = or_else(lambda _: {}, sqlite3.Error)(on_disk.rows_of)(self._connection).values()
            self.close()
            mine = [row for row in read_by_sqlite if all(isinstance(one, str) for one in row[1:])]
            sides = [found_in(raw).rows.values(), found_in(b"", log).rows.values(), mine]
            self._begin_with(found_in(raw, log), sides, log)
            self._connection = on_disk.connect(self.file)
        self._identity, self._log = identity(self.file), identity(self._log_file)
        found = self._connection.execute("SELECT max(time) FROM tries WHERE time < ?", (str(LAST),)).fetchone()
        self.latest = found[0] or ""

    def _salvage(self) -> None:
        """Bring what can be read of a broken file into a new one, and keep the broken one."""
        with on_disk.alone(self.file):
            if self._identity != identity(self.file):  # another kernel has done it already
                self.close()
                return
            raw, log = read(self.file), read(self.file, "-wal")
            self.close()
            found = found_in(raw, log)
            self._begin_with(found, [found.rows.values()], log)

    def _begin_with(self, found: Found, sides: list[Iterable[Row]], log: bytes) -> None:
        rows = united(sides)
        aside = on_disk.begin_with(self.file, found, rows, "broken", log)
        tries = WORDS("tries", number=len(rows))
        self.notice = WORDS("broken", file=self.file.name, kept=aside.name, folder=aside.parent, tries=tries)

    def _swapped(self) -> None:
        """Bring together what this kernel has and what lies in another file that came under the same name."""
        if identity(self.file) is None:
            self.close()
            self.notice = WORDS("moved", file=self.file)
            return
        foreign = b"" if identity(self._log_file) == self._log else read(self.file, "-wal")
        arrived = found_in(read(self.file), foreign)
        mine = or_else(lambda _: {}, sqlite3.Error)(on_disk.rows_of)(self._connection)
        if all(arrived.rows.get(id_, row)[5:] >= row[5:] and id_ in arrived.rows for id_, row in mine.items()):
            self.close()  # another kernel has brought them together already
            return
        kept = self.file.with_name(f"answers-mine-{datetime.now():%Y-%m-%d-%H%M%S}.sqlite3")
        on_disk.copy(self._connection, kept)
        self.close()  # with it goes the log, which SQLite would lay over the file that came
        aside = on_disk.begin_with(self.file, arrived, united([arrived.rows.values(), mine.values()]), "other", foreign)
        self.notice = WORDS("swapped", file=self.file.name, kept=aside.name, mine=kept.name, folder=self.file.parent)

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


def left_out(number: int, file: Path) -> str:
    """Return how many answers of a file could not be read, and that it keeps them."""
    return WORDS("left_out", count=WORDS("unread", number=number, file=file))


def not_saved(file: Path, error: Exception) -> str:
    """Return why an answer could not be saved, and what to do."""
    problem = str(error)
    refused = getattr(error, "errno", 0) or (refusal_of(file.parent) if "I/O" in problem else 0)
    shut = isinstance(error, OSError) or "readonly" in problem or "unable to open" in problem
    causes = {
        "full": "full" in problem or refused == errno.ENOSPC, "used_up": refused == errno.EDQUOT,
        "no_entry": shut, "held": "locked" in problem,
    }  # fmt: skip
    known = next((cause for cause, is_it in causes.items() if is_it), "")
    return WORDS("not_saved", file=file, why=WORDS[known] if known else WORDS("reports", problem=problem))
