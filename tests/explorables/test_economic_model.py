"""A chair three ways, and the plan's own numbers: what the lesson says about both."""

from itertools import product

import pytest

from kit.content.course import load_content
from kit.explorables.economic_model import CONTROLS, WAYS, Way, drafts, parts, picture

START = {name: control.value for name, control in CONTROLS.items()}


def cost(wanted=1000, freight=15, scale=5, surprise=0):
    return {name: round(sum(parts(way, wanted, freight, scale, surprise).values()), 2) for name, way in WAYS.items()}


def cheapest(**setting):
    costs = cost(**setting)
    return min(costs, key=costs.get)


def settings():
    ranges = [CONTROLS[name] for name in ("freight", "scale", "surprise")]
    steps = [range(each.low, each.high + 1, each.step) for each in ranges]
    for wanted, *setting in product(map(int, CONTROLS["wanted"].options), *steps):
        yield cost(wanted, *setting)


def test_a_chair_of_one_place_next_door_costs_what_one_can_add_up_in_the_head():
    costs = parts(Way(places=1, set_up=80, material=5, distance=0, answers=0), 8, freight=10, scale=50, surprise=0)
    assert costs == {"Set-up": 10, "Material": 5, "Work": 60 / 8, "Office": 10, "Freight": 0, "Surprise": 0}


def test_an_unwanted_chair_was_made_for_nothing_and_a_missing_one_costs_double():
    stubborn = Way(places=1, set_up=0, material=30, distance=0, answers=0)
    fewer = parts(stubborn, 1000, freight=0, scale=0, surprise=-50)
    more = parts(stubborn, 1000, freight=0, scale=0, surprise=100)
    assert sum(fewer.values()) == pytest.approx(100 * 1000 / 500)  # a thousand made at 100 euros, 500 wanted
    assert sum(more.values()) == pytest.approx((1000 * 100 + 1000 * 200) / 2000)


def test_at_the_start_the_three_lie_within_two_euros():
    costs = cost()
    assert max(costs.values()) - min(costs.values()) < 2


def test_one_control_alone_makes_each_of_the_three_the_cheapest():
    assert cheapest() == "Factory"
    assert cheapest(freight=20) == "Workshops"
    assert cheapest(wanted=10_000) == "Plant"


def test_nobody_is_the_hero_over_the_whole_range_of_the_controls():
    every = [min(costs, key=costs.get) for costs in settings()]
    shares = {name: every.count(name) / len(every) for name in WAYS}
    assert all(0.2 < share < 0.5 for share in shares.values()), shares


def test_unsold_chairs_cost_more_than_missing_ones_and_hurt_the_plant_most():
    fewer, same, more = cost(surprise=-30), cost(), cost(surprise=30)
    assert all(fewer[name] > more[name] > same[name] for name in WAYS)
    assert max(WAYS, key=lambda name: fewer[name] - same[name]) == "Plant"


@pytest.mark.parametrize("option", ["workshops", "plant", "factory", "close"])
def test_the_bet_is_answered_with_the_numbers_of_the_figure(option):
    said = next(each.feedback for each in load_content("economic_model").bet.options if each.id == option)
    shown = picture(**START).summary + picture(**{**START, "wanted": "10000"}).summary
    quoted = [word.strip(",.;:") for word in said.split() if word.startswith("€") and "." in word.strip(",.;:")]
    assert quoted and all(amount in shown for amount in quoted)


def test_which_target_decides_how_far_the_plan_was_met():
    reached = drafts("coal").set_index("Draft")["Reached in 1932, %"]
    assert (reached["6 Gosplan"], reached["7 Adopted"]) == (94.6, 85.7)
    assert drafts("oil")["Reached in 1932, %"].tolist()[-2:] == [112.6, 98.6]


def test_drafts_for_earlier_years_are_not_measured_by_1932():
    table = drafts("pig iron")
    assert (table["Reached in 1932, %"] == "other year").tolist() == [True] * 3 + [False] * 4


def test_the_figure_keeps_its_axes_while_a_slider_moves():
    def axes(freight):
        layout = picture(**{**START, "freight": freight}).figure["layout"]
        return [layout[axis]["range"] for axis in ("xaxis", "yaxis", "xaxis2")]

    assert axes(0) == axes(30)
