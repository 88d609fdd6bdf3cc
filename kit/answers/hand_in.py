"""`python -m kit hand-in`: the one JSON file that a learner gives to a class, and that a class board reads.

The structures below are its whole form, told in words in `docs/hand_in.md`. A file from outside is held against them.
"""

import json
from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from msgspec import Meta, Struct

import kit
from kit.answers.journal import Journal, Try
from kit.answers.keys import CHOICE, DEEPEST, REPORT, Key, is_private, too_deep
from kit.base.errors import HandInError, cut, shown
from kit.base.labels import prose
from kit.base.language import language
from kit.base.writing import write_whole
from kit.content.table import slug

FORMAT = "three-models-kit hand-in"
VERSION = 1
MOST_BYTES = 5_000_000
WORDS = prose(__file__)
_EMPTY = ("", {}, [], None)
Keys = Collection[str]  # of answers, `lesson/step/item`

Name = Annotated[str, Meta(min_length=1, max_length=300)]
Code = Annotated[str, Meta(pattern=r"^([a-z]{2,3}(_[A-Za-z0-9]{2,4})*)?$(?!\n)")]  # of a language
Moment = Annotated[datetime, Meta(tz=True)]


class Answer(Struct, frozen=True, forbid_unknown_fields=True, gc=False):  # what came as JSON holds no circle
    """The newest answer to one item, with the first one and how many tries there were; any JSON value each.

    `aloud` is false when the learner does not want it read out in class, not even without a name.
    """

    lesson: Name
    step: Name
    item: Name
    value: Any
    first: Any
    tries: Annotated[int, Meta(ge=1)]
    time: Moment
    aloud: bool = True

    @property
    def key(self) -> str:
        """Return `lesson/step/item`."""
        return str(Key.of(self))


class HandIn(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What one learner hands in: a random id that is the same every time, the name they chose or none, the answers.

    `language` is the one that the kit spoke then; a file of version 0.3.0 says none.
    """

    format: Literal["three-models-kit hand-in"]
    version: Literal[1]
    kit: Annotated[str, Meta(max_length=40)]
    learner: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$(?!\n)")]
    name: Annotated[str, Meta(max_length=200)]
    made: Moment
    answers: Annotated[tuple[Answer, ...], Meta(max_length=5000)]
    language: Code = ""


def hand_in(journal: Journal, name: str = "", left_out: Keys = (), not_aloud: Keys = ()) -> HandIn:
    """Return what the learner hands in, without the items (`lesson/step/item`) in `left_out`; raise JournalError."""
    answers = answers_of(journal.all_tries(), not_aloud)
    kept = tuple(answer for answer in answers if answer.key not in left_out)
    whose = journal.learner(), name.strip()[:200], journal.moment()
    return HandIn(FORMAT, VERSION, kit.__version__, *whose, kept, language())


def answers_of(tries: list[Try], not_aloud: Keys = ()) -> list[Answer]:
    """Return what tries (oldest first) come to, item by item."""
    ends = [(Key.of(one[-1]), one[0], one[-1], len(one)) for one in by_item(tries)]
    return [Answer(*key, last.value, first.value, number, last.time, aloud=str(key) not in not_aloud)
            for key, first, last, number in ends]  # fmt: skip


def by_item(tries: list[Try]) -> list[list[Try]]:
    """Return the tries that are answers, those for one item together, oldest first; what was emptied is none."""
    answers = [one for one in tries if not is_private(Key.of(one))]
    answers.sort(key=Key.of)  # stable: the order in time stays
    groups = [list(group) for _, group in groupby(answers, Key.of)]
    return [group for group in groups if group[-1].value not in _EMPTY]


def file_name(hand_in: HandIn) -> str:
    """Return a file's name that no two learners of a class share."""
    return f"hand-in-{slug(hand_in.name)[:40] or 'no_name'}-{hand_in.learner[:8]}.json"


def write_hand_in(hand_in: HandIn, folder: Path) -> Path:
    """Write the file and return its path; the learner's older one of the same name is replaced. Raises KitError."""
    path = folder / file_name(hand_in)
    text = _json(hand_in)
    if len(text.encode(errors="replace")) > MOST_BYTES:
        longest = max(hand_in.answers, key=lambda answer: len(_json(answer)))
        raise HandInError(WORDS("too_long", file=path.name, most=MOST_BYTES, answer=longest.key))
    write_whole(path, text)
    return path


def _json(form: Struct) -> str:
    # not msgspec's own writer: it refuses half a character, which a keyboard or a browser can leave behind
    return json.dumps(msgspec.to_builtins(form), ensure_ascii=False, indent=1)


def parse_hand_in(raw: bytes) -> HandIn:
    """Return the hand-in in a text of JSON, as UTF-8; raise HandInError: what came and what is allowed."""
    try:
        try:
            found = msgspec.json.decode(raw, type=HandIn)
        except msgspec.ValidationError:
            if isinstance(said := msgspec.json.decode(raw), dict):  # it may be of another kind
                _check_kind(said.get("format"), said.get("version"))
            raise
    except msgspec.ValidationError as error:
        raise HandInError(WORDS("broken", why=cut(str(error), 150))) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise HandInError(WORDS("no_json", why=cut(str(error), 150))) from None
    deep = next((one.key for one in found.answers if too_deep(one.value) or too_deep(one.first)), "")
    if deep:
        raise HandInError(WORDS("deep", answer=shown(deep), most=DEEPEST))
    return found


def _check_kind(form: Any, version: Any) -> None:
    """Raise HandInError for a file that says of itself that it is something else."""
    if form != FORMAT:
        raise HandInError(WORDS("other", form=repr(FORMAT)))
    if version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        raise HandInError(WORDS("newer" if newer else "older", there=str(version)[:20], known=VERSION))


class Selection(NamedTuple):
    """The name on it or none; the keys of what stays out, and of what goes in but is not to be read out in class."""

    name: str = ""
    left_out: frozenset[str] = frozenset()
    not_aloud: frozenset[str] = frozenset()


def load_selection(journal: Journal) -> Selection:
    """Return what the learner selected last; at first everything goes in, without a name. Raises JournalError."""
    saved = {item: journal.newest(REPORT, CHOICE, item) for item in Selection._fields}
    values = {item: one.value for item, one in saved.items() if one}
    left_out, not_aloud = (frozenset(values.get(item, ())) for item in ("left_out", "not_aloud"))
    return Selection(str(values.get("name", "")), left_out, not_aloud)


def save_selection(journal: Journal, selection: Selection) -> None:
    """Keep a selection for the next time; raise JournalError when it cannot be saved."""
    saved = {item: journal.newest(REPORT, CHOICE, item) for item in Selection._fields}
    for item, value in selection._asdict().items():
        journal.save(REPORT, CHOICE, item, value if item == "name" else sorted(value), saved[item])
