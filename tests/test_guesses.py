"""The guess comes before its answer: on the page, on slides, on paper; and a page that tells it is named."""

import pytest

from kit import load_lesson
from kit.adapt.check.texts import check_guess, numbers
from kit.base.paths import notebooks_path
from kit.content.lesson import lesson_on
from kit.content.lesson_form import Bet, Explore, Option, load_content
from kit.content.pages import Cell, Notebook, read_notebook
from kit.content.table import load_table
from kit.paper.handouts import deck, worksheet
from kit.views import markup
from kit.views.templates import CARDS

WRITTEN = ("core_principle", "governance", "economic_model", "critiques")
BET = Bet(
    "bet", "How many in 2009?", (Option("a", "About 20.", "It was 41 to 47."), Option("b", "None.", "41, not 20."))
)


def page(*cells: tuple[str, str]) -> Notebook:
    made = [Cell(f"x.ipynb, cell {number}", kind, text, []) for number, (kind, text) in enumerate(cells, 1)]
    return Notebook(notebooks_path("x.ipynb"), made, False)


@pytest.mark.parametrize("prose", ["It moves from 41 to 67.", "* Bars\n* At 47 it stops."])
def test_a_number_of_the_reply_above_the_guess_is_named_with_its_cell(prose):
    [found] = check_guess(page(("markdown", "# T"), ("markdown", prose), ("code", "lesson.explore()")), BET)
    assert found.startswith("x.ipynb, cell 2: 4") and "move it behind the guess" in found


@pytest.mark.parametrize("prose", ["In 2009, 20 of 3.", "**Minutes:** 41 alone.", "See [it](https://x.org/41).", "410"])
def test_years_what_the_question_says_and_lengths_of_a_lesson_give_nothing_away(prose):
    assert check_guess(page(("markdown", prose), ("code", "lesson.explore()")), BET) == []


def test_below_the_figure_the_answer_may_stand_and_a_page_without_a_figure_has_none_to_give_away():
    assert check_guess(page(("code", "lesson.explore()"), ("markdown", "It was 41.")), BET) == []
    assert check_guess(page(("markdown", "It was 41.")), BET) == []


def test_a_number_with_a_separator_is_one_number():
    assert numbers("6,210,700 and 2.32 million") == {"6,210,700", "2.32"}


@pytest.mark.parametrize("name", WRITTEN)
def test_how_a_figure_is_read_stands_in_no_page_but_comes_with_the_figure(name):
    explore = load_content(name).explore
    first = explore.things_to_try[0]
    [path] = notebooks_path().glob(f"*_{name}.ipynb")
    prose = " ".join(cell.text for cell in read_notebook(path).prose)
    assert first not in prose and explore.how_to_read.splitlines()[0] not in prose
    said = CARDS.guide(explore)
    assert markup.emphasised(first) in said and "How to read it" in said and "Things to try" in said


def test_the_stored_page_folds_it_away_behind_the_guess():
    reading = load_lesson("governance").explore().reading
    assert reading.index("<ul>") < reading.index("<details>") < reading.index("kit-guide") < reading.index("</details>")


def test_slides_have_it_on_the_slide_of_the_figure():
    made = deck(read_notebook(notebooks_path("02_governance.ipynb")))
    [slide] = [part for part in made.split('<section class="kit-slide">') if '<div class="kit-drawn">' in part]
    assert "kit-guide" in slide and made.count('class="kit-guide"') == 2


def test_paper_has_it_behind_the_picture_on_the_later_page():
    made = worksheet(lesson_on("governance", load_table()))
    assert made.index("before you turn the page") < made.index('<div class="kit-drawn">') < made.index("kit-guide")


def test_words_of_a_file_are_words_with_emphasis_and_links_and_nothing_else():
    made = CARDS.guide(Explore("A *b* <i>\n\n[c](https://d.org) [e](javascript:f)", ("**g** & h",)))
    assert "<p>A <em>b</em> &lt;i&gt;</p>" in made and '<a href="https://d.org">c</a>' in made
    assert "[e](javascript:f)" in made and "<li><strong>g</strong> &amp; h</li>" in made


def test_a_lesson_without_these_words_shows_its_figure_all_the_same():
    assert CARDS.guide(None) == ""
