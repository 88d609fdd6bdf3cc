"""Two people who write in one box: each page says what its words were made of, and nobody's words are lost."""

import re
from string import ascii_lowercase

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from kit import load_lesson
from kit.base.errors import JournalError
from kit.widgets.controls.fields import Answer, merged
from tests.pressing import all_of

WAS = "The old well."


class Front:
    """One page before a box, as its script is: what it takes in, and what it sends with what that was made of."""

    def __init__(self, box: Answer, name: str) -> None:
        self.box, self.name, self.number, self.answered = box, name, 0, 0
        self.words = self.was = box.value

    def type(self, words: str) -> dict:
        """Return the message that says so; it may be on its way for a while."""
        self.words, self.number = words, self.number + 1
        sheet = {"page": self.name, "number": self.number, "answered": self.answered}
        return {"written": {**sheet, "was": self.was, "words": words}}

    def write(self, words: str) -> None:
        self.box.set_state(self.type(words))
        self.look()

    def look(self) -> None:
        """Take in what the kernel says, unless it has not heard all of what was typed here."""
        if self.box.arrived.get(self.name, 0) >= self.number:
            self.words = self.was = self.box.value
            self.answered = self.number


@pytest.fixture
def box(journal) -> Answer:
    return all_of(Answer, load_lesson("governance").discuss())[0]


@pytest.fixture
def two(box) -> tuple[Front, Front]:
    return Front(box, "a"), Front(box, "b")


def kept(journal) -> list[str]:
    return [
        one.value for one in journal.tries("governance", "discuss", load_lesson("governance").content.prompts[0].id)
    ]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (WAS, WAS, WAS),
        (WAS, "A new well.", "A new well."),
        ("Here: The old well.", "The old well. Deep.", "Here: The old well. Deep."),
        ("The deep old well.", "The old red well.", "The deep old red well."),
        ("The well.", "The old well. Deep.", "The well. Deep."),
        ("The river.", "The old mill.", "The river.\nThe old mill."),
        ("The well.", "The well.", "The well."),
        ("", "The old well is dry.", "The old well is dry."),
        ("The old well. No", "The old well. Not", "The old well. Not"),
        ("The old well. No", "The old well. Yes", "The old well. No\n Yes"),
    ],
)
def test_what_two_have_made_of_a_text_is_all_in_one(one, other, both):
    assert merged(WAS, one, other) == both
    assert sorted(merged(WAS, other, one)) == sorted(both)


def test_two_who_type_at_once_keep_each_letter(two, box, journal):
    one, other = two
    first, second = one.type("alpha"), other.type("12345")
    box.set_state(first)
    box.set_state(second)
    one.look()
    other.look()
    assert one.words == other.words == box.value == "alpha\n12345"
    one.write("alphabet\n12345")
    other.write("alpha\n123456")  # its page has not looked since
    other.look()
    one.look()
    assert one.words == other.words == "alphabet\n123456"
    assert kept(journal) == ["alphabet\n123456"]


def test_a_page_that_sends_before_it_was_answered_is_no_second_writer(box):
    page = Front(box, "a")
    messages = [page.type(WAS[:end]) for end in (3, 7, 2, 13)]
    for one in (messages[0], messages[1], messages[3]):  # what a busy line left out
        box.set_state(one)
    page.look()
    assert page.words == box.value == WAS


def test_who_types_on_before_being_answered_goes_on_behind_the_last_letter(two, box):
    one, other = two
    messages = [one.type("al"), other.type("12"), one.type("alp"), one.type("alph"), other.type("0123")]
    for each in messages:
        box.set_state(each)
    assert box.value == "alph\n0123"


def test_one_page_that_thinks_again_writes_one_try(two, journal):
    for words in ("alpha", "al", "", "beta"):
        two[0].write(words)
    assert kept(journal) == ["beta"]


def test_words_that_somebody_else_takes_away_stay_in_the_journal(two, journal):
    one, other = two
    one.write("alpha")
    other.look()
    for words in ("alph", "alp", "x", "xy"):
        other.write(words)
    one.look()
    one.write("")
    assert kept(journal) == ["alpha", "xy", ""]


def test_whose_words_could_not_be_saved_is_not_told_that_they_were(two, box, journal, monkeypatch):
    def full(*_, **__):
        raise JournalError("Not saved: the disk is full.")

    one, other = two
    monkeypatch.setattr(journal, "save", full)
    one.write("alpha")
    assert (box.arrived, box.trouble) == ({}, "Not saved: the disk is full.")
    monkeypatch.undo()
    other.write("12345")
    assert (box.arrived, box.trouble) == ({"a": 1, "b": 1}, "")
    assert set(kept(journal)[0].split()) == {"alpha", "12345"}


turns = some.lists(some.tuples(some.sampled_from("ab"), some.integers(0, 40), some.booleans()), max_size=30)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([("a", 0, False), ("b", 0, False), ("a", 9, True)])
@given(turns)
def test_whoever_types_when_and_where_all_of_it_stands_in_both_boxes(turns):
    box = Answer()
    box.observe(lambda _: setattr(box, "heard", box.typed), "typed")
    fronts = {name: Front(box, name) for name in "ab"}
    late: list[dict] = []
    letters = iter(ascii_lowercase + ascii_lowercase.upper())
    typed = []
    for name, place, at_once in turns:
        front = fronts[name]
        typed.append(next(letters))
        late.append(front.type(front.words[:place] + typed[-1] + front.words[place:]))
        while at_once and late:
            box.set_state(late.pop(0))
            front.look()
    for one in late:
        box.set_state(one)
    for front in fronts.values():
        front.look()
    assert fronts["a"].words == fronts["b"].words == box.value
    assert sorted(re.findall(r"\w", box.value)) == sorted(typed)
