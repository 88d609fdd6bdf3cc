"""Templates: what is no HTML is escaped, what is forgotten is noticed, and lines break for whoever reads them alone."""

import pytest
from jinja2 import UndefinedError

from kit.views.markup import Html, paragraph
from kit.views.templates import on_one_line, render

TABLE = "paper/templates/run_sheets.html"


def test_what_is_no_html_is_escaped_and_what_is_stays():
    page = render(TABLE, heads=["<b> & 'x'", paragraph("<i>")], lessons=[], links={})
    assert "&lt;b&gt; &amp; &#x27;x&#x27;" in page and "<p>&lt;i&gt;</p>" in page
    assert isinstance(page, Html)


def test_a_value_that_was_not_given_is_an_error_and_no_gap():
    with pytest.raises(UndefinedError):
        render(TABLE, lessons=[], links={})


def test_a_line_break_shows_only_between_words():
    assert on_one_line("<ul>\n  <li>a\n  b</li>\n  {% if c %}\n    {{ c }}\n  {% endif %}\n</ul>") == (
        "<ul><li>a b</li>{% if c %}{{ c }}{% endif %}</ul>"
    )
