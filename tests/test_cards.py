import re
from inspect import isfunction
from types import SimpleNamespace

import pandas as pd
import pytest

from kit.base.paths import PACKAGE
from kit.content.columns import MARKS, Column
from kit.content.course import Source
from kit.content.lesson_form import (
    Cell,
    Contested,
    Counterexample,
    Explore,
    Misreading,
    Option,
    Prompt,
    Question,
    Reading,
    Term,
)
from kit.views import markup
from kit.views.contract import Picture
from kit.views.templates import CARDS

HOSTILE = '<script>alert("x")</script>'
COLUMN = Column("commons", HOSTILE, HOSTILE, MARKS[0], HOSTILE)
CELL = Cell(HOSTILE, HOSTILE, HOSTILE, Counterexample(HOSTILE, HOSTILE, "a"))
SOURCE = Source(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "javascript:alert(1)", HOSTILE)


FRAME = pd.DataFrame({HOSTILE: [HOSTILE]}, index=pd.Index([HOSTILE], name=HOSTILE))
FIGURE = SimpleNamespace(assumptions=(HOSTILE,), sources=("a", HOSTILE), leaves_out=HOSTILE)
OPTIONS = (Option("a", HOSTILE, HOSTILE, right=True), Option("b", HOSTILE, HOSTILE))
# every part, with hostile words wherever it takes words; where it takes HTML, another part
PARTS = {
    "basis": [CARDS.basis(FIGURE, {"a": SOURCE})],
    "citation": [CARDS.citation(SOURCE)],
    "cited": [CARDS.cited(HOSTILE, {}), CARDS.cited("a", {"a": SOURCE})],
    "contested": [CARDS.contested((Contested(*[HOSTILE] * 4),), [COLUMN])],
    "details": [markup.details(HOSTILE, markup.paragraph(HOSTILE))],
    "first_reading": [CARDS.first_reading()],
    "emphasised": [markup.emphasised(f"*{HOSTILE}* **{HOSTILE}**")],
    "guide": [CARDS.guide(None), CARDS.guide(Explore(HOSTILE, (HOSTILE,)))],
    "heat": [CARDS.heat([(HOSTILE, [50], HOSTILE)], [COLUMN], HOSTILE)],
    "in_brief": [],  # gives text, not HTML
    "listed": [markup.listed([HOSTILE, markup.paragraph(HOSTILE)])],
    "marked": [markup.marked(HOSTILE, "script"), markup.marked(HOSTILE, "<"), markup.marked(HOSTILE, "")],
    "named_cells": [CARDS.named_cells([COLUMN])],
    "misreadings": [CARDS.misreadings((Misreading(HOSTILE, HOSTILE),))],
    "name_of": [CARDS.name_of(MARKS[0], HOSTILE)],
    "notice": [markup.notice(HOSTILE)],
    "numbers": [markup.numbers(pd.DataFrame({HOSTILE: [HOSTILE]}), HOSTILE)],
    "numbers_of": [CARDS.numbers_of(Picture({}, HOSTILE, FRAME))],
    "overview": [CARDS.overview(FRAME, list(MARKS[:1]), label=HOSTILE)],
    "paragraph": [markup.paragraph(HOSTILE), markup.paragraph(HOSTILE, "kit-note")],
    "placing": [CARDS.placing(SimpleNamespace(placing=(HOSTILE,), placed=(HOSTILE,)))],
    "plain_text": [],  # gives text, not HTML
    "prompt_card": [CARDS.prompt_card(Prompt("a", "warm up", HOSTILE, HOSTILE, 5, HOSTILE))],
    "question_card": [CARDS.question_card(1, Question("a", HOSTILE, OPTIONS))],
    "readings": [CARDS.readings((Reading("a", HOSTILE, HOSTILE), Reading(*[HOSTILE] * 3)), {"a": SOURCE}, {})],
    "scrolled": [markup.scrolled(HOSTILE, markup.paragraph(HOSTILE))],
    "side_by_side": [markup.side_by_side([HOSTILE, markup.paragraph(HOSTILE)])],
    "terms": [CARDS.terms((Term(HOSTILE, HOSTILE),))],
    "to_save": [],  # the one part that is a link of the kit's own
    "unfolded": [
        CARDS.unfolded(COLUMN, CELL, {"a": SOURCE}),
        CARDS.unfolded(COLUMN, CELL, {}),
        CARDS.unfolded(COLUMN, None, {}),
    ],
    "without": [CARDS.without(2)],
}


def test_every_part_is_given_hostile_words():
    functions = {name for name, one in vars(markup).items() if isfunction(one) and one.__module__ == markup.__name__}
    macros = re.findall(r"{% macro (\w+)", (PACKAGE / "views" / "cards.html").read_text("utf-8"))
    assert {name for name in (*functions, *macros) if not name.startswith("_")} == PARTS.keys()


@pytest.mark.parametrize("html", [html for made in PARTS.values() for html in made])
def test_what_comes_from_a_file_is_text_never_markup(html):
    assert "<script" not in html
    assert "href" not in html
    assert isinstance(html, markup.Html)


def test_what_is_no_html_is_escaped_wherever_it_is_put():
    piece = markup.paragraph("a & b")
    assert markup.listed([piece, "<b>"]) == "<ul><li><p>a &amp; b</p></li><li>&lt;b&gt;</li></ul>"
    assert markup.Html().join([piece, piece + "<b>"]) == f"{piece}&lt;p&gt;a &amp;amp; b&lt;/p&gt;&lt;b&gt;"


def test_html_and_plain_text_together_are_plain_text():
    piece = markup.paragraph("a")
    assert isinstance(piece + piece, markup.Html)
    assert not isinstance("<b>" + piece, markup.Html)
    assert "<b>" + piece + "</b>" == "<b><p>a</p></b>"


def test_a_source_is_cited_with_its_link():
    source = Source("Freeman, J.", "1972", "The Tyranny of Structurelessness", "", "https://example.org/a?b&c")
    assert CARDS.citation(source) == (
        'Freeman, J. (1972). <a href="https://example.org/a?b&amp;c" target="_blank" rel="noopener">'
        "<cite>The Tyranny of Structurelessness</cite></a>."
    )


def test_a_search_marks_words_whatever_their_capitals_and_whatever_they_hold():
    assert markup.marked("a (b) c", "(B)") == "a <mark>(b)</mark> c"
    assert markup.marked("x < y", "<") == "x <mark>&lt;</mark> y"


def test_a_model_is_told_by_a_sign_and_not_by_colour_alone():
    assert len({mark.sign for mark in MARKS}) == len({mark.symbol for mark in MARKS}) == len(MARKS)
    assert MARKS[0].sign in CARDS.name_of(MARKS[0], "Peer Production")


def test_a_table_of_numbers_has_a_caption_and_headed_rows_and_columns():
    html = markup.numbers(pd.DataFrame({"Network": ["Mesh"], "Links": [62]}), "Networks")
    assert "<caption>Networks</caption>" in html
    assert '<th scope="col">Links</th>' in html
    assert '<th scope="row">Mesh</th><td>62</td>' in html


def test_no_words_make_no_notice():
    assert markup.notice("") == ""
