"""Names for learners that give no learner away: a bird or a tree, and a number."""

from collections.abc import Iterable
from hashlib import sha256
from itertools import count

from kit.base.prose import Prose, prose

NATURE: Prose = prose(__file__)["nature"]


def pseudonyms(learners: Iterable[str], before: dict[str, str] | None = None) -> dict[str, str]:
    """Return a name for each learner's id, no two alike; whoever had one `before` keeps it."""
    names = dict(before or {})
    taken = set(names.values())
    for learner in sorted(set(learners) - set(names)):
        names[learner] = next(name for name in _candidates(learner) if name not in taken)
        taken.add(names[learner])
    return names


def _candidates(learner: str) -> Iterable[str]:
    """Yield names that follow from the id alone, so that a learner has the same one on every day."""
    for turn in count():
        number = int.from_bytes(sha256(f"{learner}/{turn}".encode()).digest()[:8])
        # after so many collisions only a longer number can be free
        yield f"{NATURE[number % len(NATURE)]} {100 + number // len(NATURE) % (900 * 10 ** (turn // 50))}"
