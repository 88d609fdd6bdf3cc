"""The database under the store: SQLite or PostgreSQL by its URL, one transaction at a time, brought up to date.

And a try on its way into it from a learner's journal: its form, and why one is refused.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partialmethod
from pathlib import Path
from threading import Lock
from typing import Annotated, Any
from uuid import uuid4

import msgspec
from msgspec import Meta, Struct
from sqlalchemy import Connection, Engine, TextClause, bindparam, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFree

from kit.answers.keys import DEEPEST, LEFT_OUT, MOST_LETTERS, NOT_ALOUD, as_json, too_deep, too_long
from kit.base.errors import HubError, or_else
from kit.base.paths import beside, on_shared_drive
from kit.base.sql import named, statements

# what each form of the database adds to the one before; SQLite and PostgreSQL take the same words
FORMS = tuple(map(statements, sorted(Path(__file__).parent.glob("form_[1-9].sql"))))
NEWEST = len(FORMS)
WORDS = beside(__file__)
PATIENCE = 60  # seconds that a writer waits for another
MIGRATION_LOCK = 7_420_113  # any number, the same in each process: two that start at once must not both bring it up
MOST_TRIES = 500
YEARS = range(1970, 2200)  # a clock may have stood anywhere; a time outside these no database can put in order
QUIET = {LEFT_OUT: "out", NOT_ALOUD: "quiet"}  # what nobody sees, and what is not read out
Word = Annotated[str, Meta(min_length=1, max_length=300, pattern=r"^[^\x00\ud800-\udfff]+$")]


def _query(words: str) -> TextClause:
    """Return a statement that can be run; what stands behind an IN is a list."""
    return text(words).bindparams(*(bindparam(name, expanding=True) for name in set(re.findall(r" IN :(\w+)", words))))


FILES = [Path(__file__).with_name(f"{module}.sql") for module in ("store", "talks", "votes")]
SQL = {name: _query(words) for file in FILES for name, words in named(file).items()}


class UnavailableError(HubError):
    """The database cannot be reached just now; what was asked may be asked again."""


class Database:
    """A database by its URL. It is opened when it is first used, so a service can start before its database."""

    def __init__(self, url: str) -> None:
        self.url = checked(url)
        self._engine = _engine(self.url)
        self._up_to_date = False
        self._lock = Lock()

    def wipe(self) -> None:
        """Let go of what was deleted, as far as SQL can: in SQLite no byte stays, in PostgreSQL none in the tables."""
        try:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                if connection.dialect.name == "sqlite":
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                else:
                    for statement in (*connection.execute(SQL["unlearn"]).scalars().all(), "VACUUM FULL"):
                        connection.exec_driver_sql(statement)
        except (DBAPIError, NoneFree, OSError) as error:
            raise UnavailableError(f"It is deleted, but still on the disk: {_brief(error)}. Try it again.") from None

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def _begun(self, writes: bool) -> Iterator[Connection]:
        try:
            self._bring_up_to_date()
            with self._engine.connect().execution_options(kit_writes=writes) as connection, connection.begin():
                yield connection
        except (DBAPIError, NoneFree, OSError) as error:
            raise UnavailableError(f"The class's database cannot be used just now: {_brief(error)}.") from None

    reading = partialmethod(_begun, writes=False)  # a connection that holds up no writer
    writing = partialmethod(_begun, writes=True)  # a connection for one transaction: all of it stays, or nothing

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """Give a connection for one transaction that holds back all other writers from its beginning."""
        with self.writing() as connection:
            count_up(connection, 0)
            yield connection

    def _bring_up_to_date(self) -> None:
        with self._lock:
            if not self._up_to_date:
                with self._engine.connect().execution_options(kit_writes=True) as connection, connection.begin():
                    _raise_form(connection)
            self._up_to_date = True


def checked(url: str) -> URL:
    """Return the URL of a database that the store can use; raise HubError, one sentence that quotes no password."""
    try:
        found = make_url(url)
    except ArgumentError:
        raise HubError(WORDS["no_url"]) from None
    kind = found.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise HubError(WORDS["other_kind"].format(kind=kind))
    if kind == "sqlite" and not (found.database and Path(found.database).is_absolute()):
        raise HubError(WORDS["no_whole_path"])
    if kind == "sqlite" and on_shared_drive(Path(found.database)):
        raise HubError(WORDS["shared_drive"].format(file=found.database))
    return found.set(drivername="postgresql+psycopg") if kind == "postgresql" else found


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_pre_ping=True, pool_size=8, pool_timeout=PATIENCE)
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": PATIENCE, "check_same_thread": False}, pool_size=8)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself
    connection.text_factory = lambda raw: raw.decode(errors="replace")  # a damaged row must not hide all others
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("kit_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _raise_form(connection: Connection) -> None:
    """Bring an empty or older database to the newest form; raise HubError when it is newer than this kit."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
    form = form_of(connection)
    if form > NEWEST:
        raise HubError(WORDS["newer"].format(form=form, newest=NEWEST))
    for statement in (one for form_ in FORMS[form:] for one in form_):
        connection.execute(text(statement))
    if not form:
        connection.execute(text("CREATE TABLE kit_form (number INTEGER NOT NULL)"))
        connection.execute(text("INSERT INTO kit_form VALUES (:form)"), {"form": NEWEST})
    connection.execute(text("UPDATE kit_form SET number = :form"), {"form": NEWEST})
    if form < 4 <= NEWEST:
        connection.execute(text("UPDATE state SET class = :class"), {"class": uuid4().hex})


