import pytest

from kit.content.course import load_content
from kit.explorables.technology_and_infrastructure import (
    FACTS,
    SURE,
    breaks,
    made_again,
    one_machine,
    picture,
    unbroken,
)

START = {"show": "model", "odds": 70, "life": 5, "bonus": 0, "bored": 0}


def numbers(column: str = "Made again in 30 years", **controls) -> dict[str, float]:
    table = picture(**{**START, **controls}).numbers
    return dict(zip(table["Machines"], table[column], strict=True))


def test_a_machine_that_lasts_one_year_is_made_again_every_year():
    assert made_again([1.0, 0.0, 0.0, 0.0]) == [0.0, 1.0, 1.0, 1.0]


def test_when_half_are_lost_each_year_half_are_made_each_year():
    assert made_again([1.0, 0.5, 0.25, 0.125]) == [0.0, 0.5, 0.5, 0.5]


def test_most_machines_break_near_their_design_life():
    assert unbroken(0, 5) == 1
    assert breaks(0, 5) < 0.01 < 0.3 < breaks(5, 5)
    mean = sum(unbroken(age / 100, 5) for age in range(3000)) / 100
    assert mean == pytest.approx(5, abs=0.01)


def test_who_gives_up_half_each_year_halves_what_is_in_use_at_least():
    alive, _ = one_machine(1e6, 0, 0.5)
    assert alive[:3] == pytest.approx([1, 0.5, 0.25])


def test_the_bet_is_answered_with_the_numbers_of_the_figure():
    bet = load_content("technology_and_infrastructure").bet
    feedback = {option.id: option.feedback for option in bet.options}
    start, bored, lasting, patient = numbers(), numbers(bored=20), numbers(bonus=100), numbers(odds=95)
    assert f"{start['Sealed']:,}" in bet.stem
    assert all(f"{start['Open']:,}" in words for words in feedback.values())
    assert f"{bored['Open']:,} against {bored['Sealed']:,}" in feedback["most"]
    assert f"{numbers('Repairs in 30 years')['Open']:,}" in feedback["half"]
    assert f"{lasting['Sealed']:,}" in feedback["half"]
    assert f"{numbers(odds=80)['Open']:,}" in feedback["third"]
    assert str(patient["Open"]) in feedback["none"]
    assert f"{numbers('Repairs in 30 years', odds=95)['Open']:,}" in feedback["none"]
    assert str(numbers("Average age in use, years", odds=95)["Open"]) in feedback["none"]


def test_without_a_repair_that_succeeds_open_is_as_good_as_sealed():
    made = numbers(odds=0)
    assert made["Open"] == made["Sealed"]


def test_repair_counts_for_less_when_working_machines_are_given_up():
    def saved(bored: int) -> float:
        made = numbers(bored=bored)
        return 1 - made["Open"] / made["Sealed"]

    assert saved(0) > saved(10) > saved(20) > saved(30)


def test_a_sealed_machine_that_lasts_twice_as_long_can_beat_an_open_one():
    made = numbers(bonus=100, bored=20)
    assert made["Sealed"] < made["Open"]


def test_what_is_repaired_is_older():
    age = numbers("Average age in use, years")
    assert age["Open"] > 2 * age["Sealed"]


def test_the_hours_before_the_cartel_are_shown_as_disputed():
    before = FACTS[FACTS["measure"] == "before the cartel"].iloc[0]
    assert SURE[before["confidence"]][1] == "disputed"
    points = [trace for trace in picture(**{**START, "show": "lamps"}).figure["data"] if "marker" in trace]
    assert [point["x"] for point in points if point["marker"]["symbol"] == "x-thin"] == [[2500]]


def test_firms_make_the_most_and_the_least_repairable_devices():
    said = picture(**{**START, "show": "scores"}).summary
    assert "Surface Laptop (2017) 0" in said
    assert "HP EliteBook 840 G6 10" in said
    assert "Samsung, phones 8" in said and "Galaxy S20 Ultra 3" in said
