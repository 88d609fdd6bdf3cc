"""Recall: what comes back, when, to whom; alone, on paper, on slides and on the class board."""

import json
import re
import shutil
from datetime import UTC, datetime, timedelta

import ipywidgets as widgets
import pytest

from kit.answers.hand_in import hand_in, write_hand_in
from kit.answers.journal import Journal
from kit.answers.keys import RECALL, STEPS, Key
from kit.answers.recall import asked_in, chosen, earlier, on_paper, one_of_each, questions_of, urgency, urgent
from kit.answers.record import chapters
from kit.base import paths
from kit.base.errors import ContentError
from kit.classroom.board.choices import kept
from kit.classroom.board.page import load_board
from kit.classroom.inbox.by_item import Given
from kit.content.lesson import lesson_on
from kit.content.lesson_form import load_content, read_content
from kit.content.pages import order_of, read_notebook
from kit.content.table import dimensions_of, load_table
from kit.learner.case_file.page import load_case_file
from kit.learner.lesson.page import LessonPage, load_lesson
from kit.learner.start.page import load_start
from kit.paper.commands import handout
from kit.paper.handouts import deck, teacher_cards, worksheet
from kit.views.markup import plain_text
from kit.widgets.controls.fields import Answer, Choice
from tests.pressing import all_of, button, press_everything, words, write

ORDER = list(dimensions_of(load_table()))
BEGIN, SHOW, COMMIT = "Begin: two questions, one minute", "Show the answers", "Check my answer"
FIRST, SECOND, THIRD, FOURTH = ORDER[:4]
PROVINCES = (SECOND, "provinces")  # b is right; d is not, and shows a misreading
LOCAL = datetime.now().astimezone().tzinfo


def answered(
    journal: Journal, lesson: str, question: str, option: object, days: float = 0, step: str = "check"
) -> None:
    """Put an answer into the journal that was given so many days ago."""
    number = len(journal.all_tries()) + 1
    time = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="microseconds")
    journal.bring([(number, f"{number:032x}", lesson, step, question, json.dumps(option), time)])


def options_of(ref: tuple[str, str]) -> tuple[str, str]:
    """The right option of a question, and a wrong one."""
    options = asked_in([ref[0]])[ref].options
    return next(one.id for one in options if one.right), next(one.id for one in options if not one.right)


def begun(lesson: str):
    step = load_lesson(lesson).recall()
    button(step, BEGIN).click()
    return step


def asked(lesson: str) -> list[list[str]]:
    """Which questions a lesson asks, as lesson and question."""
    begun(lesson)
    saved = load_lesson(lesson).newest(RECALL, "asked")
    return [one.split("/") for one in saved.value] if saved else []


def buttons(step, label: str) -> list[widgets.Button]:
    return [one for one in all_of(widgets.Button, step) if one.description == label]


# The rule


def test_a_question_waits_a_week_and_twice_as_long_for_each_time_it_was_right():
    assert [urgency([True] * times, 7 * 2**times - 1) for times in range(4)] == [1, 1, 1, 1]
    assert urgency([True, True, False], 6) == 1
    assert urgency([False], 6) > urgency([True], 6)


def test_a_wrong_answer_that_shows_a_misreading_is_twice_as_urgent_and_a_right_one_is_not():
    assert urgency([False], 6, misread=True) == 2 * urgency([False], 6)
    assert urgency([True], 6, misread=True) == urgency([True], 6)


def test_what_was_wrong_comes_before_what_was_right_and_the_longest_unseen_before_the_rest(journal):
    for number, ref in enumerate(asked_in(ORDER[:2])):
        right, wrong = options_of(ref)
        answered(journal, *ref, right if number % 3 else wrong, days=20 - number)
    known = urgent(journal, asked_in(ORDER[:2]))
    near, far = chosen(asked_in(ORDER[:2]), known)
    assert near == (SECOND, questions_of(SECOND)[0].id)
    assert far == (FIRST, questions_of(FIRST)[0].id)


def test_of_one_day_the_first_answer_counts_since_the_page_has_told_the_right_one_then(journal):
    right, wrong = options_of(PROVINCES)
    noon = datetime.now(LOCAL).replace(hour=12) - timedelta(days=7)
    for minute, option in enumerate((wrong, right)):
        time = (noon + timedelta(minutes=minute)).astimezone(UTC).isoformat(timespec="microseconds")
        journal.bring([(minute + 1, f"{minute:032x}", SECOND, "check", "provinces", json.dumps(option), time)])
    assert urgent(journal, asked_in([SECOND]))[PROVINCES] > 1