def count_up(connection: Connection, many: int) -> int:
    """Return the number of the last try, after as many more; no other writer goes on before this one is done."""
    return connection.execute(text("UPDATE state SET last = last + :many RETURNING last"), {"many": many}).scalar_one()


def form_of(connection: Connection) -> int:
    """Return the number of a database's form; 0 when it is empty."""
    if not inspect(connection).has_table("kit_form"):
        return 0
    return connection.execute(text("SELECT number FROM kit_form")).scalar_one()


def _brief(error: SQLAlchemyError | OSError) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().splitlines()[0].rstrip(".") if str(cause).strip() else type(cause).__name__


class Sent(Struct, frozen=True, forbid_unknown_fields=True):
    """One try as the journal has it; no name: who sends it is known from the hub."""

    id: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$(?!\n)")]
    lesson: Word
    step: Word
    item: Word
    value: Any
    time: Annotated[datetime, Meta(tz=True)]

    def row(self) -> dict[str, Any]:
        """Return the columns; moments are written so that the later one is also the later text."""
        time = self.time.astimezone(UTC).isoformat(timespec="microseconds")
        return {**msgspec.structs.asdict(self), "value": as_json(self.value).decode(), "time": time}


class Parcel(Struct, frozen=True, forbid_unknown_fields=True):
    """What a learner sends at once; each try is looked at on its own, so that one bad one holds up no other."""

    tries: Annotated[list[dict[str, Any]], Meta(max_length=MOST_TRIES)]


def sorted_out(parcel: Parcel) -> tuple[list[Sent], dict[str, str]]:
    """Return the tries that can be kept, and for the others why not, by id."""
    good: dict[str, Sent] = {}
    refused: dict[str, str] = {}
    for one in parcel.tries:
        try:
            kept = _checked(one)
        except (ValueError, OverflowError, RecursionError) as problem:
            refused[str(one.get("id"))[:40]] = str(problem)
        else:
            if kept.id not in good or kept.time > good[kept.id].time:
                good[kept.id] = kept
    return list(good.values()), refused


def _checked(one: dict[str, Any]) -> Sent:
    if too_deep(one.get("value")):
        raise ValueError(f"An answer may be {DEEPEST} lists deep.")
    kept = msgspec.convert(one, Sent)  # its ValidationError is a ValueError
    if too_long(kept.value):
        raise ValueError(f"An answer may have {MOST_LETTERS:,} letters.")
    if kept.time.astimezone(UTC).year not in YEARS:
        raise ValueError(f"A time must be between {YEARS[0]} and {YEARS[-1]}.")
    return kept


@or_else(lambda _: False, ValueError, RecursionError)
def sound(value: Any) -> bool:
    """Return whether every reader can read a value: an older kit also kept what is too deep, and disks turn bits."""
    return isinstance(value, str) and not too_deep(json.loads(value))


def loaded(value: Any) -> Any:
    """Return a value as it was sent; None for one that nobody can read."""
    return json.loads(value) if sound(value) else None
