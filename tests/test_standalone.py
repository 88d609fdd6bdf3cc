import re

from kit.paper.document import drawn, page
from kit.views.plot import plain, to_page

BARS = to_page(plain({"type": "bar", "x": ["</script><b>"], "y": [3]}))


def test_a_page_without_a_figure_is_small_and_runs_no_script():
    made = page("Words", "<p>Hello</p>")
    assert len(made) < 10_000
    assert "<script" not in made
    assert "script-src 'none'" in made


def test_plotly_stands_once_in_a_page_of_two_figures():
    made = page("Two", drawn(BARS, "Three.") + drawn(BARS, "Three again."))
    assert made.count("plotly.js v") == 1
    assert 4_000_000 < len(made) < 7_000_000


def test_every_script_that_runs_is_named_by_the_pages_own_law():
    made = page("One", drawn(BARS, "Three."))
    assert made.count("<script>") == made.count("'sha256-") == 2


def test_a_page_may_ask_nobody_for_anything():
    for body in ("<p>Hello</p>", drawn(BARS, "Three.")):
        made = page("Law", body)
        assert re.search(r'Content-Security-Policy" content="default-src \'none\';', made)
        assert not re.search(r'<(?:link|script|img|iframe)[^>]*(?:src|href)="', made)


def test_titles_and_sentences_are_text_never_markup():
    made = page("<b>A</b> & B", drawn(BARS, '"><i>'))
    assert "<title>&lt;b&gt;A&lt;/b&gt; &amp; B</title>" in made
    assert 'aria-label="&quot;&gt;&lt;i&gt;"' in made


def test_no_words_in_a_figure_end_the_script_that_holds_them():
    assert drawn(BARS, "Three.").count("</script>") == 1


def test_a_figure_stands_still_and_is_as_wide_as_the_paper():
    made = drawn(BARS, "Three.")
    assert '"staticPlot": true' in made
    assert '"width": 680' in made
    assert "width" not in BARS["layout"]


def test_a_page_may_have_one_script_of_its_own():
    made = page("Own", "<p>Hello</p>", script="document.title = 'mine'")
    assert made.count("<script>") == made.count("'sha256-") == 1
