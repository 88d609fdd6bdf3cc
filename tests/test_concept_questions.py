"""A question with a key in a class's vote: twice without a reply, a talk when it helps, what is right at the end."""

import json
import re

import ipywidgets as widgets
import pytest

from kit import load_lesson
from kit.answers.ballot import check_of
from kit.answers.ballot_code import Code, new_mark, read_code, write_code
from kit.answers.hand_in import hand_in
from kit.answers.journal import Journal
from kit.answers.keys import CHECKED
from kit.answers.record import chapters
from kit.base.errors import VoteError
from kit.classroom.vote.account import as_json
from kit.classroom.vote.ballot_box import open_box
from kit.classroom.vote.entry import from_codes, from_hand_ins
from kit.classroom.vote.page import load_vote
from kit.content.lesson_form import load_content
from kit.content.run_sheet_form import load_run_sheet
from kit.content.table import dimensions_of, load_table
from kit.widgets.controls.fields import Choice
from tests.pressing import all_of, button, words
from tests.test_vote_room import alone, chosen, count, on_the_page, sentences, shut, take  # noqa: F401 (a fixture)
from tests.voting import CODE

LESSON = "governance"
QUESTION = load_content(LESSON).questions[1]
MOTION = check_of(LESSON, "Governance", 2, QUESTION)
RIGHT = MOTION.right
WRONG = next(one for one in MOTION.ids if one != RIGHT)
REPLIES = [one.feedback for one in QUESTION.options]


@pytest.fixture
def room():
    step = load_vote().room()
    chosen(step, "Question").value = MOTION.place
    button(step, "Open the first vote").click()
    return step


def hands(right: int, wrong: int) -> tuple[int, ...]:
    return tuple({RIGHT: right, WRONG: wrong}.get(one, 0) for one in MOTION.ids)


def told(step) -> str:
    return words(step).replace("&#x27;", "'").replace("&#39;", "'")


@pytest.mark.parametrize(
    ("right", "says"),
    [(34, "Fewer than 35"), (35, "Between 35 and 70"), (70, "Between 35 and 70"), (71, "More than 70"), (0, "Fewer")],
)
def test_after_the_first_vote_it_says_what_to_do_and_nothing_of_who_is_right(room, right, says):
    count(room, hands(right, 100 - right))
    shut(room, "first")
    assert says in words(room)
    assert not [reply for reply in REPLIES if reply in told(room)]
    assert "✓" not in words(room) and "chose it" not in words(room)


def test_before_the_second_is_closed_no_reply_and_no_number_is_on_the_page(room):
    count(room, hands(617, 403))
    for ordinal in ("first", "second"):
        shut(room, ordinal)
        page = on_the_page()
        if ordinal == "first":
            assert not [one for one in REPLIES if json.dumps(one)[1:-1] in page]
            assert not re.findall(r"\b(?:617|403)\b", page)  # within the id of a widget it may stand by chance
            button(room, "Open the second vote").click()
            count(room, hands(903, 117))
    assert "First vote: 617 of 1,020 chose it. Second vote: 903 of 1,020." in words(room)
    assert all(reply in told(room) for reply in REPLIES) and words(room).count("✓") == 1
    assert "The strongest reasons on each side" not in words(room) and "is about as divided" not in words(room)
    assert "617" in sentences(room)


def test_codes_of_another_question_of_the_lesson_are_refused(room):
    other = check_of(LESSON, "Governance", 1, load_content(LESSON).questions[0])
    take(room, [write_code(Code(other.tag, 1, 0, new_mark())), write_code(Code(MOTION.tag, 1, 0, "2222"))])
    assert "1 code taken." in words(room) and "it is for another question (Governance: check 1)" in words(room)


def test_a_question_without_a_key_has_no_share_to_tell(answers):
    box = open_box()
    session = box.begin(MOTION)
    with pytest.raises(VoteError):
        box.share(session.id)
    box.put(session.id, 1, {"2222": RIGHT, "3333": WRONG})
    box.close_first(session.id)
    assert box.share(session.id) == (1, 2)


def test_the_file_of_a_vote_says_which_is_right(answers):
    box = open_box()
    id_ = box.begin(MOTION).id
    box.put(id_, 1, {"2222": WRONG})
    box.close_first(id_)
    box.open_second(id_)
    box.put(id_, 2, {"2222": RIGHT})
    box.close_second(id_)
    assert json.loads(as_json(box.record(id_)))["right"] == RIGHT


# The learner's


def step_of(journal: Journal) -> widgets.VBox:
    return load_lesson(LESSON).check().children[1]


def test_a_learner_votes_in_the_step_check_twice_and_reads_no_reply_before_the_end(answers):
    from kit.answers.opening import open_journal

    journal = open_journal()
    asked = step_of(journal)
    button(asked, "My class votes on this").click()
    codes = []
    for a_round, option in ((1, WRONG), (2, RIGHT)):
        all_of(Choice, asked)[-1].value = option
        button(asked, f"Give my {'first' if a_round == 1 else 'second'} vote").click()
        codes.append(CODE.findall(words(asked))[-1])
        assert not [reply for reply in REPLIES if reply in told(asked)]
        assert not [choice for choice in all_of(Choice, asked) if choice.replies]
        if a_round == 1:
            assert "There is no right answer here" not in words(asked)
            asked = step_of(journal)  # whoever runs the lesson again in the midst of it finds the vote
            assert [one.description for one in all_of(widgets.Button, asked)][-1] == "Back to the question"
            button(asked, "Open my second vote, after the talk").click()
    assert [MOTION.ids[read_code(code).option] for code in codes] == [WRONG, RIGHT]
    assert all(read_code(code).tag == MOTION.tag for code in codes)
    button(asked, "Back to the question").click()
    all_of(Choice, asked)[0].value = RIGHT
    button(asked, "Check my answer").click()
    assert all_of(Choice, asked)[0].replies[RIGHT]["kind"] == "right"
    one = hand_in(journal)
    for number, option in ((1, WRONG), (2, RIGHT)):
        assert list(from_hand_ins([one], MOTION, number).ballots.values()) == [option]
        assert list(from_codes(codes[number - 1], MOTION, number, {}).ballots.values()) == [option]
    (chapter,) = chapters(journal, load_table())
    said = {entry.asked: entry.answered for entry in chapter.entries if entry.step == "vote"}
    texts = {option.id: option.text for option in QUESTION.options}
    assert list(said.values()) == [texts[WRONG], texts[RIGHT]] and all(QUESTION.stem in one for one in said)


def test_who_does_not_vote_with_a_class_answers_as_before(answers):
    asked = step_of(Journal(answers))
    all_of(Choice, asked)[0].value = WRONG
    button(asked, "Check my answer").click()
    assert all_of(Choice, asked)[0].replies[WRONG]["kind"] == "wrong"


def test_no_question_has_the_id_of_a_vote():
    for lesson in dimensions_of(load_table()):
        content = load_content(lesson)
        assert not content.vote.id.startswith(CHECKED)
        assert content.vote.id not in [CHECKED + one.id for one in content.questions]


@pytest.mark.parametrize("lesson", dimensions_of(load_table()))
def test_each_run_sheet_names_a_check_of_its_lesson_to_vote_on(lesson):
    assert load_run_sheet(lesson).check_to_vote in [one.id for one in load_content(lesson).questions]
