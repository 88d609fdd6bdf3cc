"""Answers out of a file that SQLite will not read, or not whole: row by row, from the pages themselves.

SQLite drops all of a write-ahead log after its first bad frame, throws a log away that lies beside an empty file, and
lays one over whatever file lies there under the same name. So what can be read is read here before SQLite opens it.
The form of pages, cells and frames is that of https://sqlite.org/fileformat2.html.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Row = tuple[int, str, str, str, str, str, str]  # number, id, lesson, step, item, value, time
_SIZES = {2**power for power in range(9, 17)}
_LEAF, _OVERFLOW = 13, 4  # the kind of a page that holds rows; the bytes before what a long row has left over
_DEEPEST = 100_000  # pages that one row may fill; rounds of a log that may lie in one file
_HEAD, _FRAME = 32, 24  # bytes before the first frame of a log, and before the page in each


class Found(NamedTuple):
    """What lies in a file and its log: the rows by their ids, and the learner's id, empty where there is none."""

    rows: dict[str, Row]
    learner: str


def found_in(raw: bytes, log: bytes = b"") -> Found:
    """Return what can be read out of a journal's bytes and out of those of the write-ahead log beside it.

    A long row of one is never finished from the other: the log may be that of another file.
    """
    rows: dict[str, Row] = {}
    learner = ""
    for pages, size in (_pages(raw), _logged(log)):
        for number, page in pages.items():
            for key, values in _cells(page, 100 if number == 1 else 0, pages, size):
                if len(values) == 7 and values[0] is None and all(isinstance(one, str) for one in values[1:]):
                    rows[values[1]] = later(rows.get(values[1]), (key, *values[1:]))
                elif len(values) == 2 and values[0] is None and len(values[1] or "") == 32:
                    learner = values[1]
    return Found(rows, learner)


def later(one: Row | None, other: Row) -> Row:
    """Return that of two states of one try that was written later."""
    return other if one is None or (other[6], other[0]) > (one[6], one[0]) else one


def united(sides: Iterable[Iterable[Row]]) -> list[Row]:
    """Return the tries of several files, each once, in the order in which they were written."""
    rows: dict[str, Row] = {}
    many = [list(side) for side in sides]
    for row in (row for side in many for row in side):
        rows[row[1]] = later(rows.get(row[1]), row)
    # the numbers of two files tell nothing of each other; in one they do, whatever its clock said
    return sorted(rows.values(), key=lambda row: row[0] if len(many) == 1 else (row[6], row[0]))


def _pages(raw: bytes) -> tuple[dict[int, bytes], int]:
    """Return a file's pages by number, and the size of a page."""
    size = _size(int.from_bytes(raw[16:18]))
    return {at // size + 1: raw[at : at + size] for at in range(0, len(raw), size)}, size


def ends_before(taken: int, log: bytes) -> bool:
    """Return whether more was saved in a log than the frames that SQLite takes of it: its end is cut or damaged.

    A kernel that was ended while it saved leaves whole frames, or the head of one, and none that ends a saving.
    """
    if len(log) <= _HEAD:
        return 0 < len(log) < _HEAD
    whole = _FRAME + _logged(log)[1]
    for at in range(_HEAD + taken * whole, len(log), whole):
        head, left = log[at : at + _FRAME], len(log) - at
        # the first half of a salt is raised by one with each round; whatever a last frame leaves is an earlier round's
        rounds = (int.from_bytes(log[16:20]) - int.from_bytes(head[8:12])) % 2**32
        if rounds or left < _FRAME:
            return left < _FRAME or rounds >= _DEEPEST
        if any(head[4:8]) or _FRAME < left < whole:
            return True
    return False


def _logged(log: bytes) -> tuple[dict[int, bytes], int]:
    """Return the newest page of each number in a log, and the size of a page; frames of an earlier round are others."""
    size = _size(int.from_bytes(log[8:12]))
    every = range(_HEAD, len(log) - _FRAME, _FRAME + size)
    salts = {log[at + 8 : at + 16] for at in every}
    salt = log[16:24] if log[16:24] in salts else log[_HEAD + 8 : _HEAD + 16]  # the head itself may be damaged
    frames = [at for at in every if log[at + 8 : at + 16] == salt]
    return {int.from_bytes(log[at : at + 4]): log[at + _FRAME : at + _FRAME + size] for at in frames}, size


def _size(told: int) -> int:
    return 65536 if told == 1 else told if told in _SIZES else 4096


def _cells(page: bytes, at: int, pages: dict[int, bytes], size: int) -> Iterator[tuple[int, list[Any]]]:
    """Yield number and values of each row of a page; what is no row is passed over."""
    if page[at : at + 1] != bytes([_LEAF]):
        return
    for place in range(at + 8, at + 8 + 2 * int.from_bytes(page[at + 3 : at + 5]), 2):
        try:
            start = int.from_bytes(page[place : place + 2])
            length, start = _varint(page, start)
            key, start = _varint(page, start)
            yield key, _values(_payload(page, start, length, pages, size))
        except (IndexError, ValueError, KeyError):
            continue


def _payload(page: bytes, start: int, length: int, pages: dict[int, bytes], size: int) -> bytes:
    """Return the bytes of a row; what its page has no room for lies in others, each naming the next."""
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    here = least + (length - least) % (size - 4)
    here = length if length <= most else here if here <= most else least
    payload, follows = page[start : start + here], page[start + here : start + here + 4]
    for _ in range(_DEEPEST):
        if len(payload) >= length:
            break
        more = pages[int.from_bytes(follows)]
        payload, follows = payload + more[_OVERFLOW:], more[:_OVERFLOW]
    return payload[:length]


def _values(payload: bytes) -> list[Any]:
    """Return a row's values: texts, and None for anything else; raise ValueError where it is cut short."""
    end, at = _varint(payload, 0)
    start, values = end, []
    while at < end:
        kind, at = _varint(payload, at)
        length = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[kind] if kind < 12 else (kind - 12) // 2
        if start + length > len(payload):
            raise ValueError("the row is cut short")
        is_text = kind >= 13 and kind % 2
        values.append(payload[start : start + length].decode(errors="replace") if is_text else None)
        start += length
    return values


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    number = 0
    for count in range(8):
        byte = raw[at + count]
        number = number << 7 | byte & 127
        if byte < 128:
            return number, at + count + 1
    return number << 8 | raw[at + 8], at + 9
