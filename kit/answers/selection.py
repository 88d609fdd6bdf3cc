"""The selection: what of their work a learner lets into a report or a hand-in, and under which name."""

from typing import NamedTuple

from kit.answers.journal import Journal
from kit.answers.keys import CHOICE, REPORT


class Selection(NamedTuple):
    """The name on it (or none), the items that stay out, those that go in but are not to be read out in class.

    An item is named by its key, `lesson/step/item`.
    """

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
