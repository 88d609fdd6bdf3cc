"""What lies in a folder and its folders, some levels deep: files to read, and what is left out unread, and why."""

import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kit.base.prose import prose
from kit.classroom.inbox.clean_text import one_line

WORDS = prose(__file__)
MOST_ENTRIES = 5_000  # files and folders
DEEPEST = 4
_NOBODYS = {"__macosx", "thumbs.db", "desktop.ini"}  # what systems leave behind

Mark = tuple[int, ...]  # size, times and place on the disk: with another mark a file is another file


class Found(NamedTuple):
    """A file: its name in the folder, where it is, its mark; and why it is not read, if it is not."""

    name: str
    path: Path
    mark: Mark
    why: str = ""


def list_folder(folder: Path) -> list[Found]:
    """Return what lies in a folder, in the order of names; raise OSError when the folder itself cannot be opened."""
    found = list(islice(_within(folder, "", 1), MOST_ENTRIES + 1))
    if len(found) > MOST_ENTRIES:
        found[MOST_ENTRIES:] = [Found(WORDS["rest"], folder, (), WORDS("most", most=MOST_ENTRIES))]
    return [one for one in found if one.mark or one.why]


def system_file(name: str) -> bool:
    """Return whether a file is the system's and nobody's work, or is being written at this moment."""
    return name.startswith(".") or name.casefold() in _NOBODYS or name.endswith(".writing")


def _within(folder: Path, prefix: str, depth: int) -> Iterator[Found]:
    with os.scandir(folder) as listed:
        entries = sorted(islice(listed, MOST_ENTRIES + 1), key=lambda entry: entry.name)
    for entry in entries:
        if not system_file(entry.name):
            yield from _look(entry, one_line(prefix + entry.name), depth)


def _look(entry: os.DirEntry, name: str, depth: int) -> Iterator[Found]:
    path = Path(entry.path)
    try:
        if entry.is_symlink() or getattr(entry, "is_junction", bool)():
            yield Found(name, path, (), WORDS["link"])
        elif entry.is_dir(follow_symlinks=False) and depth == DEEPEST:
            yield Found(name, path, (), WORDS("deep", deep=DEEPEST))
        elif entry.is_dir(follow_symlinks=False):
            yield Found(name, path, ())  # counts as one entry, or a maze of empty folders would never end
            yield from _within(path, f"{name}/", depth + 1)
        elif stat.S_ISREG((file := entry.stat(follow_symlinks=False)).st_mode):
            yield Found(name, path, (file.st_size, file.st_mtime_ns, file.st_ctime_ns, file.st_ino))
        else:
            yield Found(name, path, (), WORDS["neither"])
    except OSError as error:
        yield Found(name, path, (), WORDS("closed", error=error.strerror or error))
