"""What a class's answers come to: small classes that one can count in the head, and any value that a file may hold."""

import re
from collections import Counter
from itertools import permutations
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.adapt.check.all import refused
from kit.answers.case import OWN
from kit.answers.hand_in import FORMAT, VERSION, Answer, HandIn
from kit.answers.keys import Key
from kit.base.for_others import safe
from kit.classroom.board import choices, discussion, marked, placed, predictions, sheet
from kit.classroom.board.page import Board
from kit.classroom.inbox.by_item import by_item
from kit.content.columns import MARKS
from kit.content.course import load_cases
from kit.content.lesson_form import load_content
from kit.content.table import dimensions_of, load_table
from kit.views.contract import Grid
from tests.classroom import START, lessons, make_class, models

MODELS = ["commons", "collectivism", "liberalism"]
NAMES = {"commons": "Peer Production", "collectivism": "Collectivism", "liberalism": "Liberal Individualism"}
SIGNS = dict(zip(NAMES, MARKS, strict=False))
TWO, FOUR = ["a", "b"], ["a", "b", "c", "d"]
CASES = {case.id: case.name for case in load_cases()}
TITLES = dimensions_of(load_table())


def board_with(names: dict[str, str]) -> SimpleNamespace:
    """Return what the sheet takes of a board: what is asked, and the pseudonyms."""
    return SimpleNamespace(
        titles=TITLES, content=lessons(), models=list(models()), cases=CASES, names=names, table=load_table()
    )


def learner(number: int, *answers: tuple) -> HandIn:
    """A hand-in; an answer is (lesson, step, item, value) or (lesson, step, item, value, first)."""
    filled = tuple(Answer(*one[:4], one[-1], 1, START) for one in answers)
    return HandIn(FORMAT, VERSION, "0", f"{number:032x}", "", START, filled)


def match(*guesses: str) -> tuple:
    return ("governance", "predict", "match", dict(zip(MODELS, guesses, strict=True)))


def place(case: str, *weights: int) -> tuple:
    return ("governance", "place", case, dict(zip(MODELS, weights, strict=True)))


def answers_of(*each: tuple) -> dict:
    return by_item([learner(number, one) for number, one in enumerate(each)])


def test_a_learner_counts_once_for_an_item_however_often_it_stands_in_the_file():
    stuffed = learner(1, *[("governance", "check", "provinces", "a")] * 50)
    assert choices.choices(by_item([stuffed]), "governance", question("provinces")).learners == 1


def question(name: str):
    return next(one for one in load_content("governance").questions if one.id == name)


def test_the_commonest_confusion_is_named():
    wrong, right = ("collectivism", "commons", "liberalism"), tuple(MODELS)
    row = predictions.matches(answers_of(match(*right), match(*wrong), match(*wrong)), "governance", MODELS)
    assert (row.right, row.cells, row.learners) == (5, 9, 3)
    assert "Peer Production was given to Collectivism, 2 times" in predictions.row_words(row, NAMES)


def test_first_tries_count_unless_newest_ones_are_asked_for():
    right = dict(zip(MODELS, MODELS, strict=True))
    answers = answers_of(("governance", "predict", "match", right, {**right, "commons": "liberalism"}))
    assert predictions.matches(answers, "governance", MODELS).right == 2
    assert predictions.matches(answers, "governance", MODELS, first=False).right == 3


@pytest.mark.parametrize("value", [None, 3, "commons", [], {}, {"commons": "state"}, {"a": "b"}, dict.fromkeys(MODELS)])
def test_a_match_of_another_table_does_not_count_and_is_said(value):
    row = predictions.matches(answers_of(("governance", "predict", "match", value)), "governance", MODELS)
    assert (row.learners, row.unfit) == (0, 1)
    assert "1 answer fits no question of this table" in predictions.row_words(row, NAMES)


def test_rows_come_hardest_first():
    rows = {
        "governance": predictions.matches(answers_of(match(*MODELS)), "governance", MODELS),
        "value_logic": predictions.Matches(Counter(permutations(MODELS, 2)), 2, 0),
    }
    picture = predictions.all_picture(rows, TITLES, NAMES)
    assert picture.figure["data"][0]["y"] == ["Value Logic", "Governance"]
    assert picture.summary.startswith("Hardest to predict: Value Logic.")


