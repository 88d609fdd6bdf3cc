"""Replies to wrong options: they say what is wrong, and leave it to the learner to find what is right."""

import re

import pytest

from kit.answers.recall import asked_in
from kit.content.table import dimensions_of, load_table

ASKED = asked_in(list(dimensions_of(load_table())))
WRONG = [(ref, option) for ref, one in ASKED.items() for option in one.options if not option.right]
# words that any two sentences may share
USUAL = {*("and", "but", "for", "from", "had", "has", "have", "its", "last", "not", "one", "out", "that", "the"),
         *("their", "them", "they", "this", "was", "were", "who", "with")}  # fmt: skip
HALF = re.compile(r"\bis one of the two\b|\bfirst half is right\b")


def stems(words: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z]{3,}", words.lower()) if word not in USUAL}


def given_away(ref: tuple[str, str], option) -> set[str]:
    """Return the words of the right option that a reply says, and that stand neither in the question nor in its own."""
    right = next(one.text for one in ASKED[ref].options if one.right)
    return stems(option.feedback) & stems(right) - stems(ASKED[ref].stem) - stems(option.text)


@pytest.mark.parametrize(("ref", "option"), WRONG, ids=["/".join((*ref, one.id)) for ref, one in WRONG])
def test_a_reply_to_a_wrong_option_does_not_say_the_right_one(ref, option):
    assert len(given_away(ref, option)) < 2, f"{option.feedback!r} says {given_away(ref, option)}"
    assert not HALF.search(option.feedback)


def test_after_a_wrong_pair_of_freedoms_more_than_one_pair_is_left():
    """Of a pair a reply may rule out one idea; it may not say as well that the other one is right."""
    for option in ASKED["autonomy_and_freedom", "two_questions"].options:
        assert option.right or "is right" not in option.feedback, option.feedback


@pytest.mark.parametrize(
    ("ref", "told"),
    [
        (("autonomy_and_freedom", "first_cell"), "quotation mark"),
        (("governance", "fewest_messages"), "as the others"),
        (("governance", "provinces"), "regions"),
        (("global_strategy", "year_1975"), "23"),
        (("example_institutions", "sensorica_shares"), "debt"),
        (("economic_model", "closed_later"), "came from a community"),
        (("critiques", "opened_letter"), "Swiss"),
        (("critiques", "shared_most"), "Bureaucracy"),
        (("view_of_the_state", "heavy_industry"), "accept the market"),
    ],
)
def test_the_one_word_that_would_tell_is_kept_for_the_right_option(ref, told):
    assert not [option.id for option in ASKED[ref].options if not option.right and told in option.feedback]
