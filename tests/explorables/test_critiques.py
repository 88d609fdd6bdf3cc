"""Every critique against every model: the words are the table's, the marks the learner's, the counting the kit's."""

import pytest

from kit.content.course import load_models
from kit.content.lesson_form import load_content
from kit.content.table import load_table
from kit.explorables import load_explorable
from kit.explorables.critiques import (
    CRITIQUES,
    HOMES,
    MODELS,
    SHARED,
    ahead,
    alone_at_home,
    away,
    bitten,
    home,
    ordered,
    picture,
)

EXPLORABLE = load_explorable("critiques")
CONTROLS = EXPLORABLE.controls
EMPTY = {name: [None, None, None] for name in CRITIQUES}


def shown(marks, view="table"):
    """Return what stands in the cells of the figure, row by row."""
    words = picture(marks, view).figure["data"][1]["text"]
    return [words[start : start + 3] for start in range(0, len(words), 3)]


@pytest.mark.parametrize("critique", CRITIQUES)
def test_every_critique_is_taken_word_for_word_from_its_own_cell(critique):
    model, words = HOMES[critique], CRITIQUES[critique]
    title = next(each.title for each in load_models() if each.id == model)
    assert all(part in load_table().loc["Critiques", title] for part in words.split(" … "))


def test_the_models_go_by_the_names_that_the_whole_kit_uses():
    assert {each.id: each.name for each in load_models()} == MODELS


def test_an_empty_grid_shows_where_the_homes_are_and_asks_for_a_beginning():
    empty = picture({}, "table")
    assert "No marks yet" in empty.summary and "11 where the table puts the critique" in empty.summary
    assert {word for row in shown({}) for word in row} == {"·", "<b>·</b>"}
    assert empty.figure["layout"]["shapes"][0]["path"].count("Z") == 11


def test_one_mark_is_enough_for_every_view():
    for view in CONTROLS["view"].options:
        assert "You have marked 1 of 33 cells" in picture({"inequality/commons": "2"}, view).summary


def test_away_from_home_counts_from_the_home_column():
    assert away("scaling", [2, 4, 0]) == [None, 2, -2]
    assert away("inequality", [1, None, 3]) == [-2, None, None]
    assert away("inequality", [1, 2, None]) == [None, None, None]
    cells = shown({"scaling/commons": "2", "scaling/collectivism": "4", "scaling/liberalism": "2"}, "difference")
    assert cells[2] == ["<b>2</b>", "+2", "0"]


def test_the_most_shared_critique_comes_first_and_the_unmarked_last():
    given = {**EMPTY, "bureaucracy": [0, 4, 0], "ecology": [0, 3, 3]}
    assert ordered(given, "shared")[0] == "ecology"
    assert ordered(given, "hardest")[:2] == ["ecology", "bureaucracy"]
    assert ordered(given, "table") == list(CRITIQUES)


def test_a_critique_that_applies_to_two_models_is_named_with_what_they_may_share():
    assert bitten([3, 4, 2]) == ["Peer Production (3)", "Collectivism (4)"]
    assert bitten([2, 4, 2]) == []
    summary = picture({"ecology/collectivism": "3", "ecology/liberalism": "4"}, "table").summary
    assert "'ecological degradation' applies to Collectivism (3) and Liberal Individualism (4)" in summary
    assert SHARED["ecology"] in summary


def test_a_critique_has_its_highest_mark_in_the_frame_alone_only_if_all_others_are_lower():
    assert alone_at_home({**EMPTY, "scaling": [3, 2, 2], "ecology": [0, 4, 4], "freedoms": [None, 4, 1]}) == (1, 2)


def test_the_figure_ranks_no_column_because_the_marks_are_the_learners():
    assert ahead(marks={}, view="table") is None


def test_the_counts_in_the_bet_are_the_counts_of_the_row():
    bet = load_content("critiques").bet
    away_from_home = len(CRITIQUES) * len(MODELS) - len(CRITIQUES)
    assert (len(CRITIQUES), away_from_home) == (11, 22) and "11 short critiques" in bet.stem
    assert [sum(home(name) == place for name in CRITIQUES) for place in range(3)] == [3, 4, 4]
