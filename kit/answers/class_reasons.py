"""A class's reasons as a small file: a teacher gives it out, and who was absent reads it before a second vote."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from kit.answers.ballot import Motion
from kit.answers.keys import MOST
from kit.base.errors import VoteError, cut
from kit.base.labels import said, say

MOST_BYTES = 100_000
NONE = said("{file} is no file of a class's reasons ({why}). Take the one that your teacher gave out.")
OTHER = said("{file} belongs to another question.")
Words = Annotated[str, Meta(min_length=1, max_length=MOST)]


class Reasons(Struct, frozen=True, forbid_unknown_fields=True):
    """One reason for each stance that has one; no name, no mark, no number of votes."""

    format: Literal["three-models-kit reasons"]
    version: Literal[1]
    question: str
    reasons: Annotated[dict[str, Words], Meta(max_length=15)]


def reasons_file(motion: Motion, reasons: dict[str, list[str]]) -> str:
    """Return the file's text, with the first reason for each stance; one that is too long for it is cut."""
    short = {stance: words[0][:MOST] for stance, words in reasons.items() if words and stance in motion.ids}
    whole = Reasons("three-models-kit reasons", 1, f"{motion.lesson}/{motion.id}", short)
    return msgspec.json.format(msgspec.json.encode(whole), indent=1).decode()


def read_reasons(raw: bytes, file: str, motion: Motion) -> dict[str, str]:
    """Return stance -> reason out of a file for this question; raise VoteError: what is wrong with it."""
    try:
        if len(raw) > MOST_BYTES:
            raise ValueError(say("it is too large"))
        found = msgspec.json.decode(raw, type=Reasons)
    except (ValueError, RecursionError) as error:
        raise VoteError(say(NONE, file=file, why=cut(str(error), 100))) from None
    if found.question != f"{motion.lesson}/{motion.id}":
        raise VoteError(say(OTHER, file=file))
    return {stance: words for stance, words in found.reasons.items() if stance in motion.ids}
