import itertools
import json

import pytest

from kit.base.paths import notebooks_path
from kit.content.lesson_form import load_content
from kit.explorables import load_explorable
from kit.explorables.core_principle import MAKERS, QUESTIONS, ahead, answers, chosen, counts, picture, ratios

EXPLORABLE = load_explorable("core_principle")
CONTROLS = EXPLORABLE.controls
START = EXPLORABLE.start


def trace(index: int, **controls) -> dict:
    return picture(**{**START, **controls}).figure["data"][index]


def test_four_sources_give_encarta_four_counts_and_one_of_them_is_four_years_older():
    four = counts().query("name == 'Encarta'").set_index("articles")["date"].astype(str)
    assert four.to_dict() == {42_000: "2005-04", 60_000: "2009", 62_000: "2009", 68_000: "2009"}


@pytest.mark.parametrize(("count", "times"), [("42000", [67]), ("68000", [41]), ("all", [41, 45, 47])])
def test_wikipedia_had_41_to_47_times_as_many_articles_unless_one_trusts_an_old_count(count, times):
    assert ratios(count) == times


def test_the_bet_quotes_what_the_picture_says_and_the_page_does_not_give_it_away():
    summary = picture(**START).summary
    assert "Encarta in 2009: 60,000 to 68,000 articles. Encarta in 2005: 42,000 articles." in summary
    assert "Wikipedia in March 2009: 41 to 47 times as many." in summary
    assert all("41 to 47" in option.feedback for option in load_content("core_principle").bet.options)
    cells = json.loads((notebooks_path() / "01_core_principle.ipynb").read_text(encoding="utf-8"))["cells"]
    prose = " ".join("".join(cell["source"]) for cell in cells).split("lesson.explore()")[0]
    assert not any(number in prose for number in ("41", "47", "67"))


def test_an_old_count_is_drawn_in_its_own_year():
    assert trace(3, count="42000")["x"] == [2005.2]
    assert "67 times" in picture(**{**START, "count": "42000"}).summary


def test_every_maker_has_a_known_way_to_put_an_error_right():
    assert not any("no source" in short or "not seen" in short for short in answers("corrects")["short"])


def test_the_commons_has_the_most_articles_in_every_setting():
    settings = itertools.product(*(control.options for control in CONTROLS.values()))
    assert {ahead(*setting) for setting in settings} == {"commons"}


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


@pytest.mark.parametrize("count", [count for count in CONTROLS["count"].options if count != "all"])
def test_choosing_one_count_leaves_the_other_three_in_sight(count):
    assert len(chosen(count).query("name == 'Encarta'")) == 1
    assert trace(-1, count=count)["marker"]["symbol"].count("diamond-open") == 3
    assert len(trace(-1, count=count)["x"]) == 4
