"""The case that a learner follows, those followed before, and what is known about each."""

import pytest

from kit.answers.case import OWN, as_case, choice_of, chosen_case, followed, own_id
from kit.content.course import Case, load_cases, load_sources
from kit.content.facts import facts_on, load_facts

DIMENSIONS = {"governance": "Governance", "value_logic": "Value Logic"}
MODELS = ["commons", "market"]
CASES = {case.id: case for case in load_cases()}


def choose(journal, **choice: str) -> None:
    journal.save("start", "case", "choice", choice)


def place(journal, case: str, *lessons: str) -> None:
    for lesson in lessons:
        journal.save(lesson, "place", case, {"commons": 70, "market": 30})


def counts(journal) -> dict[str, int]:
    return {one.case.name: one.placed for one in followed(journal, DIMENSIONS, MODELS)}


def test_every_case_that_was_followed_is_counted_in_the_order_it_was_first_chosen(journal):
    for case in ("uber", "cern", "uber"):
        choose(journal, id=case)
    place(journal, "uber", "governance", "value_logic")
    assert counts(journal) == {"Uber": 2, "CERN": 0}
    assert list(counts(journal)) == ["Uber", "CERN"]


def test_a_case_that_was_placed_without_being_chosen_counts_too(journal):
    place(journal, "wikipedia", "governance")
    assert counts(journal) == {"Wikipedia": 1}


def test_ones_own_cases_stay_beside_each_other_and_the_newer_description_counts(journal):
    choose(journal, id=OWN, name="Our school", about="Old")
    choose(journal, id=OWN, name="A club", about="Chess")
    choose(journal, id=OWN, name="our  School", about="400 pupils")
    place(journal, own_id("Our school"), "governance")
    school, club = followed(journal, DIMENSIONS, MODELS)
    assert (school.case.about, school.placed, club.case.name, club.placed) == ("400 pupils", 1, "A club", 0)


def test_a_case_that_is_no_longer_in_the_list_is_left_out(journal):
    choose(journal, id="long_gone")
    place(journal, "long_gone", "governance")
    assert counts(journal) == {}


@pytest.mark.parametrize("choice", [{"id": "uber"}, {"id": OWN, "name": "Our <school>", "about": "a & b"}])
def test_a_case_goes_back_into_the_journal_as_it_came_out(journal, choice):
    choose(journal, **choice)
    case = chosen_case(journal)
    choose(journal, **choice_of(case))
    assert chosen_case(journal) == case


def test_two_cases_of_ones_own_are_two_cases():
    assert as_case({"id": "own", "name": "Our school"}).id == as_case({"id": "own", "name": " our  School "}).id
    assert isinstance(as_case({"id": "own", "name": "A club"}), Case)
    assert as_case({"id": "own", "name": "A club"}).id != as_case({"id": "own", "name": "Our school"}).id


# What is known


def test_a_fact_comes_with_its_sources():
    [fact] = facts_on(CASES["guifi_net"], "ownership_model")
    assert fact.words == "Those who take part put in the nodes; the whole is held as a commons."
    assert fact.sources == ("GUI1", "GUI3")


def test_nothing_is_known_about_a_case_of_ones_own_nor_where_nothing_was_found():
    assert facts_on(as_case({"id": OWN, "name": "Our school"}), "governance") == []
    assert facts_on(CASES["uber"], "culture_and_subjectivity") == []


def test_without_a_table_of_facts_nothing_is_known(tmp_path, monkeypatch):
    monkeypatch.setattr("kit.content.facts.data_path", tmp_path.joinpath)
    assert facts_on(CASES["guifi_net"], "ownership_model") == []


@pytest.mark.parametrize("case", CASES)
def test_every_case_has_facts_on_at_least_four_dimensions(case):
    facts = load_facts("case_facts")
    assert facts[facts["case"] == case]["dimension"].nunique() >= 4


def test_every_fact_is_a_short_sentence_that_is_said_once_and_has_known_sources():
    facts = load_facts("case_facts")
    assert facts["fact"].is_unique
    assert all(len(fact.split()) <= 25 and fact.endswith(".") for fact in facts["fact"])
    assert all(source in load_sources() for row in facts["source"] for source in row.split(";"))


def test_the_examples_of_each_column_are_told_with_the_same_care():
    """The table names five, three and five institutions; none of the three lists has far fewer facts a case."""
    facts = load_facts("case_facts")["case"].value_counts()
    named = [case.id for case in CASES.values() if case.origin == "named in the table"]
    means = [facts[part].mean() for part in (named[:5], named[5:8], named[8:])]
    assert max(means) - min(means) <= 1.5
