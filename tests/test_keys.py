"""The protocol of answers: whoever reads an answer takes the same values for sound, and the same ones for private."""

from datetime import UTC, datetime
from itertools import product
from timeit import repeat

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kit.answers import keys
from kit.answers.ballot import vote_in
from kit.answers.hand_in import Answer, hand_in
from kit.answers.in_words import READERS, Topic, in_words
from kit.answers.journal import Journal, Try
from kit.answers.keys import Key, ballot, is_for_class, is_private, marks, match, weights
from kit.answers.placements import matches, placed_by_case, placements
from kit.classroom.board import placed as counted
from kit.classroom.board import predictions
from kit.classroom.inbox.by_item import Given
from kit.content.lesson import lesson_on
from kit.content.lesson_form import load_content
from kit.content.table import load_table
from kit.explorables import load_explorable
from kit.learner.lesson.page import LessonPage
from kit.views.contract import Grid
from kit.widgets.controls.fields import Triangle
from tests.pressing import all_of, press_everything, words
from tests.voting import motion

LESSON, CASE = "governance", "wikipedia"
MODELS = ["commons", "collectivism", "liberalism"]
LESSONS = {LESSON: "Governance"}
GRID = load_explorable("critiques").controls["marks"]

simple = st.none() | st.booleans() | st.integers(-150, 250) | st.floats(allow_nan=False) | st.text(max_size=4)
json = st.recursive(
    simple,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
share = st.integers(-60, 160) | st.sampled_from([0, 50, 100, True, "50", 50.0, None])
nearly_weights = st.fixed_dictionaries(dict.fromkeys(MODELS, share), optional={"more": share})
summing = st.tuples(st.integers(-50, 150), st.integers(-50, 150)).map(
    lambda two: dict(zip(MODELS, (*two, 100 - sum(two)), strict=True))
)
taker = st.sampled_from([*MODELS, "gone", "", None, [], 1])
nearly_match = st.fixed_dictionaries({}, optional=dict.fromkeys([*MODELS, "more"], taker))
stance = st.sampled_from(["rule", "leader", "gone", "", None, 7, []])
mark = st.sampled_from(["2222", "ABC", 2222, None])
nearly_ballot = st.fixed_dictionaries({}, optional={"option": stance, "mark": mark, "more": simple})
cell = st.sampled_from(["cooptation/commons", "ecology/liberalism", "ecology/gone", "ecology", "a/b/c", ""])
nearly_marks = st.dictionaries(cell, st.sampled_from(["0", "4", "5", 4, None, []]), max_size=4)

keep_journal = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def topic(lesson: str = LESSON) -> Topic:
    asked = lesson_on(lesson, load_table()).prediction
    return Topic(lesson, load_content(lesson), asked, dict.fromkeys(MODELS, "A model"), {CASE: "Wikipedia"})


def try_of(key: Key, value: object) -> Try:
    return Try("0" * 32, *key, value, datetime.now(UTC))


def explained(key: Key, value: object) -> bool:
    """Whether the report says an answer in words, and does not show it as it was saved."""
    return not in_words(try_of(key, value), topic(key.lesson))[0].startswith(f"{key.step}, ")


def of_a_class(key: Key, value: object) -> dict:
    return {key: [Given("0" * 32, value, value, True)]}


@keep_journal
@given(value=json | nearly_weights | summing)
@example(value={"commons": -50, "collectivism": 100, "liberalism": 50})
@example(value={"commons": 40, "collectivism": 30, "liberalism": 20})
@example(value={"commons": 40, "collectivism": 30, "liberalism": 30, "more": 0})
@example(value={"commons": True, "collectivism": 99, "liberalism": 0})
@example(value={"commons": 100, "collectivism": 0, "liberalism": 0})
def test_weights_are_sound_for_one_exactly_when_they_are_for_all(journal, value):
    key, sound = Key(LESSON, keys.PLACE, CASE), weights(value, MODELS) is not None
    journal.forget()
    journal.save(*key, value)
    readings = {
        "profile": bool(placements(journal, CASE, LESSONS, MODELS)),
        "cases": bool(placed_by_case(journal, LESSONS, MODELS)),
        "board": bool(counted.placed(of_a_class(key, value), LESSON, MODELS, [CASE])[0]),
        "report": explained(key, value),
    }
    assert set(readings.values()) == {sound}, readings


@keep_journal
@given(value=json | nearly_match)
@example(value=dict.fromkeys(MODELS, "commons"))
def test_a_match_is_sound_for_one_exactly_when_it_is_for_all(journal, value):
    key, sound = Key(LESSON, keys.PREDICT, keys.MATCH), match(value, MODELS) is not None
    journal.forget()
    journal.save(*key, value)
    readings = {
        "profile": bool(matches(journal, LESSONS, MODELS)),
        "board": bool(predictions.matches(of_a_class(key, value), LESSON, MODELS).learners),
        "report": explained(key, value),
    }
    assert set(readings.values()) == {sound}, readings


@given(value=json | nearly_ballot)
@example(value={"option": "rule", "mark": "2222"})
def test_a_ballot_is_sound_for_one_exactly_when_it_is_for_all(value):
    asked = motion()
    key, sound = Key(LESSON, keys.VOTE, f"{asked.id}/1"), ballot(value, asked.ids) is not None
    answer = Answer(*key, value, value, 1, datetime.now(UTC))
    assert {bool(vote_in({answer.item: answer}, asked, 1)), explained(key, value)} == {sound}


@given(value=json | nearly_marks)
def test_of_marks_what_has_a_cell_and_an_option_stays(value):
    found = marks(value, GRID)
    assert (found is None) == (not isinstance(value, dict))
    assert found is None or all(value[cell] == mark and mark in GRID.options for cell, mark in found.items())
    assert explained(Key("critiques", keys.EXPLORE, "figure/marks"), value) == (found == value and found is not None)


def test_marks_of_a_grid_that_has_grown_smaller_are_left():
    small = Grid("?", {"a": "A"}, {"x": "X"}, {"0": "no", "1": "yes"})
    assert marks({"a/x": "1", "b/x": "1", "a/y": "0"}, small) == {"a/x": "1"}
    assert marks({"a/x": "2"}, small) == {}


@given(
    key=st.builds(
        Key,
        st.sampled_from([LESSON, "critiques", "gone"]),
        st.sampled_from([*READERS, "unheard_of"]),
        st.text(max_size=6)
        | st.sampled_from(
            [
                f"{CASE}/reason",
                "figure/marks",
                "figure/view",
                "rule_or_leader/1",
                "x/signed",
                "x/y",
                "bet/reason",
                "asked",
                f"{LESSON}/provinces",
                f"{LESSON}/provinces/remembered",
            ]
        ),
    ),
    value=json | nearly_weights | nearly_match | nearly_ballot | nearly_marks,
)
def test_whatever_was_saved_is_said_in_words_or_shown_as_it_was_saved(key, value):
    about = topic() if key.lesson == LESSON else Topic(key.lesson, None, None, {}, {})
    asked, answered = in_words(try_of(key, value), about)
    assert isinstance(asked, str)
    assert isinstance(answered, str)


UNSOUND = [
    {"commons": -50, "collectivism": 100, "liberalism": 50},
    {"commons": 40, "collectivism": 30, "liberalism": 20},
    "Mesh",
    [1],
]
ITEMS = {
    keys.PLACE: (CASE,),
    keys.PREDICT: (keys.MATCH,),
    keys.CHECK: ("stigmergy",),
    keys.EXPLORE: ("bet", "figure/shape", "bet/reason"),
    keys.RECALL: ("asked", "core_principle/run_together", "core_principle/run_together/remembered"),
}


@pytest.mark.parametrize("value", UNSOUND)
def test_a_step_does_not_bring_back_what_is_no_answer(journal, value):
    for step, items in ITEMS.items():
        for item in items:
            journal.save(LESSON, step, item, value)
    page = LessonPage(lesson_on(LESSON, load_table()), journal)
    assert not all_of(Triangle, page.place())[0].placed
    assert "as in the table" not in words(page.predict())
    assert page.check()
    assert press_everything(page.explore())
    assert press_everything(page.recall())


PAGES = [LESSON, keys.START, keys.CASE_FILE, keys.SOURCE, keys.REPORT, keys.BOARD]
PLACES = [
    Key(page, step, "item")
    for page, step in product(PAGES, [keys.RECALL, *keys.STEPS, keys.VOTE, keys.CASE, keys.CHOICE])
]


def test_a_hand_in_holds_exactly_what_is_not_private(journal: Journal):
    for key in PLACES:
        journal.save(*key, "An answer.")
    assert {answer.key for answer in hand_in(journal).answers} == {str(key) for key in PLACES if not is_private(key)}


def test_a_class_gets_answers_and_what_it_must_keep_back_but_no_name():
    kept_back = [Key(keys.REPORT, keys.CHOICE, item) for item in (keys.LEFT_OUT, keys.NOT_ALOUD)]
    name = Key(keys.REPORT, keys.CHOICE, "name")
    assert all(map(is_private, [*kept_back, name]))
    assert [is_for_class(key) for key in [*kept_back, name]] == [True, True, False]
    assert all(is_for_class(key) != is_private(key) for key in PLACES)


def nested(depth: int, innermost: object = 1) -> object:
    return nested(depth - 1, [innermost] if depth % 2 else {"a": innermost, "b": 2}) if depth else innermost


@pytest.mark.parametrize("depth", [0, 1, 2, keys.DEEPEST - 1, keys.DEEPEST, keys.DEEPEST + 1, keys.DEEPEST + 50])
def test_a_value_is_too_deep_past_the_deepest_that_every_reader_takes(depth):
    assert keys.too_deep(nested(depth)) == (depth > keys.DEEPEST)
    assert keys.too_deep(["a", nested(depth - 1 if depth else 0), {"b": []}]) == (depth > keys.DEEPEST)


def test_a_shallow_value_is_looked_at_no_deeper_than_it_goes():
    """A class has tens of thousands of them."""
    little, much = (min(repeat(lambda most=most: keys.too_deep({"a": 1}, most), number=2000)) for most in (1, 1000))
    assert much < 10 * little
