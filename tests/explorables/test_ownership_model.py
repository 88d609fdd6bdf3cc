"""The claims of the ownership lesson: who holds which right, and what the bundle is called."""

import itertools
from collections import Counter

import pytest

from kit.content.facts import load_facts, sources_of
from kit.content.lesson_form import load_content
from kit.explorables import load_explorable
from kit.explorables import ownership_model as ownership
from kit.views.contract import at_start


def name_of_bundle(thing, holder="user", names="article"):
    return ownership.bundle(thing, holder, names)[2]


def test_the_guess_is_answered_with_the_numbers_of_the_figure():
    bet = load_content("ownership_model").bet
    in_full, in_part = (
        [ownership.bundle(thing, "user", "article", counts)[0] for thing in ("house", "own_home", "flat")]
        for counts in ("full", "part")
    )
    assert (in_full, in_part) == ([2, 5, 2], [5, 5, 5])
    feedback = {option.id: option.feedback for option in bet.options}
    assert "2 in full, and the family with the loan 5" in feedback["trust"]
    assert "5 in full, the two others 2 each" in feedback["own"]
    assert "2 in full, as many as" in feedback["flat"]
    assert "5, 5 and 5" in feedback["same"] and "2, 5 and 2" in feedback["same"]


def test_three_of_the_rights_of_a_family_on_trust_land_are_held_only_in_part_and_the_trust_holds_the_other_piece():
    assert ownership.bundle("house", "user", "article") == (5, 3, "owner")
    assert ownership.bundle("house", "user", "article", "full") == (2, 0, "authorized user")
    assert ownership.bundle("house", "group", "article") == (3, 3, "no name")


def test_with_a_loan_the_bank_holds_a_piece_of_the_right_to_sell():
    assert ownership.bundle("own_home", "user", "article", "full") == (5, 0, "owner")
    assert ownership.bundle("own_home", "firm", "article") == (1, 1, "no name")


def test_a_shareholder_may_sell_and_may_not_enter_or_run():
    mine = {right for (right, who), share in ownership.shares("share").items() if who == "user" and share == "full"}
    assert mine == {"alienation"}
    assert name_of_bundle("share") == "no name"


EXPLORABLE = load_explorable("ownership_model")
START = EXPLORABLE.start


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({}, ""),
        ({"counts": "full"}, "liberalism"),
        ({"second": "laptop"}, "commons"),
        ({"first": "flat", "second": "laptop"}, "collectivism"),
        ({"second": "lobsters"}, None),
    ],
)
def test_no_column_is_ahead_at_the_start_and_each_can_be(changed, column):
    assert ownership.ahead(**START | changed) == column


def test_the_columns_are_ahead_by_much_the_same_share_of_all_settings():
    grid = itertools.product(*(control.options for control in EXPLORABLE.controls.values()))
    leads = Counter(ownership.ahead(*setting) for setting in grid)
    compared = sum(count for column, count in leads.items() if column is not None)
    assert all(leads[column] <= 0.45 * compared for column in ("commons", "collectivism", "liberalism"))


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
    assert ownership.shares("tractor")["alienation", "group"] == "not_seen"
    assert ownership.bundle("tractor", "group", "article")[0] == 4


def test_nobody_may_sell_a_lobster_licence():
    assert not [who for right, who in ownership.shares("lobsters") if right == "alienation"]


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
    frames = [shape for shape in at_start(EXPLORABLE).figure["layout"]["shapes"] if "dash" in shape["line"]]
    facts = load_facts("rights_by_thing")
    basis = [basis for thing in ("house", "own_home") for basis in facts[facts["thing"] == thing]["basis"]]
    assert [frame["line"]["dash"] for frame in frames] == [{"source": "solid", "reading": "dot"}[one] for one in basis]


@pytest.mark.parametrize("table", ["rights_by_thing", "commons_rights"])
def test_every_source_of_the_facts_is_shown(table):
    assert set(sources_of(load_facts(table))) <= set(EXPLORABLE.sources)
