"""Handed in: who is in and who is missing, by folder or file name; for the teacher's eyes alone."""

import pandas as pd

from kit.classroom.board.counts.handed_in import MISSING, Person, in_numbers, people
from kit.classroom.board.curtain import Scene, curtain
from kit.classroom.board.drop import drop
from kit.classroom.board.line_back import line_back
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.clean_text import one_line
from kit.classroom.inbox.folder import Entry, made_at
from kit.classroom.inbox.told_apart import COPIED
from kit.views import markup
from kit.widgets.parts import button, html, line
from kit.widgets.step import Step

SHOW = "The projector is off or away: show names"


def handed_in(board: BoardState) -> Step:
    """Return the step: a class list to hold the files against, counts, and behind a button the names."""
    field, taken, listed = line("Class list"), button("Take this list", main=False), html()
    to_one, fill = line_back()
    field.placeholder = board.list_name or "A file with one name a line"

    def take(_: object) -> None:
        board.take_list(field.value)
        field.value, field.placeholder = "", board.list_name or field.placeholder

    def found() -> list[Person]:
        return people(_entries(board), board.listed)

    def draw() -> None:
        fill(found())
        table = markup.numbers(_table(board, found()), "By folder, file or account")
        listed.value = markup.scrolled("List", table, "kit-scroll kit-list")

    def waiting() -> str:
        return one_line(f"{in_numbers(found(), bool(board.listed))} {board.list_trouble}", 600)

    taken.on_click(take)
    dropped = drop("Drop the class list here", lambda paths: board.take_list(str(paths[-1])), "lists")
    return curtain(board, "handed_in", SHOW, Scene([listed, *to_one], draw, waiting, [field, taken, dropped]))


def _entries(board: BoardState) -> list[Entry]:
    return list(board.seen.entries) or [Entry("", one) for one in board.seen.hand_ins]


def _table(board: BoardState, found: list[Person]) -> pd.DataFrame:
    columns = ["Name", "State", "On the board", "Chosen name", "Handed in", "Answers", "File"]
    return pd.DataFrame([_line(board, one) for one in found], columns=columns)


def _line(board: BoardState, one: Person) -> list[str | int]:
    if one.hand_in is None:
        return [one.name, one.state + (f": {one.why}" if one.state != MISSING else ""), "", "", "", "", one.file]
    copied = f"; {COPIED}" if one.hand_in.learner in board.seen.copied else ""
    names = board.names.get(one.hand_in.learner, ""), one_line(one.hand_in.name)
    return [one.name, one.state + copied, *names, made_at(one.hand_in), len(one.hand_in.answers), one.file]
