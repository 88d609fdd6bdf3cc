import pytest

from kit.base.paths import notebooks_path
from kit.content.course import load_content
from kit.explorables.core_principle import CONTROLS, COUNTS, MAKERS, QUESTIONS, answers, chosen, counts, picture, ratios

START = {name: control.value for name, control in CONTROLS.items()}


def trace(index: int, **controls) -> dict:
    return picture(**{**START, **controls}).figure["data"][index]


def test_four_sources_give_encarta_four_counts_in_one_year():
    four = counts().query("name == 'Encarta'")
    assert sorted(four["articles"]) == [42_000, 60_000, 62_000, 68_000]
    assert set(four["date"].astype(str)) == {"2009"}
    assert four["source"].nunique() == 4


@pytest.mark.parametrize(("count", "times"), [("42000", [67]), ("68000", [41]), ("all", [41, 45, 47, 67])])
def test_wikipedia_had_41_to_67_times_as_many_articles_and_it_depends_on_who_counted(count, times):
    assert ratios(count) == times


def test_the_story_and_the_bet_quote_what_the_picture_says():
    assert "42,000 to 68,000 articles. Wikipedia: 41 to 67 times as many." in picture(**START).summary
    assert all("41 to 67" in option.feedback for option in load_content("core_principle").bet.options)
    assert "from 41 to 67" in (notebooks_path() / "01_core_principle.ipynb").read_text(encoding="utf-8")


def test_wikipedia_grew_from_3_1_million_in_2010_to_6_2_million_in_2021():
    by_date = counts().set_index("date")["articles"]
    assert round(by_date["2010-01-01"] / 1e6, 1) == 3.1
    assert round(by_date["2021-01-01"] / 1e6, 1) == 6.2


@pytest.mark.parametrize("question", QUESTIONS)
def test_all_three_makers_are_asked_the_same_question(question):
    asked = answers(question)
    shown = " ".join(trace(-2, question=question)["text"])
    assert list(asked.index) == list(MAKERS)
    assert all(answer in picture(**{**START, "question": question}).summary for answer in asked["answer"])
    assert all(short in shown for short in asked["short"])


def test_from_its_own_start_the_second_soviet_edition_took_eight_years():
    assert trace(0)["x"][3:5] == [1950, 1958]
    assert trace(0, clock="own")["x"][3:5] == [0, 8]


@pytest.mark.parametrize("count", [count for count in COUNTS if count != "all"])
def test_choosing_one_count_leaves_the_other_three_in_sight(count):
    assert len(chosen(count).query("name == 'Encarta'")) == 1
    assert trace(-1, count=count)["marker"]["symbol"].count("diamond-open") == 3
    assert len(trace(-1, count=count)["x"]) == 4
