"""A file from outside, read so that nothing there can make the reader wait, follow a link or fill the memory."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from kit.base.errors import HandInError


def open_regular(path: Path) -> int:
    """Return a descriptor of a regular file; raise HandInError for anything else, OSError where it cannot be opened."""
    # a file may become a pipe or a link between the look and the reading: neither is waited on or followed
    ways = (getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"))
    file = os.open(path, os.O_RDONLY | sum(ways))
    if stat.S_ISREG(os.fstat(file).st_mode):
        return file
    os.close(file)
    raise HandInError("this is neither a file nor a folder.")


def read_regular(path: Path, most: int, first: int = 0, check: Callable[[bytes], None] | None = None) -> bytes:
    """Return a regular file's bytes; raise HandInError when there are more than `most`, OSError as above.

    `check` sees the `first` bytes and may raise before the rest is read: a film need not come into the memory.
    """
    with os.fdopen(open_regular(path), "rb") as file:
        begins = file.read(first)
        if check:
            check(begins)
        return at_most(begins + file.read(most + 1 - len(begins)), most)


def at_most(raw: bytes, most: int) -> bytes:
    """Return bytes that are not too many; raise HandInError otherwise."""
    if len(raw) > most:
        raise HandInError(f"this has more than {most:,} bytes; a hand-in is never that long.")
    return raw
