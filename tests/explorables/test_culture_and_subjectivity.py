import pytest

from kit.content.lesson_form import load_content
from kit.content.run_sheet_form import load_run_sheet
from kit.explorables.culture_and_subjectivity import ahead, choices, picture, play, seats, settled

START = {"nothing": 2, "everything": 1, "fining": 0, "pot": 16, "mine": {}}
FEEDBACK = {option.id: option.feedback for option in load_content("culture_and_subjectivity").bet.options}


def gifts(**controls) -> tuple[float, float]:
    """Return the average gift in the first round and in the last."""
    setting = {**START, **controls}
    kinds = seats(setting["nothing"], setting["everything"], setting["fining"])
    by_round = play(kinds, setting["pot"], choices(setting["mine"])).groupby("round")["gift"].mean().round(1)
    return by_round.iat[0], by_round.iat[-1]


def earned(**controls) -> dict[str, float]:
    numbers = picture(**{**START, **controls}).numbers
    return dict(zip(numbers["Players"], numbers["Earned per round"], strict=True))


def all_earn(**controls) -> float:
    numbers = picture(**{**START, **controls}).numbers
    return (numbers["How many"] * numbers["Earned per round"]).sum() / 9


def always(tokens: int) -> dict[str, str]:
    return {f"r{first}/give": str(tokens) for first in range(1, 10, 2)}


@pytest.mark.parametrize("nothing, everything, fining", [(2, 1, 0), (0, 0, 0), (3, 2, 3)])
def test_nine_people_sit_at_the_table_whoever_they_are(nothing, everything, fining):
    assert len(seats(nothing, everything, fining)) == 9


def test_two_players_share_a_pot_by_halves():
    # 10 and 0 tokens given, the pot becomes 16, so each gets 8; the giver kept 10 and the other 20
    assert settled(("you", "nothing"), [10, 0], 16) == [(10, 0, 18.0), (0, 0, 28.0)]


def test_a_fine_takes_six_and_costs_two():
    (_, _, judge), (_, fine, fined) = settled(("fining", "nothing"), [10, 0], 16)
    assert (judge, fine, fined) == (18 - 2, 6, 28 - 6)


def test_what_you_have_not_played_yet_stays_hidden():
    assert choices({"r1/give": "5"}) == (5, 5)
    assert picture(**{**START, "mine": {"r1/give": "5"}}).summary.startswith("2 of 10 rounds")
    assert len(choices({})) == 10


def test_gifts_fade_even_among_people_who_only_copy():
    first, last = gifts(nothing=0, everything=0)
    assert last < first / 2


def test_one_generous_player_holds_the_gifts_up_where_nobody_gives_nothing():
    assert gifts(nothing=0) == (12.0, 12.0)


def test_fines_raise_the_gifts_whatever_the_pot_pays():
    for pot in (12, 16, 30):
        assert gifts(pot=pot, fining=2)[1] > 3 * gifts(pot=pot)[1]


def test_fines_pay_in_a_rich_pot_and_cost_in_a_poor_one():
    assert all_earn(pot=30, fining=2) > all_earn(pot=30)
    assert all_earn(pot=12, fining=2) < all_earn(pot=12)


def test_who_fines_earns_less_than_who_copies():
    for fining in (1, 2, 3):
        each = earned(fining=fining)
        assert each["Copy, and fine"] < each["Copy the others"]


def test_giving_everything_lifts_the_others_and_costs_you():
    giving, keeping = earned(mine=always(20)), earned(mine=always(0))
    assert giving["Copy the others"] > keeping["Copy the others"] and giving["You"] < keeping["You"]


@pytest.mark.parametrize(
    "option, controls",
    [(option, {}) for option in FEEDBACK]
    + [("grow", {"everything": 2}), ("selfish", {"nothing": 0, "everything": 0}), ("anyhow", {"nothing": 0})],
)
def test_the_bet_is_answered_with_what_the_figure_shows(option, controls):
    for average in gifts(**controls):
        assert f"{average:g}" in FEEDBACK[option]


def test_the_one_who_gives_everything_earns_what_the_bet_says():
    assert f"{earned()['Give everything']} a round" in FEEDBACK["grow"]
    assert min(earned().values()) == earned()["Give everything"]
    assert gifts(nothing=0, everything=0)[1] == 5.1 and "5.1" in FEEDBACK["anyhow"]


def test_the_diamond_is_what_a_class_gave_in_its_only_round():
    for fining, measured in ((0, 4.0), (2, 9.6)):
        figure = picture(**{**START, "fining": fining}).figure
        diamond = next(trace for trace in figure["data"] if trace.get("marker", {}).get("symbol") == "diamond-open")
        assert (diamond["x"], diamond["y"]) == ([1], [measured])
        assert f"◇ a real class, one round: {measured}" in [note["text"] for note in figure["layout"]["annotations"]]


def test_the_board_of_the_run_sheet_has_the_averages_of_the_figure():
    board = " ".join(load_run_sheet("culture_and_subjectivity").board)
    for setting in ({}, {"nothing": 0, "everything": 0}, {"nothing": 0}):
        first, last = gifts(**setting)
        assert f"{first:g} to {last:g}" in board


def test_the_players_belong_to_no_column():
    assert ahead(**START) is None