def test_bars_do_not_give_the_right_option_away_before_it_is_asked_for():
    chosen = choices.choices(answers_of(("governance", "check", "provinces", "b")), "governance", question("provinces"))
    before, after = (choices.picture(question("provinces"), chosen, right) for right in (False, True))
    assert len(set(before.figure["data"][0]["marker"]["color"])) == 1
    assert not any("✓" in label for label in before.figure["data"][0]["y"])
    assert "right" not in before.summary
    assert "<b>B ✓ right</b> " in after.figure["data"][0]["y"]
    assert "B is right; 1 of 1 chose it." in after.summary


def test_few_answers_come_with_a_warning():
    few = choices.choices(answers_of(("governance", "check", "provinces", "b")), "governance", question("provinces"))
    assert "can guess who" in choices.picture(question("provinces"), few).summary


def test_distance_between_two_is_what_would_have_to_move():
    found, _ = placed.placed(
        answers_of(place("cern", 60, 40, 0), place("cern", 50, 20, 30)), "governance", MODELS, CASES
    )
    assert placed.apart(placed.of_case(found, "cern")) == 30


@given(st.lists(st.integers(0, 100), min_size=2, max_size=12))
def test_the_mean_distance_is_that_of_all_pairs(shares):
    each = [{"a": share, "b": 100 - share} for share in shares]
    pairs = [abs(one - other) for i, one in enumerate(shares) for other in shares[i + 1 :]]
    assert placed.apart(each) == pytest.approx(sum(pairs) / len(pairs))


def test_half_of_the_places_lie_inside_the_line():
    each = [
        dict(zip(MODELS, weights, strict=True)) for weights in ((60, 20, 20), (50, 30, 20), (40, 20, 40), (90, 5, 5))
    ]
    line = placed.ring(each)
    assert line[0] == line[-1]
    assert all(sum(corner.values()) == pytest.approx(100) and min(corner.values()) >= 0 for corner in line)


BAD_WEIGHTS = [None, 1, "x", [], {"commons": 100}, dict.fromkeys(MODELS, 33), dict.fromkeys(MODELS, "33")]
BAD_WEIGHTS += [dict(zip(MODELS, w, strict=True)) for w in ((True, 99, 0), (150, -50, 0), (33.4, 33.3, 33.3))]


@pytest.mark.parametrize("value", BAD_WEIGHTS)
def test_weights_that_share_out_no_hundred_points_do_not_count(value):
    assert placed.placed(answers_of(("governance", "place", "cern", value)), "governance", MODELS, CASES) == ([], 1)


def test_a_case_of_ones_own_is_counted_and_never_named():
    answers = answers_of(place("own:our <b>shed</b>", 60, 20, 20), place("no such case", 60, 20, 20))
    found, unfit = placed.placed(answers, "governance", MODELS, CASES)
    assert ([one.case for one in found], unfit) == ([OWN], 1)


def test_the_most_disputed_dimension_compares_only_those_with_the_same_case():
    here = [place("cern", 60, 20, 20), place("cern", 50, 30, 20), place("amazon", 0, 0, 100)]
    there = [("value_logic", *one[1:3], value) for one, value in zip(here, ({"commons": 100, "collectivism": 0,
             "liberalism": 0}, {"commons": 0, "collectivism": 0, "liberalism": 100}), strict=False)]  # fmt: skip
    found, _ = placed.agreed(answers_of(*here, *there), TITLES, MODELS, CASES)
    assert [(one.dimension, one.apart) for one in found] == [("governance", 10), ("value_logic", 100)]
    words = placed.agreement_picture(TITLES, found, 0).summary
    assert words.startswith("Most agreed: Governance") and "Most disputed: Value Logic, with 100" in words


def asked(options: dict[str, str], home=None) -> marked.Asked:
    grid = Grid("Judge!", {"bread": "Bread", "salt": "Salt"}, {"commons": "Commons", "other": "Another way"}, options)
    return marked.Asked(Key("food", "explore", "figure/taste"), "Food", grid, home)


def cells_of(picture) -> list[str]:
    return picture.figure["data"][1]["text"]


SCALE = {str(number): f"{number} of 4" for number in range(5)}


