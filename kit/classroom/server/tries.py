"""A try on its way from a learner's journal to the class: its form, and why one is refused."""

import json
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from kit.answers.keys import LEFT_OUT, NOT_ALOUD
from kit.answers.limits import DEEPEST, MOST_LETTERS, as_json, too_deep, too_long

MOST_TRIES = 500
YEARS = range(1970, 2200)  # a clock may have stood anywhere; a time outside these no database can put in order
QUIET = {LEFT_OUT: "out", NOT_ALOUD: "quiet"}  # what nobody sees, and what is not read out

Word = Annotated[str, Meta(min_length=1, max_length=300, pattern=r"^[^\x00\ud800-\udfff]+$")]


class Sent(Struct, frozen=True, forbid_unknown_fields=True):
    """One try as the journal has it; no name: who sends it is known from the hub."""

    id: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$(?!\n)")]
    lesson: Word
    step: Word
    item: Word
    value: Any
    time: Annotated[datetime, Meta(tz=True)]

    def row(self) -> dict[str, Any]:
        """Return the columns; moments are written so that the later one is also the later text."""
        time = self.time.astimezone(UTC).isoformat(timespec="microseconds")
        return {**msgspec.structs.asdict(self), "value": as_json(self.value).decode(), "time": time}


class Parcel(Struct, frozen=True, forbid_unknown_fields=True):
    """What a learner sends at once; each try is looked at on its own, so that one bad one holds up no other."""

    tries: Annotated[list[dict[str, Any]], Meta(max_length=MOST_TRIES)]


def sorted_out(parcel: Parcel) -> tuple[list[Sent], dict[str, str]]:
    """Return the tries that can be kept, and for the others why not, by id."""
    good: dict[str, Sent] = {}
    refused: dict[str, str] = {}
    for one in parcel.tries:
        try:
            kept = _checked(one)
        except (ValueError, OverflowError, RecursionError) as problem:
            refused[str(one.get("id"))[:40]] = str(problem)
        else:
            if kept.id not in good or kept.time > good[kept.id].time:
                good[kept.id] = kept
    return list(good.values()), refused


def _checked(one: dict[str, Any]) -> Sent:
    if too_deep(one.get("value")):
        raise ValueError(f"An answer may be {DEEPEST} lists deep.")
    kept = msgspec.convert(one, Sent)  # its ValidationError is a ValueError
    if too_long(kept.value):
        raise ValueError(f"An answer may have {MOST_LETTERS:,} letters.")
    if kept.time.astimezone(UTC).year not in YEARS:
        raise ValueError(f"A time must be between {YEARS[0]} and {YEARS[-1]}.")
    return kept


def loaded(value: str) -> Any:
    """Return a value as it was sent; None for one that an older kit kept and that nobody can read."""
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        return None
    return None if too_deep(read) else read
