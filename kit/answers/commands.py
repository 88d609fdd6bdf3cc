"""The commands about what a learner did: `answers` and `hand-in`."""

from pathlib import Path

from kit.answers import hand_in as form
from kit.answers.copies import bring_back, delete, export, in_words, titles_by_id
from kit.answers.hand_in import WORDS, Selection, load_selection, write_hand_in
from kit.answers.journal import Journal
from kit.answers.opening import open_journal
from kit.base.arguments import taken
from kit.base.errors import JournalError
from kit.base.labels import say_many
from kit.base.paths import work_folder


def answers(arguments: list[str]) -> int:
    """Say where the answers are, or do what the option says; return the exit status."""
    options = taken(__file__, "answers", arguments)
    journal = open_journal()
    if options.copy:
        print(bring_back(journal, _read(options.copy), options.copy.name))
    print(in_words(journal, titles_by_id()))
    if options.export:
        print("Written:", *(str(path) for path in export(journal, options.export)), sep="\n  ")
    return delete(journal, input) if options.delete else 0


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise JournalError(f"{file} cannot be read: {error.strerror or error}.") from None


def hand_in(arguments: list[str]) -> None:
    """Write the hand-in of whoever sits here, with what they selected on the page of their case file."""
    journal = open_journal()
    chosen, folder = asked("hand-in", arguments, journal)
    one = form.hand_in(journal, *chosen)
    print(write_hand_in(one, folder))
    answers = say_many("{number} answer", "{number} answers", len(one.answers))
    print(WORDS("under_a_name" if one.name else "under_none", answers=answers, name=one.name))


def asked(command: str, arguments: list[str], journal: Journal) -> tuple[Selection, Path]:
    """Return what a command line asks for: the last selection, under another name if one is given, and the folder."""
    options = taken(__file__, command, arguments)
    chosen = load_selection(journal)
    return chosen if options.name is None else chosen._replace(name=options.name), options.to or work_folder()
