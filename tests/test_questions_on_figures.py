"""The check questions on a figure: the figure itself says what is right, and the replies quote its numbers."""

import pytest

from kit.base.paths import data_path
from kit.content.lesson_form import load_content
from kit.explorables import autonomy_and_freedom as freedom
from kit.explorables import load_explorable
from kit.explorables import ownership_model as ownership
from kit.explorables.critiques import CRITIQUES, ordered
from kit.explorables.example_institutions import NAMES
from kit.explorables.global_strategy import last_count
from kit.explorables.view_of_the_state import NAMES as MODELS
from kit.explorables.view_of_the_state import TASKS, accepted

LESSONS = sorted(path.stem for path in data_path("lessons").glob("*.yaml"))
ON_THE_FIGURE = {
    "core_principle": ["stale_count"],
    "governance": ["fewest_messages"],
    "view_of_the_state": ["heavy_industry"],
    "ownership_model": ["nobody_holds"],
    "value_logic": ["hours_for_all", "who_bears_it"],
    "economic_model": ["large_order"],
    "technology_and_infrastructure": ["given_up"],
    "autonomy_and_freedom": ["two_questions"],
    "culture_and_subjectivity": ["how_many_fine"],
    "example_institutions": ["enspiral_fact", "sensorica_shares"],
    "relation_to_capital": ["lossy_levy", "common_pool"],
    "global_strategy": ["year_1975"],
    "critiques": ["shared_most"],
}


def asked(lesson: str, name: str):
    return next(question for question in load_content(lesson).questions if question.id == name)


def right(lesson: str, name: str):
    """Return the right option of a question."""
    return next(option for option in asked(lesson, name).options if option.right)


def replies(lesson: str, name: str) -> str:
    return " ".join(option.feedback for option in asked(lesson, name).options)


def numbers(lesson: str, **controls):
    """Return the numbers below a lesson's figure, some controls moved."""
    explorable = load_explorable(lesson)
    return explorable.picture(**{**explorable.start, **controls}).numbers


def column(lesson: str, key: str, value: str, **controls) -> dict:
    table = numbers(lesson, **controls)
    return dict(zip(table[key], table[value], strict=True))


def test_each_lesson_asks_of_its_figure_and_at_most_half_of_all_questions_do():
    every = [(lesson, question.id) for lesson in LESSONS for question in load_content(lesson).questions]
    named = [(lesson, name) for lesson, names in ON_THE_FIGURE.items() for name in names]
    assert set(ON_THE_FIGURE) == set(LESSONS)
    assert set(named) <= set(every) and len(named) <= len(every) / 2


def test_the_low_count_of_encarta_is_four_years_older():
    table = numbers("core_principle").query("Encyclopedia == 'Encarta'")
    dates = dict(zip(table["Articles"].astype(int), table["Date"].astype(str), strict=True))
    assert dates.pop(42_000) == "2005-04" and set(dates.values()) == {"2009"}
    assert "four years old" in right("core_principle", "stale_count").text


def test_one_in_the_middle_needs_as_many_messages_in_each_network():
    sent = column("governance", "Network", "Messages to decide", rule="one")
    assert set(sent.values()) == {60} and right("governance", "fewest_messages").text.startswith("Each needs the same")


def test_milder_friends_meet_at_the_market_for_heavy_industry():
    shared = set.intersection(*(set(accepted(TASKS["industry"], model, "friends")) for model in MODELS))
    assert shared == {"M"} and right("view_of_the_state", "heavy_industry").text == "The market"


def test_a_lobster_ground_alone_has_a_right_that_nobody_holds():
    def held(thing: str) -> set[str]:
        return {right for (right, _), share in ownership.shares(thing).items() if share != "not_seen"}

    missing = {thing for thing in ownership.THINGS if len(held(thing)) < 5}
    assert missing == {"lobsters"} and right("ownership_model", "nobody_holds").text == "A lobster ground"


@pytest.mark.parametrize("logic", ["plan", "exchange"])
def test_fifteen_hours_reach_everybody_in_plan_and_market(logic):
    table = numbers("value_logic").query("Logic == @logic")
    hours = dict(zip(table["Who receives"], table["Hours of 100"], strict=True))
    assert (hours["those who worked"], hours["everybody"]) == (60, 15)
    assert right("value_logic", "hours_for_all").text == "15 in the plan, 15 in the market"


def test_what_nobody_wants_is_paid_by_those_who_worked_under_the_contribution_alone():
    def pay(unwanted: int) -> dict[str, int]:
        table = numbers("value_logic", unwanted=unwanted)
        table = table[table["Who receives"] == "those who worked"]
        return dict(zip(table["Logic"], table["Hours of 100"], strict=True))

    before, after = pay(10), pay(30)
    assert {logic for logic in before if after[logic] < before[logic]} == {"contribution"}
    assert f"from {before['contribution']} to {after['contribution']}" in right("value_logic", "who_bears_it").feedback


