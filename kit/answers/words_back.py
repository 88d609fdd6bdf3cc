"""Words back: a line of the teacher under an answer, as it comes to a journal by a class's server or in a small file.

It is kept beside the answer and goes nowhere from there. A line that a later one empties was taken back.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from kit.answers.hand_in import Name
from kit.answers.journal import Journal
from kit.answers.keys import BACK, LINE, plain
from kit.base.errors import JournalError, cut, or_else
from kit.base.prose import prose

FORMAT = "three-models-kit words back"
FILES = "words_back*.json"  # in the folder of the answers, wherever a learner has dropped one
MOST_LINES, MOST_BYTES = 500, 2_000_000
PATIENCE = 2  # seconds: a class that does not answer must not hold up the page
WORDS = prose(__file__)


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """A line to one answer; without words it is taken back."""

    lesson: Name
    step: Name
    item: Name
    words: Annotated[str, Meta(max_length=LINE)]


class WordsBack(Struct, frozen=True, forbid_unknown_fields=True):
    """The file for one learner, by the random id of the hand-in."""

    format: Literal["three-models-kit words back"]
    version: Literal[1]
    learner: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$(?!\n)")]
    lines: Annotated[tuple[Line, ...], Meta(max_length=MOST_LINES)]


def file_for(learner: str, lines: Iterable[Line]) -> str:
    """Return the text of the file for a learner; of too many lines the last ones go in."""
    whole = WordsBack(FORMAT, 1, learner, tuple(lines)[-MOST_LINES:])
    return json.dumps(msgspec.to_builtins(whole), ensure_ascii=False, indent=1)


def is_file(raw: bytes) -> bool:
    """Return whether this says of itself that it brings words back."""
    return FORMAT.encode() in raw[:200] and raw.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{")


def bring(journal: Journal, raw: bytes, file: str) -> str:
    """Keep the lines in a file and return in words how many were new; raise JournalError: what is wrong with it."""
    try:
        if len(raw) > MOST_BYTES:
            raise ValueError(WORDS["large"])
        found = msgspec.json.decode(raw.decode("utf-8-sig"), type=WordsBack)
    except (ValueError, RecursionError) as error:
        raise JournalError(WORDS("none", file=file, why=cut(str(error), 100))) from None
    if found.learner != journal.learner():
        raise JournalError(WORDS("other", file=file))
    return WORDS("came", number=keep(journal, found.lines), file=file)


def keep(journal: Journal, lines: Iterable[Line]) -> int:
    """Keep lines beside the answers that they are about; return how many were not there yet. Raises JournalError."""
    new = 0
    for one in lines:
        place, words = (one.lesson, BACK, f"{one.step}/{one.item}"), plain(one.words)
        before = journal.newest(*place)
        if words != (before.value if before else ""):
            journal.save(*place, words)
            new += 1
    return new


def fetched(journal: Journal) -> Journal:
    """Return a journal with what has come for it: from the class's server, or as a file in its folder.

    A file that was taken in goes; one that cannot be is named on the page. A class that does not answer is not.
    """
    try:
        keep(journal, _from_class())
        for path in sorted(journal.file.parent.glob(FILES)):
            with suppress(OSError):
                if path.is_file() and path.stat().st_size <= MOST_BYTES:
                    bring(journal, path.read_bytes(), path.name)
                    path.unlink()
    except JournalError as problem:
        journal.store.notice = journal.notice or str(problem)
    return journal


@or_else(lambda _: ())
def _from_class() -> Iterable[Line]:
    if "KIT_CLASS" not in os.environ:
        return ()
    from kit.answers.class_link import link, wanted  # which a computer without a class has no use for

    found = link() if wanted() else None
    with suppress(msgspec.ValidationError):
        return msgspec.convert(found.ask("mine/words", patience=PATIENCE)["lines"], tuple[Line, ...]) if found else ()
    return ()
