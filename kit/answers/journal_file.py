"""The file behind the journal: how it is opened, brought up to date, and known to be broken."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from time import sleep
from uuid import uuid4

from kit.base.errors import JournalError
from kit.base.labels import said, say
from kit.base.paths import on_shared_drive

VERSION = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS tries (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    lesson TEXT NOT NULL,
    step TEXT NOT NULL,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    time TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS by_item ON tries (lesson, step, item, time, number);
CREATE TABLE IF NOT EXISTS learner (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT NOT NULL);
"""
NEWER = said(
    "{file} was written by a newer version of the kit (its form is {form}, this kit knows {known}); "
    "use that version, or set KIT_ANSWERS to another folder."
)


def connect(file: Path) -> sqlite3.Connection:
    """Return a connection to a journal's file, in today's form; raise JournalError for one of a newer kit."""
    connection = sqlite3.connect(file, timeout=10, isolation_level=None, check_same_thread=False)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise JournalError(say(NEWER, file=file, form=version, known=VERSION))
        _set_mode(connection, "DELETE" if on_shared_drive(file) else "WAL")
        connection.execute("PRAGMA synchronous = FULL")
        if version < VERSION:
            _bring_up_to_date(connection, file)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_mode(connection: sqlite3.Connection, mode: str) -> None:
    """Set how the file is written; SQLite itself does not wait for another kernel that is just doing the same."""
    for wait in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2):
        try:
            connection.execute(f"PRAGMA journal_mode = {mode}")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            sleep(wait)
    connection.execute(f"PRAGMA journal_mode = {mode}")


def _bring_up_to_date(connection: sqlite3.Connection, file: Path) -> None:
    """Give the file today's form; of one that an older kit wrote, a copy is kept beside it first."""
    connection.execute("BEGIN IMMEDIATE")  # another kernel may be at it
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    try:
        if 0 < version < VERSION:
            _copy(file, file.with_name(f"answers-form-{version}-{datetime.now():%Y-%m-%d-%H%M%S}.sqlite3"))
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute("INSERT OR IGNORE INTO learner VALUES (1, ?)", (uuid4().hex,))
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _copy(file: Path, to: Path) -> None:
    """Copy a journal as it stands; a copy that could not be finished does not stay."""
    try:
        with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(to)) as copy:
            old.backup(copy)
    except BaseException:
        to.unlink(missing_ok=True)
        raise


def identity(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from another under the same name, or None when there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def broken(error: sqlite3.Error) -> bool:
    """Return whether the file itself is at fault, and not the disk or another program."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def sound(file: Path) -> bool:
    """Return whether a file can be read from end to end."""
    connection = sqlite3.connect(file, timeout=10)
    try:
        return connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