def test_marks_count_what_fits_of_each_learner():
    one = {"bread/commons": "4", "bread/commons/x": "1", "bread/state": "2"}
    other = {"bread/commons": "2", "salt/commons": 3}
    taste = asked(SCALE)
    given = marked.judged(answers_of((*taste.key, one), (*taste.key, other), (*taste.key, 7)), taste)
    assert given == ({"bread/commons": ["4", "2"]}, 2, 4)
    assert cells_of(marked.picture(taste, given, {})) == ["3.0", "·", "·", "·"]
    assert cells_of(marked.picture(taste, given, {}, marked.APART)) == ["1.0", "·", "·", "·"]


def test_of_words_the_commonest_shows_and_the_share_of_the_others():
    taste = asked({"y": "good", "n": "bad"})
    given = marked.judged(answers_of(*((*taste.key, {"salt/other": option}) for option in "ynyy")), taste)
    shown = marked.picture(taste, given, {})
    assert cells_of(shown) == ["·", "·", "·", "good"]
    assert cells_of(marked.picture(taste, given, {}, marked.APART))[3] == "25% else"
    assert "Most alike: Salt - Another way, good 3, bad 1." in shown.summary
    assert list(shown.numbers.iloc[1]) == ["Salt", "none", "good 3, bad 1"]


def test_a_line_is_framed_where_the_figure_says_that_the_table_has_it():
    taste = asked(SCALE, home=lambda row: 1)
    given = marked.judged(answers_of((*taste.key, {"bread/commons": "4"})), taste)
    shown = marked.picture(taste, given, {})
    assert shown.figure["layout"]["shapes"][0]["path"].startswith("M0.51,-0.46H1.49")
    assert "The frames show" in shown.summary
    assert not marked.picture(asked(SCALE), given, {}).figure["layout"].get("shapes")


def test_every_table_that_a_figure_asks_learners_to_judge_can_be_shown():
    found = marked.asked_of(TITLES | {"critiques": "Critiques", "nothing": "No figure"})
    assert [(one.key, one.top) for one in found if one.key.lesson == "critiques"] == [
        (Key("critiques", "explore", "figure/marks"), 4)
    ]
    for one in found:
        everybody = answers_of(*((*one.key, value) for value in one.grid.ends))
        shown = marked.picture(one, marked.judged(everybody, one), {}, marked.APART)
        assert len(cells_of(shown)) == len(one.cells)
        assert "·" not in cells_of(shown)


def said(number: int, words: object, aloud: bool = True) -> HandIn:
    answer = Answer("governance", "discuss", "bad_rule", words, words, 1, START, aloud)
    return HandIn(FORMAT, VERSION, "0", f"{number:032x}", "Ada", START, (answer,))


KEY = ("governance", "discuss", "bad_rule")


def test_only_what_may_be_heard_is_read_out():
    each = [said(1, "One."), said(2, "Mine.", aloud=False), said(3, "  \n"), said(4, 4)]
    found = discussion.read(by_item(each), [KEY])
    assert ([one.words for one in found.spoken], found.kept, found.unfit) == (["One."], 1, 1)


def test_the_order_says_nothing_of_the_learners_and_stays():
    answers = by_item([said(number, f"{number}") for number in range(20)])
    orders = [[one.words for one in discussion.read(answers, [KEY], (), secret).spoken] for secret in "aab"]
    assert orders[0] == orders[1] != orders[2]
    assert orders[0] != [f"{number}" for number in range(20)]


def test_what_is_hidden_stays_hidden_when_its_writer_hands_in_again():
    before = discussion.read(by_item([said(1, "Rude.")]), [KEY], (), "s").spoken
    after = discussion.read(by_item([said(1, "Ruder.")]), [KEY], {before[0].id}, "s")
    assert (after.spoken, after.hidden) == ([], 1)


def test_the_case_file_gives_sentences_and_no_choices():
    answers = answers_of(("case_file", "write", "essay", "It is a mix."), ("case_file", "bet", "shape", "corner"))
    assert discussion.write_ups(answers) == [("case_file", "write", "essay")]


@pytest.mark.parametrize("learners", [0, 1, 2, 30])
@pytest.mark.parametrize(
    "names", [NAMES, dict(zip(TWO, TWO, strict=True)), dict(zip(FOUR, FOUR, strict=True))], ids=len
)
def test_every_view_is_drawn_for_any_class_and_table(learners, names):
    answers = by_item(make_class(learners))
    for picture in views(answers, names):
        assert picture.summary
        assert picture.figure["data"] and not refused(picture.figure)
        assert not picture.numbers.isna().any(axis=None)


