"""Lessons on paper: what stands on the learners' sheet, what only on the teacher's cards, and where the files go."""

import re
from html import escape

import pytest

from kit.base.errors import KitError
from kit.base.paths import data_path
from kit.content.course import load_models
from kit.content.lesson import lesson_on
from kit.content.table import load_table
from kit.explorables import load_explorable
from kit.paper.commands import chosen
from kit.paper.commands import handout as main
from kit.paper.handouts import teacher_cards, worksheet

LESSONS = sorted(path.stem for path in data_path("lessons").glob("*.yaml"))
JUDGED = ("autonomy_and_freedom", "critiques")


@pytest.fixture
def governance():
    return lesson_on("governance", load_table())


def body(document: str) -> str:
    """What stands in a document between the looks and Plotly."""
    return document.partition("<body>")[2].partition("plotly.js v")[0]


def only_for_the_teacher(lesson) -> list[str]:
    content = lesson.content
    choices = (content.bet, *content.questions, *lesson.prediction.questions)
    options = [option for choice in choices for option in choice.options]
    return [
        *(option.feedback for option in options),
        *(prompt.second_look for prompt in content.prompts),
        *(note for prompt in content.prompts for note in prompt.notes),
    ]


@pytest.mark.parametrize("name", LESSONS)
def test_no_answer_stands_on_the_learners_sheet_and_every_one_on_the_teachers_cards(name):
    lesson = lesson_on(name, load_table())
    sheet, cards = body(worksheet(lesson)), body(teacher_cards(lesson))
    for words in only_for_the_teacher(lesson):
        assert escape(words) not in sheet
        assert escape(words) in cards
    earlier = 0 if lesson.id == next(iter(lesson.dimensions)) else 2  # which a class recalls first
    assert cards.count("✓ Right") == len(lesson.content.questions) + len(lesson.prediction.questions) + earlier
    assert "✓" not in sheet


@pytest.mark.parametrize("name", LESSONS)
def test_the_teachers_cards_call_options_by_the_letters_of_slides_and_worksheet(name):
    lesson = lesson_on(name, load_table())
    cards, [*asked] = body(teacher_cards(lesson)), lesson.content.questions
    asked += [lesson.content.bet] if lesson.content.bet else []
    for letter, option in (pair for one in asked for pair in zip("ABCDEF", one.options, strict=False)):
        assert f"<strong>{letter}.</strong> <q>{escape(option.text)}</q>" in cards
    assert not re.search(r"own:[A-Z]", cards)


@pytest.mark.parametrize("name", LESSONS)
def test_the_cells_are_cut_out_in_the_order_of_the_predict_step_and_stand_beside_no_model(name):
    lesson = lesson_on(name, load_table())
    sheet = body(worksheet(lesson))
    found = re.findall(r"<p><strong>([A-F])\.</strong> (.*?)</p>", sheet)
    asked = [] if lesson.prediction.questions else zip("ABC", lesson.prediction.asked, strict=True)
    assert found == [(letter, escape(column.cell)) for letter, column in asked]
    assert all(sheet.partition("4. Check")[0].count(cell) == 1 for _, cell in found)


@pytest.mark.parametrize("name", LESSONS)
def test_every_model_gets_the_same_room_and_every_question_its_boxes(name):
    lesson = lesson_on(name, load_table())
    sheet, content = body(worksheet(lesson)), lesson.content
    for title in ("Its strongest case", "Its hard question"):
        assert sheet.count(title) == len(lesson.columns)
    for choice in (content.bet, *content.questions):
        assert escape(choice.stem) in sheet
        assert all(f"<li>{escape(option.text)}</li>" in sheet for option in choice.options)
    assert all(escape(prompt.prompt) in sheet for prompt in content.prompts)


@pytest.mark.parametrize("name", LESSONS)
def test_the_picture_stands_on_a_later_page_than_the_bet(name):
    sheet = body(worksheet(lesson_on(name, load_table())))
    between = sheet.partition("Tick one before you turn the page")[2]
    assert between.partition("new-page")[2]
    assert "new-page" not in between.partition("new-page")[2]
    assert ("kit-drawn" in between) == (name not in JUDGED)
    assert load_explorable(name).kind in between


@pytest.mark.parametrize(("name", "cells"), [("autonomy_and_freedom", 10 * 4), ("critiques", 11 * 3)])
def test_where_the_learner_judges_there_is_an_empty_grid_and_no_picture(name, cells):
    sheet = worksheet(lesson_on(name, load_table()))
    assert sheet.partition("<tbody>")[2].partition("</tbody>")[0].count("<td></td>") == cells
    assert "this one shows where it begins" not in sheet
    assert "<script" not in sheet


