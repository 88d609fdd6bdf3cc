"""A chair three ways, and the plan's own numbers: what the lesson says about both."""

from itertools import product

import pytest

from kit.content.lesson_form import load_content
from kit.content.run_sheet_form import load_run_sheet
from kit.explorables import load_explorable
from kit.explorables.economic_model import ANSWERED, WAYS, Way, ahead, costs_of, drafts, parts, picture

EXPLORABLE = load_explorable("economic_model")
CONTROLS = EXPLORABLE.controls
START = EXPLORABLE.start


def cost(wanted=1000, freight=15, scale=5, surprise=0, answers="alike"):
    return costs_of(wanted, (freight, scale, surprise), answers).sum().round(2).to_dict()


def cheapest(**setting):
    costs = cost(**setting)
    return min(costs, key=costs.get)


def everybody_ahead():
    """Who is ahead at every setting of the model, a column's id each time."""
    ranges = [CONTROLS[name] for name in ("freight", "scale", "surprise")]
    steps = [range(each.low, each.high + 1, each.step) for each in ranges]
    return [ahead("chairs", *setting) for setting in product(CONTROLS["wanted"].options, *steps, ANSWERED)]


def test_a_chair_of_one_place_next_door_costs_what_one_can_add_up_in_the_head():
    costs = parts(Way("commons", places=1, set_up=80, material=5, distance=0), 8, 10, 50, surprise=0, answered=0)
    assert costs == {"Set-up": 10, "Material": 5, "Work": 60 / 8, "Office": 10, "Freight": 0, "Surprise": 0}


def test_an_unwanted_chair_was_made_for_nothing_and_a_missing_one_costs_double():
    stubborn = Way("commons", places=1, set_up=0, material=30, distance=0)
    fewer = parts(stubborn, 1000, freight=0, scale=0, surprise=-50, answered=0)
    more = parts(stubborn, 1000, freight=0, scale=0, surprise=100, answered=0)
    assert sum(fewer.values()) == pytest.approx(100 * 1000 / 500)  # a thousand made at 100 euros, 500 wanted
    assert sum(more.values()) == pytest.approx((1000 * 100 + 1000 * 200) / 2000)


def test_at_the_start_the_three_lie_within_two_euros():
    costs = cost()
    assert max(costs.values()) - min(costs.values()) < 2


def test_one_control_alone_makes_each_of_the_three_the_cheapest():
    assert cheapest() == "Factory"
    assert cheapest(freight=20) == "Plant"
    assert cheapest(scale=0) == "Workshops"
    assert cheapest(wanted=10_000) == "Plant"


def test_nobody_is_the_hero_over_the_whole_range_of_the_controls():
    every = everybody_ahead()
    shares = {way.column: every.count(way.column) / len(every) for way in WAYS.values()}
    assert all(0.2 < share < 0.45 for share in shares.values()), shares


def test_the_drafts_put_nobody_ahead():
    assert ahead(**{**START, "view": "coal"}) is None
    assert ahead(**START) == "liberalism"


def test_unsold_chairs_cost_more_than_missing_ones():
    fewer, same, more = cost(surprise=-30), cost(), cost(surprise=30)
    assert all(fewer[name] > more[name] > same[name] for name in WAYS)


@pytest.mark.parametrize(("answers", "hurt"), [("small", "Plant"), ("office", "Workshops")])
def test_whom_a_surprise_hurts_most_is_what_was_assumed(answers, hurt):
    fewer, same = cost(surprise=-30, answers=answers), cost(answers=answers)
    assert max(WAYS, key=lambda name: fewer[name] - same[name]) == hurt


def test_more_chairs_shrink_set_up_and_work_and_nothing_else():
    few, many = (costs_of(wanted, (15, 5, 0), "alike") for wanted in (1000, 10_000))
    assert [part for part in few.index if (many.loc[part] < few.loc[part]).all()] == ["Set-up", "Work"]


def test_the_famine_of_the_same_years_stands_beside_the_coal():
    assert "5.7 to 8.7 million people died" in picture(**{**START, "view": "coal"}).summary


def test_the_board_of_the_run_sheet_has_the_prices_of_the_figure():
    board = " ".join(load_run_sheet("economic_model").board)
    assert all(f"€{each:.2f}" in board for each in cost().values())


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
