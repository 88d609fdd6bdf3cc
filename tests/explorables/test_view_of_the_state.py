import re
from collections import Counter
from random import Random

import pytest

from kit.content.lesson_form import load_content
from kit.explorables.view_of_the_state import FACTS, NAMES, TASKS, accepted, ahead, nearness, picture


def everything_to(doer: str) -> dict[str, str]:
    return {f"{task}/who": doer for task in TASKS}


def spent() -> dict[str, float]:
    numbers = picture("spend", "cell", {}).numbers
    return dict(zip(numbers["Country"], numbers["2011, % of GDP"], strict=True))


def answers(model: str, reading: str) -> int:
    return sum(len(accepted(task, model, reading)) for task in TASKS.values())


@pytest.mark.parametrize("model", NAMES)
def test_no_model_is_easier_to_agree_with_than_another(model):
    assert answers(model, "cell") == 12
    assert answers(model, "friends") == 21


def test_courts_and_defence_are_the_states_in_all_three_cells():
    assert all(accepted(TASKS[task], model, "cell") == "S" for task in ("courts", "defence") for model in NAMES)


def test_two_tasks_to_the_state_agree_with_everybody_and_one_to_the_commons_with_one():
    given = {"courts": "S", "defence": "S", "maps": "C"}
    assert [nearness(given, model, "cell") for model in NAMES] == [3, 2, 2]


@pytest.mark.parametrize(
    ("doer", "reading", "agrees"),
    [
        ("state", "cell", [2, 12, 2]),
        ("state", "friends", [8, 12, 7]),
        ("market", "cell", [0, 0, 10]),
        ("commons", "cell", [10, 0, 0]),
        ("commons", "friends", [11, 8, 3]),
    ],
)
def test_the_models_agree_more_easily_when_they_are_read_through_their_friends(doer, reading, agrees):
    said = picture("build", reading, everything_to(doer)).summary
    assert [int(count) for count in re.findall(r" with (\d+)", said)] == agrees


def test_the_bet_is_answered_with_the_numbers_of_the_figure():
    feedback = {option.id: option.feedback for option in load_content("view_of_the_state").bet.options}
    shares = {name.lower().replace(" ", "_"): f"{share:.0f}%" for name, share in spent().items() if share == share}
    assert all(shares[country] in words for country, words in feedback.items())
    assert len(shares) == 6
    assert min(shares, key=shares.get) == "singapore"
    assert "82%" in picture("own", "cell", {}).summary


def test_a_one_party_state_can_spend_less_than_a_market_economy():
    shares = spent()
    assert 2 * shares["China"] < shares["Denmark"]
    assert shares["China"] < shares["United States"]


def test_the_two_sources_of_spending_are_never_joined():
    traces = picture("spend", "cell", {}).figure["data"]
    assert all(set(trace["x"]) == {0} for trace in traces if trace["xaxis"] == "x2")
    assert max(year for trace in traces if trace["xaxis"] == "x" for year in trace["x"]) == 2011
    assert set(FACTS.loc[FACTS["year"] == 2019, "source"]) == {"HER19"}


def test_in_public_hands_less_of_china_is_left_than_of_singapores_flats():
    said = picture("own", "cell", {}).summary
    assert "China 1978: public share of national wealth 70%" in said
    assert "China 2015: public share of national wealth 30%" in said
    assert "over 95%" in said


@pytest.mark.parametrize(
    ("doer", "column"), [("commons", "commons"), ("state", "collectivism"), ("market", "liberalism")]
)
def test_nobody_is_ahead_before_a_task_is_given_away_and_each_column_can_be(doer, column):
    assert ahead("build", "cell", {}) == ""
    assert ahead("build", "cell", everything_to(doer)) == column
    assert ahead("spend", "cell", {}) is None


@pytest.mark.parametrize("reading", ["cell", "friends"])
def test_answers_drawn_by_lot_are_near_to_each_column_about_as_often(reading):
    lot = Random(7)
    drawn = [{f"{task}/who": lot.choice(("state", "market", "commons")) for task in TASKS} for _ in range(2000)]
    leads = Counter(ahead("build", reading, who) for who in drawn)
    assert all(0.15 < leads[column] / len(drawn) <= 0.45 for column in NAMES)
