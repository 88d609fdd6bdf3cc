"""The page on adapting: a change of each kind on a copy, the sentence for a slip, and the kit in use stays as it is."""

import shutil
from hashlib import sha256
from pathlib import Path

import ipywidgets as widgets
import pytest

from kit.adapt.make.new_lesson import lessons_in
from kit.adapt.page.page import Adapt, load_adapt
from kit.adapt.page.state import lines_of, make_trial, put, row_of, said_of
from kit.base.errors import KitError
from kit.base.paths import ROOT
from kit.content.table import load_table
from kit.widgets.controls.fields import Answer
from kit.widgets.parts import Step
from tests.pressing import all_of, button, press_everything, words, write

SECTIONS = ("words", "order", "column", "table", "lesson")


@pytest.fixture(scope="module")
def copied(tmp_path_factory) -> Path:
    """A copy of the kit that was checked once, so that the words of its catalogues are kept beside them."""
    copy = make_trial(str(tmp_path_factory.mktemp("copied") / "copy"))
    assert said_of(copy) == []
    return copy


@pytest.fixture
def adapt(copied, tmp_path) -> Adapt:
    """The page, with a copy of a day before that the tests may change."""
    page = load_adapt()
    shutil.copytree(copied, tmp_path / "copy")
    page.make(str(tmp_path / "copy"))
    return page


def fingerprint(folder: Path) -> dict[str, str]:
    passed_over = {".ipynb_checkpoints", "__pycache__"}  # what programs keep for themselves
    files = (path for path in folder.rglob("*") if path.is_file() and not passed_over & set(path.parts))
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files}


def choose(step: Step, lesson: str, piece: str) -> None:
    for dropdown, value in zip(all_of(widgets.Dropdown, step), (lesson, piece), strict=True):
        dropdown.value = value


def press(step: Step, label: str, old: str = "", new: str = "") -> str:
    """Change the words in the box, press a button, and return what is shown."""
    (box,) = all_of(Answer, step)
    assert old in box.value
    write(box, box.value.replace(old, new, 1) if old else box.value)
    button(step, label).click()
    return words(step)


@pytest.mark.parametrize("name", SECTIONS)
def test_nothing_is_written_before_there_is_a_copy(name):
    step = getattr(load_adapt(), name)()
    assert "Make the copy first" in words(step)
    assert all_of(widgets.Button, step) == []


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_that_is_open_wakes_when_the_copy_is_made(name, tmp_path):
    adapt = load_adapt()
    copy, step = adapt.copy(), getattr(adapt, name)()
    all_of(widgets.Text, copy)[0].value = str(tmp_path / "copy")
    button(copy, "Make the copy").click()
    assert "The copy is in" in words(copy)
    assert all_of(Answer, step)


def test_a_file_that_one_section_has_broken_is_told_in_another(adapt):
    step, path = adapt.words(), adapt.root / "data" / "models.yaml"
    sound = path.read_text(encoding="utf-8")
    path.write_text("models:\n- id: [\n", encoding="utf-8")
    adapt.changed("column")
    assert "models.yaml, line" in words(step) and all_of(Answer, step) == []
    path.write_text(sound, encoding="utf-8")
    adapt.changed("column")
    assert all_of(Answer, step)


def test_all_of_it_can_be_pressed_and_the_kit_in_use_stays_as_it_is(adapt):
    before = fingerprint(ROOT / "data") | fingerprint(ROOT / "notebooks")
    for name in SECTIONS:
        assert press_everything(getattr(adapt, name)()) > 3
    assert fingerprint(ROOT / "data") | fingerprint(ROOT / "notebooks") == before


@pytest.mark.parametrize(
    ("piece", "old", "new"),
    [
        ("A cell of the table", "Centralized", "ZEBRA"),
        ("What a cell means", "Decisions are", "ZEBRA are"),
        ("A prompt", "prompt: ", "prompt: ZEBRA "),
        ("A question", "stem: ", "stem: ZEBRA "),
        ("A term", "definition: ", "definition: ZEBRA "),
        ("A reading", "why: ", "why: ZEBRA "),
    ],
)
def test_a_change_of_words_is_seen_as_a_learner_sees_it_and_nothing_else_changes(adapt, piece, old, new):
    step = adapt.words()
    choose(step, "governance", piece)
    before = fingerprint(adapt.root)
    box = all_of(Answer, step)[0]
    if f"{old.strip()} >-" in box.value:
        old, new = f"{old.strip()} >-\n    ", f"{old.strip()} >-\n    ZEBRA "
    shown = press(step, "Write it to the copy", old, new)
    was, _, now = shown.partition("<h3>After</h3>")
    assert "ZEBRA" in now
    assert "ZEBRA" not in was.partition("<h3>Before</h3>")[2]
    after = fingerprint(adapt.root)
    assert len([name for name in before if before[name] != after[name]]) == 1
    press(step, "Take it back")
    assert fingerprint(adapt.root) == before


@pytest.mark.parametrize(
    ("piece", "sentence"),
    [("A cell of the table", "no text here"), ("A prompt", "did you mean"), ("A question", "did you mean")],
)
def test_a_slip_gets_the_sentence_of_the_check_and_can_be_taken_back(adapt, piece, sentence):
    step = adapt.words()
    choose(step, "governance", piece)
    before = said_of(adapt.root)
    shown = press(step, "Make a slip")
    assert sentence in shown
    assert "A learner would see nothing here" in shown
    press(step, "Take it back")
    assert said_of(adapt.root) == before


