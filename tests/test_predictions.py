"""Predict in its five forms: what is asked, what is kept, and what of it report, board, paper and exports show."""

from dataclasses import replace
from html import escape

import ipywidgets as widgets
import msgspec
import pytest

from benchmarks.style_only import MOST, new, scores
from kit.adapt.check.inventory import open_kit
from kit.adapt.check.lessons import check_lesson
from kit.answers.keys import Key
from kit.answers.record import chapters
from kit.base.errors import ContentError
from kit.base.paths import data_path, notebooks_path
from kit.classroom.board.page import load_board
from kit.classroom.board.predictions import asked_in, predicted, row_words
from kit.classroom.inbox.by_item import Given
from kit.content.lesson import Prediction, lesson_on
from kit.content.lesson_form import Predict, complaints, load_content, read_content
from kit.content.table import dimensions_of, load_table
from kit.learner.lesson.page import load_lesson
from kit.paper.handouts import teacher_cards, worksheet
from kit.paper.questions import bank
from kit.widgets.controls.fields import Choice
from tests.pressing import all_of, button, press_everything, words

OF = {"match": "governance", "swapped": "autonomy_and_freedom", "false": "value_logic", "cases": "ownership_model",
      "finish": "economic_model"}  # fmt: skip
LESSONS = list(dimensions_of(load_table()))
CHOSEN = ("swapped", "false", "finish")


def lesson(form: str):
    return lesson_on(OF[form], load_table())


def right(question) -> str:
    return next(option.id for option in question.options if option.right)


def choose(step, place: int, option: str) -> None:
    all_of(Choice, step)[place].value = option
    [one for one in all_of(widgets.Button, step) if one.description == "Check my answer"][place].click()


def test_the_course_asks_in_each_form_and_keeps_the_match_in_several_lessons():
    forms = [lesson_on(one, load_table()).prediction.form for one in LESSONS]
    assert set(forms) == set(OF)
    assert 3 <= forms.count("match") <= 6
    assert forms[0] == "match"


@pytest.mark.parametrize("one", new(scores()), ids=lambda one: one.form)
def test_who_knows_only_the_tables_style_does_hardly_better_than_chance_in_a_new_form(one):
    assert one.questions >= 2
    assert one.lists <= one.chance + MOST / 100


def test_who_knows_only_the_tables_style_passes_a_match_of_its_cells():
    [cells] = [one for one in scores() if one.form == "the table's cells"]
    assert cells.lists > 0.6


@pytest.mark.parametrize("form", OF)
def test_every_form_can_be_worked_through_reads_without_a_kernel_and_comes_back(form, journal):
    assert press_everything(load_lesson(OF[form]).predict()) > 3
    again = load_lesson(OF[form]).predict()
    assert "Saved" in words(again) and "Saved" not in again.reading
    assert {one.step for one in journal.all_tries()} == {"predict"}
    assert all(escape(column.cell) in again.reading for column in lesson(form).prediction.asked) == (form not in CHOSEN)


def test_two_cells_stand_in_each_others_place_and_the_row_shows_once_they_are_named(journal):
    asked, step = lesson("swapped").prediction, load_lesson(OF["swapped"]).predict()
    shown, true = {one.id: one.cell for one in asked.shown}, asked.given.cells
    assert [shown["collectivism"], shown["commons"]] == [true["commons"], true["collectivism"]]
    assert shown["liberalism"] == true["liberalism"]
    choose(step, 0, "commons_liberalism")
    assert "already judge?" not in words(step)
    choose(step, 0, "commons_collectivism")
    assert "already judge?" in words(step) and "What is wrong with the others?" not in words(step)
    assert escape(asked.columns[0].cell) in words(step)
    assert [one.value for one in journal.tries(OF["swapped"], "predict", "swapped")] == [
        "commons_liberalism",
        "commons_collectivism",
    ]


def test_what_should_stand_there_is_asked_only_once_the_cell_is_found_since_it_would_tell_which(journal):
    step = load_lesson(OF["false"]).predict()
    choose(step, 0, "commons")
    assert len(all_of(Choice, step)) == 1
    choose(step, 0, "collectivism")
    assert len(all_of(Choice, step)) == 2 and "What is wrong with the others?" not in words(step)
    choose(step, 0, "commons")
    assert not button(step, "Show the row").disabled
    choose(step, 1, right(lesson("false").prediction.questions[1]))
    assert "surplus appropriated by the state" in words(step)
    assert journal.newest(OF["false"], "predict", "mended").value == "gathered"
    assert len(all_of(Choice, load_lesson(OF["false"]).predict())) == 2


