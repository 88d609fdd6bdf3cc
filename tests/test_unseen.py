"""One case more in each lesson: placed by the learner first, then held against the kit's reading, in points."""

from collections import Counter
from html import escape

import msgspec
import pytest

from kit.answers.keys import UNSEEN, Key
from kit.answers.placements import distance, placed_by_case
from kit.answers.record import chapters
from kit.classroom.board.placed import EVERY, of_case, placed
from kit.classroom.inbox.by_item import Given
from kit.content.course import load_case_file_content, load_cases, load_sources
from kit.content.lesson import lesson_on
from kit.content.lesson_form import complaints, load_content
from kit.content.table import dimensions_of, load_table
from kit.learner.lesson.page import load_lesson
from kit.paper.handouts import teacher_cards, worksheet
from kit.widgets.controls.control import Chart, Summary
from kit.widgets.controls.fields import Answer, Shares, Triangle
from tests.pressing import all_of, button, press_everything, words, write

LESSONS = list(dimensions_of(load_table()))
MODELS = ["commons", "collectivism", "liberalism"]
CASES = {one: load_content(one).unseen for one in LESSONS}
MORE = "One more, if there is time: a case that is new to you"
OURS = "Compare with the kit's reading"


def opened(lesson: str):
    step = load_lesson(lesson).place()
    button(step, MORE).click()
    return step


def of(weights: list[int]) -> dict[str, int]:
    return dict(zip(MODELS, weights, strict=True))


def test_over_the_course_the_kits_readings_lean_to_each_column_equally_often():
    leans = Counter()
    for one in CASES.values():
        most = max(one.weights.values())
        first = [model for model, share in one.weights.items() if share == most]
        leans.update({model: 1 / len(first) for model in first} if len(first) == 1 else {})
    assert leans == dict.fromkeys(MODELS, 4)


def test_no_reading_is_a_corner_and_the_columns_get_nearly_the_same_in_all():
    assert all(max(one.weights.values()) < 100 for one in CASES.values())
    sums = [sum(one.weights[model] for one in CASES.values()) for model in MODELS]
    assert max(sums) - min(sums) <= 130  # of 1300: 10 points a lesson


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_case_stands_nowhere_else_in_the_course_and_has_a_source(lesson):
    one, others = CASES[lesson], [load_content(other) for other in LESSONS]
    assert one.id not in {case.id for case in load_cases()}
    assert one.name not in {case.name for case in load_cases()}
    assert [content.unseen.id for content in others].count(one.id) == 1
    assert set(one.sources) <= set(load_sources())
    assert 2 <= one.about.count(". ") + 1 <= 5


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_kits_reading_shows_only_after_ones_own(lesson):
    step, one = opened(lesson), CASES[lesson]
    assert escape(one.about) in words(step) and escape(one.why) not in words(step)
    assert button(step, OURS).disabled
    all_of(Triangle, step)[1].weights = [100, 0, 0]
    assert escape(one.why) not in words(step)
    button(step, OURS).click()
    assert escape(one.why) in words(step)
    apart = round(distance(of([100, 0, 0]), one.weights))
    assert f"Your reading is {apart} points from ours. Where do you differ?" in words(step)
    (said,) = [summary.value for summary in all_of(Summary, step) if "100" in summary.value]
    assert said.startswith("Your reading: ") and one.name not in said and "right" not in said


def test_the_way_to_the_case_is_a_button_as_wide_as_its_words_and_no_bar_across_the_page():
    step = load_lesson("governance").place()
    assert button(step, MORE) not in step.children


def test_the_distance_follows_the_point_and_nought_is_no_applause():
    step, one = opened("governance"), CASES["governance"]
    triangle = all_of(Triangle, step)[1]
    triangle.weights = [60, 35, 5]
    button(step, OURS).click()
    assert "Your reading is 20 points from ours." in words(step)
    triangle.weights = list(one.weights.values())
    assert "Your reading is the same as ours. Did the same sentence lead you there?" in words(step)
    assert len(all_of(Chart, step)) == 1


def test_the_place_and_the_line_come_back_and_are_kept_apart_from_ones_own_case(journal):
    step = opened("governance")
    all_of(Triangle, step)[1].weights = [60, 35, 5]
    button(step, OURS).click()
    write(all_of(Answer, step)[-1], "The priests decide.")
    again = load_lesson("governance").place()
    assert all_of(Triangle, again)[1].weights == [60, 35, 5] and not all_of(Triangle, again)[0].placed
    assert placed_by_case(journal, dict.fromkeys(LESSONS, ""), MODELS) == {}
    [chapter] = chapters(journal, load_table())
    told = {entry.item: entry.asked for entry in chapter.entries}
    assert told["unseen/subak"].startswith(CASES["governance"].name)
    assert CASES["governance"].name in told["unseen/subak/reason"]


def test_the_board_counts_it_as_a_case_of_its_own():
    places = [of(weights) for weights in ([60, 35, 5], [90, 5, 5])]
    given = [Given(str(number) * 32, one, one, True) for number, one in enumerate(places)]
    answers = {Key("governance", "place", UNSEEN + "subak"): given}
    all_, unfit = placed(answers, "governance", MODELS, ["wikipedia"])
    assert (len(of_case(all_, UNSEEN)), len(of_case(all_, EVERY)), unfit) == (2, 0, 0)


def test_with_a_fourth_column_there_is_no_unseen_case():
    step = load_lesson("governance", load_table().assign(Guilds="Masters decide.")).place()
    assert len(all_of(Shares, step)) == 1
    assert MORE not in [one.description for one in all_of(type(button(step, "Compare with other cases")), step)]


def test_every_control_can_be_moved():
    assert press_everything(opened("critiques")) > 3


@pytest.mark.parametrize("lesson", ["core_principle", "culture_and_subjectivity"])
def test_paper_has_the_guide_and_the_case_and_only_the_teachers_cards_the_reading(lesson):
    one, guide = CASES[lesson], load_case_file_content()
    sheet, cards = worksheet(lesson_on(lesson, load_table())), teacher_cards(lesson_on(lesson, load_table()))
    for rule in (*guide.placing, *guide.placed, one.about):
        assert escape(rule) in sheet
    assert escape(one.why) in cards and escape(one.why) not in sheet


def test_the_guide_stands_where_a_case_is_placed():
    guide, shown = load_case_file_content(), words(load_lesson("governance").place())
    assert len(guide.placing) <= 6 and len(guide.placed) == 2
    assert all(escape(rule) in shown for rule in (*guide.placing, *guide.placed))


def test_weights_that_do_not_sum_are_named():
    content = load_content("governance")
    wrong = msgspec.structs.replace(content.unseen, weights={"commons": 80, "collectivism": 10, "liberalism": 5})
    found = complaints(msgspec.structs.replace(content, unseen=wrong))
    assert found == [(("unseen",), "the unseen case (subak) has weights that sum to 95; they must sum to 100.")]