@pytest.mark.parametrize("value", [None, 7, [], {}, "gone", ["b"], True])
def test_an_answer_that_no_option_is_counts_for_nothing(journal, value):
    answered(journal, *PROVINCES, value, days=9)
    answered(journal, THIRD, "/".join(PROVINCES), value, 8, RECALL)
    answered(journal, THIRD, "asked", value, 8, RECALL)
    assert urgent(journal, asked_in(ORDER[:3])) == {}
    assert press_everything(load_lesson(THIRD).recall())


def test_what_was_remembered_is_no_choice_even_where_it_reads_like_one(journal):
    answered(journal, THIRD, f"{SECOND}/provinces/remembered", "b", 8, RECALL)
    assert urgent(journal, asked_in([SECOND])) == {}


def test_a_clock_that_was_ahead_makes_nothing_less_than_not_urgent(journal):
    answered(journal, *PROVINCES, options_of(PROVINCES)[1], days=-400)
    assert urgent(journal, asked_in([SECOND]))[PROVINCES] > 0


# A lesson's minute


def test_a_lesson_asks_one_question_of_the_lesson_before_and_one_of_those_before_that(journal):
    answered(journal, *PROVINCES, "a", 14)
    answered(journal, THIRD, questions_of(THIRD)[1].id, "b", 7)
    assert asked(FOURTH) == [[THIRD, questions_of(THIRD)[1].id], list(PROVINCES)]


def test_whoever_has_done_no_lesson_before_warms_up_with_the_last_one_and_is_told_so():
    step = begun(FOURTH)
    assert words(step).count("You have not answered this one yet, so take it as a warm-up and guess.") == 2
    assert asked(FOURTH) == [[THIRD, one.id] for one in questions_of(THIRD)[:2]]


def test_the_first_lesson_has_nothing_to_remember_and_says_so(journal):
    step = load_lesson(FIRST).recall()
    assert "This is the first lesson" in words(step) and not all_of(widgets.Button, step)
    assert journal.all_tries() == []


def test_first_comes_memory_then_the_options_then_the_reply(journal):
    answered(journal, *PROVINCES, "a", 7)
    step = begun(THIRD)
    assert not all_of(Choice, step) and len(all_of(Answer, step)) == 2
    write(all_of(Answer, step)[0], "Something about <China>")
    buttons(step, SHOW)[0].click()
    choice = all_of(Choice, step)[0]
    assert choice.replies == {}
    choice.value = "b"
    buttons(step, COMMIT)[0].click()
    assert choice.replies["b"]["kind"] == "right"
    assert "warm-up" not in words(step).partition("provinces")[0][:300]


def test_memory_may_be_left_out():
    step = begun(SECOND)
    buttons(step, SHOW)[1].click()
    assert len(all_of(Choice, step)) == 1


def test_a_wrong_answer_that_shows_a_misreading_is_answered_by_it_and_a_right_one_is_not(journal):
    ref = next(ref for ref, one in asked_in(ORDER).items() if one.misreading)
    right, wrong = options_of(ref)
    answered(journal, *ref, wrong, 7)
    step = begun(ORDER[ORDER.index(ref[0]) + 1])
    buttons(step, SHOW)[0].click()
    misreading = load_content(ref[0]).misreadings[asked_in([ref[0]])[ref].misreading - 1]
    for option, said in ((wrong, True), (right, False)):
        all_of(Choice, step)[0].value = option
        buttons(step, COMMIT)[0].click()
        assert (misreading.misreading in plain_text(words(step))) == said


def test_the_same_questions_come_back_with_their_answers_when_the_page_is_opened_again(journal):
    step = begun(THIRD)
    write(all_of(Answer, step)[0], "zebra")
    buttons(step, SHOW)[0].click()
    all_of(Choice, step)[0].value = "a"
    buttons(step, COMMIT)[0].click()
    for ref in asked_in([FIRST]):
        answered(journal, *ref, options_of(ref)[1], 30)
    again = load_lesson(THIRD).recall()
    assert [one.value for one in all_of(Answer, again)] == ["zebra", ""]
    assert [one.value for one in all_of(Choice, again)] == ["a"]
    assert "zebra" not in again.reading


