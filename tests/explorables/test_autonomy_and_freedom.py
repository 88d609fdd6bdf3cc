"""The claims of the freedom lesson: who is free by whose word, and that nothing is shown before it is ruled on."""

import pytest

from kit.content.facts import load_facts, sources_of
from kit.explorables import autonomy_and_freedom as freedom
from kit.views.contract import at_start

KITS = {cell: ruling for cell, (ruling, _) in freedom.readings().items()}


def count(concept, ruling):
    return sum(KITS[f"{person}/{concept}"] == ruling for person in freedom.PEOPLE)


def shown(rulings, person="ada"):
    picture = freedom.picture(rulings, person)
    return picture.numbers["The kit's first reading"].tolist(), picture.numbers["The kit's reason"].tolist()


@pytest.mark.parametrize(
    ("concept", "free"), [("negative", 6), ("positive", 4), ("nondomination", 2), ("relational", 2)]
)
def test_the_bet_counts_how_many_each_idea_calls_free(concept, free):
    assert count(concept, "free") == free


def test_three_of_the_eight_are_unclear_to_the_relational_idea():
    assert count("relational", "unclear") == 3


def test_every_cell_has_one_reading_with_a_reason():
    assert sorted(KITS) == sorted(f"{person}/{concept}" for person in freedom.PEOPLE for concept in freedom.CONCEPTS)
    assert set(KITS.values()) == set(freedom.RULINGS)
    assert len(load_facts("freedom_readings")) == 32


def test_no_models_world_is_called_free_much_more_often_than_another():
    shares = [free / ruled for free, ruled in (freedom.called_free(KITS, model) for model in range(3))]
    assert max(shares) - min(shares) < 0.1


def test_the_kits_reading_stays_hidden_until_the_cell_is_ruled_on():
    assert shown({})[0] == ["-"] * 4
    readings, reasons = shown({"ada/negative": "not_free"})
    assert readings == ["free", "-", "-", "-"]
    assert reasons[0] == "Nobody has interfered with her."
    assert set(reasons[1:]) == {"Rule on this cell, and the reason shows."}


def test_the_figure_holds_no_mark_for_a_cell_that_is_not_ruled_on():
    names, _fences, waiting, mine, kits, signs = freedom.picture({"bo/positive": "free"}, "bo").figure["data"]
    assert [len(trace["x"]) for trace in (waiting, mine, kits)] == [31, 1, 1]
    assert signs["text"] == ["≠"]
    assert kits["marker"]["symbol"] == ["x-open"]
    assert len(names["text"]) == 8


def test_a_person_free_by_one_concept_and_not_by_another_is_named():
    rulings = {"emil/negative": "not_free", "emil/nondomination": "free", "gil/negative": "free"}
    picture = freedom.picture(rulings, "emil")
    assert freedom.torn(rulings) == ["emil"]
    assert "Free by one concept and not by another: Emil." in picture.summary
    assert "agree on 3 of 3" in picture.summary
    assert picture.figure["data"][0]["text"][-1] == "■ Emil's taxes <b>· free and not</b>"


def test_free_and_unclear_do_not_tear_a_person():
    assert freedom.torn({"ada/negative": "free", "ada/positive": "unclear"}) == []


def test_the_picture_counts_whose_world_is_called_free():
    rulings = {"ada/negative": "free", "bo/positive": "not_free", "ivo/relational": "free"}
    assert [freedom.called_free(rulings, model) for model in range(3)] == [(1, 1), (0, 0), (1, 2)]
    assert "You call free: ● 1 of 1, ■ 0 of 0, ◆ 1 of 2." in freedom.picture(rulings, "bo").summary


def test_without_a_ruling_the_summary_says_what_to_do():
    assert at_start(freedom).summary.startswith("None of the 32 cells is ruled on yet.")


def test_every_source_of_the_readings_is_shown():
    assert set(sources_of(load_facts("freedom_readings"))) == set(freedom.SOURCES)
