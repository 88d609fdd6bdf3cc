"""The ballot box of a browser: each kernel appends what it did to a file of its own; all of it is done again in memory.

What is done again goes through the same triggers, so a ballot that came after a round was closed counts nowhere.
"""

import json
import os
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

OWN = uuid4().hex[:12]
DEEDS = ("INSERT ", "DELETE ")


def do_again(connection: sqlite3.Connection, folder: Path) -> list[str]:
    """Do in an empty box what all files tell, in the order of time; return the list that fills with what follows."""
    told = [line for path in folder.glob("votes-*.jsonl") for line in path.read_bytes().split(b"\n")[:-1]]
    for _, deeds in sorted(found for line in told if (found := _understood(line))):
        connection.execute("SAVEPOINT one")
        with suppress(sqlite3.IntegrityError):
            for deed in deeds:
                connection.execute(deed)
            connection.execute("RELEASE one")
            continue
        connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")
    done: list[str] = []
    # a trigger tells its statement once more; none of ours does anything when it is done twice
    connection.set_trace_callback(
        lambda deed: done.append(deed) if deed.startswith(DEEDS) and deed not in done[-1:] else None
    )
    return done


def keep(done: list[str], folder: Path) -> None:
    """Append what was done to this kernel's file; raise OSError."""
    if done:
        line = json.dumps([datetime.now(UTC).isoformat(timespec="microseconds"), done])
        with (folder / f"votes-{OWN}-{os.getpid()}.jsonl").open("ab") as file:
            file.write(f"{line}\n".encode())


def _understood(line: bytes) -> tuple[str, list[str]] | None:
    try:
        time, deeds = json.loads(line)
    except (ValueError, TypeError):
        return None
    told = map(str, deeds) if isinstance(deeds, list) else ()
    return str(time), [deed for deed in told if deed.startswith(DEEDS)]