def test_what_was_asked_and_is_gone_from_the_kit_is_replaced(journal):
    answered(journal, THIRD, "asked", ["gone/away", f"{SECOND}/gone", 7, None], 7, RECALL)
    assert len(all_of(Answer, load_lesson(THIRD).recall())) == 2


def test_a_journal_that_cannot_be_read_stops_no_recall(answers):
    answers.write_text("a file where the folder should be")
    assert press_everything(load_lesson(THIRD).recall()) > 3


def test_nothing_is_read_of_other_lessons_before_somebody_begins(monkeypatch):
    def never(_: str) -> None:
        raise AssertionError("a lesson that is not begun reads no other")

    lesson = load_lesson(FOURTH)
    monkeypatch.setattr("kit.answers.recall.load_content", never)
    assert lesson.recall()


# The kit's own order, and kits that are half written


@pytest.fixture
def kit(tmp_path, monkeypatch):
    """A kit of its own, whose files a test may change."""
    for folder in ("data", "notebooks"):
        shutil.copytree(paths.ROOT / folder, tmp_path / folder)
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    load_content.cache_clear()
    yield tmp_path
    load_content.cache_clear()


def test_before_and_after_are_told_by_the_order_of_the_notebooks(kit):
    (kit / "notebooks" / "02_governance.ipynb").rename(kit / "notebooks" / "20_governance.ipynb")
    assert order_of(ORDER)[-1] == "governance"
    assert "governance" not in earlier(order_of(ORDER), THIRD)
    assert asked(THIRD)[0][0] == FIRST


def test_without_notebooks_the_order_is_that_of_the_table(kit):
    for path in (kit / "notebooks").glob("*.ipynb"):
        path.unlink()
    assert order_of(ORDER) == ORDER


def test_a_lesson_out_of_the_order_has_none_before_it():
    assert earlier(ORDER, "elsewhere") == []


def test_a_question_that_is_not_written_is_not_remembered(kit):
    path = kit / "data" / "lessons" / "governance.yaml"
    path.write_text(path.read_text("utf-8").replace("Three networks have 31 members and 62 links each: ", "TO WRITE: "))
    path = kit / "data" / "lessons" / f"{FIRST}.yaml"
    path.unlink()
    assert [one.id for one in questions_of("governance")] == ["helpers_reports", "provinces"]
    assert questions_of(FIRST) == ()
    assert [lesson for lesson, _ in asked(THIRD)] == [SECOND, SECOND]
    assert list(on_paper(ORDER, THIRD)) == [(SECOND, "helpers_reports"), (SECOND, "provinces")]


def test_where_no_lesson_before_has_a_question_the_page_says_so(kit):
    (kit / "data" / "lessons" / f"{FIRST}.yaml").write_text("big_question: [")
    assert "The lessons before this one have no questions yet." in words(begun(SECOND))


def test_a_misreading_that_there_is_not_is_named_with_its_question(kit):
    path = kit / "data" / "lessons" / "governance.yaml"
    text = path.read_text("utf-8").replace("- id: helpers_reports\n", "- id: helpers_reports\n  misreading: 9\n")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"question 1 \(helpers_reports\) names misreading 9; this lesson has 3"):
        read_content(path)


def test_some_questions_of_the_kit_speak_against_a_misreading():
    named = {lesson for (lesson, _), one in asked_in(ORDER).items() if one.misreading}
    assert len(named) == 6


# The quiz before the case file


def quizzed():
    step = load_case_file().recall()
    button(step, "Begin: one question of each lesson").click()
    return step


def test_the_quiz_asks_one_question_of_each_lesson_and_of_each_what_was_wrong_or_longest_unseen(journal):
    second, third = (ref[1] for ref in list(asked_in([FOURTH]))[1:3])
    answered(journal, FOURTH, second, options_of((FOURTH, second))[0], 20)
    answered(journal, FOURTH, third, options_of((FOURTH, third))[1], 20)
    step = quizzed()
    asked = [tuple(one.split("/")) for one in journal.newest("case_file", RECALL, "asked").value]
    assert [lesson for lesson, _ in asked] == ORDER and (FOURTH, third) in asked
    assert words(step).count("You have not answered this one yet") == 12
    assert one_of_each(asked_in(ORDER)) == [(lesson, questions_of(lesson)[0].id) for lesson in ORDER]


