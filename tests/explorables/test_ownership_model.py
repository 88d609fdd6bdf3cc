"""The claims of the ownership lesson: who holds which right, and what the bundle is called."""

import pytest

from kit.content.facts import load_facts, sources_of
from kit.explorables import ownership_model as ownership
from kit.views.contract import at_start


def name_of_bundle(thing, holder="user", names="article"):
    return ownership.bundle(thing, holder, names)[2]


def test_the_family_holds_five_rights_the_student_three_and_the_clerk_two():
    counts = [ownership.bundle(thing, "user", "article")[0] for thing in ("house", "program", "laptop")]
    assert counts == [5, 3, 2]


def test_three_of_the_familys_five_rights_are_held_only_in_part_and_the_trust_holds_the_other_piece():
    assert ownership.bundle("house", "user", "article") == (5, 3, "owner")
    assert ownership.bundle("house", "group", "article") == (3, 3, "no name")


def test_the_firm_holds_all_of_the_laptop():
    assert ownership.bundle("laptop", "firm", "article") == (5, 0, "owner")


def test_a_house_on_trust_land_and_a_public_flat_give_the_household_the_same_bundle():
    def household(thing):
        return {right: share for (right, who), share in ownership.shares(thing).items() if who == "user"}

    assert household("house") == household("flat")
    assert ownership.bundle("house", "state", "article")[0] == 0 < ownership.bundle("flat", "state", "article")[0]


def test_a_member_of_a_kolkhoz_and_an_employee_get_the_same_name():
    assert name_of_bundle("tractor") == name_of_bundle("laptop") == "authorized user"


def test_what_the_student_may_do_with_a_free_program_anyone_may_do():
    held = ownership.shares("program")
    assert {right for right, who in held if who == "user"} == {right for right, who in held if who == "anyone"}


def test_the_wiki_page_that_swaps_two_rights_leaves_the_students_bundle_without_a_name():
    assert name_of_bundle("program") == "claimant"
    assert name_of_bundle("program", names="wiki") == "no name"


def test_a_bundle_with_a_hole_in_it_has_no_name_in_the_article():
    assert name_of_bundle("lobsters", holder="state") == "no name"


def test_what_was_not_seen_is_not_counted_as_held():
    assert ownership.shares("lobsters")["alienation", "user"] == "not_seen"
    assert ownership.bundle("lobsters", "user", "article")[0] == 2


def test_every_thing_has_the_five_rights_once_and_every_reading_has_its_reason():
    facts = load_facts("rights_by_thing")
    assert set(facts["thing"]) == set(ownership.THINGS)
    for _, rows in facts.groupby("thing"):
        assert list(rows["right"]) == list(ownership.RIGHTS) == list(load_facts("commons_rights_definitions")["right"])
    assert set(facts["basis"]) == {"source", "reading"}
    assert facts["why"].notna().all()


def test_only_known_holders_hold_a_right():
    facts = load_facts("rights_by_thing").fillna("")
    named = {who for share in ("full", "part", "not_seen") for cell in facts[share] for who in cell.split(";") if who}
    assert named == set(ownership.HOLDERS)


def test_a_source_is_marked_by_an_unbroken_frame_and_a_reading_by_a_dotted_one():
    frames = [shape for shape in at_start(ownership).figure["layout"]["shapes"] if "dash" in shape["line"]]
    facts = load_facts("rights_by_thing")
    basis = [basis for thing in ("house", "laptop") for basis in facts[facts["thing"] == thing]["basis"]]
    assert [frame["line"]["dash"] for frame in frames] == [{"source": "solid", "reading": "dot"}[one] for one in basis]


@pytest.mark.parametrize("table", ["rights_by_thing", "commons_rights"])
def test_every_source_of_the_facts_is_shown(table):
    assert set(sources_of(load_facts(table))) <= set(ownership.SOURCES)
