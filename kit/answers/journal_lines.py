"""The journal where a browser is the whole computer: a text file for each kernel, which it alone writes, at its end.

SQLite must not work on a browser's drive, which has no locks and stores a file only whole. So each kernel appends what
is saved to a file of its own, a line for each writing, and what is asked is asked of all files together, in memory.
"""

import errno
import json
import os
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, time
from typing import Any
from uuid import uuid4

from kit.answers.journal_file import ROW, WORDS, fill
from kit.answers.journal_store import LAST, FileStore, T, Work, left_out, not_saved
from kit.answers.salvage import Found, Row
from kit.base.errors import JournalError

FORM = 1
FIELDS = ROW.split(", ")
DRIVE = Path("/drive")  # where JupyterLite keeps what is to stay
IN_BROWSER = sys.platform == "emscripten"
PAUSE = 1.0 if IN_BROWSER else 0.0  # seconds between two looks at the files of others: each look is slow there
MANY, A_DAY = 12, 86_400


class LineStore(FileStore):
    """Text files in a folder: `file` is this kernel's own, and all files are read; else as a file of SQLite's."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.file = folder / f"answers-{uuid4().hex[:12]}.jsonl"
        self.notice = WORDS["not_kept"] if IN_BROWSER and DRIVE not in folder.parents else ""
        self._forgotten()

    def run(self, work: Work[T]) -> T:
        """Return what `work` returns, once what it has changed is in the file; else nothing has changed.

        Raises JournalError: why nothing could be read or written.
        """
        with self._lock:
            try:
                connection = self.open()
                done = work(connection)
                if connection.total_changes != self._changes:
                    self._append(connection)
                return done
            except (sqlite3.Error, OSError) as error:
                self.close()  # what could not be written must not look as if it had been
                full = IN_BROWSER and isinstance(error, OSError)
                why = WORDS("not_saved", file=self.file, why=WORDS["no_room"]) if full else not_saved(self.file, error)
                raise JournalError(why) from None

    change = run

    def open(self) -> sqlite3.Connection:
        """Return a connection to what all files hold now."""
        if not self._connection or monotonic() - self._looked >= PAUSE:
            first, grown = not self._connection, self._read()
            if first or grown:
                self._fill()
            if first or not self._since[1]:  # or all was forgotten elsewhere
                self._begin()
        return self._connection

    def close(self) -> None:
        """Let go of what was read; all that was saved is in the files."""
        with self._lock:
            super().close()
            self._forgotten()

    def _forgotten(self) -> None:
        self._ends: dict[Path, int] = {}  # how far each file has been read
        self._rows: list[Row] = []
        self._notes: dict[str, tuple[str, str]] = {}  # name -> when it was noted, and the words
        self._since: tuple[str, str] = ("", "")  # when the learner's id was given, and the id
        self._bad = self._changes = self._last = 0
        self.latest = ""
        self._looked = -PAUSE

    def _begin(self) -> None:
        """See to it that there is a learner's id, and few files; say beforehand where nothing can be written."""
        if not self._since[1]:
            learner = self._connection.execute("SELECT id FROM learner").fetchone()[0]
            self._since = (datetime.now(UTC).isoformat(), learner)
            self._write_lines([])
        elif not os.access(self.file.parent, os.W_OK):
            self.notice = WORDS("only_read", file=self.file.parent, why=WORDS["no_entry"])
        self._gather()

    def _read(self) -> bool:
        """Read what is new in the files; return whether there was anything."""
        self._looked = monotonic()
        there = sorted(self.file.parent.iterdir()) if self.file.parent.is_dir() else []
        sizes = {path: path.stat().st_size for path in there if path.match("answers-*.jsonl")}
        if any(sizes.get(path, 0) < end for path, end in self._ends.items()):  # deleted: begin again
            self._forgotten()
            grown = True
        else:
            grown = any(self._ends.get(path, -1) < size for path, size in sizes.items())
        for path, size in sizes.items():
            if self._ends.get(path, 0) < size:
                self._take(path)
        return grown

    def _take(self, path: Path) -> None:
        with path.open("rb") as file:
            file.seek(self._ends.get(path, 0))
            whole = file.read().rpartition(b"\n")[0]  # a last line without an end is still being written, or never was
        self._ends[path] = self._ends.get(path, 0) + len(whole) + bool(whole)
        for line in filter(None, whole.split(b"\n")):
            self._understand(line, path)

    def _understand(self, line: bytes, path: Path) -> None:
        try:
            found = json.loads(line)
            if "learner" in found:
                if found["form"] > FORM:
                    raise JournalError(WORDS("newer", file=path, form=found["form"], known=FORM))
                since = (str(found["since"]), str(found["learner"]))
                self._since = min(self._since, since) if self._since[1] else since
            elif "note" in found:
                noted = (str(found["time"]), str(found["words"]))
                self._notes[found["note"]] = max(noted, self._notes.get(found["note"], noted))
            else:
                self._rows.append(_row(found))
        except (ValueError, KeyError, TypeError, RecursionError):
            self._bad += 1

    def _fill(self) -> None:
        """Put what was read into a database in memory: of each try the last writing, in the order of writing."""
        if self._connection:
            self._connection.close()
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        rows = in_order(self._rows)
        fill(self._connection, Found({row[1]: row for row in rows}, self._since[1]))
        self._connection.execute("CREATE TABLE notes (name TEXT PRIMARY KEY, words TEXT NOT NULL)")
        noted = [(name, words) for name, (_, words) in self._notes.items()]
        self._connection.executemany("INSERT INTO notes VALUES (?, ?)", noted)
        self.latest = max((row[6] for row in rows if row[6] < str(LAST)), default="")
        self._last, self._changes = rows[-1][0] if rows else 0, self._connection.total_changes
        if self._bad and not self.notice:
            self.notice = left_out(self._bad, self.file.parent)

    def _append(self, connection: sqlite3.Connection) -> None:
        """Append what a piece of work has changed to this kernel's file; raise OSError, and then nothing was."""
        rows = connection.execute(f"SELECT {ROW} FROM tries WHERE number > ? ORDER BY number", (self._last,)).fetchall()
        noted = dict(connection.execute("SELECT name, words FROM notes").fetchall())
        now = datetime.now(UTC).isoformat()
        new = {name: (now, words) for name, words in noted.items() if self._notes.get(name, ("", None))[1] != words}
        lines = [{"note": name, "words": words, "time": now} for name, (_, words) in new.items()]
        self._write_lines([*map(_line, rows), *lines])
        self._rows += rows
        self._notes |= new
        self._last, self._changes = rows[-1][0] if rows else self._last, connection.total_changes

    def _write_lines(self, lines: list[dict[str, Any]]) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        learner = {"form": FORM, "learner": self._since[1], "since": self._since[0]}
        end = -1
        try:
            with self.file.open("ab") as file:
                end = file.tell()
                before = [] if end else [learner]  # the first line, also where another page has forgotten all
                raw = "".join(f"{json.dumps(line)}\n" for line in [*before, *lines]).encode()
                file.write(raw)
            if self.file.stat().st_size < end + len(raw):  # a browser's drive stores a file when it is closed, or not
                raise OSError(errno.ENOSPC, "not stored")
        except OSError:
            if 0 <= end < self.file.stat().st_size:
                os.truncate(self.file, end)
            raise
        self._ends[self.file] = end + len(raw)

    def _gather(self) -> None:
        """Bring files that nobody has written for a day into this kernel's own, where they have become many."""
        old = [path for path in self._ends if path != self.file and path.stat().st_mtime < time() - A_DAY]
        if len(old) < MANY:
            return
        notes = [{"note": name, "words": words, "time": when} for name, (when, words) in self._notes.items()]
        self._write_lines([*map(_line, in_order(self._rows)), *notes])
        for path in old:  # the lines are there twice for a moment, and count once
            if path.stat().st_size == self._ends[path]:
                path.unlink()
                del self._ends[path]


def in_order(rows: list[Row]) -> list[Row]:
    """Return of each try the last writing, in the order of writing, each with a number that no other has.

    Two kernels that write at the same moment take the same number: then the time tells which comes first.
    """
    last = {row[1]: row for row in sorted(rows, key=lambda row: (row[0], row[6], row[1]))}
    ordered, number = [], 0
    for row in sorted(last.values(), key=lambda row: (row[0], row[6], row[1])):
        number = max(row[0], number + 1)
        ordered.append((number, *row[1:]))
    return ordered


def _line(row: Row) -> dict[str, Any]:
    number, *words, value, when = row
    return dict(zip(FIELDS, (number, *words, json.loads(value), when), strict=True))


def _row(found: dict[str, Any]) -> Row:
    number, *words, value, when = (found[field] for field in FIELDS)
    if not isinstance(number, int) or not all(isinstance(one, str) for one in (*words, when)):
        raise ValueError("no try")
    return (number, *words, json.dumps(value), when)
