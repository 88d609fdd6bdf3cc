"""No word of the kit's own reaches a teacher's page unmarked either, tried as the learners' pages are."""

import csv
import re
from datetime import date
from pathlib import Path

import msgspec
import pytest
from babel.dates import format_date

from kit.adapt.page.page import JUSTICE, load_adapt
from kit.answers.hand_in import Answer, HandIn
from kit.answers.opening import open_journal
from kit.base import paths as paths_of_the_kit
from kit.base.language import speak
from kit.classroom.board.page import Board
from kit.classroom.run_sheets_page import load_teacher
from kit.classroom.vote.page import load_vote
from kit.content.table import load_table
from kit.widgets.controls.fields import Answer as AnswerBox
from kit.widgets.controls.fields import Dropped
from kit.widgets.parts import Step
from tests.classroom import make_class
from tests.pressing import all_of, button, widgets, write
from tests.test_every_word import FILES, MADE_UP, bracketed, made_up, spoken, unmarked, unmarked_now

__all__ = ("made_up", "spoken")  # what makes the language
DIMENSIONS = {"governance": 1, "critiques": 12}  # places in the table
TEACHING = tuple(f"teaching/{path.name}" for path in (Path("data") / "teaching").glob("*.yaml"))
LESSONS = tuple(f"lessons/{path.name}" for path in (Path("data") / "lessons").glob("*.yaml"))
DRAFTS = tuple(f"columns/{path.name}" for path in (Path("data") / "columns").glob("*.yaml"))
ALL = tuple(dict.fromkeys((*FILES, *LESSONS, *TEACHING, *DRAFTS)))
BOARD = (
    "folder",
    "handed_in",
    "predictions",
    "guesses",
    "checks",
    "agreement",
    "placements",
    "critiques",
    "discussion",
)
NO_HAND_INS = {
    "a.pdf": b"%PDF",
    "b.json": b"",
    "c.json": b"hello",
    "d.zip": b"PK",
    "e.json": b"{",
    "f.doc": b"PK word/",
}
CHECK = r"python -m kit check:?(</strong><ul(?s:.*?)</ul>)?"  # what a command says, in English on every page


def zebra(answer: Answer) -> Answer:
    """Return an answer in which nobody wrote a word of English."""
    said = isinstance(answer.value, str) and (answer.step == "discuss" or " " in answer.value)
    return msgspec.structs.replace(answer, value="zebra zebra", first="zebra") if said else answer


def of_zebras(one: HandIn, number: int) -> HandIn:
    answers = tuple(zebra(answer) for answer in one.answers if answer.lesson in DIMENSIONS)
    return msgspec.structs.replace(one, name=f"Zebra {number}", answers=answers)


@pytest.fixture
def board(tmp_path, answers):
    """A board on two dimensions, with three learners and files of each kind that does not count."""
    folder = tmp_path / "zebras"
    folder.mkdir()
    for number, one in enumerate(make_class(3)):
        (folder / f"zebra_{number}.json").write_bytes(msgspec.json.encode(of_zebras(one, number)))
    for name, content in NO_HAND_INS.items():
        (folder / f"zebra_{name}").write_bytes(content)
    speak(MADE_UP)
    page = Board(load_table().iloc[list(DIMENSIONS.values())], open_journal())
    page.watch(str(folder))
    return page


def own(*folders: Path) -> str:
    """Return what somebody wrote or a file is called, what was cut short, and what others say of broken files."""
    paths = [rf"{re.escape(str(one))}[^\s⟦<']*" for one in (*folders, paths_of_the_kit.ROOT)]
    cut, broken = r"(?<=[:.] )[^⟦⟧\n]*…", r"File is not a zip file|Input data was truncated|there is no such file in"
    days = [re.sub(r"\d+", r"\\d+", format_date(date(2000, month, 1), "long", MADE_UP)) for month in range(1, 13)]
    return "|".join(
        [*paths, cut, broken, *days, r"(free )?(&lt;|<)mark(&gt;|>)", r"(?i:zebra)[\w.]*", r"class_sheet\.\w+"]
    )


@pytest.mark.parametrize("name", [*BOARD, "sheet"])
def test_the_board_shows_no_words_but_labels_and_what_stands_in_files(name, board, tmp_path, answers):
    assert unmarked(getattr(board, name)(), own(tmp_path, answers), ALL) == set()


