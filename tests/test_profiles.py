"""The path of a case and pairs of places, as Plotly is given them."""

import pytest

from kit.content.columns import MARKS
from kit.views.triangle import pairs, path

NAMES, STOPS = ["Peers", "Plan", "Market"], [("1", [80, 10, 10]), ("2", [20, 20, 60]), ("5", [30, 60, 10])]


def look(names: list[str]) -> tuple[list[str], list]:
    return names, list(MARKS[: len(names)])


def test_the_path_ends_at_the_stop_at_hand():
    line, segment, behind, here = path(*look(NAMES), STOPS, 1)["data"]
    assert line["a"] == [80, 20]
    assert segment["a"] == [80, 20]
    assert behind["text"] == ["1"]
    assert [here[part] for part in ("text", *"abc")] == [["2"], [20], [20], [60]]


def test_the_longer_ago_the_fainter():
    fading = path(*look(NAMES), STOPS, 2)["data"][2]["marker"]["opacity"]
    assert fading == sorted(fading)
    assert fading[0] < fading[-1] < 1


def test_the_first_stop_has_nothing_behind_it():
    behind, here = path(*look(NAMES), STOPS, 0)["data"][2:]
    assert (behind["text"], here["text"]) == ([], ["1"])


@pytest.mark.parametrize("count", [2, 4])
def test_where_there_is_no_triangle_the_stop_at_hand_is_the_bar_on_top(count):
    stops = [(name, [100, *[0] * (count - 1)]) for name in ("1", "2", "3")]
    bars = path(*look(["A", "B", "C", "D"][:count]), stops, 1)["data"]
    assert len(bars) == count
    assert bars[0]["y"] == ["1", "2"]  # Plotly counts from the bottom


def test_a_pair_is_a_ring_a_diamond_and_a_line():
    line, ring, diamond = pairs(*look(NAMES), ("first", "last"), [("2", [80, 10, 10], [30, 60, 10])])["data"]
    assert [(end["name"], end["a"]) for end in (ring, diamond)] == [("first", [80]), ("last", [30])]
    assert line["a"] == [80, 30]


def test_a_pair_of_two_models_is_two_bars():
    bars = pairs(*look(["A", "B"]), ("first", "last"), [("2", [80, 20], [30, 70])])["data"]
    assert [bar["x"] for bar in bars] == [[30, 80], [70, 20]]
    assert bars[0]["y"] == ["2, last", "2, first"]


def test_two_that_end_at_the_same_place_share_a_label():
    moves = [("2", [80, 10, 10], [30, 60, 10]), ("4", [0, 0, 100], [0, 100, 0]), ("5", [20, 20, 60], [30, 60, 10])]
    assert pairs(*look(NAMES), ("first", "last"), moves)["data"][-1]["text"] == ["2, 5", "4", ""]
