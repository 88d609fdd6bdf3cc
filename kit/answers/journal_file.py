"""The file behind the journal: how it is opened, brought up to date, known to be broken, and begun anew."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from time import sleep
from uuid import uuid4

from kit.answers.salvage import Found, Row, ends_before, found_in
from kit.base.errors import JournalError, or_else
from kit.base.labels import prose
from kit.base.paths import on_shared_drive
from kit.base.sql import statements

VERSION = 2
DOOR = ".answers-lock"  # an empty file, which whoever opens a journal holds meanwhile
OURS = re.compile(r"answers.*\.sqlite3.*|answers-.*\.jsonl")
TAILS = ("", "-wal", "-shm", "-journal")
ROW = "number, id, lesson, step, item, value, time"
_FORM = Path(__file__).with_name("journal.sql")
WORDS = prose(__file__)


def connect(file: Path) -> sqlite3.Connection:
    """Return a connection to a journal's file, in today's form; raise JournalError for one of a newer kit."""
    connection = sqlite3.connect(file, timeout=10, isolation_level=None, check_same_thread=False)
    # one damaged letter must not keep all others from being read
    connection.text_factory = lambda raw: raw.decode(errors="replace")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise JournalError(WORDS("newer", file=file, form=version, known=VERSION))
        _set_mode(connection, "DELETE" if on_shared_drive(file) else "WAL")
        connection.execute("PRAGMA synchronous = FULL")
        if version < VERSION:
            _bring_up_to_date(connection, file)
    except BaseException:
        connection.close()
        raise
    return connection


def only_read(file: Path) -> sqlite3.Connection:
    """Return a connection to a copy in memory of a journal that cannot be opened for writing; raise OSError."""
    raw = file.read_bytes()
    form = int.from_bytes(raw[60:64])
    if form > VERSION:
        raise JournalError(WORDS("newer", file=file, form=form, known=VERSION))
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    fill(connection, found_in(raw, read(file, "-wal")))
    connection.execute("PRAGMA query_only = ON")
    return connection


def begin_with(file: Path, found: Found, rows: Iterable[Row], word: str, log: bytes = b"") -> Path:
    """Begin a new file with rows that were found, numbered as they come; return where the old one is kept."""
    beside = file.with_name(f"{file.name}.new")
    beside.unlink(missing_ok=True)
    with closing(sqlite3.connect(beside, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        fill(connection, Found({row[1]: (number, *row[1:]) for number, row in enumerate(rows, 1)}, found.learner))
        connection.execute("COMMIT")
    aside = put_aside(file, word, log)
    beside.replace(file)
    return aside


def fill(connection: sqlite3.Connection, found: Found) -> None:
    """Give an empty database today's form and what was found; one without a learner's id gets a new one."""
    for statement in statements(_FORM):
        connection.execute(statement)
    connection.executemany("INSERT INTO tries VALUES (?, ?, ?, ?, ?, ?, ?)", found.rows.values())
    connection.execute("INSERT INTO learner VALUES (1, ?)", (found.learner or uuid4().hex,))
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _set_mode(connection: sqlite3.Connection, mode: str) -> None:
    """Set how the file is written; SQLite itself does not wait for another kernel that is just doing the same."""
    for wait in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 0):
        try:
            connection.execute(f"PRAGMA journal_mode = {mode}")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or not wait:
                raise
            sleep(wait)


@contextmanager
def at_once(connection: sqlite3.Connection) -> Iterator[None]:
    """Let all that is written within hold, or none of it; meanwhile no other kernel writes."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _bring_up_to_date(connection: sqlite3.Connection, file: Path) -> None:
    """Give the file today's form; of one that an older kit wrote, a copy is kept beside it first."""
    with at_once(connection):  # another kernel may be at it
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if 0 < version < VERSION:
            copy(file, file.with_name(f"answers-form-{version}-{datetime.now():%Y-%m-%d-%H%M%S}.sqlite3"))
        for statement in statements(_FORM):
            connection.execute(statement)
        connection.execute("INSERT OR IGNORE INTO learner VALUES (1, ?)", (uuid4().hex,))
        connection.execute(f"PRAGMA user_version = {VERSION}")


