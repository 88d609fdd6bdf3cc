"""Words in figures are text: of what a file or a learner holds, Plotly draws nothing as markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.content.columns import Mark
from kit.views.plot import as_text, plain, to_page
from kit.views.triangle import ternary

KITS_OWN = ["<b>A</b>", "A<br>B", "<i>A</i>", '<span style="color:#1f77b4">●</span> A', "<b>A<br><i>B</i></b>", "A & B"]


@pytest.mark.parametrize("words", KITS_OWN)
def test_the_kits_own_signs_stay(words):
    assert as_text(words) == words


@pytest.mark.parametrize(
    "words",
    [
        "A<B>C", "A<b>C", '<a href="http://x.org">A</a>', "<br/>", "x <b and c> d", "<sup>2</sup>",
        "<img src=x onerror=y>", "<span style='color:red' onclick='x'>A</span>", "<b onclick=x>A</b>", "&lt;b&gt;",
        "&eacute;", "</b>A<b>", "\0<i>",
    ],
)  # fmt: skip
def test_what_is_no_sign_of_the_kits_shows_as_it_is(words):
    told = as_text(words)
    assert "<" not in told and as_shown(told) == words.replace("\0", "")


def as_shown(words: str) -> str:
    return words.replace("&lt;", "<").replace("&amp;", "&")


@given(st.text("<>/bir&;lta= ").map(lambda words: words.replace("br", "<br>").replace("bt", "<b>t</b>")))
def test_every_text_comes_out_with_all_its_letters_and_no_other_markup(words):
    told = as_text(words)
    assert as_shown(told) == words
    assert not re.sub(r"<br>|</?[bi]>", "", told).count("<")


def test_names_in_a_figure_are_text_wherever_they_stand():
    page = to_page(
        plain({"type": "bar", "x": ["A<B>C"], "y": [1], "name": "<a href='x'>y</a>"}, title={"text": "1 < 2"})
    )
    assert "<" not in str(page["data"]) + str(page["layout"])


def test_a_learners_own_case_is_text_in_the_triangle():
    marks = [Mark("#1f77b4", "circle", sign, "solid") for sign in "●■▲"]
    figure = to_page(ternary(["A", "B", "C"], marks, ("<a href='x'>mine</a>", [50, 30, 20]), []))
    assert "&lt;a href='x'>mine&lt;/a>" in str(figure) and "<a" not in str(figure)
