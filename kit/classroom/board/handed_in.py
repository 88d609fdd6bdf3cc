"""Handed in: who is in and who is missing, by folder or file name, and a line to one of them; for the teacher alone."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import ipywidgets as widgets
import pandas as pd

from kit.answers.hand_in import HandIn
from kit.base.errors import KitError
from kit.base.labels import prose, said, say
from kit.base.paths import answers_folder
from kit.base.writing import write_whole
from kit.classroom.board.collecting import UNFIT, drop
from kit.classroom.board.curtain import curtain
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.folder import Entry, made_at
from kit.classroom.inbox.names import COPIED, given, on_list, on_platform, plain, words_of
from kit.classroom.inbox.safe import one_line
from kit.views import markup
from kit.widgets.parts import Step, button, deed, dropdown, html, kept_up, line

WORDS = prose(__file__)
MISSING, BROKEN, STRANGER, IN = said("missing"), said("does not count"), said("in, not on the list"), said("in")
ORDER = (MISSING, BROKEN, STRANGER, IN)
LINES = "class_lines"  # the folder of what goes back, beside the answers


class Person(NamedTuple):
    """One person: the name by the list or the path, the state, the file, and what counts or why nothing does."""

    name: str
    state: str
    file: str = ""
    hand_in: HandIn | None = None
    why: str = ""


def people(entries: Iterable[Entry], listed: Iterable[str] = ()) -> list[Person]:
    """Return everybody whom a file or the class list names: first who is missing, last who is in."""
    names = {name: words_of(name) for name in listed}
    files: dict[str, list[tuple[str, Entry]]] = {}
    for entry in entries:
        key, name = whose_file(entry, names)
        files.setdefault(key, []).append((name, entry))
    found = [_person(all_, bool(names), key in names) for key, all_ in files.items()]
    found += [Person(name, MISSING) for name in names if name not in files]
    return sorted(found, key=lambda one: (ORDER.index(one.state), plain(one.name)))


def whose_file(entry: Entry, names: dict[str, frozenset[str]]) -> tuple[str, str]:
    """Return what keeps a person's files together, and the person's name; both are the list's name if one fits."""
    chosen = [entry.holds.name] if isinstance(entry.holds, HandIn) and entry.holds.name.strip() else []
    possible = [*given(entry.name), *chosen]
    listed = next(filter(None, (on_list(one, names) for one in possible)), "")
    if listed:
        return listed, listed
    name = (possible or [say("no name")])[0]
    learner = entry.holds.learner if isinstance(entry.holds, HandIn) else ""
    return f"/{on_platform(entry.name)[0] or learner or name}", name  # no name on a list begins so


def _person(files: list[tuple[str, Entry]], with_list: bool, on_it: bool) -> Person:
    sound = [(name, entry) for name, entry in files if isinstance(entry.holds, HandIn)]
    if not sound:
        name, entry = files[0]
        return Person(name, BROKEN, entry.name, why=entry.holds)
    name, entry = max(sound, key=lambda one: one[1].holds.made)
    return Person(name, STRANGER if with_list and not on_it else IN, entry.name, entry.holds)


def in_numbers(found: list[Person], with_list: bool) -> str:
    """Return how many are in, missing and strangers, in a sentence without a name."""
    counts = Counter(one.state for one in found)
    known = {"of_list": counts[IN], "missing": counts[MISSING]} if with_list else {"in": counts[IN] + counts[STRANGER]}
    more = {"broken": counts[BROKEN], "strangers": counts[STRANGER] if with_list else 0}
    numbers = known | {name: number for name, number in more.items() if number}
    told = ", ".join(WORDS(name, number=number) for name, number in numbers.items())
    return f"{told}." if with_list else f"{told}. {WORDS['with_list']}"


def handed_in(board: BoardState) -> Step:
    """Return the step: a class list to hold the files against, counts, and behind a button the names."""
    field, listed = line(say("Class list")), html()
    field.placeholder = board.list_name or WORDS["list"]

    def take() -> None:
        board.take_list(field.value)
        field.value, field.placeholder = "", board.list_name or field.placeholder

    def found() -> list[Person]:
        return people(board.entries, board.listed)

    to_one, fill = _line_back(found)

    def draw() -> None:
        fill()
        lines = pd.DataFrame([_line(board, one) for one in found()], columns=WORDS["columns"].values())
        listed.value = markup.scrolled(say("List"), markup.numbers(lines, WORDS["by"]), "kit-scroll kit-list")

    def waiting() -> str:
        return one_line(f"{in_numbers(found(), bool(board.listed))} {board.list_trouble}", 600)

    taken = button(WORDS["take"], main=False, press=take)
    dropped = drop(WORDS["drop"], lambda paths: board.take_list(str(paths[-1])), "lists")
    return curtain(board, "handed_in", [field, taken, dropped], waiting, [listed, *to_one], draw)


def _line(board: BoardState, one: Person) -> list[str | int]:
    if one.hand_in is None:
        return [one.name, say(one.state) + (f": {one.why}" if one.state != MISSING else ""), "", "", "", "", one.file]
    copied = f"; {say(COPIED)}" if one.hand_in.learner in board.seen.copied else ""
    names = board.names.get(one.hand_in.learner, ""), one_line(one.hand_in.name)
    return [one.name, say(one.state) + copied, *names, made_at(one.hand_in), len(one.hand_in.answers), one.file]


def whose(file: str, files: Iterable[str] = ()) -> str:
    """Return the name of the folder in which something goes back: that of the learner's own, as it came in.

    A folder that holds several of the `files` is nobody's own, unless a platform named it after somebody.
    """
    path = PurePosixPath(file.rpartition(" > ")[2])
    platform = [one.name for one in path.parents if on_platform(f"{one.name}/")[0]]
    own = sum(one.rpartition("/")[0] == file.rpartition("/")[0] for one in files) < 2
    name = platform[0] if platform else (own and path.parent.name) or path.stem
    return UNFIT.sub("", name.encode()[:240].decode(errors="ignore")) or say("no name")  # systems take 255 bytes


def write_line(person: Person, words: str, files: Iterable[str] = ()) -> Path:
    """Write a line to a person into the teacher's own folder, after earlier ones; return the file. Raises KitError.

    Its folder is called as the platform called that learner's own: zipped, it is what Moodle and others take back as
    feedback files; without a platform it is shown or sent.
    """
    path = answers_folder() / LINES / whose(person.file, files) / WORDS["file"]
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, ValueError) as error:
        raise KitError(WORDS("unread", path=path, error=error)) from None
    write_whole(path, f"{before}{' '.join(words.split())}\n")
    return path


def _line_back(found: Callable[[], list[Person]]) -> tuple[list[widgets.Widget], Callable[[], None]]:
    """Return the parts that write such a line to one of those that are found, and what tells them who is there."""
    to, words = dropdown(say("To"), [("", "")]), line(WORDS["line"])

    def there() -> dict[str, Person]:
        return {f"{one.name} ({one.file})": one for one in found() if one.file}

    def fill() -> None:
        if (names := ["", *there()]) != [name for _, name in to.options]:
            to.options = [(name, name) for name in names]

    def written() -> str:
        everybody = there()
        path = write_line(everybody[to.value], words.value, [one.file for one in everybody.values()])
        words.value = ""
        return markup.notice(WORDS("written", path=path), "right")

    def asked() -> None:
        write.disabled = not (words.value.strip() and to.value)

    write, status = deed(say("Write it"), written)
    kept_up(asked, words, to)
    return [html(markup.Html("<h3>{}</h3>").format(WORDS["to_one"])), to, words, write, status], fill