def copy(file: Path | sqlite3.Connection, to: Path) -> None:
    """Copy a journal as it stands; a copy that could not be finished does not stay."""
    try:
        with closing(sqlite3.connect(to)) as new:
            if isinstance(file, sqlite3.Connection):
                file.backup(new)
            else:
                with closing(sqlite3.connect(file)) as old:
                    old.backup(new)
    except BaseException:
        to.unlink(missing_ok=True)
        raise


def settle(connection: sqlite3.Connection) -> bool:
    """Bring all that was saved into the file itself, so that it alone is whole; False while another program reads."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        connection.execute("PRAGMA busy_timeout = 10000")


def rows_of(connection: sqlite3.Connection) -> dict[str, Row]:
    """Return all rows of an open journal by their ids; raise sqlite3.Error."""
    return {row[1]: row for row in connection.execute(f"SELECT {ROW} FROM tries NOT INDEXED")}


@or_else(lambda _: b"", FileNotFoundError)
def read(file: Path, tail: str = "") -> bytes:
    """Return a file's bytes, or those of a file that SQLite keeps beside it; none where there is none."""
    return file.with_name(file.name + tail).read_bytes()


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Let one kernel after another open, begin or mend a journal; raise sqlite3.Error where the wait is too long."""
    # a lock of SQLite's: every system has it, and a kernel that is killed lets go of it
    with closing(sqlite3.connect(file.with_name(DOOR), timeout=30, isolation_level=None)) as door:
        door.execute("BEGIN EXCLUSIVE")
        yield


def lacking(connection: sqlite3.Connection, found: Found) -> bool:
    """Return whether a journal, as SQLite opens it, lacks a row that lies in its bytes; raise sqlite3.Error."""
    if found.rows.keys() <= rows_of(connection).keys():
        return False
    with at_once(connection):  # another kernel may have been at those just then: nobody writes from here on
        return not found.rows.keys() <= rows_of(connection).keys()


def unsound(connection: sqlite3.Connection, file: Path, log: bytes) -> bool:
    """Return whether SQLite finds fault with a journal, or leaves out the end of `log`, which lay beside it.

    Raises sqlite3.Error.
    """
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        return True
    with at_once(connection):
        pass  # whoever was just writing when the log was read has finished then
    taken = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]  # -1: another kernel is at it
    # where another kernel has begun the log anew meanwhile, all of the old one is in the file
    return taken >= 0 and ends_before(taken, log) and read(file, "-wal").startswith(log)


def answer_files(folder: Path) -> list[Path]:
    """Return the files in a folder in which answers are, or were, whatever keeps them."""
    found = sorted(folder.iterdir()) if folder.exists() else []
    return [path for path in found if OURS.fullmatch(path.name) and path.is_file()]


def delete_all(folder: Path) -> list[Path]:
    """Delete them, and return which are gone; raise JournalError."""
    path = folder
    try:
        gone = answer_files(folder)
        for path in [*gone, folder / DOOR]:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise JournalError(f"{path} cannot be deleted: {error.strerror or error}.") from None
    return gone


def put_aside(file: Path, word: str, log: bytes = b"") -> Path:
    """Give a file, and what SQLite keeps beside it, another name; return that. `log` is one that is gone already."""
    now = datetime.now()
    aside = file.with_name(f"answers-{word}-{now:%Y-%m-%d-%H%M%S}.sqlite3")
    if aside.exists():  # twice in one second
        aside = file.with_name(f"answers-{word}-{now:%Y-%m-%d-%H%M%S-%f}.sqlite3")
    for tail in TAILS:
        part = file.with_name(file.name + tail)
        if part.exists():
            part.rename(aside.with_name(aside.name + tail))
    if log:
        aside.with_name(f"{aside.name}-wal").write_bytes(log)
    return aside


@or_else(lambda _: None, OSError)
def identity(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from another under the same name, or None when there is none."""
    status = file.stat()
    return status.st_dev, status.st_ino


def broken(error: Exception) -> bool:
    """Return whether the file itself is at fault, and not the disk or another program."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # SQLite may quote what is broken, and Python not read that
    return isinstance(error, UnicodeDecodeError) or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def closed(error: Exception) -> bool:
    """Return whether a file cannot be written because of where it lies: it belongs to another, or the disk is shut."""
    return isinstance(error, PermissionError) or (
        getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
    )
