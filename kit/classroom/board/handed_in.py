"""Handed in: who is in and who is missing, by folder or file name, and a line to one of them; for the teacher alone."""

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from kit.base.errors import KitError
from kit.base.labels import said, say
from kit.base.paths import answers_folder
from kit.base.prose import prose
from kit.base.writing import write_whole
from kit.classroom.board.counts.handed_in import MISSING, Person, in_numbers, people
from kit.classroom.board.curtain import curtain
from kit.classroom.board.drop import UNFIT, drop
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.clean_text import one_line
from kit.classroom.inbox.folder import Entry, made_at
from kit.classroom.inbox.whose import COPIED
from kit.views import markup
from kit.widgets.parts import button, dropdown, html, line, result_of, told
from kit.widgets.step import Step

WORDS = prose(__file__)
SHOW = said("The projector is off or away: show names")


def handed_in(board: BoardState) -> Step:
    """Return the step: a class list to hold the files against, counts, and behind a button the names."""
    field, taken, listed = line(say("Class list")), button(WORDS["take"], main=False), html()
    to_one, fill = _line_back()
    field.placeholder = board.list_name or WORDS["list"]

    def take(_: object) -> None:
        board.take_list(field.value)
        field.value, field.placeholder = "", board.list_name or field.placeholder

    def found() -> list[Person]:
        return people(board.seen.entries or [Entry("", one) for one in board.seen.hand_ins], board.listed)

    def draw() -> None:
        fill(found())
        table = markup.numbers(_table(board, found()), WORDS["by"])
        listed.value = markup.scrolled(say("List"), table, "kit-scroll kit-list")

    def waiting() -> str:
        return one_line(f"{in_numbers(found(), bool(board.listed))} {board.list_trouble}", 600)

    taken.on_click(take)
    dropped = drop(WORDS["drop"], lambda paths: board.take_list(str(paths[-1])), "lists")
    return curtain(board, "handed_in", say(SHOW), [field, taken, dropped], waiting, [listed, *to_one], draw)


def _table(board: BoardState, found: list[Person]) -> pd.DataFrame:
    heads = say("Name"), WORDS["state"], WORDS["on_the_board"], WORDS["chosen_name"]
    columns = [*heads, say("Handed in"), say("Answers"), say("File")]
    return pd.DataFrame([_line(board, one) for one in found], columns=columns)


def _line(board: BoardState, one: Person) -> list[str | int]:
    if one.hand_in is None:
        return [one.name, say(one.state) + (f": {one.why}" if one.state != MISSING else ""), "", "", "", "", one.file]
    copied = f"; {say(COPIED)}" if one.hand_in.learner in board.seen.copied else ""
    names = board.names.get(one.hand_in.learner, ""), one_line(one.hand_in.name)
    return [one.name, say(one.state) + copied, *names, made_at(one.hand_in), len(one.hand_in.answers), one.file]


def write_line(person: Person, words: str) -> Path:
    """Write a line to a person into the teacher's own folder, after earlier ones; return the file. Raises KitError.

    Its folder is called as the platform called that learner's own: zipped, it is what Moodle and others take back as
    feedback files; without a platform it is shown or sent.
    """
    *folders, file = [part for part in Path(person.file).parts if not part.endswith(".zip")] or [say("no name")]
    whose = UNFIT.sub("", (folders or [Path(file).stem])[0]) or say("no name")
    path = answers_folder() / "class_lines" / whose / WORDS["file"]
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, ValueError) as error:
        raise KitError(WORDS("unread", path=path, error=error)) from None
    write_whole(path, f"{before}{' '.join(words.split())}\n")
    return path


def _line_back() -> tuple[list[widgets.Widget], Callable[[list[Person]], None]]:
    """Return the parts that write such a line, and what tells them who is there."""
    to, words = dropdown(say("To"), [("", "")]), line(WORDS["line"])
    write, status = button(say("Write it"), main=False), told()
    there: dict[str, Person] = {}

    def fill(found: list[Person]) -> None:
        there.clear()
        there.update({f"{one.name} ({one.file})": one for one in found if one.file})
        if [name for _, name in to.options] != ["", *there]:
            to.options = [(name, name) for name in ("", *there)]

    def written() -> str:
        path = write_line(there[to.value], words.value)
        words.value = ""
        return markup.notice(WORDS("written", path=path), "right")

    def pressed(_: object) -> None:
        status.value = result_of(written)

    def asked(_: dict | None = None) -> None:
        write.disabled = not (words.value.strip() and to.value)

    asked()
    words.observe(asked, "value")
    to.observe(asked, "value")
    write.on_click(pressed)
    return [html(markup.Html("<h4>{}</h4>").format(WORDS["to_one"])), to, words, write, status], fill