def test_an_id_that_stands_twice_is_named(adapt):
    step = adapt.words()
    choose(step, "governance", "A prompt")
    press(step, "An id twice")
    assert "stands twice" in words(step)


def test_lessons_are_left_out_and_come_back(adapt):
    step = adapt.order()
    every = lessons_in(adapt.root)[0]
    write(all_of(Answer, step)[0], "governance\ncritiques")
    button(step, "Put them in this order").click()
    assert lessons_in(adapt.root)[0] == ["governance", "critiques"]
    assert "Left out: Core Principle" in words(step)
    button(step, "Make a slip").click()
    assert "did you mean &#x27;governance&#x27;" in words(step)
    button(step, "Take it back").click()
    assert lessons_in(adapt.root)[0] == every


def test_a_fourth_column_joins_and_goes_again(adapt):
    step = adapt.column()
    before = {name: (adapt.root / "data" / name).read_bytes() for name in ("table.csv", "models.yaml")}
    sound = said_of(adapt.root)
    press(step, "Add the column")
    assert len(load_table(adapt.root / "data" / "table.csv").columns) == 4
    assert [one for one in said_of(adapt.root) if one not in sound] == []
    press(step, "Make a slip")
    assert "models.yaml: the table has no column" in words(step)
    press(step, "Take it back")
    assert load_table(adapt.root / "data" / "table.csv").shape[1] == 3
    assert (adapt.root / "data" / "models.yaml").read_bytes() == before["models.yaml"]


def test_another_table_gets_a_kit_and_a_slip_its_sentence(adapt):
    step = adapt.table()
    press(step, "Make its kit")
    assert (adapt.root / "another_table_1" / "notebooks" / "02_equality.ipynb").is_file()
    press(step, "Make a slip")
    assert "a quotation mark is left open" in words(step)
    assert not (adapt.root / "another_table_2").exists()


def test_a_new_lesson_has_its_row_its_text_and_its_notebook(adapt):
    step = adapt.lesson()
    shown = press(step, "Make a slip")
    assert "no text here" in shown
    assert len(load_table(adapt.root / "data" / "table.csv")) == 13
    press(step, "Add the row and its lesson", "Time and Work", "Work & Rest")
    assert (adapt.root / "data" / "lessons" / "work_rest.yaml").is_file()
    assert (adapt.root / "notebooks" / "17_work_rest.ipynb").is_file()
    press(step, "Add the row and its lesson")
    assert "is the same dimension as" in words(step)


def test_a_column_taken_back_leaves_a_new_lesson(adapt):
    column, lesson = adapt.column(), adapt.lesson()
    press(column, "Add the column")
    press(lesson, "Add the row and its lesson")
    press(column, "Take it back")
    assert load_table(adapt.root / "data" / "table.csv").shape == (14, 3)


def test_what_one_section_shows_stays_while_another_changes_the_table(adapt):
    words_, table, lesson = adapt.words(), adapt.table(), adapt.lesson()
    shown = press(table, "Make its kit")
    press(adapt.column(), "Add the column")
    assert words(table) == shown
    assert all_of(Answer, lesson)[0].value.count("what it says") == 4
    choose(words_, "core_principle", "A cell of the table")
    assert all_of(Answer, words_)[0].label == "data/table.csv, line 2"


@pytest.mark.parametrize("written", ["", "copy", "../copy", str(ROOT), str(ROOT / "copy")])
def test_a_folder_that_is_not_named_in_full_or_in_use_is_refused(written):
    with pytest.raises(KitError):
        make_trial(written)


def test_a_folder_with_something_in_it_is_refused_and_a_copy_of_yesterday_taken_up(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(KitError, match="not an empty folder"):
        make_trial(str(tmp_path))
    copy = make_trial(str(tmp_path / "copy"))
    (copy / "data" / "note.txt").write_text("mine")
    assert make_trial(str(copy)) == copy
    assert (copy / "data" / "note.txt").read_text() == "mine"


def test_lines_are_found_and_put_back(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("prompts:\n- id: a\n  words: >-\n    one\n    two\n\n# next\n- id: b\nlast: c\n", encoding="utf-8")
    found = lines_of(path, ("prompts", 0))
    assert (found.first, found.last, found.text) == (2, 5, "- id: a\n  words: >-\n    one\n    two")
    now = put(found, "- id: z\n")
    assert path.read_text(encoding="utf-8") == "prompts:\n- id: z\n\n# next\n- id: b\nlast: c\n"
    assert put(now, found.text).text == found.text
    with pytest.raises(KitError, match="has changed meanwhile"):
        put(now, "lost?")


def test_a_row_may_take_several_lines(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('D,A,B\n"x\ny",1,2\nz,3,4\n', encoding="utf-8")
    assert row_of(path, 1)[1:] == (2, 3, '"x\ny",1,2')
    assert row_of(path, 2)[1:] == (4, 4, "z,3,4")


def test_a_lesson_is_begun_in_portuguese_and_the_rest_of_it_is_marked(adapt):
    shown = press(adapt.language(), "Write it to the copy")
    assert (adapt.root / "data/lessons/pt/core_principle.po").is_file()
    assert "O que deveria pôr em movimento uma economia?" in shown
    assert "[en] " in shown


def test_a_slip_in_a_translation_is_named_with_its_file(adapt):
    shown = press(adapt.language(), "Make a slip")
    assert "lessons/pt/core_principle.po cannot be read as a catalogue" in shown
