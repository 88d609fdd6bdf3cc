"""Before and after, as learners answer it, as a teacher scores it, and as a class sees what it gained."""

import csv
import json

import pandas as pd
import pytest

from kit import load_board, load_both_times
from kit.answers.hand_in import hand_in
from kit.answers.record import chapters
from kit.base.paths import data_path, work_folder
from kit.classroom.board.gain import both, interval, nameless, normalised, rows, write
from kit.classroom.student_copy import sealed_catalogue, sealed_lesson
from kit.content.course import load_before_and_after
from kit.content.table import dimensions_of, load_table
from kit.learner.case_file.page import load_case_file
from kit.widgets.controls.fields import Answer, Choice, Grid
from tests.classroom import as_text, make_hand_in
from tests.pressing import all_of, button, within, words
from tests.pressing import write as type_in

CONTENT = load_before_and_after()
ITEMS = [one.id for one in CONTENT.items if one.id != "best_case"]
MINE = "ZEBRA <b>stripes</b>"
SHOW = "The projector is off or away: show names"


def told(learner: int, time: str, item: str) -> str:
    return f"words {learner} {time} {item}"


def answer(time: str, item: str, value: object) -> dict:
    one = {"lesson": "before_and_after", "step": time, "item": item, "value": value, "first": value, "tries": 1}
    return one | {"time": "2026-01-02T03:04:05Z"}


def write_class(folder, learners: int, times=("before", "after")) -> None:
    """Learners who answer all at each of these times; the last one leaves the first question empty before."""
    folder.mkdir(exist_ok=True)
    for learner in range(learners):
        answers = [answer(time, item, told(learner, time, item)) for time in times for item in (*ITEMS, "best_case")
                   if (learner, time, item) != (learners - 1, "before", ITEMS[0])]  # fmt: skip
        for level, time in zip((2, 4), times, strict=False):
            answers.append(answer(time, "attitudes", {f"{row}/agree": str(level) for row in CONTENT.attitudes.rows}))
            answers.append(answer(time, "least", "liberalism"))
        text = as_text(make_hand_in(learner), answers=answers, name=f"Person{learner}")
        (folder / f"{learner}.json").write_text(text, encoding="utf-8")


def board_on(folder):
    one = load_board()
    one.watch(str(folder))
    return one


def score(board, item: str, of) -> None:
    """Score all answers to a question, by what `of` says of their words."""
    step = board.scoring()
    asked = next(one for one in within(step) if getattr(one, "description", "") == "Question")
    asked.value = next(one for one in CONTENT.items if one.id == item)
    button(step, SHOW).click()
    grid = all_of(Grid, step)[0]
    grid.value = {f"{row['id']}/score": str(of(row["text"])) for row in grid.rows}


def points(text: str) -> int:
    """Before: 0 for odd learners and 1 for even ones; after: 1 and 2."""
    learner, time = next(int(word) for word in text.split() if word.isdigit()), "after" in text
    return (1 - learner % 2) + time


def test_there_is_a_question_on_each_row_and_one_on_the_table_as_a_source():
    assert [*dimensions_of(load_table()), "the_table"] == ITEMS and len(ITEMS) == 14
    for one in CONTENT.items:
        assert len(one.notes) == 3 and all(note.examples for note in one.notes), "0, 1 and 2, with samples"
    assert len(CONTENT.attitudes.rows) == 4


def test_no_model_is_named_in_a_question():
    for one in CONTENT.items:
        said = f"{one.case} {one.question}".casefold()
        assert not [word for word in ("commons", "collectiv", "liberal", "socialis", "capitalism") if word in said]


def test_both_times_are_kept_apart_and_the_first_does_not_show_in_the_second(journal):
    page = load_both_times()
    type_in(all_of(Answer, page.before())[0], MINE)
    after = page.after()
    assert not all_of(Answer, after)
    button(after, "Begin the second time").click()
    assert len(all_of(Answer, after)) == 15 and not [one.value for one in all_of(Answer, after) if one.value]
    type_in(all_of(Answer, after)[0], "Now I think so.")
    button(after, "Put both times side by side").click()
    assert "ZEBRA &lt;b&gt;stripes&lt;/b&gt;" in words(after) and "Now I think so." in words(after)
    keys = [key for key in journal.answered() if key[0] == "before_and_after"]
    assert set(keys) == {("before_and_after", time, ITEMS[0]) for time in ("before", "after")}


