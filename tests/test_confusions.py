"""Which cell was taken for which model's: what is read from the journal, and what it comes to."""

import pytest

from kit.answers.placements import commonest, given, matches
from tests.test_placements import DIMENSIONS, MODELS

RIGHT = {"commons": "commons", "state": "state", "market": "market"}
SWAPPED = {"commons": "state", "state": "commons", "market": "market"}
ALL_STATE = dict.fromkeys(RIGHT, "state")


def match(journal, lesson, *tries):
    for guesses in tries:
        journal.save(lesson, "predict", "match", guesses)


def read(journal):
    return matches(journal, DIMENSIONS, MODELS)


def test_the_first_match_and_the_last_come_in_the_order_of_the_table(journal):
    match(journal, "value_logic", RIGHT)
    match(journal, "governance", SWAPPED, ALL_STATE, RIGHT)
    assert [(one.title, one.first, one.last) for one in read(journal)] == [
        ("Governance", SWAPPED, RIGHT),
        ("Value Logic", RIGHT, RIGHT),
    ]


def test_the_first_tries_are_counted_by_owner_and_taker(journal):
    match(journal, "governance", SWAPPED, RIGHT)
    match(journal, "value_logic", ALL_STATE)
    counts = {pair: [one.dimension for one in where] for pair, where in given(read(journal)).items()}
    assert counts == {
        ("commons", "state"): ["governance", "value_logic"],
        ("state", "commons"): ["governance"],
        ("market", "market"): ["governance"],
        ("state", "state"): ["value_logic"],
        ("market", "state"): ["value_logic"],
    }
    assert commonest(read(journal)) == ("commons", "state")


def test_who_took_no_cell_for_another_has_no_commonest_confusion(journal):
    match(journal, "governance", RIGHT)
    assert commonest(read(journal)) is None
    assert commonest([]) is None


NO_MATCHES = ["commons", ["commons"], {}, {"commons": "state"}, {**RIGHT, "market": "gone"}, {**RIGHT, "market": []}]


@pytest.mark.parametrize("value", NO_MATCHES)
def test_what_is_no_match_in_this_table_does_not_count(journal, value):
    match(journal, "governance", value)
    assert read(journal) == []
