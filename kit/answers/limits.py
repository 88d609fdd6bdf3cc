"""How much an answer may hold, so that whoever reads it later can: the class, its board, a hand-in."""

import json
from typing import Any

MOST_LETTERS = 100_000  # of one answer as JSON; letters as people count them, whatever their bytes
DEEPEST = 30  # lists in lists, which every reader of an answer still takes, wherever it is read


def too_long(value: Any) -> bool:
    """Return whether an answer has more letters than a class takes; of one that is too deep, ask that first."""
    return len(as_json(value).decode()) > MOST_LETTERS


def too_deep(value: Any, most: int = DEEPEST) -> bool:
    """Return whether a value is inside itself more often than a class takes.

    >>> too_deep([[1]]), too_deep([[1]], most=1)
    (False, True)
    """
    inside = [value]
    for _ in range(most):
        groups = [one.values() if isinstance(one, dict) else one for one in inside if isinstance(one, dict | list)]
        inside = [each for group in groups for each in group]
    return any(isinstance(one, dict | list) for one in inside)


def as_json(body: Any) -> bytes:
    """Return JSON that every reader takes: half a character becomes a question mark, what is no number null."""
    try:
        return json.dumps(body, ensure_ascii=False, allow_nan=False).encode(errors="replace")
    except ValueError:
        plain = json.loads(json.dumps(body), parse_constant=lambda _: None)
        return json.dumps(plain, ensure_ascii=False).encode(errors="replace")
