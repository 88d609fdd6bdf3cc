"""The general figure: which words stand in which cells."""

import json

from kit.content.columns import MARKS
from kit.views.contract import at_start
from kit.views.general_figures import MOST, figure_of_words
from kit.views.plot import to_page

CELLS = [("A", MARKS[0], "Land to all, land for ever"), ("B", MARKS[1], "Land to 2010 <b>owners</b>")]


def test_shared_words_come_first_and_every_word_is_counted():
    numbers = at_start(figure_of_words(CELLS)).numbers
    assert numbers.to_numpy().tolist() == [["land", 2, 1], ["ever", 1, 0], ["2010", 0, 1], ["owners", 0, 1]]


def test_it_shows_shared_words_or_those_of_one_cell():
    figure = figure_of_words(CELLS)
    assert list(figure.picture(letters=1, which="shared").numbers["Word"]) == ["land", "to"]
    assert "land" not in list(figure.picture(letters=1, which="single").numbers["Word"])


def test_a_mark_stands_where_the_word_stands():
    first, second = at_start(figure_of_words(CELLS)).figure["data"]
    assert (first["y"], second["y"]) == ([0, 1], [0, 2, 3])
    assert {first["marker"]["symbol"], second["marker"]["symbol"]} == {"circle", "square"}


def test_cells_without_long_words_say_so():
    picture = figure_of_words([("A", MARKS[0], "a"), ("B", MARKS[1], "…")]).picture(letters=10, which="all")
    assert picture.summary.endswith("No two cells share a word.")
    assert picture.numbers.empty


def test_a_cell_of_many_words_is_cut_and_says_so():
    long = [("A", MARKS[0], " ".join(f"word{number}" for number in range(500))), CELLS[1]]
    picture = at_start(figure_of_words(long))
    assert len(picture.numbers) == MOST
    assert f"room for {MOST} of 503 words" in picture.summary
    assert len(json.dumps(to_page(picture.figure))) < 16_000