def test_for_100_000_chairs_the_plant_is_cheapest_and_the_factory_the_most_expensive():
    last = numbers("economic_model", wanted="100000").iloc[-1]
    cost = {place: float(last[place]) for place in ("Workshops", "Plant", "Factory")}
    assert sorted(cost, key=cost.get) == ["Plant", "Workshops", "Factory"]
    assert all(f"€{euros:.2f}" in right("economic_model", "large_order").feedback for euros in cost.values())


def test_the_more_is_given_up_the_more_the_sealed_machines_come_out_ahead_by_a_little():
    for bored, ahead in ((0, "Open"), (20, "Sealed")):
        made = column("technology_and_infrastructure", "Machines", "Replacements in 30 years", bored=bored)
        assert min(made, key=made.get) == ahead
        assert all(f"{number:,}" in replies("technology_and_infrastructure", "given_up") for number in made.values())
    assert right("technology_and_infrastructure", "given_up").text == "The sealed ones come out ahead by a little."


def test_by_two_of_the_four_questions_no_more_than_two_are_not_free():
    rulings = {cell: ruling for cell, (ruling, _) in freedom.readings().items()}
    few = {
        concept
        for concept in freedom.CONCEPTS
        if sum(rulings[f"{person}/{concept}"] == "not_free" for person in freedom.WORLDS) <= 2
    }
    assert few == {"positive", "relational"}
    assert right("autonomy_and_freedom", "two_questions").text == "By the positive and by the relational one"


def test_it_takes_three_who_fine_until_those_who_give_nothing_earn_the_least():
    worst = {}
    for fining in (1, 2, 3):
        earned = column("culture_and_subjectivity", "Players", "Earned per round", fining=fining)
        worst[fining] = min(earned, key=earned.get)
        assert str(earned["Give nothing"]) in replies("culture_and_subjectivity", "how_many_fine")
        assert str(earned["Give everything"]) in replies("culture_and_subjectivity", "how_many_fine")
    assert worst == {1: "Give everything", 2: "Give everything", 3: "Give nothing"}
    assert right("culture_and_subjectivity", "how_many_fine").text == "It takes three of them."


@pytest.mark.parametrize(
    ("case", "question", "fact"),
    [("Enspiral", "enspiral_fact", "ordinary share company"), ("Sensorica", "sensorica_shares", "20%")],
)
def test_what_does_not_fit_a_case_is_what_the_figure_says_of_it(case, question, fact):
    place = next(number for number, name in NAMES.items() if name == case)
    explorable = load_explorable("example_institutions")
    summary = explorable.picture(**{**explorable.start, "case": place}).summary
    assert fact in summary and fact in right("example_institutions", question).text


def test_no_levy_is_best_for_the_poorest_half_when_most_of_it_is_lost():
    def poorest(levy: int) -> float:
        return column("relation_to_capital", "Group", "Per person, start = 1", lost=80, levy=levy)["Poorest half"]

    kept = {levy: poorest(levy) for levy in (0, 1, 2, 3, 20)}
    assert max(kept, key=kept.get) == 0 and [kept[levy] for levy in (0, 1, 2, 3)] == [1.2, 1.0, 0.7, 0.4]
    assert right("relation_to_capital", "lossy_levy").text == "No levy, 0%"


def test_a_pool_gives_the_poorest_half_a_little_more_and_all_much_less():
    def poorest(pool: int) -> float:
        return column("relation_to_capital", "Group", "Per person, start = 1", pool=pool)["Poorest half"]

    told = right("relation_to_capital", "common_pool")
    explorable = load_explorable("relation_to_capital")
    assert f"{poorest(50)} times the start in place of {poorest(0)}" in told.feedback
    for pool, times in ((50, "5.9"), (0, "10.2")):
        assert f"has {times} times" in explorable.picture(**{**explorable.start, "pool": pool}).summary
        assert f"{times} times" in told.feedback or f"of {times}" in told.feedback


def test_in_1975_the_last_count_of_the_trade_agreement_is_of_1947():
    explorable = load_explorable("global_strategy")
    assert explorable.start["year"] == 1975 and last_count("GATT", 1975) == (1947, 23)
    assert "GATT 23 members in 1947" in explorable.picture(**explorable.start).summary
    assert right("global_strategy", "year_1975").text == "23"


def test_the_most_shared_critique_is_the_one_with_the_highest_second_mark():
    marks = {"inequality": [3, 3, 3], "exploitation": [4, 2, 3], "scaling": [2, 2, 2], "bureaucracy": [0, 4, 4]}
    given = {name: marks.get(name, [None, None, None]) for name in CRITIQUES}
    assert ordered(given, "shared")[0] == "bureaucracy"
    options = [option.text for option in asked("critiques", "shared_most").options]
    for name, (first, second, third) in marks.items():
        assert any(
            text.lower().startswith(f"'{CRITIQUES[name].lower()}'") and text.endswith(f"{first}, {second} and {third}")
            for text in options
        )
    assert right("critiques", "shared_most").text.startswith("'Bureaucracy'")