def test_a_drop_is_told_in_labels(board, tmp_path, answers):
    step = board.folder()
    (field,) = all_of(Dropped, step)
    field._handle_custom_msg({"name": "zebra.json", "last": True}, [b"{}"])
    field._handle_custom_msg({"end": True, "left": 2}, [])
    assert "⟦" in field.told and unmarked_now(step, own(tmp_path, answers), ALL) == set()


def test_the_first_look_at_a_board_shows_labels_alone(tmp_path, answers):
    speak(MADE_UP)
    page = Board(load_table().iloc[list(DIMENSIONS.values())], open_journal())
    shown = {name: unmarked(getattr(page, name)(), own(tmp_path, answers), ALL) for name in (*BOARD, "sheet")}
    assert not any(shown.values()), shown


class Room:
    """The room of the votes; each press is followed by a look at every word that shows."""

    def __init__(self, step: Step, own_words: str) -> None:
        self.step, self.own = step, own_words

    def look(self) -> None:
        assert unmarked_now(self.step, self.own, ALL) == set()

    def press(self, label: str) -> None:
        button(self.step, bracketed(label)).click()
        self.look()

    def choose(self, value: object) -> None:
        next(one for one in all_of(widgets.Dropdown, self.step) if value in dict(one.options).values()).value = value
        self.look()

    def count(self, *hands: int) -> None:
        self.choose("hands")
        for field, number in zip(all_of(widgets.BoundedIntText, self.step), hands, strict=False):
            field.value = number
        self.press("Put these hands in")


def test_a_vote_shows_no_words_but_labels_and_what_stands_in_files(tmp_path, answers):
    speak(MADE_UP)
    page = load_vote(language=MADE_UP)
    room = Room(page.room(), own(tmp_path, answers))
    room.choose("own")
    room.choose(next(iter(page._motions)).place)
    room.press("Open the first vote")
    room.choose("codes")
    all_of(widgets.Textarea, room.step)[0].value = "zebra\nZEBRAZEBR"
    room.press("Take these codes")
    room.choose("folder")
    (tmp_path / "zebras").mkdir()
    (tmp_path / "zebras" / "zebra.json").write_text("{")
    all_of(widgets.Text, room.step)[-1].value = str(tmp_path / "zebras")
    room.press("Read this folder")
    room.count(4, 3)
    room.press("Close the first vote")
    room.press("Yes, close it for good")
    write(all_of(AnswerBox, room.step)[0], "zebra")
    room.look()
    room.press("Open the second vote")
    room.count(2, 6)
    room.press("Close the second vote")
    room.press("Yes, close it for good")
    room.press("Save as files")
    room.press("Another vote")
    assert unmarked(page.earlier(), room.own, ALL) == set()


@pytest.mark.parametrize("name", ["course", "run_sheet"])
def test_run_sheets_show_no_words_but_labels_and_what_stands_in_files(name):
    speak(MADE_UP)
    save = r'(?:download|href)="[^"]*"'
    assert unmarked(getattr(load_teacher(MADE_UP), name)(), rf"free <mark>|{save}|, [A-F](?=:)", ALL) == set()


CELLS = {cell for row in csv.reader(JUSTICE.open(encoding="utf-8", newline="")) for cell in row}
JUSTICE = "|".join(map(re.escape, sorted(CELLS, key=len, reverse=True)))
PRESSES = {
    "words": ("Write it to the copy", "Take it back"),
    "order": ("Put them in this order", "Take it back"),
    "column": ("Add the column", "Take it back"),
    "table": ("Make its kit",),
    "lesson": ("Add the row and its lesson",),
}


@pytest.fixture
def adapt(tmp_path, answers):
    speak(MADE_UP)
    return load_adapt(MADE_UP)


@pytest.mark.slow
@pytest.mark.parametrize("name", PRESSES)
def test_adapting_shows_no_words_but_labels_and_what_stands_in_files(name, adapt, tmp_path):
    files = r"data/[\w./]+|[\w/]+\.ipynb|my\.csv|TO WRITE|My Model|Time and Work|governance core_principle"
    words = rf"{own(tmp_path)}|{CHECK}|{files}|{JUSTICE}"
    copy, step = adapt.copy(), getattr(adapt, name)()
    all_of(widgets.Text, copy)[0].value = str(tmp_path / "copy")
    assert unmarked_now(copy, words, ALL) | unmarked_now(step, words, ALL) == set()
    button(copy, bracketed("Make the copy")).click()
    assert unmarked_now(copy, words, ALL) == set()
    for label in PRESSES[name]:
        button(step, bracketed(label)).click()
        assert unmarked_now(step, words, ALL) == set()
