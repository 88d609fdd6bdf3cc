"""Open the journal of whoever runs this kernel: the one module that knows both the journal and what sends it."""

import os
from functools import cache
from pathlib import Path

from kit.answers.journal import Journal
from kit.base.paths import answers_folder


def open_journal() -> Journal:
    """Return the journal of whoever runs this kernel; one for each answers folder."""
    return _journal_in(answers_folder())


@cache
def _journal_in(folder: Path) -> Journal:
    journal = Journal(folder)
    if "KIT_CLASS" in os.environ:
        from kit.answers.sender import send_if_served  # a class's server: answers are sent once they are saved

        send_if_served(journal)
    return journal
