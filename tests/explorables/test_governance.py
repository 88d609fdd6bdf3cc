import itertools
import re
from collections import Counter

import networkx as nx
import pytest

from kit.base.language import speak
from kit.content.lesson_form import load_content
from kit.explorables import load_explorable
from kit.explorables.governance import (
    MEMBERS,
    NETWORKS,
    ahead,
    largest_group,
    network,
    order_of_loss,
    picture,
    price_of_agreement,
    shares_in_touch,
    sizes_left,
)

EXPLORABLE = load_explorable("governance")
CONTROLS = EXPLORABLE.controls
START = EXPLORABLE.start
DRAWN = tuple(CONTROLS["drawn"].options)


def shown(column: str, **controls) -> dict[str, int]:
    numbers = picture(**{**START, **controls}).numbers
    return dict(zip(numbers["Network"], numbers[column], strict=True))


def in_touch(**controls) -> dict[str, int]:
    return shown("Still in touch, % of all", **controls)


def messages(**controls) -> dict[str, int]:
    return shown("Messages to decide", **controls)


@pytest.mark.parametrize("drawn", DRAWN)
@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_has_31_members_and_hangs_together_in_both_drawings(name, drawn):
    for links in CONTROLS["links"].options:
        assert len(network(name, drawn, links)) == MEMBERS
        assert nx.is_connected(network(name, drawn, links))


@pytest.mark.parametrize("drawn", DRAWN)
@pytest.mark.parametrize("draw", range(3))
def test_at_the_start_all_three_have_62_links(drawn, draw):
    assert START["links"] == "equal"
    assert {network(name, drawn, "equal", draw).number_of_edges() for name in NETWORKS} == {62}


def test_each_its_own_number_leaves_the_hierarchy_with_30():
    assert shown("Links at the start", links="own") == {"Mesh": 62, "Hierarchy": 30, "Market": 62}


def test_in_the_mesh_and_in_the_open_market_nobody_is_special():
    for name in ("Mesh", "Market"):
        assert {degree for _, degree in network(name, "cells", "own").degree} == {4}


def test_critics_draw_a_commons_and_a_market_in_which_a_few_hold_most_links():
    for name, few in (("Mesh", 6), ("Market", 5)):
        degrees = sorted((degree for _, degree in network(name, "critics", "own").degree), reverse=True)
        assert sum(degrees[:few]) > sum(degrees) / 2


def test_with_as_many_links_the_mesh_and_the_market_are_level_and_critics_turn_the_order_round():
    assert in_touch(failures=4) == {"Mesh": 87, "Hierarchy": 73, "Market": 87}
    assert in_touch(failures=4, drawn="critics") == {"Mesh": 59, "Hierarchy": 87, "Market": 47}
    assert in_touch(failures=4, links="own") == {"Mesh": 87, "Hierarchy": 23, "Market": 87}


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_guess_is_answered_with_the_numbers_of_the_figure(language):
    cells, critics, own = (in_touch(failures=4, **changed) for changed in ({}, {"drawn": "critics"}, {"links": "own"}))
    speak(language)
    options = load_content("governance").bet.options
    speak()
    found = {option.id: [int(number) for number in re.findall(r"(\d+)\s?%", option.feedback)] for option in options}
    assert found["hierarchy"] == [cells["Hierarchy"], critics["Hierarchy"]]
    assert found["hubs"] == [cells["Market"], critics["Market"]]
    assert found["mesh"] == [cells["Mesh"], critics["Mesh"]]
    assert found["same"] == [cells["Mesh"], cells["Hierarchy"], own["Hierarchy"]]


def test_blows_at_random_hurt_a_few_who_hold_most_links_less():
    aimed, random = (in_touch(failures=4, drawn="critics", aim=aim) for aim in CONTROLS["aim"].options)
    assert random["Mesh"] > aimed["Mesh"]
    assert random["Market"] > aimed["Market"]


def test_with_few_links_the_hierarchy_agrees_with_the_fewest_messages():
    price = messages(links="own")
    assert price["Mesh"] > price["Hierarchy"] < price["Market"]


def test_the_price_is_the_same_for_all_when_one_in_the_middle_decides():
    assert set(messages(rule="one").values()) == {60}


def test_nobody_is_ahead_at_the_start_and_no_column_in_half_of_all_settings():
    assert ahead(**START) == ""
    losses = range(CONTROLS["failures"].low, CONTROLS["failures"].high + 1)
    grid = itertools.product(losses, *(list(CONTROLS[name].options) for name in list(CONTROLS)[1:]))
    leads = Counter(ahead(*setting) for setting in grid)
    assert set(leads) == {"", "commons", "collectivism", "liberalism"}
    assert all(leads[column] <= 0.45 * leads.total() for column in ("commons", "collectivism", "liberalism"))


@pytest.mark.parametrize("drawn", DRAWN)
@pytest.mark.parametrize("name", NETWORKS)
def test_fewer_members_are_never_more_in_touch(name, drawn):
    shares = shares_in_touch(name, "best_connected", drawn, "equal")
    assert shares == sorted(shares, reverse=True)


def test_a_path_of_three_breaks_at_its_middle():
    path = nx.path_graph(3)
    order = order_of_loss(path, "best_connected")
    assert order[0] == 1
    assert largest_group(path, order, 0) == {0, 1, 2}
    assert len(largest_group(path, order, 1)) == 1
    assert sizes_left(path, order) == [3, 1, 1, 0]


def test_counting_backwards_finds_the_same_groups_as_looking_at_each():
    graph = network("Hierarchy", "critics", "equal")
    order = order_of_loss(graph, "random", 3)
    assert sizes_left(graph, order) == [len(largest_group(graph, order, lost)) for lost in range(MEMBERS + 1)]


def test_agreeing_on_a_path_of_three_takes_two_rounds_over_both_links_in_both_directions():
    assert price_of_agreement(nx.path_graph(3), {0, 1, 2}, "all") == (8, 2)
    assert price_of_agreement(nx.path_graph(3), {0, 1, 2}, "one") == (4, 2)
    assert price_of_agreement(nx.path_graph(3), {0}, "all") == (0, 0)
