"""What a lesson, or another page, keeps in the journal under its id; a journal that fails must not stop it."""

from typing import Any

from kit.answers.journal import Journal, Try
from kit.base.errors import JournalError, or_else


class Keeper:
    """Saves and finds the answers of one page, by step and item.

    `shelf` stands before the items of some answers, so that they are kept apart from others under the same id.
    """

    def __init__(self, id: str, journal: Journal, shelf: str = "") -> None:
        self.id = id
        self.journal = journal
        self.shelf = shelf

    def place_of(self, step: str, item: str) -> tuple[str, str, str]:
        """Return what an answer is kept under: lesson, step and item."""
        return self.id, step, f"{self.shelf}/{item}" if self.shelf else item

    @or_else(lambda error: (None, str(error)), JournalError)
    def keep(self, step: str, item: str, value: Any, over: Try | None = None) -> tuple[Try | None, str]:
        """Return the saved try and `Saved 10:42.`; or None and the sentence that says why it could not be saved."""
        kept = self.journal.save(*self.place_of(step, item), value, over)
        return kept, kept.saved

    def newest(self, step: str, item: str) -> Try | None:
        """Return the newest saved try for an item, or None."""
        return next(reversed(self.tries(step, item)), None)

    def first(self, step: str, item: str) -> Try | None:
        """Return the first saved try for an item, or None."""
        return next(iter(self.tries(step, item)), None)

    @or_else(lambda _: [], JournalError)
    def tries(self, step: str, item: str) -> list[Try]:
        """Return every saved try for an item, oldest first; none when the journal cannot be read."""
        return self.journal.tries(*self.place_of(step, item))

    def at(self, step: str, item: str) -> "Slot":
        """Return where the answer to one item is kept."""
        return Slot(self, step, item)


class Slot:
    """Where the answer to one item is kept."""

    def __init__(self, keeper: Keeper, step: str, item: str) -> None:
        self._keeper, self._place = keeper, (step, item)
        self._sitting: Try | None = None

    def keep(self, value: Any) -> tuple[Try | None, str]:
        """Return the saved try and `Saved 10:42.`; or None and the sentence that says why it could not be saved."""
        return self._keeper.keep(*self._place, value)

    def keep_on(self, value: Any, anew: bool = False) -> tuple[Try | None, str]:
        """Return the same; all that one slot keeps in this way is one try, written over until one begins `anew`."""
        kept, words = self._keeper.keep(*self._place, value, None if anew else self._sitting)
        self._sitting = kept or self._sitting
        return kept, words

    def newest(self) -> Try | None:
        """Return the newest saved try, or None."""
        return self._keeper.newest(*self._place)
