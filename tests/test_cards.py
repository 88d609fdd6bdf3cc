import pandas as pd
import pytest

from kit.content.columns import MARKS, Column
from kit.content.course_form import Source
from kit.content.lesson_form import Cell, Counterexample
from kit.views import cards, markup

HOSTILE = '<script>alert("x")</script>'
COLUMN = Column("commons", HOSTILE, HOSTILE, MARKS[0], HOSTILE)
CELL = Cell(HOSTILE, HOSTILE, HOSTILE, Counterexample(HOSTILE, HOSTILE, "a"))
SOURCE = Source(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "javascript:alert(1)", HOSTILE)


@pytest.mark.parametrize(
    "html",
    [
        cards.unfolded(COLUMN, CELL, {"a": SOURCE}),
        cards.unfolded(COLUMN, CELL, {}),
        cards.unfolded(COLUMN, None, {}),
        cards.citation(SOURCE),
        cards.cited(HOSTILE, {}),
        markup.notice(HOSTILE),
        markup.paragraph(HOSTILE),
        markup.details(HOSTILE, ""),
        markup.marked(HOSTILE, "script"),
        markup.numbers(pd.DataFrame({HOSTILE: [HOSTILE]}), HOSTILE),
        cards.overview(pd.DataFrame({HOSTILE: [HOSTILE]}, index=pd.Index([HOSTILE], name=HOSTILE)), list(MARKS[:1])),
    ],
)
def test_what_comes_from_a_file_is_text_never_markup(html):
    assert "<script" not in html
    assert "href" not in html


def test_a_source_is_cited_with_its_link():
    source = Source("Freeman, J.", "1972", "The Tyranny of Structurelessness", "", "https://example.org/a?b&c")
    assert cards.citation(source) == (
        'Freeman, J. (1972). <a href="https://example.org/a?b&amp;c" target="_blank" rel="noopener">'
        "<cite>The Tyranny of Structurelessness</cite></a>."
    )


def test_a_search_marks_words_whatever_their_capitals_and_whatever_they_hold():
    assert markup.marked("a (b) c", "(B)") == "a <mark>(b)</mark> c"
    assert markup.marked("x < y", "<") == "x <mark>&lt;</mark> y"


def test_a_model_is_told_by_a_sign_and_not_by_colour_alone():
    assert len({mark.sign for mark in MARKS}) == len({mark.symbol for mark in MARKS}) == len(MARKS)
    assert MARKS[0].sign in cards.name_of(MARKS[0], "Peer Production")


def test_a_table_of_numbers_has_a_caption_and_headed_rows_and_columns():
    html = markup.numbers(pd.DataFrame({"Network": ["Mesh"], "Links": [62]}), "Networks")
    assert "<caption>Networks</caption>" in html
    assert '<th scope="col">Links</th>' in html
    assert '<th scope="row">Mesh</th><td>62</td>' in html


def test_no_words_make_no_notice():
    assert markup.notice("") == ""