def test_the_quiz_is_kept_as_a_recall_is_and_comes_back_with_its_answers(journal):
    step = quizzed()
    write(all_of(Answer, step)[1], "It was <Lena>.")
    buttons(step, SHOW)[1].click()
    choice = all_of(Choice, step)[0]
    choice.value = "a"
    buttons(step, COMMIT)[0].click()
    assert choice.replies["a"]["kind"] == "wrong"
    again = load_case_file().recall()
    assert [one.value for one in all_of(Answer, again)][:2] == ["", "It was <Lena>."]
    assert [one.value for one in all_of(Choice, again)] == ["a"]
    assert urgent(journal, asked_in([SECOND])).keys() == {(SECOND, "helpers_reports")}
    (chapter,) = chapters(journal, load_table())
    assert [entry.step for entry in chapter.entries] == [RECALL, RECALL]
    assert {one.item for one in hand_in(journal).answers} > {"governance/helpers_reports"}


def test_the_quiz_has_a_sheet_without_an_answer_and_a_key(tmp_path, capsys):
    handout(["quiz", "--to", str(tmp_path)])
    sheet, key = (plain_text((tmp_path / name).read_text("utf-8")) for name in ("quiz.html", "quiz-teacher.html"))
    for ref in one_of_each(asked_in(ORDER)):
        question = asked_in([ref[0]])[ref]
        right = next(one for one in question.options if one.right)
        assert question.stem in sheet and right.feedback not in sheet and "✓" not in sheet
        assert f"✓ {right.text} {right.feedback}" in " ".join(key.split())
    assert str(tmp_path / "quiz-teacher.html") in capsys.readouterr().out


# Weeks later only the question is on the screen

POINTS = re.compile(
    r"\b(the|this|that) (story|figure|card|notes?|step|guess|readings)\b|\b(above|below|again)\b|\bthis lesson\b"
    r"|\b(first|second|third) (card|cell|column|list|model)\b|\bthese (four|critiques|things)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "words", ["Look at the figure.", "In this story", "The third cell", "See below.", "these four"]
)
def test_words_that_point_are_known(words):
    assert POINTS.search(words)


@pytest.mark.parametrize("lesson", ORDER)
def test_no_question_that_comes_back_points_to_what_is_no_longer_on_the_screen(lesson):
    for question in questions_of(lesson):
        said = [question.stem, *(words for one in question.options for words in (one.text, one.feedback))]
        assert [words for words in said if POINTS.search(words)] == [], question.id


# Everywhere else


def test_a_recall_is_said_in_words_in_the_report_and_handed_in(journal):
    answered(journal, THIRD, "asked", ["governance/provinces"], 1, RECALL)
    answered(journal, THIRD, "governance/provinces", "a", 1, RECALL)
    answered(journal, THIRD, "governance/provinces/remembered", "It was <China>.", 1, RECALL)
    (chapter,) = chapters(journal, load_table())
    assert [entry.answered for entry in chapter.entries][1] == "It was <China>."
    assert chapter.entries[0].answered.startswith("Elected councils ran firms that sold goods on markets. (the kit's")
    assert chapter.entries[1].asked.startswith("From memory: 'Centralized planning")
    assert {one.item for one in hand_in(journal).answers} > {"governance/provinces", "governance/provinces/remembered"}


def test_on_paper_two_questions_of_lessons_before_stand_first_and_their_answers_on_the_cards():
    sheet, cards = (make(lesson_on(ORDER[6], load_table())) for make in (worksheet, teacher_cards))
    near, far = on_paper(ORDER, ORDER[6])
    assert (near[0], far[0]) == (ORDER[5], ORDER[2])
    assert sheet.index("<h2>Recall</h2>") < sheet.index("<h2>1. Predict</h2>")
    for ref, question in on_paper(ORDER, ORDER[6]).items():
        right = next(one for one in question.options if one.right)
        assert question.stem in plain_text(sheet) and right.feedback not in plain_text(sheet)
        assert f"Recall: {dimensions_of(load_table())[ref[0]]}" in cards and right.feedback in plain_text(cards)
    assert "<h2>Recall</h2>" not in worksheet(lesson_on(FIRST, load_table()))


