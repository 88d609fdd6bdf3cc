"""The claims of the freedom lesson: who is free by whose word, and that nothing is shown before it is ruled on."""

import pytest

from kit.content.facts import load_facts, sources_of
from kit.content.lesson_form import load_content
from kit.content.run_sheet_form import load_run_sheet
from kit.explorables import autonomy_and_freedom as freedom
from kit.explorables import load_explorable
from kit.views.contract import at_start

KITS = {cell: ruling for cell, (ruling, _) in freedom.readings().items()}


FEEDBACK = {option.id: option.feedback for option in load_content("autonomy_and_freedom").bet.options}


def count(concept, ruling):
    return sum(KITS[f"{person}/{concept}"] == ruling for person in freedom.WORLDS)


def shown(rulings, person="ada"):
    picture = freedom.picture(rulings, person)
    return picture.numbers["The kit's first reading"].tolist(), picture.numbers["The kit's reason"].tolist()


@pytest.mark.parametrize(
    ("concept", "free"), [("negative", 6), ("positive", 5), ("nondomination", 3), ("relational", 4)]
)
def test_the_bet_counts_how_many_each_idea_calls_free(concept, free):
    assert count(concept, "free") == free
    assert f"{free} of the 10 free" in FEEDBACK[concept]


def test_four_of_the_ten_are_unclear_to_the_relational_idea():
    assert count("relational", "unclear") == 4
    assert "found 4 unclear" in FEEDBACK["relational"]


def test_the_board_of_the_run_sheet_has_the_counts_of_the_figure():
    counts = ", ".join(str(count(concept, "free")) for concept in freedom.CONCEPTS)
    assert f"free out of 10: {counts}." in " ".join(load_run_sheet("autonomy_and_freedom").board)


def test_every_cell_has_one_reading_with_a_reason():
    assert sorted(KITS) == sorted(f"{person}/{concept}" for person in freedom.WORLDS for concept in freedom.CONCEPTS)
    assert set(KITS.values()) == set(freedom.RULINGS)
    assert len(load_facts("freedom_readings")) == 40


def test_no_models_world_is_called_free_much_more_often_than_another():
    shares = [free / ruled for free, ruled in (freedom.called_free(KITS, model) for model in range(3))]
    assert max(shares) - min(shares) < 0.01
    assert freedom.ahead(KITS, "ada") == ""


def test_each_model_has_three_people_and_taxes_in_a_democracy_belong_to_none():
    models = list(freedom.WORLDS.values())
    assert [models.count(model) for model in (0, 1, 2, 4)] == [3, 3, 3, 1]
    assert freedom.WORLDS["emil"] == 4


def test_nobody_is_ahead_before_all_three_worlds_are_judged():
    assert freedom.ahead({}, "ada") is None
    assert freedom.ahead({"ada/negative": "free", "ivo/negative": "free"}, "ada") is None
    judged = {"ada/negative": "free", "ivo/negative": "not_free", "vera/negative": "not_free"}
    assert freedom.ahead(judged, "ada") == "liberalism"


def test_the_kits_reading_stays_hidden_until_the_cell_is_ruled_on():
    assert shown({})[0] == ["-"] * 4
    readings, reasons = shown({"ada/negative": "not_free"})
    assert readings == ["free", "-", "-", "-"]
    assert reasons[0] == "Nobody has interfered with her."
    assert set(reasons[1:]) == {"Judge this box, and the reason appears."}


def test_the_figure_holds_no_mark_for_a_cell_that_is_not_ruled_on():
    names, _fences, waiting, mine, kits, signs = freedom.picture({"bo/positive": "free"}, "bo").figure["data"]
    assert [len(trace["x"]) for trace in (waiting, mine, kits)] == [39, 1, 1]
    assert signs["text"] == ["≠"]
    assert kits["marker"]["symbol"] == ["x-open"]
    assert len(names["text"]) == 10


def test_a_person_free_by_one_concept_and_not_by_another_is_named():
    rulings = {"emil/negative": "not_free", "emil/nondomination": "free", "gil/negative": "free"}
    picture = freedom.picture(rulings, "emil")
    assert freedom.torn(rulings) == ["emil"]
    assert "Free by one concept and not by another: Emil." in picture.summary
    assert "agree on 3 of 3" in picture.summary
    assert picture.figure["data"][0]["text"][-1] == "★ Emil's taxes <b>· free and not</b>"


def test_free_and_unclear_do_not_tear_a_person():
    assert freedom.torn({"ada/negative": "free", "ada/positive": "unclear"}) == []


def test_the_picture_counts_whose_world_is_called_free():
    rulings = {"ada/negative": "free", "bo/positive": "not_free", "ivo/relational": "free"}
    assert [freedom.called_free(rulings, model) for model in range(3)] == [(1, 1), (0, 0), (1, 2)]
    assert "How many you call free: ● 1 of 1, ■ 0 of 0, ◆ 1 of 2, ★ 0 of 0." in freedom.picture(rulings, "bo").summary


def test_without_a_ruling_the_summary_says_what_to_do():
    assert at_start(load_explorable("autonomy_and_freedom")).summary.startswith("You have not judged a box yet.")


def test_every_source_of_the_readings_is_shown():
    assert set(sources_of(load_facts("freedom_readings"))) == set(load_explorable("autonomy_and_freedom").sources)
