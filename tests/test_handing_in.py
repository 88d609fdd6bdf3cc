"""Choosing what goes in, looking at it, writing it; and looking after one's own answers."""

import json
from datetime import UTC, datetime

import ipywidgets as widgets
import pytest

from kit.answers.hand_in import parse_hand_in
from kit.answers.journal import Journal
from kit.base.labels import say
from kit.base.paths import work_folder
from kit.content.table import load_table
from kit.learner.case_file.page import report_step
from kit.learner.start.page import SURE, data_step, load_start
from kit.widgets.controls.fields import Grid
from tests.pressing import all_of, button, press_everything, words

TYPED = "governance/discuss/who_decides"


@pytest.fixture
def ada(journal) -> Journal:
    journal.save("governance", "discuss", "who_decides", "The <b>captain</b>.")
    journal.save("governance", "check", "fewest_messages", "c")
    journal.save("value_logic", "discuss", "warm_up", "Bread.")
    return journal


@pytest.fixture
def step(ada):
    return report_step(ada, load_table())


def grid_of(step) -> Grid:
    return all_of(Grid, step)[0]


def answer(step, key: str, value: str) -> None:
    grid_of(step).value = {**grid_of(step).value, f"{key}/goes": value}


def field(step, label: str) -> widgets.Widget:
    return next(one for one in all_of((widgets.Text, widgets.Dropdown), step) if one.description == label)


def hand_in_of(step) -> dict:
    button(step, "Look at what goes in").click()
    button(step, "Write my hand-in").click()
    return json.loads(next(work_folder().glob("hand-in-*.json")).read_text(encoding="utf-8"))


def keys(file: dict) -> list[str]:
    return [f"{one['lesson']}/{one['step']}/{one['item']}" for one in file["answers"]]


def test_nothing_can_be_written_before_it_was_looked_at(step):
    for label in ("Write my report", "Write my hand-in"):
        assert button(step, label).disabled
    button(step, "Look at what goes in").click()
    assert "The &lt;b&gt;captain&lt;/b&gt;." in words(step)
    assert not button(step, "Write my report").disabled


@pytest.mark.parametrize("change", ["name", "item"])
def test_after_a_change_it_has_to_be_looked_at_again(step, change):
    button(step, "Look at what goes in").click()
    if change == "name":
        field(step, "The name on it (or none)").value = "Ada"
    else:
        answer(step, TYPED, "no")
    assert button(step, "Write my report").disabled
    assert "captain" not in words(step)


def test_the_report_and_the_hand_in_are_written_where_the_answers_are(step):
    field(step, "The name on it (or none)").value = "Ada"
    button(step, "Look at what goes in").click()
    button(step, "Write my report").click()
    button(step, "Write my hand-in").click()
    names = sorted(path.name[:12] for path in work_folder().iterdir())
    assert names == ["hand-in-ada-", "report-ada-2", "report-ada-2"]
    assert str(work_folder()) in words(step)


def test_what_the_learner_leaves_out_is_neither_shown_nor_written(step):
    answer(step, TYPED, "no")
    button(step, "Look at what goes in").click()
    assert "captain" not in words(step)
    assert "2 of 3 items go in, under no name." in words(step)
    assert keys(hand_in_of(step)) == ["governance/check/fewest_messages", "value_logic/discuss/warm_up"]


def test_what_is_not_to_be_read_out_goes_in_and_says_so(step):
    answer(step, TYPED, "not_aloud")
    button(step, "Look at what goes in").click()
    assert "1 of them must not be read out in class" in words(step)
    assert [one["aloud"] for one in hand_in_of(step)["answers"] if one["step"] == "discuss"] == [False, True]


def test_a_whole_part_can_stay_out_and_come_back(step):
    field(step, "Part").value = "governance"
    button(step, "Nothing of this part goes in").click()
    assert set(grid_of(step).value.values()) == {"no"}
    assert keys(hand_in_of(step)) == ["value_logic/discuss/warm_up"]
    button(step, "All of this part goes in").click()
    assert len(keys(hand_in_of(step))) == 3


def test_the_choice_comes_back_after_a_restart(step, ada):
    answer(step, TYPED, "no")
    field(step, "The name on it (or none)").value = "Ada"
    again = report_step(ada, load_table())
    assert field(again, "The name on it (or none)").value == "Ada"
    assert grid_of(again).value[f"{TYPED}/goes"] == "no"


def test_answers_given_while_the_page_is_open_are_looked_at_too(step, ada):
    ada.save("value_logic", "discuss", "warm_up", "Bread and butter.")
    button(step, "Look at what goes in").click()
    assert "Bread and butter." in words(step)


def test_without_answers_it_says_what_to_do(journal):
    assert "nothing to hand in yet" in words(report_step(journal, load_table()))


def test_a_folder_that_cannot_be_written_is_said_and_nothing_breaks(step):
    work_folder().write_text("a file where the folder should be")
    button(step, "Look at what goes in").click()
    button(step, "Write my report").click()
    assert "a file stands where a folder is needed" in words(step)


def test_the_reading_holds_no_answer(step):
    assert "captain" not in step.reading


def test_every_control_can_be_moved(step):
    assert press_everything(step) > 8
    assert parse_hand_in(next(work_folder().glob("hand-in-*.json")).read_bytes())


# Your data


def test_it_shows_where_the_answers_are_and_how_much_there_is(ada):
    step = data_step(ada, load_table())
    assert str(ada.file) in words(step)
    assert "3 answers in 3 tries" in words(step)


def test_in_spanish_lessons_have_their_spanish_titles_and_one_answer_is_one(ada):
    said = words(load_start("es").your_data())
    assert "Gobernanza: 2" in said
    assert "Lógica del valor: 1" in said
    assert "3 respuestas en 3 intentos" in said
    ada.forget()
    ada.save("start", "case", "case", "uber")
    assert "1 respuesta en 1 intento" in words(load_start("es").your_data())


def test_they_are_exported_beside_the_answers(ada):
    step = data_step(ada, load_table())
    button(step, "Take a copy").click()
    assert sorted(path.suffix for path in work_folder().iterdir()) == [".csv", ".json", ".xlsx"]
    assert "Written:" in words(step)
    for path in work_folder().iterdir():
        assert f"Save {path.name}" in words(step)


def test_a_copy_is_brought_back_once_and_told(ada):
    step = data_step(ada, load_table())
    button(step, "Take a copy").click()
    copy = next(work_folder().glob("*.json")).read_bytes()
    ada.forget()
    (back,) = all_of(widgets.FileUpload, step)
    for told in ("3 tries came from copy.json", "0 tries came from copy.json"):
        file = {"name": "copy.json", "type": "", "size": len(copy), "last_modified": datetime.now(UTC)}
        back.value = ({**file, "content": memoryview(copy)},)
        assert told in words(step) and back.value == ()
    assert len(ada.all_tries()) == 3
    back.value = ({**file, "content": memoryview(b"no copy")},)
    assert "copy.json is not a copy of your answers" in words(step)
    assert len(ada.all_tries()) == 3


def test_they_are_deleted_only_after_the_word_was_typed(ada):
    step = data_step(ada, load_table())
    delete = button(step, "Delete my answers for good")
    assert delete.disabled
    field(step, say(SURE, word="delete")).value = "yes"
    assert delete.disabled
    field(step, say(SURE, word="delete")).value = "Delete "
    assert not delete.disabled
    delete.click()
    assert ada.all_tries() == []
    assert "0 answers in 0 tries" in words(step)
    assert delete.disabled