def views(answers, names):
    """Every picture that the board draws of some answers."""
    ids, signs = list(names), dict(zip(names, MARKS, strict=False))
    rows = {lesson: predictions.matches(answers, lesson, ids) for lesson in lessons()}
    yield predictions.all_picture(rows, TITLES, names)
    yield predictions.row_picture(rows["governance"], names, signs)
    for right in (False, True):
        yield choices.picture(
            question("provinces"), choices.choices(answers, "governance", question("provinces")), right
        )
    found, unfit = placed.placed(answers, "governance", ids, CASES)
    for case in (placed.EVERY, OWN, "wikipedia"):
        yield placed.cloud_picture(placed.of_case(found, case), names, signs, unfit)
    yield placed.agreement_picture(TITLES, *placed.agreed(answers, TITLES, ids, CASES))
    for table in marked.asked_of({"critiques": "Critiques", "view_of_the_state": "State"}):
        for view in (marked.MIDDLE, marked.APART):
            yield marked.picture(table, marked.judged(answers, table), signs, view)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
    | st.sampled_from([*MODELS, "a", "b", "scaling/commons", "4"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([*MODELS, "scaling/commons", "x"]) | st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip
ITEMS = [
    ("governance", "predict", "match"), ("governance", "check", "provinces"), ("governance", "place", "wikipedia"),
    ("governance", "place", "wikipedia/reason"), ("governance", "discuss", "bad_rule"),
    ("governance", "place", "own:x"),
    ("critiques", "explore", "figure/marks"), ("case_file", "write", "essay"), ("start", "case", "choice"),
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(ITEMS), ANYTHING, ANYTHING), max_size=12))
def test_no_value_of_a_file_breaks_a_view(found):
    each = [learner(number, (*key, value, first)) for number, (key, value, first) in enumerate(found)]
    answers = by_item(each)
    assert all(picture.summary for picture in views(answers, NAMES))
    for key in ITEMS:
        discussion.read(answers, [key])
    sheet.cells(sheet.rows(each, board_with({one.learner: one.learner for one in each}), True, True))


FORMULAS = [
    "=1+1",
    "+A1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\uff1d1",
    '"=1',
    "so;=1",
    'a;"=1',
    "x,\n+1",
]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_of_the_sheet_begins_a_formula_whatever_sign_parts_the_cells(words):
    ((_,), (written,)) = sheet.cells([{"learner": words}])
    cell = safe(written)
    assert len(cell.splitlines()) == 1
    parts = [part.strip(' "') for part in re.split("[;,]", cell)]
    assert not any(part.startswith(tuple("=+-@\uff1d")) for part in parts)


def test_the_sheet_has_a_row_a_learner():
    each = make_class(3)
    board = board_with({one.learner: f"Ash {one.learner}" for one in each})
    rows = sheet.rows(each, board, real=False, words=False)
    head, *lines = sheet.cells(rows)
    assert len(lines) == 3 and {len(line) for line in lines} == {len(head)}
    assert "name" not in head and "Governance: cells matched at first" in head


def test_a_lesson_that_nobody_has_worked_has_no_columns_in_the_sheet():
    board = board_with({f"{1:032x}": "Ash"})
    (row,) = sheet.rows([said(1, "The captain.")], board, real=False, words=False)
    assert {head.partition(":")[0] for head in row} == {"learner", "handed in", "Governance"}


def test_what_a_learner_has_not_tried_is_blank_in_the_sheet():
    (row,) = sheet.rows([said(1, "The captain.")], board_with({f"{1:032x}": "Ash"}), real=False, words=False)
    assert [row[f"Governance: {what}"] for what in ("cells matched at first", "checks right at first")] == ["", ""]


def test_names_and_words_come_into_the_sheet_only_when_asked_for():
    board = board_with({f"{1:032x}": "Ash 100"})
    plain, full = (sheet.rows([said(1, "The captain.")], board, ask, ask)[0] for ask in (False, True))
    assert "Ada" not in plain.values() and "The captain." not in plain.values()
    assert "Ada" in full.values() and "The captain." in full.values()


def test_the_board_knows_what_the_pictures_need(journal):

    board = Board(load_table(), journal)
    assert (board.models, board.short) == (MODELS, NAMES)
    assert list(board.content) == list(board.titles)
