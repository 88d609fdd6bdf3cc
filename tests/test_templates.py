"""Templates: what is no HTML is escaped, what is forgotten is noticed, and lines break for whoever reads them alone."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from jinja2 import Environment, UndefinedError, nodes

from kit.adapt.make.label_catalogue import SPOKEN_BY, labels
from kit.base.paths import PACKAGE
from kit.learner.case_file import write_up
from kit.views.markup import Html, paragraph
from kit.views.templates import Pieces, on_one_line, render

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


def test_the_pieces_beside_a_module_are_functions_of_it_whose_values_are_escaped():
    pieces = Pieces(write_up.__file__)
    assert pieces.one_text([], {}, ["<b>"]) == '<p class="kit-note">Still empty: &lt;b&gt;.</p>'
    assert isinstance(pieces.about(), Html)
    with pytest.raises(AttributeError, match="no_such_piece"):
        pieces.no_such_piece  # noqa: B018


def test_the_catalogue_has_the_labels_of_templates_as_they_show_without_their_line_breaks():
    lead = next(one for one in map(str, (message.id for message in labels())) if one.startswith("Write for somebody"))
    assert lead in str(Pieces(write_up.__file__).about())


def test_no_label_of_a_template_is_put_together_on_the_spot():
    """What a template says is a label as it stands, or one that Python has given it by a name."""
    calls = [
        (path.name, ast.args[0])
        for path in PACKAGE.rglob("*.html")
        for ast in Environment().parse(on_one_line(path.read_text(encoding="utf-8"))).find_all(nodes.Call)
        if isinstance(ast.node, nodes.Name) and ast.node.name in SPOKEN_BY
    ]
    plain = nodes.Const | nodes.Name | nodes.Getattr | nodes.Getitem
    assert len(calls) > 50
    assert [(name, label) for name, label in calls if not isinstance(label, plain)] == []


def test_compiled_templates_are_kept_beside_pythons_own_compiled_files(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "kit", ignore=shutil.ignore_patterns("__pycache__"))
    draw = f"from kit.views.templates import render; render({TABLE!r}, heads=[], lessons=[], links={{}})"
    elsewhere = {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}
    environment = {name: value for name, value in os.environ.items() if name not in elsewhere}
    kept = []
    for _ in range(2):  # the second time they are read
        subprocess.run([sys.executable, "-c", draw], cwd=tmp_path, env=environment | {"PYTHONPATH": ""}, check=True)
        kept.append(sorted((tmp_path / "kit/views/__pycache__").glob("__jinja2_*.cache")))
    assert kept[0]
    assert kept[0] == kept[1]


def test_no_label_of_a_template_loses_a_space_where_a_line_breaks_beside_braces():
    """A template drops line breaks there, also between the quotation marks of a label."""
    said = re.compile(r"(?:say|say_html|said|say_many)\(\s*(\"[^\"]*\"|'[^']*')")
    labels = [(path.name, words) for path in PACKAGE.rglob("*.html") for words in said.findall(path.read_text("utf-8"))]
    assert len(labels) > 50
    assert [one for one in labels if re.search(r"[}>]\s*\n|\n\s*[{<]", one[1])] == []
