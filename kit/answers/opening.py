"""Open the journal of whoever runs this kernel: the one module that knows both the journal and what sends it."""

import os
import sys
from functools import cache
from pathlib import Path

from kit.answers.journal import Journal
from kit.answers.journal_lines import LineJournal
from kit.base.paths import answers_folder


def open_journal() -> Journal:
    """Return the journal of whoever runs this kernel; one for each answers folder."""
    return _journal_in(answers_folder())


def new_journal(folder: Path) -> Journal:
    """Return a journal of a folder, of the kind that the computer allows: in a browser, or asked for by name, lines."""
    lines = sys.platform == "emscripten" or os.environ.get("KIT_JOURNAL") == "lines"
    return LineJournal(folder) if lines else Journal(folder)


@cache
def _journal_in(folder: Path) -> Journal:
    journal = new_journal(folder)
    if "KIT_CLASS" in os.environ:
        from kit.answers.sender import send_if_served  # a class's server: answers are sent once they are saved

        send_if_served(journal)
    return journal
