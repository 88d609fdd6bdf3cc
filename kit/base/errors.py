"""The one family of errors that people who teach, learn or adapt will ever meet, and how a sentence quotes a file."""

from collections.abc import Callable, Iterable, Sized
from difflib import get_close_matches
from functools import wraps
from itertools import accumulate
from pathlib import Path
from typing import Any

_ROOM = 400  # characters of a list; a sentence holds little else


class KitError(Exception):
    """Something that came from a person or a disk and cannot be used, said in one sentence.

    The sentence names the file, the place in it, what came and what is allowed.
    In a notebook only the sentence shows: whoever reads it needs no traceback.
    """

    def _render_traceback_(self) -> list[str]:
        """Return the lines that IPython prints in place of a traceback."""
        return [str(self)]


class TableError(KitError):
    """A table that cannot be read as dimensions by models."""


class ContentError(KitError):
    """A lesson, a source or another content file that breaks its form."""


class JournalError(KitError):
    """An answer that could not be saved or read."""


class HandInError(KitError):
    """A hand-in that could not be made, or a file that is none."""


class VoteError(KitError):
    """A vote that cannot be counted, or a round that cannot be changed or shown."""


class HubError(KitError):
    """A class's server that cannot be started, reached or used as it was asked to be."""


def or_else(instead: Callable[[Any], Any], *kinds: type[Exception]) -> Callable[[Callable], Callable]:
    """Return a decorator: where a function raises an error of these kinds, what `instead` makes of it comes back."""
    caught = kinds or (KitError,)

    def around(function: Callable) -> Callable:
        @wraps(function)
        def careful(*given: Any, **named: Any) -> Any:
            try:
                return function(*given, **named)
            except caught as error:
                return instead(error)

        return careful

    return around


def named(path: Path) -> str:
    """Return a file's name for a sentence, with its folder where another content file has the same name.

    Such are translations, `lessons/es/value_logic.po` or `es/word_coding.yaml`, and run sheets, `teaching/course.yaml`.
    """
    folder, original = path.parent, path.parent.parent / path.name
    if folder.name == "teaching":
        return f"teaching/{path.name}"
    is_translation = original.exists() or (path.suffix == ".po" and folder.name != "labels")
    if not path.name or not is_translation:
        return path.name
    above = original.parent.name
    return f"{folder.name}/{path.name}" if above == "data" else f"{above}/{folder.name}/{path.name}"


def cut(text: str, most: int = 60) -> str:
    """Return a text for a sentence: cut when it is too long, in one line, with nothing that a terminal would obey."""
    short = text if len(text) <= most else f"{text[: most - 3]}..."
    return "".join(one if one.isprintable() else " " for one in short)


def shown(text: str, most: int = 60) -> str:
    """Return a text in quotation marks, cut when it is too long for a sentence."""
    return repr(text if len(text) <= most else f"{text[: most - 3]}...")


def listed(words: Iterable[str], joint: str = ", ") -> str:
    """Return words joined for a sentence, and how many there are beyond those that it has room for."""
    short = [cut(word) for word in words]
    room = sum(length <= _ROOM for length in accumulate(len(joint) + len(word) for word in short))
    rest = len(short) - room
    return joint.join(short[:room]) + (f" and {rest:,} more" if rest else "")


def counted(things: Sized, name: str) -> str:
    """Return a number of things in words: `1 lesson`, `13 lessons`."""
    return f"{len(things)} {name}{'s' * (len(things) != 1)}"


def nearest(word: str, allowed: list[str]) -> str:
    """Return `; did you mean 'feedback'?` for the nearest allowed word, or just a full stop."""
    close = get_close_matches(word, allowed, n=1)
    return f"; did you mean {shown(close[0])}?" if close else "."


def guess(name: str, names: Iterable[str]) -> str:
    """Return the end of a sentence about an unknown name: the nearest known one, if any is near."""
    nearest = [known for known in names if name and name in known] or get_close_matches(name, names)
    return f"; did you mean {shown(nearest[0])}?" if nearest else "."