def test_what_was_said_twice_comes_back_and_stands_in_report_and_hand_in(journal):
    step = load_both_times().before()
    all_of(Choice, step)[0].value = "collectivism"
    button(step, "This is the one").click()
    all_of(Grid, step)[0].value = {"sure/agree": "2"}
    type_in(all_of(Answer, step)[-1], MINE)
    again = load_both_times().before()
    assert all_of(Grid, again)[0].value == {"sure/agree": "2"} and all_of(Choice, again)[0].value == "collectivism"
    chapter = next(one for one in chapters(journal, load_table()) if one.title == "Before and after")
    said = {entry.item: entry for entry in chapter.entries}
    assert said["least"].answered == "Collectivism" and said["best_case"].answered == MINE
    assert said["attitudes"].answered.endswith("2, a little")
    assert all(entry.asked.startswith("Before the lessons: ") for entry in said.values())
    left = hand_in(journal, left_out=[entry.key for entry in chapter.entries])
    assert len(hand_in(journal).answers) == 3 and not left.answers


def test_scoring_shows_neither_names_nor_times_and_both_times_among_each_other(tmp_path):
    write_class(tmp_path / "class", 6)
    board = board_on(tmp_path / "class")
    step = board.scoring()
    assert "words 0" not in words(step) and not all_of(Grid, step)
    button(step, SHOW).click()
    grid = all_of(Grid, step)[0]
    assert len(grid.rows) == 11, "six learners, two times, one left it empty"
    said = json.dumps([grid.rows, words(step)])
    assert not [name for name in (*board.names.values(), "Person") if name in said]
    assert [row["id"] for row in grid.rows] == sorted(row["id"] for row in grid.rows)
    assert CONTENT.items[0].notes[2].text.split(",")[0] in words(step), "the guide stands beside them"


def test_a_score_is_kept_for_these_words_and_no_longer(tmp_path):
    write_class(tmp_path / "class", 6)
    board = board_on(tmp_path / "class")
    score(board, ITEMS[0], points)
    again = board_on(tmp_path / "class")
    assert both(rows(again))[0][ITEMS[0]].isna().sum() == 0
    only = as_text(make_hand_in(0), answers=[answer("before", ITEMS[0], "other words")])
    (tmp_path / "class" / "0.json").write_text(only, encoding="utf-8")
    again.look(afresh=True)
    changed = [row[ITEMS[0]] for row in rows(again) if row["time"] == "before"]
    assert changed.count("") == 1 and changed.count("none") == 1, "one to be scored anew, one left empty"


def test_the_gain_is_what_one_can_reckon_by_hand(tmp_path):
    write_class(tmp_path / "class", 6)
    board = board_on(tmp_path / "class")
    assert "Not scored yet" in shown(board)
    score(board, ITEMS[1], points)
    score(board, "best_case", lambda text: 2)
    # before 1 0 1 0 1 0 of 2: a quarter of the points; after 2 1 2 1 2 1: three quarters, so 0.5 of the missing 0.75
    words_ = shown(board)
    assert "Gain of the class: 0.67 (" in words_ and "1 of 14 questions are scored in full" in words_
    assert "<td>2.00</td><td>4.00</td><td>2.00 (2.00 to 2.00)</td>" in words_
    assert "<td>2.00</td><td>2.00</td>" in words_, "the best case stands apart"
    assert not [name for name in (*board.names.values(), "Person") if name in words_]


def shown(board) -> str:
    step = board.gain()
    assert "Gain" not in words(step)
    button(step, "Show the class's gain").click()
    return words(step)


def test_with_few_learners_nothing_is_shown_and_nothing_is_written(tmp_path):
    write_class(tmp_path / "class", 4)
    board = board_on(tmp_path / "class")
    assert "With fewer than 5 learners nothing is shown" in shown(board)
    assert "fewer than 5" in write(rows(board)) and not (work_folder() / "before_and_after.csv").exists()


def test_who_answered_once_is_in_the_file_and_not_in_the_gain(tmp_path):
    write_class(tmp_path / "class", 7, times=("after",))
    board = board_on(tmp_path / "class")
    assert len(rows(board)) == 7 and len(both(rows(board))[0]) == 0
    assert "fewer than 5" in shown(board)


