import pytest

from kit.content.course import load_content
from kit.explorables.relation_to_capital import CONTROLS, PEOPLE, exchange, gini, picture, society, tosses

START = {"levy": 0, "pool": 0, "growth": "no", "luck": 1}
FEEDBACK = {option.id: option.feedback for option in load_content("relation_to_capital").bet.options}
RUNS = range(1, CONTROLS["luck"].high + 1)


def world(**controls):
    return society(**{**START, **controls})


def shares(**controls) -> dict[str, float]:
    numbers = picture(**{**START, **controls}).numbers
    return dict(zip(numbers["Group"], numbers["Share of all, %"], strict=True))


def poorest_half_has(**controls) -> float:
    return picture(**{**START, **controls}).numbers["Per person, start = 1"].iat[0]


def test_the_winner_takes_a_fifth_of_what_the_poorer_has():
    own = [10.0, 5.0]
    exchange(own, ((0, 1),))
    assert own == [11.0, 4.0]
    exchange(own, ((1, 0),))
    assert own == [10.2, 4.8]  # one win and one loss, and the loser is worse off than at the start


def test_in_each_round_everybody_meets_two_others():
    for pairs in tosses(1):
        met = [person for pair in pairs for person in pair]
        assert sorted(met) == sorted([*range(PEOPLE), *range(PEOPLE)])


def test_the_gini_of_four_people_can_be_done_in_the_head():
    assert gini([1, 1, 1, 1]) == 0
    assert gini([0, 0, 0, 1]) == 0.75
    assert gini([0, 0, 1, 1]) == 0.5


def test_exchange_and_levy_make_nobody_richer_all_together():
    assert sum(world(levy=7).holdings) == pytest.approx(sum(world().holdings))


@pytest.mark.parametrize("luck", RUNS)
def test_a_fair_coin_gives_the_richest_ten_more_than_half_in_every_run(luck):
    assert 56 <= round(shares(luck=luck)["Richest 10"]) <= 63


def test_another_run_of_luck_puts_somebody_else_on_top():
    richest = {max(range(PEOPLE), key=world(luck=luck).holdings.__getitem__) for luck in RUNS}
    assert len(richest) > 3


@pytest.mark.parametrize("luck", RUNS)
def test_a_levy_keeps_holdings_closer(luck):
    ginis = [world(levy=levy, luck=luck).ginis[-1] for levy in (0, 1, 5, 20)]
    assert ginis == sorted(ginis, reverse=True)


def test_a_pool_of_everything_keeps_all_equal():
    assert world(pool=100).ginis[-1] == pytest.approx(0)
    assert 0.5 < world(pool=30).ginis[-1] < world().ginis[-1]


def test_what_is_best_for_the_poorest_half_hangs_on_the_growth_that_is_assumed():
    # if inequality speeds growth, a middling levy beats none and beats a high one; if it slows growth, more is better
    none, middling, high = (poorest_half_has(levy=levy, growth="faster") for levy in (0, 3, 20))
    assert none < high < middling
    assert poorest_half_has(levy=3, growth="slower") < poorest_half_has(levy=20, growth="slower")


def test_the_bet_is_answered_with_what_the_figure_shows():
    at_start, with_levy = shares(), shares(levy=5)
    assert (round(at_start["Richest 10"]), round(at_start["Poorest half"])) == (61, 2)
    assert all("61%" in feedback for feedback in FEEDBACK.values())
    assert f"come down to {round(with_levy['Richest 10'])}%" in FEEDBACK["tenth"]
    assert round(100 * world().tops[-1]) == 12 and "12%" in FEEDBACK["most"] and "12%" in FEEDBACK["one"]


def test_the_real_shares_are_named_with_their_years():
    words = [note["text"] for note in picture(**START).figure["layout"]["annotations"]]
    assert {"real: Sweden, 1930", "real: USA, 2014", "real: France, 2014"} < set(words)
