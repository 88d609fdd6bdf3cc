"""Words back: a line of the teacher under an answer, as it comes to a journal by a class's server or in a small file.

It is kept beside the answer and goes nowhere from there. A line without words takes an earlier one back.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from kit.answers.hand_in import Name
from kit.answers.journal import Journal
from kit.answers.keys import BACK, LINE, plain
from kit.base.errors import JournalError, KitError, cut, or_else
from kit.base.labels import prose

FORMAT = "three-models-kit words back"
FILES = "words_back*.json"  # in the folder of the answers, wherever a learner has dropped one
MOST_LINES, MOST_BYTES = 500, 2_000_000
PATIENCE = 0.1  # seconds for which a page waits: a class that is quick is on it, and a slow one holds up nobody
WORDS = prose(__file__)


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """A line to one answer."""

    lesson: Name
    step: Name
    item: Name
    words: Annotated[str, Meta(max_length=LINE)]


class WordsBack(Struct, frozen=True, forbid_unknown_fields=True):
    """The file for one learner, by the random id of the hand-in."""

    format: Literal["three-models-kit words back"]
    version: Literal[1]
    learner: str
    lines: Annotated[list[Line], Meta(max_length=MOST_LINES)]


def file_for(learner: str, lines: Iterable[Line]) -> str:
    """Return the text of the file for a learner; of too many lines the last ones go in."""
    return json.dumps(msgspec.to_builtins(WordsBack(FORMAT, 1, learner, [*lines][-MOST_LINES:])), ensure_ascii=False)


def bring(journal: Journal, raw: bytes, file: str) -> str:
    """Keep the lines in a file and return in words how many were new; raise JournalError: what is wrong with it."""
    try:
        found = msgspec.json.decode(raw[:MOST_BYTES].decode("utf-8-sig"), type=WordsBack)
    except (ValueError, RecursionError) as error:
        raise JournalError(WORDS("none", file=file, why=cut(str(error), 100))) from None
    if found.learner != journal.learner():
        raise JournalError(WORDS("other", file=file))
    return WORDS("came", number=keep(journal, found.lines), file=file)


def keep(journal: Journal, lines: Iterable[Line]) -> int:
    """Keep lines beside the answers that they are about; return how many were not there yet. Raises JournalError."""
    places = {(one.lesson, BACK, f"{one.step}/{one.item}"): plain(one.words) for one in lines}
    before = {place: journal.newest(*place) for place in places}
    new = {place: words for place, words in places.items() if words != (before[place].value if before[place] else "")}
    for place, words in new.items():
        journal.save(*place, words)
    return len(new)


def fetched(journal: Journal) -> Journal:
    """Return a journal with what has come for it: from the class's server, or as a file in its folder, which then goes.

    A file that cannot be taken in is named on the page and holds up no other; a class that does not answer is not. What
    comes late is kept, and stands on the page the next time.
    """
    if "KIT_CLASS" in os.environ:
        from kit.answers.class_link import link, wanted  # which a computer without a class has no use for

        if wanted() and (way := link()):
            asking = Thread(target=_from_class, args=(journal, way), name="kit-words-back", daemon=True)
            asking.start()
            asking.join(PATIENCE)
    for path in sorted(journal.file.parent.glob(FILES)):
        trouble = _take(journal, path)
        journal.store.notice = journal.notice or trouble
    return journal


def _from_class(journal: Journal, way: Any) -> None:
    with suppress(KitError, msgspec.ValidationError):
        keep(journal, msgspec.convert(way.ask("mine/words"), dict[str, list[Line]]).get("lines", []))


@or_else(str, JournalError)
def _take(journal: Journal, path: Path) -> str:
    """Take in a file, which then goes; return why that cannot be, or nothing."""
    if path.is_file():
        with suppress(OSError):
            bring(journal, path.read_bytes() if path.stat().st_size <= MOST_BYTES else b"", path.name)
            path.unlink()
    return ""
