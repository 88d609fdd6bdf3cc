"""Words, folders and files from outside, made safe: none of them makes a reader wait, or fills the memory.

What breaks a page or turns its letters round is taken out of words. A zip is read where it lies, member by member, as a
learning platform gives it, which spares a teacher a step that JupyterLab cannot do. Nothing of it is unpacked to the
disk, every size is bounded before and while reading, names in it are only shown, and a zip in the zip stays closed.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kit.answers.hand_in import MOST_BYTES
from kit.base.errors import HandInError
from kit.base.labels import prose

MOST = 4000  # characters: a projector shows no more, and a page must not choke on one answer
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
WORDS = prose(__file__)
MOST_ENTRIES = 5_000  # files and folders
DEEPEST = 4
MOST_ZIP_BYTES = 20_000_000
MOST_MEMBERS = 5_000
MOST_UNPACKED = 100_000_000
SAYS_UTF_8 = 0x800
_NOBODYS = {"__macosx", "thumbs.db", "desktop.ini"}  # what systems leave behind
Mark = tuple[int, ...]  # size, times and place on the disk: with another mark a file is another file
Member = tuple[str, bytes | HandInError]


def clean(words: str, most: int = MOST) -> str:
    """Return words without control characters and broken letters, cut where they are longer than `most`."""
    cut = f"{words[:most]} …" if len(words) > most else words
    return _UNSEEN.sub("", cut.replace("\r\n", "\n")).encode("utf-8", "replace").decode("utf-8").strip()


def one_line(words: str, most: int = 300) -> str:
    """Return clean words on one line."""
    return " ".join(clean(words, most).split())


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


def no_room() -> str:
    """Return what is said of a file for which a folder has no room any more."""
    return WORDS("no_room", most=MOST_UNPACKED)


def open_regular(path: Path) -> int:
    """Return a descriptor of a regular file; raise HandInError for anything else, OSError where it cannot be opened."""
    # a file may become a pipe or a link between the look and the reading: neither is waited on or followed
    ways = (getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"))
    file = os.open(path, os.O_RDONLY | sum(ways))
    if stat.S_ISREG(os.fstat(file).st_mode):
        return file
    os.close(file)
    raise HandInError(WORDS["neither"])


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
        raise HandInError(WORDS("long", most=most))
    return raw


def members(path: Path, room: int = MOST_UNPACKED) -> list[Member]:
    """Return each file in a zip but the system's: its bytes, or why it cannot be read; raise HandInError for the whole.

    `room` is how many bytes may come out of it.
    """
    with os.fdopen(open_regular(path), "rb") as file:
        if os.fstat(file.fileno()).st_size > MOST_ZIP_BYTES:
            raise HandInError(WORDS("large", most=MOST_ZIP_BYTES))
        try:
            with ZipFile(file) as archive:
                return list(_members(archive, _listed(archive, room)))
        except HandInError:
            raise
        except Exception as error:  # zipfile promises no set of errors for a zip that is made to break it
            raise HandInError(WORDS("broken", error=error)) from None


def _listed(archive: ZipFile, room: int) -> list[ZipInfo]:
    listed = [info for info in archive.infolist() if not info.is_dir()]
    size = sum(info.file_size for info in listed)
    if len(listed) > MOST_MEMBERS:
        raise HandInError(WORDS("many", there=len(listed), most=MOST_MEMBERS))
    if size > MOST_UNPACKED:
        raise HandInError(WORDS("grows", size=size, most=MOST_UNPACKED))
    if size > room:
        raise HandInError(WORDS("no_room_for", size=size, no_room=no_room()))
    return listed


def _members(archive: ZipFile, listed: list[ZipInfo]) -> Iterator[Member]:
    for info in listed:
        if any(system_file(part) for part in info.filename.split("/") if part != ".."):
            continue
        try:
            yield _name(info), _read(archive, info)
        except Exception as error:  # as above: a broken member must not take the others with it
            why = error if isinstance(error, HandInError) else HandInError(WORDS("stuck", error=error))
            yield _name(info), why


def _name(info: ZipInfo) -> str:
    """Return a member's name; platforms that zip with Ruby write UTF-8 and do not say so."""
    with suppress(UnicodeError):
        return info.filename if info.flag_bits & SAYS_UTF_8 else info.filename.encode("cp437").decode()
    return info.filename


def _read(archive: ZipFile, info: ZipInfo) -> bytes:
    # other ways of packing may ask for gigabytes before the first byte comes out
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise HandInError(WORDS["packed"])
    if info.flag_bits & 1:
        raise HandInError(WORDS["password"])
    with archive.open(info) as member:
        return at_most(member.read(MOST_BYTES + 1), MOST_BYTES)
