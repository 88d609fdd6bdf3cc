"""Two rounds and what moved between them: small classes that can be counted in the head."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kit.answers.ballot import Reason, own_motion
from kit.classroom.vote.account import (
    as_json,
    as_rows,
    counts_in_words,
    flow_numbers,
    numbers,
    reasons_by_stance,
    shift_in_words,
    spread_in_words,
    what_moved,
    write_vote,
)
from kit.classroom.vote.ballot_box import HEARD, Record, Session
from kit.classroom.vote.movement import (
    Round,
    changed,
    fewest_changes,
    most_changes,
    movement,
    spread,
    steps_along,
    tally,
)
from kit.classroom.vote.outcome import bars, flow, flow_key

A, B, C = "stance_1", "stance_2", "stance_3"
MOTION = own_motion("Should we?", ["Yes", "Perhaps", "No"], ordered=True)
BEFORE = Round({"m1": A, "m2": A, "m3": B, "m4": C})
AFTER = Round({"m1": A, "m2": B, "m3": C, "m5": C})
hands = some.builds(lambda a, b, c: Round({}, {A: a, B: b, C: c}), *[some.integers(0, 6)] * 3)


def record(first: Round, second: Round, *reasons: Reason) -> Record:
    return Record(Session("0" * 32, MOTION, datetime(2026, 1, 2, tzinfo=UTC), "result"), first, second, reasons)


def test_ballots_and_hands_are_counted_together():
    assert tally(Round({"m1": A}, {A: 2, C: 1})) == {A: 3, C: 1}
    assert Round({"m1": A}, {A: 2, C: 1}).size == 4


@pytest.mark.parametrize(
    ("votes", "chance"),
    [({A: 4}, 0), ({A: 1, B: 1}, 1), ({A: 2, B: 2}, 2 / 3), ({A: 1}, 0), ({}, 0), ({A: 3, B: 1}, 1 / 2)],
)
def test_spread_is_the_chance_that_two_people_differ(votes, chance):
    assert spread(votes) == pytest.approx(chance)


def test_only_ballots_of_both_rounds_flow():
    moved = movement(BEFORE, AFTER)
    assert moved.known == {(A, A): 1, (A, B): 1, (B, C): 1}
    assert (moved.gone, moved.new) == ({C: 1}, {C: 1})
    assert moved.certain
    assert (changed(moved), fewest_changes(moved), most_changes(moved)) == (2, 2, 2)
    assert steps_along(moved, MOTION.ids) == (0, 2)


def test_counted_hands_give_bounds_alone():
    moved = movement(Round({}, {A: 3, B: 1}), Round({}, {A: 1, B: 3}))
    assert not moved.certain
    assert (fewest_changes(moved), most_changes(moved)) == (2, 4)


def test_hands_of_the_second_round_may_be_ballots_of_the_first():
    moved = movement(Round({"m1": A, "m2": B}), Round({"m1": B}, {B: 1}))
    assert (moved.known, moved.gone, moved.before, moved.after) == ({(A, B): 1}, {}, {B: 1}, {B: 1})
    assert (fewest_changes(moved), most_changes(moved)) == (1, 1)


def _matchings(first: Round, second: Round) -> set[int]:
    """How many change in every way to pair up the people of two small rounds."""
    from itertools import permutations

    one, two = (list(tally(each).elements()) for each in (first, second))
    few, many = sorted((one, two), key=len)
    return {sum(a != b for a, b in zip(few, order, strict=False)) for order in set(permutations(many, len(few)))}


@given(*[some.builds(lambda a, b, c: Round({}, {A: a, B: b, C: c}), *[some.integers(0, 2)] * 3)] * 2)
def test_the_bounds_are_the_least_and_the_most_of_all_ways_to_pair_people_up(first, second):
    moved, ways = movement(first, second), _matchings(first, second)
    assert (fewest_changes(moved), most_changes(moved)) == (min(ways), max(ways))


@given(hands, hands)
def test_what_the_picture_shows_adds_up(first, second):
    sankey = flow(record(first, second))["data"][0]
    labels = sankey["node"]["label"]
    for a_round, marks in ((first, range(len(labels))), (second, range(len(labels)))):
        ends = sankey["link"]["source" if a_round is first else "target"]
        for letter, stance in zip("ABC", MOTION.ids, strict=True):
            mine = [at for at in marks if labels[at].startswith(letter) and at in ends]
            shown = sum(v for end, v in zip(ends, sankey["link"]["value"], strict=True) if end in mine)
            assert shown == tally(a_round)[stance]


def test_both_rounds_stand_side_by_side():
    first, second = bars(record(BEFORE, AFTER))["data"]
    assert (first["x"], second["x"]) == ([2, 1, 1], [1, 1, 2])


def test_the_words_say_spread_and_shift_and_never_who_was_right():
    one = record(BEFORE, AFTER)
    said = " ".join([counts_in_words(one), spread_in_words(one), shift_in_words(one)])
    assert "A 2 then 1, B 1 then 1, C 1 then 2" in said
    assert "83 of 100 such pairs" in said
    assert "about as divided as it was" in said
    assert "Of 3 who voted both times, 2 changed their stance and 1 stayed." in said
    assert "1 voted only the first time, 1 only the second." in said
    assert "0 moved towards A, 2 towards C." in said
    assert "right" not in said
    assert "correct" not in said


def test_counted_hands_are_told_honestly():
    said = shift_in_words(record(Round({}, {A: 3, B: 1}), Round({}, {A: 1, B: 3})))
    assert "it is not known who moved" in said
    assert "at least 2 and at most 4 changed" in said


@given(hands, hands)
def test_any_two_rounds_have_words_and_numbers(first, second):
    one = record(first, second)
    assert spread_in_words(one)
    assert shift_in_words(one)
    assert numbers(one)["First vote"].sum() == first.size
    assert flow_numbers(one)["Votes"].min() > 0 or not first.size + second.size


def test_reasons_heard_in_class_come_first_and_what_moved_people_stands_apart():
    one = record(
        BEFORE, AFTER, Reason("m1/1", A, "written"), Reason(HEARD, A, "heard"), Reason("m2/2", B, "the other one")
    )
    assert reasons_by_stance(one) == {A: ["heard", "written"], B: [], C: []}
    assert what_moved(one) == ["the other one"]


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@now", "\tx"])
def test_no_cell_of_the_file_is_a_formula(bad, tmp_path):
    one = record(BEFORE, AFTER, Reason(HEARD, A, bad), Reason("m1/2", A, bad))
    table = next(path for path in write_vote(one, tmp_path) if path.suffix == ".csv").read_text("utf-8-sig")
    assert table.count(f"'{bad}") == 2
    assert f",{bad}" not in table


def test_the_files_hold_no_ballot():
    for text in (str(as_rows(record(BEFORE, AFTER))), as_json(record(BEFORE, AFTER))):
        assert not [mark for mark in ("m1", "m2", "m3", "m4", "m5") if mark in text]


def test_the_flow_explains_the_colours_that_it_has_and_no_others():
    followed = [words for _, words in flow_key(record(BEFORE, AFTER))]
    assert followed == ["stayed, or voted once", "changed their stance"]
    counted = [words for _, words in flow_key(record(Round({}, {A: 3}), Round({}, {B: 3})))]
    assert counted == ["nobody knows who moved (hands counted)"]
