"""Where a case stands: what is read from the journal, and what it comes to."""

from datetime import datetime

import pytest

from kit.answers.placements import Placement, changed, mean, moved, placed_by_case, placements, profile, rounded

DIMENSIONS = {"governance": "Governance", "value_logic": "Value Logic", "critiques": "Critiques"}
MODELS = ["commons", "state", "market"]


def weights(*shares: int) -> dict[str, int]:
    return dict(zip(MODELS, shares, strict=True))


def at(dimension: str, *shares: int, first: tuple[int, ...] = ()) -> Placement:
    return Placement(dimension, dimension.title(), weights(*shares), "", weights(*(first or shares)), datetime.now())


def read(journal, case="wikipedia"):
    return placements(journal, case, DIMENSIONS, MODELS)


def test_placements_come_in_the_order_of_the_table_with_their_reasons(journal):
    journal.save("value_logic", "place", "wikipedia", weights(80, 10, 10))
    journal.save("governance", "place", "wikipedia", weights(60, 20, 20))
    journal.save("governance", "place", "wikipedia/reason", " Volunteers decide. ")
    assert [(one.dimension, one.title, one.weights, one.reason) for one in read(journal)] == [
        ("governance", "Governance", weights(60, 20, 20), "Volunteers decide."),
        ("value_logic", "Value Logic", weights(80, 10, 10), ""),
    ]


def test_the_first_word_is_kept_beside_the_last(journal):
    journal.save("governance", "place", "wikipedia", weights(100, 0, 0))
    last = journal.save("governance", "place", "wikipedia", weights(60, 20, 20))
    [placement] = read(journal)
    assert (placement.first, placement.weights, placement.time) == (weights(100, 0, 0), last.value, last.time)


def test_all_placements_are_read_in_one_query(journal):
    for dimension in DIMENSIONS:
        journal.save(dimension, "place", "wikipedia", weights(60, 20, 20))
    asked = []
    journal.store.open().set_trace_callback(asked.append)
    assert len(read(journal)) == 3
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("lesson", "step", "item", "value"),
    [
        ("governance", "place", "uber", {"commons": 0, "state": 0, "market": 100}),
        ("governance", "place", "wikipedia", {"commons": 50, "market": 50}),
        ("governance", "place", "wikipedia", {"commons": 50, "state": 30, "market": "20"}),
        ("governance", "place", "wikipedia", "in the middle"),
        ("governance", "place", "wikipedia/reason", "A reason alone is no place."),
        ("governance", "check", "wikipedia", {"commons": 50, "state": 30, "market": 20}),
        ("a_dimension_that_is_gone", "place", "wikipedia", {"commons": 50, "state": 30, "market": 20}),
    ],
)
def test_what_is_no_placement_of_this_case_in_this_table_does_not_count(journal, lesson, step, item, value):
    journal.save(lesson, step, item, value)
    assert read(journal) == []
    assert placed_by_case(journal, DIMENSIONS, MODELS) == ({"uber": 1} if item == "uber" else {})


def test_a_case_whose_name_ends_like_a_reason_mixes_with_no_other(journal):
    journal.save("governance", "place", "own:a", weights(60, 20, 20))
    journal.save("governance", "place", "own:a/reason", "Mine.")
    journal.save("governance", "place", "own:a/reason", weights(0, 0, 100))
    assert [one.reason for one in read(journal, "own:a")] == ["Mine."]
    assert [one.weights for one in read(journal, "own:a/reason")] == [weights(0, 0, 100)]


def test_each_case_is_counted_once_a_dimension(journal):
    for lesson, case in [("governance", "uber"), ("governance", "uber"), ("critiques", "uber"), ("critiques", "cern")]:
        journal.save(lesson, "place", case, weights(10, 0, 90))
    assert placed_by_case(journal, DIMENSIONS, MODELS) == {"cern": 1, "uber": 2}


def test_the_mean_and_the_spread_round_it_are_in_points():
    found = profile([at("governance", 100, 0, 0), at("critiques", 60, 40, 0)])
    assert found.mean == weights(80, 20, 0)
    assert found.spread == 20  # each of the two would have to move 20 points to stand in the mean


def test_one_placement_has_no_spread():
    assert profile([at("governance", 30, 30, 40)]).spread == 0
    assert profile([]) is None


def test_the_most_mixed_and_the_most_one_sided_are_told_by_their_largest_share():
    found = profile([at("governance", 60, 40, 0), at("value_logic", 34, 33, 33), at("critiques", 5, 0, 95)])
    assert (found.most_mixed.dimension, found.most_one_sided.dimension) == ("value_logic", "critiques")


def test_of_equals_the_first_in_the_table_is_named():
    found = profile([at("governance", 60, 40, 0), at("value_logic", 0, 40, 60), at("critiques", 20, 60, 20)])
    assert (found.most_mixed.dimension, found.most_one_sided.dimension) == ("governance", "governance")


def test_those_who_changed_their_mind_come_first_by_how_far():
    far = at("critiques", 0, 0, 100, first=(100, 0, 0))
    near = at("governance", 60, 40, 0, first=(70, 30, 0))
    assert (moved(near), moved(far)) == (10, 100)
    assert changed([near, at("value_logic", 1, 1, 98), far]) == [far, near]


@pytest.mark.parametrize("shares", [(34, 33, 33), (0, 50, 50), (1, 1, 98)])
def test_a_rounded_mean_still_sums_to_100(shares):
    middle = mean([weights(*shares), weights(33, 33, 34), weights(0, 100, 0)])
    assert sum(rounded(middle).values()) == 100


def test_a_table_of_two_models_is_placed_too(journal):
    journal.save("governance", "place", "uber", {"commons": 30, "market": 70})
    [placement] = placements(journal, "uber", DIMENSIONS, ["commons", "market"])
    assert profile([placement]).mean == {"commons": 30, "market": 70}
