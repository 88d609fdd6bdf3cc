"""What goes from a journal to the class at once; the rest is tried with a real hub, in tests/hub/test_sender.py."""

from kit.answers.journal import Journal
from kit.answers.sender import MOST_BYTES, parcels

LONG = "x" * 90_000


def packed(journal: Journal, *texts: str) -> list[list[str]]:
    """What is saved of some texts, as parcels."""
    for number, text in enumerate(texts):
        journal.save("governance", "discuss", f"item_{number}", text)
    return [[one.value for one in parcel] for parcel in parcels(journal.unsent(1000))]


def test_what_is_short_goes_in_one_parcel(journal):
    assert packed(journal, "a", "b", "c") == [["a", "b", "c"]]


def test_a_parcel_ends_before_it_is_more_than_a_class_takes_and_nothing_is_lost(journal):
    many = MOST_BYTES // len(LONG) + 2
    found = packed(journal, *[LONG] * many)
    assert [len(one) for one in found] == [len(found[0]), many - len(found[0])]
    assert len(LONG) * len(found[0]) <= MOST_BYTES < len(LONG) * (len(found[0]) + 2)


def test_what_no_class_takes_is_in_a_parcel_too_so_that_it_is_told(journal):
    assert packed(journal, "a", "x" * (MOST_BYTES + 1), "b") == [["a", "x" * (MOST_BYTES + 1), "b"]]


def test_where_nothing_is_left_there_is_no_parcel(journal):
    assert packed(journal) == []
