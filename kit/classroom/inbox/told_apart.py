"""Learners who began with copies of one used folder: their files carry one id, and different names."""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

import msgspec

from kit.answers.hand_in import HandIn
from kit.classroom.inbox.names_given import on_platform, words_of

COPIED = "began with a copy of a folder that somebody had used before; what was answered there before is in it too"


def persons(found: Iterable[tuple[str, HandIn]]) -> list[HandIn]:
    """Return the hand-ins (file name, what it holds) in their order; where one id has several names, each has its own.

    A name is the learning platform's where the path holds one, else the one that the learner chose. A file without a
    name is by whoever else has the id, and a name that only became longer is the same name.
    """
    all_ = list(found)
    by_id: dict[str, list[int]] = defaultdict(list)
    for place, (_, one) in enumerate(all_):
        by_id[one.learner].append(place)
    apart = {place: who for places in by_id.values() for place, who in _apart(all_, places).items()}
    return [
        msgspec.structs.replace(one, learner=_own_id(one.learner, apart[place])) if place in apart else one
        for place, (_, one) in enumerate(all_)
    ]


def _apart(all_: list[tuple[str, HandIn]], places: list[int]) -> dict[int, str]:
    """Return a name for each file of one id, if there are several people behind them; else nothing."""
    people: list[tuple[str, frozenset[str]]] = []
    who: dict[int, int] = {}
    for place in sorted(places, key=lambda place: (not on_platform(all_[place][0]), not all_[place][1].name)):
        platform, words = on_platform(all_[place][0]), words_of(all_[place][1].name)
        fits = (number for number, one in enumerate(people) if _same(one, (platform, words)))
        who[place] = next(fits, len(people))
        if who[place] == len(people):
            people.append((platform, words))
    held = [all_[place][1] for place in places]
    if len(people) < 2 or all(one == held[0] for one in held):  # one file of a group, handed in by each of it
        return {}
    return {place: "/".join([people[number][0], *sorted(people[number][1])]) for place, number in who.items()}


def _same(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    if one[0] and other[0]:
        return one[0] == other[0]
    return not one[1] or not other[1] or one[1] <= other[1] or other[1] <= one[1]


def _own_id(learner: str, who: str) -> str:
    return sha256(f"{learner}/{who}".encode(errors="replace")).hexdigest()[:32]
