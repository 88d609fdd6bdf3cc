"""What a class wrote to one prompt, to be read out: without names, in an order that gives none away."""

from collections.abc import Collection
from hashlib import sha256
from typing import NamedTuple

from kit.answers.keys import CASE_FILE, PLACE, REASON, Key
from kit.classroom.inbox.by_item import Answers, Given
from kit.classroom.inbox.clean_text import clean


class Spoken(NamedTuple):
    """One answer: an id that no one can read a learner from, the words, and the code of their language or nothing."""

    id: str
    words: str
    language: str = ""


class Read(NamedTuple):
    """The answers to read out, how many the class hid, how many their writers keep to themselves, how many are none."""

    spoken: list[Spoken]
    hidden: int
    kept: int
    unfit: int


def read(answers: Answers, keys: Collection[Key], hidden: Collection[str] = (), secret: str = "") -> Read:
    """Return the answers to some items in an order that only `secret` can explain; blank ones are left out."""
    given = [(key, one) for key in keys for one in answers.get(key, [])]
    written = [(key, one) for key, one in given if isinstance(one.value, str) and clean(one.value)]
    aloud = sorted((_spoken(one, key, secret) for key, one in written if one.aloud), key=lambda one: one.id)
    shown = [one for one in aloud if one.id not in hidden]
    unfit = sum(not isinstance(one.value, str) for _, one in given)
    return Read(shown, len(aloud) - len(shown), sum(not one.aloud for _, one in written), unfit)


def _spoken(one: Given, key: Key, secret: str) -> Spoken:
    mark = sha256("/".join((secret, *key, one.learner)).encode("utf-8", "replace")).hexdigest()[:16]
    return Spoken(mark, clean(one.value), one.language)


def reasons(answers: Answers, lesson: str) -> list[Key]:
    """Return the items under which learners say why their case stands where it does, one a case."""
    return sorted(key for key in answers if key[:2] == (lesson, PLACE) and key[2].endswith(REASON))


def write_ups(answers: Answers) -> list[Key]:
    """Return the items of the case file that anybody answered in words, in the order of their names."""
    words = ((key, one.value) for key, given in answers.items() if key[0] == CASE_FILE for one in given)
    return sorted({key for key, value in words if isinstance(value, str) and len(value.split()) > 1})
