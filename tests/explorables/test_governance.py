import networkx as nx
import pytest

from kit.content.course import load_content
from kit.explorables.governance import (
    MEMBERS,
    NETWORKS,
    largest_group,
    network,
    order_of_loss,
    picture,
    price_of_agreement,
    shares_in_touch,
)

START = {"failures": 0, "aim": "best_connected", "rule": "all", "spare": 0}


def in_touch(**controls) -> dict[str, int]:
    numbers = picture(**{**START, **controls}).numbers
    return dict(zip(numbers["Network"], numbers["Still in touch, % of all"], strict=True))


def messages(**controls) -> dict[str, int]:
    numbers = picture(**{**START, **controls}).numbers
    return dict(zip(numbers["Network"], numbers["Messages to decide"], strict=True))


@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_has_31_members_and_hangs_together(name):
    assert len(network(name)) == MEMBERS
    assert nx.is_connected(network(name))


def test_in_the_mesh_nobody_is_special():
    assert {degree for _, degree in network("Mesh").degree} == {4}


def test_the_links_are_as_many_as_the_assumptions_say():
    assert [network(name).number_of_edges() for name in ("Mesh", "Hubs", "Hierarchy")] == [62, 48, 30]


def test_aimed_blows_break_the_hierarchy_and_the_hubs_long_before_the_mesh():
    assert in_touch(failures=4) == {"Mesh": 87, "Hierarchy": 23, "Hubs": 26}


def test_the_bet_is_answered_with_the_numbers_of_the_figure():
    feedback = {option.id: option.feedback for option in load_content("governance").bet.options}
    shares = in_touch(failures=4)
    assert f"{shares['Hierarchy']}%" in feedback["hierarchy"]
    assert f"{shares['Hubs']}%" in feedback["hubs"]
    assert f"{shares['Mesh']}%" in feedback["mesh"]


def test_blows_at_random_hurt_the_hierarchy_and_the_hubs_less():
    aimed, random = in_touch(failures=4), in_touch(failures=4, aim="random")
    assert random["Hierarchy"] > 2 * aimed["Hierarchy"]
    assert random["Hubs"] > 3 * aimed["Hubs"]


def test_the_mesh_pays_for_its_strength_when_all_must_agree():
    price = messages()
    assert price["Mesh"] > price["Hubs"] > price["Hierarchy"]


def test_the_price_is_the_same_for_all_when_one_in_the_middle_decides():
    assert set(messages(rule="one").values()) == {60}


def test_part_of_the_lead_of_the_mesh_is_only_links():
    def lead(spare: int) -> int:
        shares = in_touch(failures=4, spare=spare)
        return shares["Mesh"] - shares["Hierarchy"]

    assert lead(0) > lead(10) > lead(20)


@pytest.mark.parametrize("name", NETWORKS)
def test_fewer_members_are_never_more_in_touch(name):
    shares = shares_in_touch(name, "best_connected", 0)
    assert shares == sorted(shares, reverse=True)


def test_a_path_of_three_breaks_at_its_middle():
    path = nx.path_graph(3)
    assert order_of_loss(path, "best_connected")[0] == 1
    assert largest_group(path, []) == {0, 1, 2}
    assert len(largest_group(path, [1])) == 1


def test_agreeing_on_a_path_of_three_takes_two_rounds_over_both_links_in_both_directions():
    assert price_of_agreement(nx.path_graph(3), {0, 1, 2}, "all") == (8, 2)
    assert price_of_agreement(nx.path_graph(3), {0, 1, 2}, "one") == (4, 2)
    assert price_of_agreement(nx.path_graph(3), {0}, "all") == (0, 0)
