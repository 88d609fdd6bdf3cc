from itertools import product

import pytest

from kit.content.lesson_form import load_content
from kit.explorables import load_explorable
from kit.explorables.relation_to_capital import PEOPLE, ahead, exchange, gini, picture, society, tosses

EXPLORABLE = load_explorable("relation_to_capital")
CONTROLS = EXPLORABLE.controls
START = EXPLORABLE.start
FEEDBACK = {option.id: option.feedback for option in load_content("relation_to_capital").bet.options}
RUNS = range(1, CONTROLS["luck"].high + 1)


def world(**controls):
    return society(**{**START, **controls})


def shares(**controls) -> dict[str, float]:
    numbers = picture(**{**START, **controls}).numbers
    return dict(zip(numbers["Group"], numbers["Share of all, %"], strict=True))


def poorest(**controls) -> float:
    """How much each of the poorest half has in the end, on average; 1 is the start."""
    return sum(sorted(world(**controls).holdings)[: PEOPLE // 2]) / (PEOPLE // 2)


def better_for_the_poorest(**controls) -> str:
    """What leaves the poorest half with more, to a hundredth: rules, none, or neither when it is the same."""
    ruled, bare = round(poorest(**controls), 2), round(poorest(**{**controls, "levy": 0, "pool": 0}), 2)
    return "" if ruled == bare else "rules" if ruled > bare else "no rules"


def test_the_winner_takes_a_fifth_of_what_the_poorer_has():
    own = [10.0, 5.0]
    exchange(own, ((0, 1),))
    assert own == [11.0, 4.0]
    exchange(own, ((1, 0),))
    assert own == [10.2, 4.8]  # one win and one loss, and the loser is worse off than at the start


def test_a_gain_goes_to_both_in_equal_parts():
    own = [10.0, 5.0]
    exchange(own, ((0, 1),), gain=4)  # 4% a round is 2% a meeting
    assert own == pytest.approx([11.1, 4.1])


def test_in_each_round_everybody_meets_two_others():
    for pairs in tosses(1):
        met = [person for pair in pairs for person in pair]
        assert sorted(met) == sorted([*range(PEOPLE), *range(PEOPLE)])


def test_the_gini_of_four_people_can_be_done_in_the_head():
    assert gini([1, 1, 1, 1]) == 0
    assert gini([0, 0, 0, 1]) == 0.75
    assert gini([0, 0, 1, 1]) == 0.5


def test_without_a_gain_exchange_makes_nobody_richer_all_together_and_a_loss_makes_all_poorer():
    assert sum(world(gain=0, levy=7, lost=0).holdings) == pytest.approx(sum(world(gain=0).holdings))
    assert sum(world(gain=0, levy=7, lost=20).holdings) < sum(world(gain=0).holdings)
    assert sum(world().holdings) > sum(world(gain=0).holdings)


@pytest.mark.parametrize("luck", RUNS)
def test_a_fair_coin_gives_the_richest_ten_nearly_half_in_every_run(luck):
    assert 43 <= shares(luck=luck)["Richest 10"] <= 49.2


def test_another_run_of_luck_puts_somebody_else_on_top():
    richest = {max(range(PEOPLE), key=world(luck=luck).holdings.__getitem__) for luck in RUNS}
    assert len(richest) > 3


@pytest.mark.parametrize("luck", RUNS)
def test_a_levy_keeps_holdings_closer(luck):
    ginis = [world(levy=levy, luck=luck).ginis[-1] for levy in (0, 1, 5, 20)]
    assert ginis == sorted(ginis, reverse=True)


def test_a_pool_of_everything_keeps_all_equal_and_earns_nothing_from_exchange():
    assert world(pool=100).ginis[-1] == pytest.approx(0)
    assert sum(world(pool=50).holdings) < sum(world().holdings)
    assert poorest(gain=0, pool=50) > poorest(gain=0)


def test_a_small_levy_helps_the_poorest_half_and_a_high_one_leaves_them_with_less_than_none():
    levies = {levy: poorest(levy=levy) for levy in range(21)}
    assert max(levies, key=levies.get) in (2, 3)
    assert levies[20] < levies[0] < levies[3]


def test_when_most_is_lost_on_the_way_no_levy_helps():
    assert all(poorest(levy=levy, lost=80) < poorest() for levy in range(1, 21))


def test_whether_a_levy_makes_all_together_richer_hangs_on_the_growth_that_is_assumed():
    def more(growth: str) -> bool:
        return sum(world(levy=3, growth=growth).holdings) > sum(world(growth=growth).holdings)

    assert [more(growth) for growth in ("faster", "slower")] == [False, True]


def test_the_figure_ranks_no_column_and_neither_rules_nor_no_rules_always_win():
    assert ahead(**START) is None
    assert better_for_the_poorest(**START) == ""
    grid = product((0, 2, 4), (0, 2, 8, 20), (0, 40, 80), (0, 40), ("no", "slower", "faster"))
    found = [
        better_for_the_poorest(gain=gain, levy=levy, lost=lost, pool=pool, growth=growth, luck=1)
        for gain, levy, lost, pool, growth in grid
    ]
    assert found.count("rules") > found.count("no rules") > len(found) / 6


def test_the_bet_is_answered_with_what_the_figure_shows():
    at_start, with_levy = shares(), shares(levy=3)
    assert (round(at_start["Richest 10"]), round(at_start["Poorest half"])) == (47, 6)
    assert all("47%" in feedback for feedback in FEEDBACK.values())
    assert f"come down to {round(with_levy['Richest 10'])}%" in FEEDBACK["tenth"]
    assert round(100 * world().tops[-1]) == 8 and "8%" in FEEDBACK["half"] and "8%" in FEEDBACK["one"]
    assert f"{round(shares(gain=0)['Richest 10'])}% for the richest ten" in FEEDBACK["one"]


def test_the_real_shares_are_named_with_their_years():
    words = [note["text"] for note in picture(**START).figure["layout"]["annotations"]]
    assert {"real: Sweden, 1930", "real: USA, 2014", "real: France, 2014"} < set(words)