def test_the_file_for_research_holds_numbers_and_nobodys_name_or_words(tmp_path):
    write_class(tmp_path / "class", 6)
    board = board_on(tmp_path / "class")
    score(board, ITEMS[0], points)
    step = board.gain()
    button(step, "Show the class's gain").click()
    button(step, "Write the file for research").click()
    path = work_folder() / "before_and_after.csv"
    text = path.read_text(encoding="utf-8-sig")
    assert not [one for one in (*board.names.values(), "Person", "words") if one in text]
    assert not [one.learner for one in board.seen.hand_ins if one.learner[:8] in text]
    lines = list(csv.DictReader(text.splitlines()))
    head = ["learner", "time", *ITEMS, "best_case", "least", *CONTENT.attitudes.rows]
    assert list(lines[0]) == head and len(lines) == 12
    assert [line[ITEMS[0]] for line in lines].count("none") == 1 and {line[ITEMS[1]] for line in lines} == {""}
    assert {line["sure"] for line in lines if line["time"] == "after"} == {"4"}
    assert {line["learner"] for line in lines} == set("123456") and {line["least"] for line in lines} == {"liberalism"}


def test_the_interval_holds_the_value_and_is_the_same_twice():
    before, after = pd.Series([0.2, 0.4, 0.1, 0.5, 0.3, 0.3]), pd.Series([0.5, 0.4, 0.6, 0.7, 0.3, 0.8])
    value, low, high = interval(before, after, normalised)
    assert low < value < high and (value, low, high) == interval(before, after, normalised)
    assert value == pytest.approx((0.55 - 0.3) / 0.7)
    assert interval(before * 0 + 1, after * 0 + 1, normalised)[0] == 0, "where nothing was missing, nothing is gained"


def test_strange_answers_stop_nothing(tmp_path):
    folder = tmp_path / "class"
    write_class(folder, 6)
    strange = [answer("before", ITEMS[0], 5), answer("before", "attitudes", [1]), answer("after", "least", {"a": 1}),
               answer("after", "attitudes", {"sure/agree": "9"}), answer("before", "best_case", ["x"])]  # fmt: skip
    (folder / "9.json").write_text(as_text(make_hand_in(9), answers=strange), encoding="utf-8")
    board = board_on(folder)
    row = next(row for row in rows(board) if row[ITEMS[0]] == row[ITEMS[1]] == "none" and row["time"] == "before")
    assert row["sure"] == row["least"] == "" and row["best_case"] == "none"
    assert len([*nameless(board, ITEMS[0])]) == 11 and "6 learners of 7" not in shown(board)


def test_a_learners_copy_has_the_questions_and_not_how_they_are_scored(tmp_path):
    said = sealed_lesson(data_path("before_and_after.yaml"))
    assert CONTENT.items[0].question[:40] in said
    assert "notes" not in said and CONTENT.items[0].notes[0].text not in said
    there = data_path("es", "before_and_after.po")
    if there.exists():
        assert b"/notes/" not in sealed_catalogue(there)


def test_a_text_is_given_levels_by_its_writer_and_by_a_classmate(journal):
    step = load_case_file().write_up()
    grid = all_of(Grid, step)[0]
    grid.value = {"claim/own": "3", "claim/classmate": "2"}
    assert "The climbing hall is interesting" in words(step) and "The examples are made up" in words(step)
    assert all_of(Grid, load_case_file().write_up())[0].value == {"claim/own": "3", "claim/classmate": "2"}
    entry = next(entry for chapter in chapters(journal, load_table()) for entry in chapter.entries)
    assert entry.answered == "Claim - I say: 3\nClaim - A classmate says: 2"


def test_a_classmate_signs_the_best_case_or_not_yet_and_alone_one_holds_it_against_levels(journal):
    step = load_case_file().steelman()
    least, signed, level = all_of(Choice, step)
    least.value, signed.value, level.value = "commons", "not_yet", "thin"
    for one in all_of(type(button(step, "This is the one")), step):
        one.click()
    text, line = all_of(Answer, step)
    type_in(text, "They mend what they use.")
    type_in(line, "Nobody on my side says 'sharing'.")
    assert "what is missing" in signed.replies["not_yet"]["text"]
    said = {entry.item: entry.answered for chapter in chapters(journal, load_table()) for entry in chapter.entries}
    assert said == {
        "steelman/least": "Peer Production", "steelman/signed": "Not yet.", "steelman/best_case": text.value,
        "steelman/level": "It gives a true reason, but one that any opponent could have written.",
        "steelman/line": line.value,
    }  # fmt: skip
