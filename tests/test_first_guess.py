"""The start page: a guess before anything else, and a greeting for who comes back."""

import re

import ipywidgets as widgets
import pytest

from kit import load_case_file, load_lesson, load_start
from kit.answers.in_words import WORDS
from kit.base.paths import notebooks_path
from kit.content.pages import plain_words, read_notebook
from kit.content.table import load_table
from kit.learner.start.progress import greeting, other_languages
from kit.widgets.controls.fields import Choice, Triangle
from tests.pressing import all_of, button, words

NEXT = "<p>Next</p>"


@pytest.fixture
def lesson():
    return load_lesson("governance")


def commit(step, option: str, label: str = "Commit my guess") -> Choice:
    [asked] = all_of(Choice, step)
    asked.value = option
    button(step, label).click()
    return asked


@pytest.mark.parametrize("name", ["00_start_here.ipynb", "es/00_start_here.ipynb"])
def test_at_most_sixty_words_stand_before_the_first_guess(name):
    cells = read_notebook(notebooks_path(name)).cells
    guess = next(place for place, cell in enumerate(cells) if cell.text == "start.first_guess()")
    before = [word for cell in cells[:guess] if cell.kind == "markdown" for word in plain_words(cell.text)]
    links = re.sub("<[^>]+>", " ", other_languages()).split()
    assert len(links) > 8  # German, Spanish and Arabic have one each
    assert len([*before, *links, *WORDS["most_words"].split()]) <= 60


@pytest.mark.parametrize("option", ["commons", "collectivism", "liberalism"])
def test_the_guess_is_kept_answered_by_a_count_and_comes_back(journal, option):
    asked = commit(load_start().first_guess(), option)
    said = asked.replies[option]["text"]
    assert said.startswith("The count says so too: " if option == "commons" else "The count says: ")
    assert "Peer Production 1" in said
    assert journal.newest("start", "guess", "most_words").value == option
    assert all_of(Choice, load_start().first_guess())[0].value == option


def test_a_button_that_has_done_its_work_stands_out_no_more_until_there_is_something_new():
    step = load_start().first_guess()
    asked = commit(step, "commons")
    assert button(step, "Commit my guess").button_style == ""
    asked.value = "liberalism"
    assert button(step, "Commit my guess").button_style == "primary"


@pytest.mark.parametrize(
    ("name", "label"),
    [("predict", "Check my match"), ("place", "Compare with other cases"), ("discuss", "Give my first vote")],
)
def test_the_main_button_of_a_step_stands_out_until_it_has_done_its_work(lesson, name, label):
    step = getattr(lesson, name)()
    press = button(step, label)
    if name == "place":
        all_of(Triangle, step)[0].weights = [20, 30, 50]
    elif name == "discuss":
        all_of(Choice, step)[0].value = "rule"
    else:
        for guess, model in zip(all_of(widgets.Dropdown, step), lesson.models, strict=True):
            guess.value = model
    assert (press.disabled, press.button_style) == (False, "primary")
    press.click()
    assert press.button_style == ""


def test_of_the_buttons_for_handing_in_those_stand_out_that_have_work_to_do(journal):
    journal.save("governance", "explore", "bet", "mesh")
    step = load_case_file().report()
    look, write = button(step, "Look at what goes in"), button(step, "Write my report")
    look.click()
    assert (look.button_style, write.button_style) == ("", "primary")
    write.click()
    assert write.button_style == ""
    all_of(widgets.Text, step)[0].value = "Ada"
    assert (look.button_style, write.button_style) == ("primary", "primary")


def test_a_copy_that_was_taken_lets_its_button_rest():
    step = load_start().your_data()
    button(step, "Take a copy").click()
    assert button(step, "Take a copy").button_style == ""


def test_nobody_is_greeted_before_the_first_answer(journal):
    assert greeting(journal, load_table(), NEXT) == ""


def test_who_has_only_answered_questions_is_told_what_is_next(journal):
    journal.save("governance", "check", "provinces", "b")
    assert greeting(journal, load_table(), NEXT).endswith(f"{NEXT}</div>")


def test_who_comes_back_reads_what_was_guessed_and_written_last_and_what_is_next(journal):
    journal.save("start", "guess", "most_words", "commons")
    journal.save("governance", "explore", "bet", "mesh")
    prompt = load_lesson("governance").content.prompts[0].id
    journal.save("governance", "discuss", prompt, "We <vote> on it.")
    said = greeting(journal, load_table(), NEXT)
    assert "Your last guess: <em>In the mesh" in said and "What you wrote last: <em>We &lt;vote&gt; on it.</em>" in said
    assert said.endswith(f"{NEXT}</div>")


def test_the_greeting_stands_above_the_guess_and_leads_on(journal):
    journal.save("core_principle", "predict", "match", {"commons": "commons"})
    journal.save("start", "guess", "most_words", "commons")
    assert "01_core_principle.ipynb" in words(load_start().first_guess())


def test_reading_compare_counts_once_the_learner_says_so(journal):
    step = load_lesson("governance").compare()
    assert ("governance", "compare", "worked") not in journal.answered()
    button(step, "I have compared them").click()
    assert ("governance", "compare", "worked") in journal.answered()
    again = load_lesson("governance").compare()
    assert button(again, "I have compared them").button_style == ""


def test_a_written_report_and_hand_in_end_in_links_that_save_them(journal):
    journal.save("governance", "explore", "bet", "mesh")
    step = load_case_file().report()
    button(step, "Look at what goes in").click()
    button(step, "Write my report").click()
    assert words(step).count('download="') == 2 and "data:text/html;charset=utf-8;base64," in words(step)
    button(step, "Write my hand-in").click()
    assert "data:application/json;base64," in words(step)
