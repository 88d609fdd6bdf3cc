"""A class's folder: the newest hand-in of each learner, and whatever does not count, named with the reason.

What a file is, is told by what is in it and not by its ending.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from kit.answers.hand_in import FORMAT, MOST_BYTES, HandIn, parse_hand_in
from kit.base.errors import HandInError
from kit.base.labels import prose
from kit.classroom.inbox.names import is_class_list, on_platform, own_ids
from kit.classroom.inbox.safe import MOST_UNPACKED, Found, Mark, list_folder, members, no_room, one_line, read_regular
from kit.content.csv_reader import likely_encodings

WORDS = prose(__file__)
# what a file is, and how it begins; whoever handed it in has chosen the wrong one
BEGINNINGS = {
    "pdf": b"%PDF", "picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "picture_or_recording": b"RIFF",
    "recording": b"ID3", "office": (b"\xd0\xcf\x11\xe0", b"PK"), "journal": b"SQLite format 3",
    "archive": (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
}  # fmt: skip
OFFICE = re.compile(rb"\[Content_Types\]\.xml|mimetypeapplication/vnd|word/|_rels/")
SMART_KEY = re.compile("[{,]\\s*[\u201c-\u201f\u00ab\u00bb]")
TAG = re.compile(r"<[^>]*>")
HEAD = 4096  # bytes that say of what kind a file is


def read_hand_in(raw: bytes, in_zip: bool = False) -> HandIn:
    """Return the hand-in that stands in a file, whatever encoding or web page it is wrapped in.

    Raises HandInError: of what kind the file is, or what is broken in it. `in_zip` when it came out of a zip.
    """
    refuse_other_kinds(raw[:HEAD], in_zip)
    with suppress(HandInError):  # as the kit wrote it, which nearly all are
        return parse_hand_in(raw)
    text = _decoded(raw).strip().lstrip("\ufeff").lstrip()
    if text.startswith("{\\rtf"):
        raise HandInError(WORDS["resaved"])
    if text.startswith("<"):
        text = _out_of_page(text)
    if not text.startswith(("{", "[")):
        raise HandInError(WORDS("text", sign="{"))
    try:
        return parse_hand_in(text.encode())
    except HandInError as problem:
        if "JSON" in str(problem) and SMART_KEY.search(text):
            raise HandInError(WORDS["resaved"]) from None
        raise


def refuse_other_kinds(head: bytes, in_zip: bool = False) -> None:
    """Raise HandInError for a file whose first bytes are not those of a text: what it is."""
    if not head.strip(b"\0"):
        raise HandInError(WORDS["empty"])
    if head.startswith(b"PK") and not OFFICE.search(head):
        raise HandInError(WORDS["zip_in_zip" if in_zip else "renamed_zip"])
    kinds = [kind for kind, beginnings in BEGINNINGS.items() if head.startswith(beginnings)]
    if kinds or head[4:8] == b"ftyp":
        raise HandInError(WORDS("wrong", kind=WORDS["kinds"][kinds[0] if kinds else "film"]))


def _decoded(raw: bytes) -> str:
    for encoding in likely_encodings(raw):
        with suppress(UnicodeDecodeError):
            text = raw.decode(encoding)
            if "\0" not in text:
                return text
    raise HandInError(WORDS["no_text"])


def _out_of_page(page: str) -> str:
    """Return the JSON in a web page, as a learning platform keeps what was typed into it."""
    words = unescape(TAG.sub(" ", page)).replace("\xa0", " ")
    begin, end = words.find("{"), words.rfind("}")
    if FORMAT not in words or begin < 0:
        raise HandInError(WORDS["page"])
    return " ".join(words[begin : end + 1].splitlines())


class Entry(NamedTuple):
    """What stood in one file, or in one file of a zip: its name, and the hand-in or why it is none; if by `nobody`."""

    name: str
    holds: HandIn | str
    nobody: bool = False


class Reading(NamedTuple):
    """What was read from a file: its mark, what stood in it, and how many bytes; -1 where there was no room for it."""

    mark: Mark
    entries: tuple[Entry, ...]
    size: int


class Refused(NamedTuple):
    """A file that does not count, and why."""

    name: str
    why: str


Files = dict[Path, Reading]


@dataclass(frozen=True)
class ClassFolder:
    """What a folder holds: a hand-in a learner, what was refused; or the trouble that kept the folder closed.

    `files` is what has been read, by path, with the mark of each file: who looks again need not read those again.
    `entries` is what stood in them, file by file; `copied` are the ids of learners who began with one used folder.
    """

    path: Path | None = None
    hand_ins: tuple[HandIn, ...] = ()
    refused: tuple[Refused, ...] = ()
    trouble: str = ""
    entries: tuple[Entry, ...] = ()
    copied: frozenset[str] = frozenset()
    files: Files = field(default_factory=dict)


def read_folder(path: Path, before: ClassFolder | None = None, class_list: str = "") -> ClassFolder:
    """Return what a folder holds; when nothing has changed since `before`, that itself. Never raises."""
    try:
        found = list_folder(path)
    except OSError as error:
        why = {FileNotFoundError: "no_folder", NotADirectoryError: "not_a_folder"}.get(type(error), "closed")
        words = WORDS(why, folder=repr(str(path)), error=error.strerror or error)
        return _same(ClassFolder(path, trouble=words), before)
    known = before.files if before and before.path == path else {}
    files, room = {}, MOST_UNPACKED
    for one in found:
        read = known.get(one.path)
        same = read and read.mark == one.mark and one.mark and 0 <= read.size <= room
        files[one.path] = read if same else _read(one, room, class_list)
        room -= max(0, files[one.path].size)
    return _same(_sorted_out(path, files), before)


def _same(now: ClassFolder, before: ClassFolder | None) -> ClassFolder:
    unchanged = before and (now.path, now.trouble, now.files) == (before.path, before.trouble, before.files)
    return before if unchanged else now


def _read(one: Found, room: int, class_list: str) -> Reading:
    """Return what stands in a file, of no more bytes than there is room for in the whole folder."""
    beside = "/" not in one.name and not on_platform(one.name)[0]  # what lies in somebody's folder is somebody's
    nobody = not one.why and (str(one.path) == class_list or (beside and is_class_list(one.path)))
    if one.why or nobody:
        return Reading(one.mark, (Entry(one.name, one.why or WORDS["class_list"], nobody),), 0)
    try:
        if one.path.suffix.casefold() == ".zip":
            raws = [(f"{one.name} > {one_line(name)}", raw) for name, raw in members(one.path, room)]
        elif MOST_BYTES >= one.mark[0] > room:
            raise HandInError(no_room())
        else:
            raws = [(one.name, read_regular(one.path, MOST_BYTES, HEAD, refuse_other_kinds))]
    except HandInError as problem:
        return Reading(one.mark, (Entry(one.name, str(problem)),), -1 if str(problem).endswith(no_room()) else 0)
    except OSError as error:
        return Reading(one.mark, (Entry(one.name, WORDS("unread", error=error.strerror or error)),), 0)
    size = sum(len(raw) for _, raw in raws if isinstance(raw, bytes))
    return Reading(one.mark, tuple(_parsed(name, raw) for name, raw in raws), size)


def _parsed(name: str, raw: bytes | HandInError) -> Entry:
    try:
        return Entry(name, str(raw) if isinstance(raw, HandInError) else read_hand_in(raw, in_zip=" > " in name))
    except HandInError as problem:
        return Entry(name, one_line(str(problem)))


def _sorted_out(path: Path, files: Files) -> ClassFolder:
    """Return the folder with one hand-in a learner: the newest, and of equals the first by name."""
    entries = [entry for read in files.values() for entry in read.entries]
    ids = own_ids({place: entry[:2] for place, entry in enumerate(entries) if isinstance(entry.holds, HandIn)})
    for place, own_id in ids.items():  # of those who began with one used folder
        entries[place] = Entry(entries[place].name, replace(entries[place].holds, learner=own_id))
    newest: dict[str, Entry] = {}
    for entry in entries:
        if isinstance(entry.holds, HandIn):
            before = newest.setdefault(entry.holds.learner, entry)
            newest[entry.holds.learner] = max(before, entry, key=lambda one: one.holds.made)  # of equals the first
    counted = {id(entry) for entry in newest.values()}
    refused = [_refused(entry, newest) for entry in entries if id(entry) not in counted]
    hand_ins = tuple(entry.holds for entry in newest.values())
    return ClassFolder(path, hand_ins, tuple(refused), "", tuple(entries), frozenset(ids.values()), files)


def came_in(folder: ClassFolder, learner: str) -> Entry | None:
    """Return the file of a learner that counts, as it came in: of those who began with one used folder with its id."""
    raw = [entry for read in folder.files.values() for entry in read.entries]
    counted = [one for one in folder.hand_ins if one.learner == learner]
    both = zip(raw, folder.entries, strict=True)
    return next((entry for entry, told in both if any(told.holds is one for one in counted)), None)


def _refused(entry: Entry, newest: dict[str, Entry]) -> Refused:
    if isinstance(entry.holds, str):
        return Refused(entry.name, entry.holds)
    other = newest[entry.holds.learner]
    return Refused(entry.name, WORDS("copy" if entry.holds == other.holds else "older", other=other.name))


def made_at(hand_in: HandIn) -> str:
    """Return when a file was made, in the local time zone if that can be said."""
    try:
        return f"{hand_in.made.astimezone():%Y-%m-%d %H:%M}"
    except (OverflowError, ValueError, OSError):  # the first and the last day of all calendars
        return hand_in.made.isoformat()[:16]
