"""Who handed in and who is missing: files held against a class list, by the names that their paths give."""

from collections.abc import Iterable
from typing import NamedTuple

from kit.answers.hand_in import HandIn
from kit.classroom.inbox.folder import Entry
from kit.classroom.inbox.whose import given, on_list, on_platform, words_of

MISSING, BROKEN, STRANGER, IN = "missing", "does not count", "in, not on the list", "in"
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
    name = (possible or ["no name"])[0]
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
    states = [one.state for one in found]
    here = f"{states.count(IN) + states.count(STRANGER)} in"
    broken = [f"{states.count(BROKEN)} with no file that counts"] if BROKEN in states else []
    if not with_list:
        return f"{', '.join([here, *broken])}. With a class list it also says who is missing."
    strangers = [f"{states.count(STRANGER)} in who {'is' if states.count(STRANGER) == 1 else 'are'} not on the list"]
    parts = [f"{states.count(IN)} of the list in", f"{states.count(MISSING)} missing", *broken]
    return f"{', '.join([*parts, *(strangers if STRANGER in states else [])])}."