def test_on_slides_a_class_sees_the_same_two_questions():
    shown = deck(read_notebook(paths.notebooks_path("03_view_of_the_state.ipynb"))).partition("plotly.js v")[0]
    for question in on_paper(ORDER, THIRD).values():
        assert question.stem in plain_text(shown)


def test_the_start_page_says_what_waits_and_leads_there(journal):
    answered(journal, FIRST, "run_together", options_of((FIRST, "run_together"))[1], 8)
    answered(journal, FIRST, "predict", "b", 8)
    for step in ("predict", "compare", "explore", "check", "place", "discuss"):
        answered(journal, FIRST, "match", "b", 8, step)
    greeting = words(load_start().first_guess())
    assert "One thing from earlier lessons is waiting for you, one minute:" in plain_text(greeting)
    assert '02_governance.ipynb#cell-id=governance-recall">' in greeting
    journal.save(SECOND, RECALL, "asked", [f"{FIRST}/run_together"])
    assert "waiting for you" not in words(load_start().first_guess())


def test_on_the_start_page_nothing_waits_on_the_day_of_the_lesson(journal):
    answered(journal, FIRST, "run_together", options_of((FIRST, "run_together"))[1])
    assert "waiting for you" not in words(load_start().first_guess())


def test_a_day_later_nothing_waits_yet_and_a_week_later_two_of_three_do(journal):
    for days, waits in ((1, ""), (7, "2 things from earlier lessons are waiting for you, 2 minutes:")):
        for step in STEPS:
            answered(journal, FIRST, "match", "b", days, step)
        for ref in asked_in([FIRST]):
            answered(journal, *ref, options_of(ref)[1], days)
        greeting = plain_text(words(load_start().first_guess()))
        assert "Next: Predict in Governance" in greeting
        assert waits in greeting if waits else "waiting for you" not in greeting
        journal.forget()


def test_where_a_class_leaves_steps_out_what_waits_is_asked_in_the_lesson_that_it_has_come_to(journal):
    for lesson in ORDER[:3]:
        answered(journal, lesson, questions_of(lesson)[0].id, options_of((lesson, questions_of(lesson)[0].id))[1], 8)
    for asks in (THIRD, FOURTH):  # the lesson begun last, until it has asked; then the next
        greeting = words(load_start().first_guess())
        assert "2 things from earlier lessons are waiting for you, 2 minutes:" in plain_text(greeting)
        assert f"_{asks}.ipynb#cell-id=" in greeting.partition("remember them")[0]
        journal.save(asks, RECALL, "asked", [])
    assert "waiting for you" not in words(load_start().first_guess())


def test_behind_the_last_lesson_what_waits_is_the_quiz_of_the_case_file(journal):
    for lesson in ORDER:
        for step in STEPS:
            answered(journal, lesson, "match", "b", 9, step)
    for ref in asked_in(ORDER[:2]):
        answered(journal, *ref, options_of(ref)[1], 9)
    greeting = words(load_start().first_guess())
    assert "6 things from earlier lessons are waiting for you, 6 minutes:" in plain_text(greeting)
    assert '14_case_file.ipynb#cell-id=case-file-recall">remember them in Your case file</a>' in greeting
    journal.save("case_file", RECALL, "asked", [])
    assert "waiting for you" not in words(load_start().first_guess())


# The class


def given(*options: object) -> list[Given]:
    return [Given(f"{number:032x}", option, option, True) for number, option in enumerate(options)]


def test_the_board_counts_who_was_right_at_first_and_when_it_came_back_the_most_forgotten_first():
    answers = {
        Key(SECOND, "check", "provinces"): given("b", "b", "b", "a"),
        Key(THIRD, RECALL, "governance/provinces"): given("b", "a", None, 7),
        Key(FOURTH, RECALL, "governance/provinces"): given("a"),
        Key(FOURTH, RECALL, "governance/provinces/remembered"): given("b"),
        Key(SECOND, "check", "helpers_reports"): given("a", "b"),
        Key(THIRD, RECALL, "governance/helpers_reports"): given("b", "b"),
        Key(THIRD, RECALL, "gone/away"): given("b"),
        Key(THIRD, RECALL, "asked"): given(["x"]),
    }
    found = kept(answers, {SECOND: load_content(SECOND)})
    assert [(one.question.id, one.first, one.again) for one in found] == [
        ("provinces", (3, 4), (1, 3)),
        ("helpers_reports", (1, 2), (2, 2)),
    ]