def test_cases_are_given_to_cells_and_each_says_why_it_stands_there(journal):
    page = load_lesson(OF["cases"])
    step = page.predict()
    for dropdown, column in zip(all_of(widgets.Dropdown, step), page.lesson.prediction.asked, strict=True):
        dropdown.value = column.id
    button(step, "Check my match").click()
    assert "This is OpenStreetMap." in words(step) and "geospatial.blogs.com" in words(step)
    assert journal.newest(OF["cases"], "predict", "cases").value["commons"] == "commons"
    assert journal.newest(OF["cases"], "predict", "match") is None
    assert "3 of 3 as the kit puts them." in words(step) and "as in the table" not in words(step)


def test_who_cannot_place_the_cases_is_told_where_they_belong_and_why(journal):
    page = load_lesson(OF["cases"])
    step = page.predict()
    for dropdown in all_of(widgets.Dropdown, step):
        dropdown.value = "commons"
    button(step, "Check my match").click()
    assert "council flats of Vienna" not in words(step)
    button(step, "Show where the kit puts them").click()
    assert "council flats of Vienna" in words(step) and "1 of 3 were as the kit puts them." in words(step)
    assert words(step).count(escape(page.lesson.columns[0].cell)) == 1


@pytest.mark.parametrize("form", CHOSEN)
def test_the_report_says_in_words_what_was_chosen_and_keeps_a_match_from_before(form, journal):
    question = lesson(form).prediction.questions[0]
    journal.save(
        OF[form], "predict", "match", {"commons": "liberalism", "collectivism": "collectivism", "liberalism": "commons"}
    )
    journal.save(OF[form], "predict", question.id, question.options[0].id)
    [chapter] = chapters(journal, load_table())
    told = {entry.item: (entry.asked, entry.answered) for entry in chapter.entries}
    assert told[question.id][0] == question.stem and question.options[0].text in told[question.id][1]
    assert told["match"][0] == "Which cell belongs to which model?"
    assert "the table puts it under" in told["match"][1]


def test_the_report_says_in_words_which_case_was_given_to_which_model(journal):
    journal.save(OF["cases"], "predict", "cases", dict.fromkeys(["commons", "collectivism", "liberalism"], "commons"))
    [[entry]] = [chapter.entries for chapter in chapters(journal, load_table())]
    assert "'220,000 flats in one city. " in entry.answered and "(the kit puts it under Collectivism)" in entry.answered


@pytest.fixture
def board(journal):
    return load_board()


def test_the_board_counts_what_was_chosen_and_says_what_a_match_was_before(board):
    form, other = "swapped", {"commons": "liberalism", "collectivism": "collectivism", "liberalism": "commons"}
    board.answers = {
        Key(OF[form], "predict", "swapped"): [Given("a" * 32, "commons_collectivism", "commons_liberalism", True)],
        Key(OF[form], "predict", "match"): [Given("b" * 32, other, other, True)],
    }
    asked = asked_in(board, OF[form])
    first, last = (predicted(board.answers, asked, board.models, one) for one in (True, False))
    assert first.question and "commonest slip: Peer Production and Liberal" in row_words(first, board.short)
    assert [(one.right, one.cells, one.learners) for one in (first, last)] == [(0, 1, 1), (1, 1, 1)]
    step = board.predictions()
    all_of(widgets.Dropdown, step)[0].value = OF[form]
    button(step, "Show the class's predictions").click()
    assert "From when this lesson asked for a match of the cells: 1 of 3" in words(step)
    all_of(widgets.Dropdown, step)[0].value = "all"
    button(step, "Show the class's predictions").click()


