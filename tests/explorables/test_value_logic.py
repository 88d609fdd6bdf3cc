import pytest

from kit.content.course import load_content
from kit.explorables import value_logic as explorable
from kit.explorables.value_logic import CONTROLS, LOGICS, RECEIVERS, flows, picture
from kit.views.contract import at_start

START = {name: control.value for name, control in CONTROLS.items()}


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
    assert received("plan", pay=80) == {"those who worked": 80, "tools for later": 10, "everybody": 10}


def test_the_bet_is_answered_with_the_numbers_of_the_figure():
    feedback = {option.id: option.feedback for option in load_content("value_logic").bet.options}
    everybody = [received(logic)["everybody"] for logic in ("contribution", "plan", "exchange")]
    tools = [received(logic)["tools for later"] for logic in ("contribution", "plan", "exchange")]
    assert everybody == [80, 20, 20]
    assert tools == [10, 20, 10]
    assert "80 hours" in feedback["commons"] and received("contribution")["those who worked"] == 10
    assert "40 hours" in feedback["plan"] and received("plan", tools=0)["everybody"] == 40
    assert "20 of the 100 hours" in feedback["price"]
    assert "80, 20 and 20" in feedback["alike"] and "10, 20 and 10" in feedback["alike"]


def test_plan_and_exchange_pay_the_same_wage_and_differ_in_who_decides_about_the_rest():
    assert received("plan")["those who worked"] == received("exchange")["those who worked"]
    deciders = {logic: {flow.decider for flow in flows(**{**START, "logic": logic})} for logic in ("plan", "exchange")}
    assert not deciders["plan"] & deciders["exchange"]


def test_rivals_give_to_buyers_and_take_from_owners_and_machines():
    assert received("exchange", rivals=0) == {
        "those who worked": 60, "owners": 20, "tools for later": 20, "everybody": 0,
    }  # fmt: skip
    assert received("exchange", rivals=100) == {
        "those who worked": 60, "owners": 0, "tools for later": 0, "everybody": 40,
    }  # fmt: skip


def test_a_commons_pays_as_much_as_a_wage_only_when_users_give_back_60_and_no_tools_are_bought():
    enough = [
        back for back in range(0, 101, 10) if received("contribution", back=back, tools=0)["those who worked"] >= 60
    ]
    assert enough[0] == 60
    assert received("contribution", back=60, tools=0) == {"those who worked": 60, "tools for later": 0, "everybody": 40}
    assert all(received("contribution", back=back)["those who worked"] < 60 for back in range(0, 101, 10))


@pytest.mark.parametrize(
    ("logic", "idle"), [("contribution", ["pay", "rivals"]), ("plan", ["rivals", "back"]), ("exchange", ["back"])]
)
def test_the_summary_tells_the_truth_about_the_controls_that_change_nothing(logic, idle):
    for name in CONTROLS:
        if name == "logic":
            continue
        ends = [received(logic, **{name: end}) for end in CONTROLS[name].ends]
        assert (ends[0] == ends[1]) == (name in idle), name
    assert explorable.IDLE[logic] in picture(**{**START, "logic": logic}).summary


def test_every_receiver_has_a_colour_and_a_sign_of_its_own():
    assert len({colour for colour, _ in RECEIVERS.values()}) == len({sign for _, sign in RECEIVERS.values()}) == 4


def test_the_flows_keep_their_places_when_nothing_flows():
    full, empty = (picture(**{**START, "rivals": rivals}).figure["data"][0]["link"] for rivals in (50, 100))
    assert full["source"] == empty["source"]
    assert min(empty["value"]) > 0


def test_the_bars_show_all_three_logics_at_once():
    bars = at_start(explorable).figure["data"][1:]
    assert [sum(bar["x"][place] for bar in bars) for place in range(3)] == [100, 100, 100]