def test_the_board_shows_what_the_class_forgot_without_names(tmp_path):
    (tmp_path / "class").mkdir()
    for number in range(6):
        journal = Journal(tmp_path / str(number))
        journal.save(SECOND, "check", "provinces", "b")
        journal.save(THIRD, RECALL, "governance/provinces", "b" if number < 2 else "a")
        journal.save(THIRD, RECALL, "governance/provinces/remembered", "zebra")
        write_hand_in(hand_in(journal, f"Ada {number}"), tmp_path / "class")
    board = load_board()
    board.watch(str(tmp_path / "class"))
    step = board.recall()
    assert "One question has come back." in words(step) and "6 of 6" not in words(step)
    button(step, "Show what the class remembers").click()
    shown = words(step)
    assert "6 of 6 (100%)" in shown and "2 of 6 (33%)" in shown
    assert "Central planning means that everything was decided in one room." in shown
    assert "Ada" not in shown and "zebra" not in shown
    journal.save(FOURTH, RECALL, "governance/provinces", "b")
    write_hand_in(hand_in(journal, "Ada 5"), tmp_path / "class")
    board.look()
    assert "3 of 7 (43%)" in words(step)
    button(step, "Hide it again").click()
    assert "3 of 7" not in words(step)


def test_a_board_to_which_nothing_came_back_says_so():
    step = load_board().recall()
    button(step, "Show what the class remembers").click()
    assert "No question has come back yet" in words(step)


def test_the_board_says_which_misreadings_came_back_and_of_how_many(tmp_path):
    (tmp_path / "class").mkdir()
    for number in range(6):
        journal = Journal(tmp_path / str(number))
        journal.save(THIRD, RECALL, "governance/provinces", "b" if number < 2 else "a")
        journal.save(THIRD, RECALL, "governance/helpers_reports", "a")  # wrong, and no misreading
        write_hand_in(hand_in(journal, f"Ada {number}"), tmp_path / "class")
    board = load_board()
    board.watch(str(tmp_path / "class"))
    step = board.recall()
    button(step, "Show what the class remembers").click()
    back = words(step).partition("Misreadings that may be back")[2]
    assert "Governance: 4 of 6 (67%)" in plain_text(back) and back.count("<li>") == 1
    assert "(Governance" not in plain_text(back) and "))" not in plain_text(back)
    assert load_content(SECOND).misreadings[2].answer in plain_text(back) and "Ada" not in words(step)


def test_the_board_sets_each_guess_beside_what_came(tmp_path):
    step = load_board().bets()
    button(step, "Show all guesses beside what came").click()
    assert "Nobody has guessed in a lesson yet." in words(step)
    (tmp_path / "class").mkdir()
    bet = load_content(SECOND).bet
    for number in range(4):
        journal = Journal(tmp_path / str(number))
        journal.save(SECOND, "explore", bet.id, bet.options[0 if number < 3 else 1].id)
        write_hand_in(hand_in(journal, f"Ada {number}"), tmp_path / "class")
    board = load_board()
    board.watch(str(tmp_path / "class"))
    step = board.bets()
    assert "The class has guessed in one lesson." in words(step) and "75%" not in words(step)
    button(step, "Show all guesses beside what came").click()
    shown = plain_text(words(step))
    assert f"75% {bet.options[0].text}" in shown.replace("✓ ", "") and f"25% {bet.options[1].text}" in shown.replace(
        "✓ ", ""
    )
    assert not any(one.right for one in bet.options) and all(one.feedback in shown for one in bet.options)
    assert "Ada" not in shown


# Explain


def test_after_the_figure_a_line_on_what_came_is_kept_and_stands_beside_the_guess(journal):
    lesson = LessonPage(lesson_on(SECOND, load_table()), journal)
    step = lesson.explore()
    assert not all_of(Answer, step)
    all_of(Choice, step)[0].value = "mesh"
    button(step, "Commit my guess and open the figure").click()
    write(all_of(Answer, step)[0], "I expected the mesh, two came, because <b> links")
    assert journal.newest(SECOND, "explore", "bet/reason").value == "I expected the mesh, two came, because <b> links"
    entries = {entry.item: entry for entry in chapters(journal, load_table())[0].entries}
    assert entries["bet/reason"].asked.startswith("What I expected, what came and why: Three networks")
