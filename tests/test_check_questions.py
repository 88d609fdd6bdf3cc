"""Two tricks for questions: they are counted, ties are shared, and a kit in which one pays hears about it."""

import pytest

from kit.adapt.check.lessons import (
    ENOUGH,
    MOST_BY_LENGTH,
    MOST_BY_WORDS,
    by_length,
    by_words,
    check_questions,
    note_on_questions,
    share,
)
from kit.content.lesson import drafted
from kit.content.lesson_form import Option, Question, load_content


def options(*texts: str, right: int = 0) -> tuple[Option, ...]:
    return tuple(
        Option(id=f"o{number}", text=text, feedback="So.", right=number == right) for number, text in enumerate(texts)
    )


def question(*texts: str, right: int = 0, name: str = "who") -> Question:
    return Question(id=name, stem="Who?", options=options(*texts, right=right))


def test_the_longest_option_is_taken_and_a_tie_is_shared():
    assert by_length(options("the longest", "short")) == 1
    assert by_length(options("the longest", "short", right=1)) == 0
    assert by_length(options("four", "five", "ten", right=0)) == 0.5
    assert by_length(options("four", "five", "ten", right=2)) == 0


@pytest.mark.parametrize("word", ["always", "Never", "only", "all", "nobody", "proves", "every", "none", "proven"])
def test_an_option_with_an_absolute_word_is_dropped_first(word):
    assert by_words(options("It depends.", f"It is {word} so, in each and any place.")) == 1


def test_a_word_that_only_contains_an_absolute_word_stays():
    assert by_words(options("A wallflower is the longest of these.", "Short.", right=0)) == 1


def test_where_each_option_has_an_absolute_word_the_longest_of_all_is_taken():
    assert by_words(options("All of them.", "Never.")) == 1


def test_the_shares_are_over_all_questions():
    asked = [question("long enough", "short"), question("long enough", "short", right=1)]
    assert (share(by_length, asked), share(by_words, asked)) == (0.5, 0.5)
    assert note_on_questions(asked).startswith("2 questions: 'take the longest' gets 50% right")


def test_without_a_question_there_is_nothing_to_say():
    assert (share(by_length, []), share(by_words, [])) == (0, 0)
    assert note_on_questions([]) == "" and check_questions([]) == []


def test_a_trick_that_pays_is_a_complaint_that_names_where_to_begin():
    (first, second) = check_questions([question("the longest one", "short", name="longest_wins")] * ENOUGH)
    assert "'take the longest option' gets 100% right; at most 30% may be." in first
    assert "Begin with longest_wins, longest_wins" in first
    assert "then take the longest' gets 100%" in second


def test_of_a_few_questions_or_unwritten_ones_nothing_is_concluded():
    assert check_questions([question("the longest one", "short")] * (ENOUGH - 1)) == []
    unwritten = [question("TO WRITE: the longest one", "short")] * ENOUGH
    assert check_questions(unwritten) == [] and note_on_questions(unwritten) == ""


def test_a_fair_share_is_no_complaint():
    fair = [question("one", "three", "seven", "eight", right=0, name=f"q{number}") for number in range(ENOUGH)]
    assert check_questions(fair) == []


@pytest.mark.parametrize("lesson", ["relation_to_capital", "global_strategy", "critiques"])
def test_no_trick_gets_more_than_one_of_three_in_the_last_lessons(lesson):
    questions = load_content(lesson).questions
    length, words = share(by_length, questions), share(by_words, questions)
    assert length <= max(MOST_BY_LENGTH, 0.34) and words <= max(MOST_BY_WORDS, 0.34)


def test_a_question_that_is_still_to_be_written_teaches_no_trick():
    questions = drafted().questions
    assert check_questions(questions) == [] and note_on_questions(questions) == ""
