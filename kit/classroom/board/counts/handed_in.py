"""Who handed in and who is missing: files held against a class list, by the names that their paths give."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from kit.answers.hand_in import HandIn
from kit.base.labels import said, say
from kit.base.prose import prose
from kit.classroom.inbox.folder import Entry
from kit.classroom.inbox.whose import given, on_list, on_platform, words_of

WORDS = prose(__file__)
MISSING, BROKEN, STRANGER, IN = said("missing"), said("does not count"), said("in, not on the list"), said("in")
ORDER = (MISSING, BROKEN, STRANGER, IN)


class Person(NamedTuple):
    """One person: the name by the list or the path, the state, the file, and what counts or why nothing does."""

    name: str
    state: str
    file: str = ""
    hand_in: HandIn | None = None
    why: str = ""


def people(entries: Iterable[Entry], listed: Iterable[str] = ()) -> list[Person]:
    """Return everybody whom a file or the class list names: first who is missing, last who is in."""
    names = {name: words_of(name) for name in listed}
    files: dict[str, list[tuple[str, Entry]]] = {}
    for entry in entries:
        key, name = _whose(entry, names)
        files.setdefault(key, []).append((name, entry))
    found = [_person(all_, bool(names), key in names) for key, all_ in files.items()]
    found += [Person(name, MISSING) for name in names if name not in files]
    return sorted(found, key=lambda one: (ORDER.index(one.state), one.name.casefold()))


def _whose(entry: Entry, names: dict[str, frozenset[str]]) -> tuple[str, str]:
    """Return what keeps a person's files together, and the person's name; both are the list's name if one fits."""
    chosen = [entry.holds.name] if isinstance(entry.holds, HandIn) and entry.holds.name.strip() else []
    possible = [*given(entry.name), *chosen]
    listed = next(filter(None, (on_list(one, names) for one in possible)), "")
    if listed:
        return listed, listed
    name = (possible or [say("no name")])[0]
    learner = entry.holds.learner if isinstance(entry.holds, HandIn) else ""
    return f"/{on_platform(entry.name) or learner or name}", name  # no name on a list begins so


def _person(files: list[tuple[str, Entry]], with_list: bool, on_it: bool) -> Person:
    sound = [(name, entry) for name, entry in files if isinstance(entry.holds, HandIn)]
    if not sound:
        name, entry = files[0]
        return Person(name, BROKEN, entry.name, why=entry.holds)
    name, entry = max(sound, key=lambda one: one[1].holds.made)
    return Person(name, STRANGER if with_list and not on_it else IN, entry.name, entry.holds)


def in_numbers(found: list[Person], with_list: bool) -> str:
    """Return how many are in, missing and strangers, in a sentence without a name."""
    counts = Counter(one.state for one in found)
    known = {"of_list": counts[IN], "missing": counts[MISSING]} if with_list else {"in": counts[IN] + counts[STRANGER]}
    more = {"broken": counts[BROKEN], "strangers": counts[STRANGER] if with_list else 0}
    numbers = known | {name: number for name, number in more.items() if number}
    told = ", ".join(WORDS(name, number=number) for name, number in numbers.items())
    return f"{told}." if with_list else f"{told}. {WORDS['with_list']}"