def test_a_grid_of_one_column_is_a_list_to_fill_in():
    sheet = body(worksheet(lesson_on("view_of_the_state", load_table())))
    assert sheet.count("<i></i>") == 12
    assert "Write: state, market, commons." in sheet


def test_a_game_that_answers_every_move_is_not_played_on_paper():
    assert "Play against them" not in worksheet(lesson_on("culture_and_subjectivity", load_table()))


@pytest.mark.parametrize("models", [2, 4])
def test_a_table_of_two_or_four_models_has_bars_to_shade_and_its_words_stay_text(models):
    table = load_table()
    table = table.iloc[:, :2] if models == 2 else table.assign(**{"<i>Fourth</i>": "Parliament <votes>"})
    lesson = lesson_on("governance", table)
    sheet, cards = body(worksheet(lesson)), body(teacher_cards(lesson))
    assert "<svg" not in sheet
    assert sheet.count('<span class="bar">') == sheet.count('<div class="target">') == models
    assert "<votes>" not in sheet + cards
    assert "<i>Fourth" not in sheet + cards


def test_three_models_have_a_triangle_with_their_names_at_its_corners(governance):
    triangle = re.search(r'<svg class="kit-drawing".*?</svg>', worksheet(governance))[0]
    assert all(f"{column.mark.sign}</tspan> {column.name}</text>" in triangle for column in governance.columns)


def test_the_teachers_cards_need_no_script(governance):
    assert "<script" not in teacher_cards(governance)


def test_the_command_writes_both_papers_of_each_lesson_and_says_where(tmp_path, capsys):
    main(["governance", "Critiques", "--to", str(tmp_path / "new")])
    names = ["critiques-teacher.html", "critiques.html", "governance-teacher.html", "governance.html"]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == names
    said = capsys.readouterr().out
    assert all(str(tmp_path / "new" / name) in said for name in names)


def test_all_means_every_lesson_and_none_comes_twice():
    assert [lesson.id for lesson in chosen(["critiques", "all", "critiques"])][:2] == ["critiques", "core_principle"]
    assert sorted(lesson.id for lesson in chosen(["all"])) == LESSONS


def test_a_wrong_name_gets_the_nearest_and_nothing_is_written(tmp_path):
    with pytest.raises(KitError, match=r"No dimension 'governence'; did you mean 'governance'\?"):
        main(["critiques", "governence", "--to", str(tmp_path / "new")])
    assert not (tmp_path / "new").exists()


def test_a_wrong_name_is_told_what_else_there_is_on_paper():
    with pytest.raises(KitError, match=r"No dimension 'nosuch'\. .* critiques; or say all, quiz, case_file\."):
        main(["nosuch"])
    with pytest.raises(KitError, match=r"No dimension 'quizz'; did you mean 'quiz'\?"):
        main(["quizz"])


def test_the_sheet_of_a_write_up_asks_whose_it_is_and_which_column_is_liked_least(tmp_path, capsys):
    main(["case_file", "--to", str(tmp_path)])
    sheet = (tmp_path / "case_file.html").read_text("utf-8")
    assert capsys.readouterr().out.startswith("case_file: ")
    assert "Name <span>" in sheet
    asked = sheet.index("Which of the columns do you like least?")
    names = [sheet.index(f"<li>{one.name}</li>") for one in load_models()]
    assert asked < min(names) and max(names) < sheet.index("Write the case for it")


def test_a_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(KitError, match=r"governance\.html could not be written: a file stands where a folder"):
        main(["governance", "--to", str(tmp_path / "taken")])


def test_making_papers_reads_and_keeps_no_answers(answers, tmp_path):
    main(["governance", "--to", str(tmp_path / "new")])
    assert not answers.exists()


def test_in_a_learners_copy_there_are_no_teachers_cards(tmp_path, monkeypatch):
    monkeypatch.setattr("kit.paper.commands.ROOT", tmp_path)
    (tmp_path / ".kit-copy.json").write_text("{}")
    main(["governance", "--to", str(tmp_path / "new")])
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["governance.html"]


def test_a_language_without_a_catalogue_is_refused(tmp_path):
    with pytest.raises(KitError, match="no language 'xx'"):
        main(["governance", "--to", str(tmp_path), "--language", "xx"])
