"""Words that belong to one module and would fill it: in a file of the same name beside it, said as labels are."""

from typing import Any

from kit.base.labels import say, say_many, say_number
from kit.base.paths import beside


class Prose:
    """Words by their names, in the language that the page speaks when they are looked up, which is later than import.

    With values, as of `say`, a name is called; whole numbers are written as the language writes them. A name may also
    stand for a group of words, or for words for `one` thing and for `many`: then `number` says how many.
    """

    def __init__(self, words: Any) -> None:
        self._words = words

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._words)

    def __getitem__(self, name: str | int) -> Any:
        """Return the words of this name, or a group of words; of a list, those at a place."""
        found = self._words[name]
        return say(found) if isinstance(found, str) else Prose(found)

    def __call__(self, name: str, /, **values: Any) -> str:
        """Return the words of this name with values in them."""
        found, number = self._words[name], values.get("number")
        told = {one: say_number(value) if isinstance(value, int) else value for one, value in values.items()}
        if isinstance(found, str):
            return say(found, **told)
        one, many = found["one"], found["many"]
        return say_many(one, many, number, **{name: value for name, value in told.items() if name != "number"})

    def items(self) -> list[tuple[str, Any]]:
        """Return every name with its words, in the order of the file."""
        return [(name, self[name]) for name in self._words]

    def values(self) -> list[Any]:
        """Return all words, in the order of the file."""
        return [self[name] for name in self._words]


def prose(file: str) -> Prose:
    """Return the words beside a module; it gives its own `__file__`, and `room.py` has them in `room.toml`."""
    return Prose(beside(file))
