import pytest

from kit.content.lesson_form import load_content
from kit.content.run_sheet_form import load_run_sheet
from kit.explorables.technology_and_infrastructure import (
    FACTS,
    SURE,
    ahead,
    breaks,
    one_machine,
    picture,
    replacements,
    unbroken,
)

START = {"show": "model", "odds": 50, "life": 5, "bonus": 50, "bored": 5}


def numbers(column: str = "Replacements in 30 years", **controls) -> dict[str, float]:
    table = picture(**{**START, **controls}).numbers
    return dict(zip(table["Machines"], table[column], strict=True))


def test_a_machine_that_lasts_one_year_is_replacements_every_year():
    assert replacements([1.0, 0.0, 0.0, 0.0]) == [0.0, 1.0, 1.0, 1.0]


def test_when_half_are_lost_each_year_half_are_made_each_year():
    assert replacements([1.0, 0.5, 0.25, 0.125]) == [0.0, 0.5, 0.5, 0.5]


def test_most_machines_break_near_their_design_life():
    assert unbroken(0, 5) == 1
    assert breaks(0, 5) < 0.01 < 0.3 < breaks(5, 5)
    mean = sum(unbroken(age / 100, 5) for age in range(3000)) / 100
    assert mean == pytest.approx(5, abs=0.01)


def test_who_gives_up_half_each_year_halves_what_is_in_use_at_least():
    alive, _ = one_machine(1e6, 0, 0.5)
    assert alive[:3] == pytest.approx([1, 0.5, 0.25])


def test_the_start_is_a_tie():
    made = numbers()
    assert abs(made["Open"] - made["Sealed"]) < 0.01 * made["Sealed"]


def test_the_bet_is_answered_with_the_numbers_of_the_figure():
    feedback = {option.id: option.feedback for option in load_content("technology_and_infrastructure").bet.options}
    start, lasting = numbers(), numbers(bonus=100)
    assert all(f"{start['Open']:,}" in words and f"{start['Sealed']:,}" in words for words in feedback.values())
    assert f"{numbers(odds=70)['Open']:,} against {start['Sealed']:,}" in feedback["open"]
    assert f"{lasting['Sealed']:,}" in feedback["sealed"]
    for bored in (0, 20):
        made = numbers(bored=bored)
        assert f"{made['Open']:,}" in feedback["givers"] and f"{made['Sealed']:,}" in feedback["givers"]


def test_the_board_of_the_run_sheet_has_the_numbers_of_the_figure():
    board = " ".join(load_run_sheet("technology_and_infrastructure").board)
    told = (*numbers().values(), numbers("Repairs in 30 years")["Open"], numbers(odds=70)["Open"])
    assert all(f"{number:,}" in board for number in (*told, numbers(bonus=100)["Sealed"]))


def test_without_a_repair_that_succeeds_open_is_as_good_as_sealed():
    made = numbers(odds=0, bonus=0)
    assert made["Open"] == made["Sealed"]


def test_repair_counts_for_less_when_working_machines_are_given_up():
    def saved(bored: int) -> float:
        made = numbers(bored=bored, odds=70)
        return 1 - made["Open"] / made["Sealed"]

    assert saved(0) > saved(10) > saved(20) > saved(30) > 0
    assert (round(100 * saved(0)), round(100 * saved(10))) == (35, 14)


def test_a_sealed_machine_that_lasts_twice_as_long_can_beat_an_open_one():
    made = numbers(bonus=100, bored=20)
    assert made["Sealed"] < made["Open"]


def test_a_longer_life_catches_up_with_better_repairs_as_the_page_asks():
    ahead_at = [
        bonus for bonus in range(0, 101, 10) if numbers(odds=60, bonus=bonus)["Sealed"] < numbers(odds=60)["Open"]
    ]
    assert ahead_at[0] == 80


def test_what_is_repaired_is_older():
    age = numbers("Average age in use, years", odds=95)
    assert age["Open"] > 2 * age["Sealed"]


def test_the_hours_before_the_cartel_rest_on_one_source_and_the_fines_on_two():
    hours = FACTS[FACTS["measure"].str.startswith("common before")]
    assert [SURE[one] for one in hours["confidence"]] == ["circle-open"] * 2
    points = [trace for trace in picture(**{**START, "show": "lamps"}).figure["data"] if "marker" in trace]
    assert [point["x"] for point in points if point["marker"]["symbol"] == "circle-open"] == [[1500], [2000]]
    assert "fined each other for lamps that lasted longer" in picture(**{**START, "show": "lamps"}).summary


def test_nobody_is_ahead_because_all_three_models_have_made_both():
    assert ahead(**START) is None


def test_firms_make_the_most_and_the_least_repairable_devices():
    said = picture(**{**START, "show": "scores"}).summary
    assert "Surface Laptop (2017) 0" in said
    assert "HP EliteBook 840 G6 10" in said
    assert "Samsung, phones 8" in said and "Galaxy S20 Ultra 3" in said
