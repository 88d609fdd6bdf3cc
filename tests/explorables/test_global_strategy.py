from itertools import pairwise

import pytest

from kit.content.facts import load_facts
from kit.content.lesson_form import load_content
from kit.explorables import load_explorable
from kit.explorables.global_strategy import NETWORKS, WORDS, ahead, counts, inside, last_count, members, picture
from kit.views.contract import at_start

EXPLORABLE = load_explorable("global_strategy")
CONTROLS = EXPLORABLE.controls
START = EXPLORABLE.start


def curves(**controls) -> dict[str, object]:
    drawn = picture(**{**START, **controls}).figure["data"]
    return dict(zip(NETWORKS, drawn[-len(NETWORKS) :], strict=True))


@pytest.mark.parametrize(("year", "states"), [(1948, 0), (1949, 7), (1950, 8), (1978, 10), (1990, 9), (1991, 0)])
def test_comecon_has_as_many_members_as_one_can_count_in_its_table(year, states):
    assert inside(year) == states


def test_in_1962_mongolia_takes_the_place_that_albania_leaves():
    assert inside(1961) == inside(1962) == 8
    summary = picture(**{**START, "year": 1962}).summary
    assert "joined: Mongolia" in summary and "no longer in: Albania" in summary


def test_two_of_eleven_were_out_before_the_end_and_nine_left_together():
    left = members()["left"]
    assert len(left) == 11
    assert (left < 1991).sum() == 2
    assert (left == 1991).sum() == 9


def falls(network: str) -> list[int]:
    """Return how far a network's number falls from each count to the next; GATT and the WTO are one."""
    values = [value for part in network.split("+") for value in counts(part)["value"]]
    return [before - after for before, after in pairwise(values) if after < before]


def test_the_bet_is_answered_with_what_the_figure_shows():
    assert (max(falls("GATT+WTO")), max(falls("Comecon"))) == (52, 9)
    assert falls("Wikipedia") == falls("Fab labs") == []
    feedback = {option.id: option.feedback for option in load_content("global_strategy").bet.options}
    assert all("128" in told and "76" in told for told in feedback.values())
    assert all("9 to 0" in feedback[option] for option in ("alliance", "trade", "nothing"))


def test_no_column_is_ahead_because_the_counts_are_of_unlike_things():
    assert ahead(**START) is None


def test_the_wto_began_with_52_fewer_than_gatt_ended_with():
    last_of_gatt, first_of_wto = counts("GATT")["value"].iloc[-1], counts("WTO")["value"].iloc[0]
    assert (last_of_gatt, first_of_wto) == (128, 76)
    assert last_of_gatt - first_of_wto == 52


def test_only_the_count_with_a_weak_source_is_an_open_dot():
    symbols = {
        (name, year): symbol
        for name, curve in curves().items()
        for year, symbol in zip(curve["x"], curve["marker"]["symbol"], strict=True)
    }
    assert {key for key, symbol in symbols.items() if symbol.endswith("-open")} == {("Fab labs", 2011)}


def test_a_count_is_never_made_up_between_two_counts():
    assert last_count("GATT", 1975) == (1947, 23)
    assert last_count("Fab labs", 2014) == (2014, 349)
    assert last_count("Wikipedia", 2000) is None


def test_on_the_indexed_scale_every_network_reaches_100_and_comecon_falls_to_0():
    indexed = curves(scale="indexed")
    assert all(max(curve["y"]) == 100 for curve in indexed.values())
    assert indexed["Comecon"]["y"][-1] == 0


@pytest.mark.parametrize("scale", WORDS.controls["scale"].options)
def test_the_axes_stay_where_they_are_while_the_year_moves(scale):
    first, last = (picture(**{**START, "scale": scale, "year": year}).figure["layout"] for year in (1947, 2024))
    assert first["yaxis2"]["range"] == last["yaxis2"]["range"]
    assert first["xaxis"]["range"] == last["xaxis"]["range"]


def test_what_is_not_highlighted_grows_pale_but_stays():
    pale = curves(network="commons")
    assert {name for name, curve in pale.items() if curve["opacity"] == 1} == {"Wikipedia", "Fab labs"}
    assert pale["GATT"]["x"] == curves()["GATT"]["x"]


def test_the_numbers_say_of_every_network_how_to_join_and_how_to_leave():
    numbers = at_start(EXPLORABLE).numbers
    assert numbers["Network"].tolist() == list(NETWORKS)
    assert numbers[["To join", "To leave"]].map(len).min(axis=None) > 10


def test_no_doubtful_source_stands_behind_the_members():
    assert not load_facts("global_members")["source"].str.contains("COM3").any()


@pytest.mark.parametrize(
    ("year", "words"),
    [(1947, "not founded yet"), (1990, "9 members"), (1991, "0 members"), (2024, "dissolved in 1991")],
)
def test_the_summary_says_how_the_alliance_stands(year, words):
    assert f"Comecon, {words}" in picture(**{**START, "year": year}).summary
