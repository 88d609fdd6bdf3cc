"""Words are split, counted and compared as one would do it with a pencil."""

import pytest

from kit.content.table import load_table
from kit.content.table_critique import (
    Coding,
    Loaded,
    agreement,
    coded,
    complete,
    first_coding,
    load_coding,
    pieces_of,
    tally,
    words_of,
)
from kit.content.table_tests import cells_of

CELLS = {("care", "us"): "mutual care for all", ("care", "them"): "cold control"}
MINE = {("care", "us"): ["praising", "praising", "describing", "unclear"], ("care", "them"): ["blaming", ""]}
OTHERS = {("care", "us"): ["describing", "praising", "describing", "describing"], ("care", "them"): ["blaming"] * 2}


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Entrepreneurial/self-maximizing individual", ["Entrepreneurial", "self-maximizing", "individual"]),
        ("(freedom *from* interference); often", ["freedom", "from", "interference", "often"]),
        ("Économie + santé, 共有", ["Économie", "santé", "共有"]),
        ("", []),
    ],
)
def test_words_are_what_a_reader_would_call_words(cell, words):
    assert words_of(cell) == words


def test_the_pieces_of_a_cell_give_the_cell_back_and_every_second_one_is_a_word():
    for cell in load_table().to_numpy().ravel():
        assert "".join(pieces_of(cell)) == cell
        assert pieces_of(cell)[1::2] == words_of(cell)


def test_a_coded_phrase_is_found_word_by_word_and_every_time_that_it_stands_there():
    assert coded("free market, free of market", Loaded(praising=("free market",))) == [
        "praising", "praising", "describing", "describing", "describing",
    ]  # fmt: skip
    assert coded("care, care", Loaded(blaming=("care",))) == ["blaming", "blaming"]


def test_a_coding_of_other_words_is_no_coding():
    assert coded("carefree", Loaded(praising=("care",))) is None
    coding = Coding("somebody", "a note", {"care": {"us": Loaded(praising=("mutual",)), "them": Loaded(("warm",))}})
    assert list(first_coding(CELLS, coding)) == [("care", "us")]


def test_the_kits_coding_holds_for_all_of_the_kits_table_but_the_last_row():
    table = load_table()
    cells = cells_of(table, ["commons", "collectivism", "liberalism"])
    assert {key for key in cells if key not in first_coding(cells, load_coding())} == {
        key for key in cells if key[0] == "critiques"
    }


def test_marks_are_counted_by_column_and_by_row():
    by_column = tally(MINE, {"us": "Us", "them": "Them", "nobody": "Nobody"}, 1)
    assert by_column.loc["Us"].tolist() == [1, 2, 0, 1]
    assert by_column.loc["Them"].tolist() == [0, 0, 1, 0]
    assert by_column.loc["Nobody"].sum() == 0
    assert tally(MINE, {"care": "Care"}, 0).loc["Care"].tolist() == [1, 2, 1, 1]


def test_only_cells_marked_to_the_end_are_compared():
    assert complete(MINE, CELLS) == [("care", "us")]
    agreed = agreement(MINE, OTHERS, CELLS)
    assert (agreed.same, agreed.words) == (2, 4)
    assert (agreed.same_loaded, agreed.loaded) == (1, 3)
    assert agreed.differing == [
        (("care", "us"), "mutual", "praising", "describing"),
        (("care", "us"), "all", "unclear", "describing"),
    ]


def test_who_agrees_on_everything_agrees_on_every_loaded_word():
    agreed = agreement(OTHERS, OTHERS, CELLS)
    assert (agreed.same, agreed.same_loaded, agreed.differing) == (6, 3, [])
