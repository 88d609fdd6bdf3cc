"""The code on a learner's screen: whatever is mistyped is noticed, whatever is typed otherwise is read."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kit.answers.ballot_code import ALPHABET, MOST_OPTIONS, Code, codes_in, new_mark, plain, read_code, tag, write_code
from kit.base.errors import VoteError

signs = some.sampled_from(ALPHABET)
codes = some.builds(
    Code,
    some.text(signs, min_size=2, max_size=2),
    some.sampled_from([1, 2]),
    some.integers(0, MOST_OPTIONS - 1),
    some.text(signs, min_size=4, max_size=4),
)
SOME = [Code("SR", 1, 0, "2222"), Code("7K", 2, 3, "4XPQ"), Code("ZZ", 2, 14, "ZZZZ")]


@given(codes)
def test_what_is_written_is_read_back(code):
    assert read_code(write_code(code)) == code


@given(codes, some.sampled_from(["", " ", "-", " - ", "\u2013", "_", "."]), some.booleans())
def test_capitals_spaces_and_dashes_do_not_matter(code, between, small):
    written = between.join(plain(write_code(code)))
    assert read_code(written.lower() if small else written) == code


@pytest.mark.parametrize("code", SOME)
def test_every_single_wrong_character_is_noticed(code):
    written = plain(write_code(code))
    for place in range(len(written)):
        for other in set(ALPHABET) - {written[place]}:
            with pytest.raises(VoteError, match="a character is wrong, or two are swapped"):
                read_code(written[:place] + other + written[place + 1 :])


@pytest.mark.parametrize("code", SOME)
def test_every_two_characters_that_are_swapped_are_noticed(code):
    written = plain(write_code(code))
    for one, other in combinations(range(len(written)), 2):
        swapped = list(written)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        if "".join(swapped) != written:
            with pytest.raises(VoteError):
                read_code("".join(swapped))


@given(codes, some.data())
def test_every_two_wrong_characters_are_noticed(code, data):
    written = list(plain(write_code(code)))
    for place in data.draw(some.lists(some.integers(0, 8), min_size=2, max_size=2, unique=True)):
        written[place] = data.draw(some.sampled_from(sorted(set(ALPHABET) - {written[place]})))
    with pytest.raises(VoteError):
        read_code("".join(written))


@pytest.mark.parametrize("sign", "01ILOÄß")
def test_a_character_that_could_be_another_is_in_no_code(sign):
    assert sign not in ALPHABET
    with pytest.raises(VoteError, match=r"no code has the character|a code has 9 characters"):
        read_code(sign + write_code(SOME[0])[1:])


@given(some.text(max_size=40))
def test_any_text_is_a_code_or_refused_in_words(text):
    try:
        read_code(text)
    except VoteError as problem:
        assert str(problem)


def test_the_option_cannot_be_read_off_the_code():
    thirds = {plain(write_code(Code("SR", 1, 0, new_mark())))[2] for _ in range(200)}
    assert len(thirds) > 10


def test_marks_are_random():
    assert len({new_mark() for _ in range(500)}) > 490


def test_questions_have_tags_of_their_own():
    assert len({tag(f"question {number}") for number in range(20)}) > 17


def test_codes_are_found_in_what_a_class_pastes():
    first, second = write_code(SOME[0]), write_code(SOME[1])
    chat = f"09:41 Ada: {first}\n{second.lower()}, {second.replace('-', ' ')}; hello\n\n  \n{first} {second}"
    assert codes_in(chat) == [first, second.lower(), second.replace("-", " "), "hello", first, second]
