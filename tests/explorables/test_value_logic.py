from collections import Counter
from random import Random

import pytest

from kit.content.lesson_form import load_content
from kit.explorables import load_explorable
from kit.explorables.value_logic import COLUMNS, IDLE, LOGICS, RECEIVERS, ahead, flows, picture
from kit.views.contract import at_start

EXPLORABLE = load_explorable("value_logic")
CONTROLS = EXPLORABLE.controls
START = EXPLORABLE.start


def received(logic: str, **controls) -> dict[str, int]:
    settings = {**START, **controls, "logic": logic}
    return {flow.receiver: flow.hours for flow in flows(**settings)}


@pytest.mark.parametrize("logic", LOGICS)
@pytest.mark.parametrize("name", [name for name in CONTROLS if name != "logic"])
def test_no_hour_is_lost_and_none_is_made_up(logic, name):
    control = CONTROLS[name]
    for value in range(control.low, control.high + 1, control.step):
        hours = received(logic, **{name: value}).values()
        assert sum(hours) == 100
        assert min(hours) >= 0


def test_a_plan_of_80_hours_of_pay_and_half_invested_can_be_checked_in_the_head():
    assert received("plan", planned=80, unwanted=0) == {
        "those who worked": 80, "tools for later": 10, "everybody": 10, "nobody": 0,
    }  # fmt: skip


def both(logic: str, **controls) -> list[int]:
    hours = received(logic, **controls)
    return [hours["those who worked"], hours["everybody"]]


def test_the_bet_is_answered_with_the_numbers_of_the_figure():
    feedback = {option.id: option.feedback for option in load_content("value_logic").bet.options}
    price, plan, commons = both("exchange"), both("plan"), both("contribution")
    assert [price, plan, commons] == [[60, 15], [60, 15], [23, 45]]
    assert "get 60, but 15" in feedback["price"] and both("exchange", rivals=100) == [60, 30]
    assert "get 60, but 15" in feedback["plan"] and both("plan", tools=0) == [60, 30]
    assert "45, but those who worked get 23" in feedback["commons"] and both("contribution", tools=0) == [45, 45]
    assert "60 and 15 for a price, 60 and 15 for a plan, 23 and 45 for contributors" in feedback["alike"]


def test_plan_and_exchange_can_pay_alike_or_not_and_differ_in_who_decides_about_the_rest():
    assert received("plan")["those who worked"] == received("exchange")["those who worked"]
    assert received("plan", planned=40)["those who worked"] < received("exchange")["those who worked"]
    deciders = {logic: {flow.decider for flow in flows(**{**START, "logic": logic})} for logic in ("plan", "exchange")}
    assert not deciders["plan"] & deciders["exchange"]


def test_rivals_give_to_buyers_and_take_from_owners_and_machines():
    none, full = (received("exchange", rivals=rivals, unwanted=0) for rivals in (0, 100))
    assert (none["owners"], none["tools for later"], none["everybody"]) == (20, 20, 0)
    assert (full["owners"], full["tools for later"], full["everybody"]) == (0, 0, 40)


@pytest.mark.parametrize(
    ("logic", "losers"),
    [
        ("plan", {"tools for later", "everybody"}),
        ("exchange", {"owners", "tools for later", "everybody"}),
        ("contribution", {"those who worked", "tools for later", "everybody"}),
    ],
)
def test_what_nobody_wants_is_a_loss_to_those_who_live_on_what_is_left(logic, losers):
    little, much = (received(logic, unwanted=unwanted) for unwanted in (10, 30))
    assert {receiver for receiver in little if much[receiver] < little[receiver]} == losers
    assert much["nobody"] == 30


def test_a_commons_pays_as_much_as_a_wage_when_users_give_back_70_and_no_tools_are_bought():
    shares = {back: both("contribution", back=back, tools=0)[0] for back in range(0, 101, 10)}
    assert min(back for back, worked in shares.items() if worked >= 60) == 70
    assert all(both("contribution", back=back)[0] < 60 for back in range(0, 101, 10))


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({}, ""),
        ({"pay": 25, "planned": 25, "tools": 30, "rivals": 70, "back": 40}, "commons"),
        ({"tools": 40, "rivals": 40, "back": 80}, "collectivism"),
        ({"tools": 90, "rivals": 100, "back": 70}, "liberalism"),
    ],
)
def test_no_logic_gives_more_to_both_at_the_start_and_each_column_can(changed, column):
    assert ahead(**START | changed) == column


def test_no_column_is_ahead_in_half_of_the_settings_drawn_by_lot():
    lot, leads = Random(5), Counter()
    ranges = {name: control for name, control in CONTROLS.items() if name != "logic"}
    for _ in range(3000):
        drawn = {name: lot.randrange(one.low, one.high + 1, one.step) for name, one in ranges.items()}
        leads[ahead(logic="plan", **drawn)] += 1
    assert all(leads[column] <= 0.45 * leads.total() for column in COLUMNS)


@pytest.mark.parametrize(
    ("logic", "idle"),
    [
        ("contribution", ["pay", "planned", "rivals"]),
        ("plan", ["pay", "rivals", "back"]),
        ("exchange", ["planned", "back"]),
    ],
)
def test_the_summary_tells_the_truth_about_the_controls_that_change_nothing(logic, idle):
    for name in CONTROLS:
        if name == "logic":
            continue
        ends = [received(logic, **{name: end}) for end in CONTROLS[name].ends]
        assert (ends[0] == ends[1]) == (name in idle), name
    assert IDLE[logic] in picture(**{**START, "logic": logic}).summary


def test_every_receiver_has_a_colour_and_a_sign_of_its_own():
    assert len({colour for colour, _ in RECEIVERS.values()}) == len({sign for _, sign in RECEIVERS.values()}) == 5


def test_the_flows_keep_their_places_when_nothing_flows():
    full, empty = (picture(**{**START, "rivals": rivals}).figure["data"][0]["link"] for rivals in (50, 100))
    assert full["source"] == empty["source"]
    assert min(empty["value"]) > 0


def test_the_bars_show_all_three_logics_at_once():
    bars = at_start(EXPLORABLE).figure["data"][1:]
    assert [sum(bar["x"][place] for bar in bars) for place in range(3)] == [100, 100, 100]
