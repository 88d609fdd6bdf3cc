"""Bring a copy of one's answers back, also onto answers that are there already: nothing is lost and nothing doubled.

A copy is what `--export` writes as JSON, or a journal's own file.
"""

import json
from datetime import UTC, datetime

from kit.answers.journal import FIELDS, Journal
from kit.answers.salvage import Row, found_in
from kit.base.errors import JournalError, shown
from kit.base.labels import said, say, say_many

MOST_BYTES = 50_000_000
NO_COPY = said("{file} is not a copy of your answers: {why}. Take a file that 'Take a copy' wrote; it ends in .json.")
BROUGHT = said("{new} from {file}; {known} were here already.")
SQLITE = b"SQLite format 3\0"


def bring_back(journal: Journal, raw: bytes, file: str) -> str:
    """Add to the journal what a copy holds and it lacks, and return that in words; raise JournalError."""
    rows = rows_in(raw, file)
    new = journal.bring(rows)
    return say(BROUGHT, file=file, new=say_many("{number} try came", "{number} tries came", new), known=len(rows) - new)


def rows_in(raw: bytes, file: str) -> list[Row]:
    """Return the tries in a copy, as they were written; raise JournalError: what is wrong with it."""
    if len(raw) > MOST_BYTES:
        raise JournalError(say(NO_COPY, file=file, why=say("it is too large")))
    if raw.startswith(SQLITE):
        return sorted(found_in(raw).rows.values())
    try:
        entries = json.loads(raw.decode("utf-8-sig"))
        if not isinstance(entries, list):
            raise ValueError(say("it is not a list of tries"))
        return [_row(entry, number) for number, entry in enumerate(entries, 1)]
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise JournalError(say(NO_COPY, file=file, why=shown(str(error)[:200]))) from None


def _row(entry: dict, number: int) -> Row:
    id_, lesson, step, item, value, time = (entry[field] for field in FIELDS)
    if not all(isinstance(one, str) and one for one in (id_, lesson, step, item)):
        raise ValueError(say("try {number} does not name a lesson, a step and an item", number=number))
    when = datetime.fromisoformat(time).astimezone(UTC).isoformat(timespec="microseconds")
    return (number, id_, lesson, step, item, json.dumps(value), when)