@pytest.mark.parametrize("form", CHOSEN)
def test_paper_ticks_options_and_only_the_teachers_cards_say_which(form):
    sheet, cards = worksheet(lesson(form)), teacher_cards(lesson(form))
    for column in lesson(form).prediction.shown:
        assert escape(column.cell) in sheet
    for question in lesson(form).prediction.questions:
        assert escape(question.stem) in sheet and escape(question.stem) in cards
        assert all(escape(option.feedback) in cards for option in question.options)
        assert not any(escape(option.feedback) in sheet for option in question.options)


def test_on_paper_no_option_of_the_second_question_stands_under_the_first_which_it_would_give_away():
    which, instead = lesson("false").prediction.questions
    sheet = worksheet(lesson("false"))
    assert all(escape(option.text) in sheet for option in which.options)
    assert escape(instead.stem) in sheet and not any(escape(option.text) in sheet for option in instead.options)


@pytest.mark.parametrize(("form", "ids"), [
    ("match", ["match"]), ("cases", ["cases"]), ("swapped", ["swapped"]), ("false", ["false", "mended"]),
    ("finish", ["finish"]),
])  # fmt: skip
def test_an_export_has_the_prediction_in_its_form_with_the_row_that_it_is_about(form, ids):
    asked = [one for one in bank({1: lesson(form)}).questions if ".predict." in one.id]
    assert [one.id for one in asked] == [f"{OF[form]}.predict.{id_}" for id_ in ids]
    assert all(bool(one.choices) == (form in CHOSEN) and bool(one.pairs) == (form not in CHOSEN) for one in asked)
    if form != "match":
        assert all(column.cell in asked[0].stem for column in lesson(form).prediction.shown)


def test_of_other_columns_than_the_file_knows_the_cells_are_matched():
    asked = lesson("swapped").prediction
    wider = [*asked.columns, replace(asked.columns[0], id="guilds", name="Guilds", cell="Masters decide.")]
    assert replace(asked, columns=wider).form == "match" and not replace(asked, columns=wider).questions


def test_a_lesson_that_says_nothing_of_it_asks_for_a_match():
    assert Prediction("x", lesson("match").columns, Predict()).form == "match"


@pytest.mark.parametrize(("change", "words"), [
    ({"form": "swapped", "options": ()}, "the prediction (swapped) needs the keys cells, cell, other; it lacks other."),
    ({"form": "swapped", "options": (), "other": "collectivism"}, "has the cell collectivism, collectivism"),
    ({"form": "swapped", "other": "commons"}, "takes no options; delete that, or name the form that it is for."),
    ({"form": "match"}, "the prediction (match) takes no cells, cell, options"),
    ({"form": "cases", "options": (), "cells": {}, "cell": None}, "needs the keys options; it lacks options."),
    ({"form": "false", "cell": "comons"}, "the prediction (false) has the cell comons"),
    ({"form": "finish", "options": ()}, "it lacks options"),
    ({"form": "finish", "options": load_content(OF["false"]).predict.options[:1]}, "has 0 right of 1 options"),
])  # fmt: skip
def test_what_a_form_needs_is_asked_for_in_one_sentence(change, words):
    content = load_content(OF["false"])
    [(place, said)] = complaints(
        msgspec.structs.replace(content, predict=msgspec.structs.replace(content.predict, **change))
    )
    assert place == ("predict",) and words in said


def test_a_form_that_is_about_some_of_the_models_alone_is_no_silent_match_but_a_complaint_with_its_line():
    kit, _ = open_kit(data_path(), notebooks_path())
    file = next(one for one in kit.lessons if one.path.stem == OF["cases"])
    assert list(check_lesson(file, kit)) == []
    two = msgspec.structs.replace(file.content.predict, options=file.content.predict.options[:2])
    short = file._replace(content=msgspec.structs.replace(file.content, predict=two))
    [said] = check_lesson(short, kit)
    line = file.places["predict",][0]
    assert said.startswith(f"ownership_model.yaml, line {line}: the prediction (cases) is about collectivism, commons;")


def test_a_form_that_there_is_not_is_named_with_those_that_there_are(tmp_path, monkeypatch):
    text = data_path("lessons", "economic_model.yaml").read_text("utf-8").replace("form: finish", "form: finnish")
    (tmp_path / "economic_model.yaml").write_text(text, "utf-8")
    with pytest.raises(ContentError, match="'finnish' is not one of the words allowed here; did you mean 'finish'"):
        read_content(tmp_path / "economic_model.yaml")
