"""Languages that are written from right to left: which they are, and that all that the kit draws runs their way."""

import json
import re

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from kit.base import labels, language
from kit.base.paths import PACKAGE
from kit.classroom.site.build import as_text
from kit.content.columns import MARKS
from kit.paper.document import bar_behind, page
from kit.views.plot import plain, to_page
from kit.views.templates import render
from kit.widgets.parts import nothing_yet

ARABIC = "كتاب"
SIDE = "(?:left|right)"
PHYSICAL = re.compile(
    rf"(?<![\w-])(?:(?:margin|padding|border|inset)-{SIDE}[\w-]*|{SIDE}(?=:)|(?:text-align|float): *{SIDE})"
)
VALUE = r"([^\s;}]+)"
FOUR = re.compile(rf"(?<![\w-])(?:margin|padding|border-width|inset): *{VALUE} +{VALUE} +{VALUE} +{VALUE}")
FILES = [path for kind in ("css", "html") for path in sorted(PACKAGE.rglob(f"*.{kind}"))]


@pytest.fixture
def arabic(monkeypatch):
    monkeypatch.setattr(language, "_spoken", ["ar"])


def test_a_language_runs_the_way_that_unicodes_locale_data_say():
    codes = {code for code in locale_identifiers() if code.count("_") < 2}  # those of countries run as their language
    right = {code for code in codes if Locale.parse(code).text_direction == "rtl"}
    assert {code for code in codes if language.direction(code) == "rtl"} == right


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_stylesheet_and_no_template_sets_anything_to_the_left_or_to_the_right(path):
    text = re.sub(r"/\*.*?\*/|\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    uneven = [shown[0] for shown in FOUR.finditer(text) if shown[2] != shown[4]]
    assert [*PHYSICAL.findall(text), *uneven] == []


def test_a_step_says_its_language_and_which_way_it_runs(arabic):
    step = nothing_yet()
    assert step.reading.startswith('<div class="kit-static" lang="ar" dir="rtl">')
    assert step.children[-1].spoken == ["ar", "rtl"]


def test_a_page_that_is_a_file_says_which_way_it_runs(arabic):
    assert '<html lang="ar" dir="rtl">' in page("x", "<p>x</p>")
    assert '<html lang="ar" dir="rtl">' in as_text({"cells": []}, "ar")
    assert '<html lang="pt-BR" dir="ltr">' in as_text({"cells": []}, "pt_BR")


def test_a_bar_behind_a_number_begins_where_the_line_begins(arabic):
    assert "to left" in bar_behind(30, MARKS[0])


def test_a_table_that_nobody_has_trusted_yet_stands_where_its_lines_begin_in_each_language_of_one_process(monkeypatch):
    for code, side in {"en": "left", "ar": "right", "es": "left"}.items():
        monkeypatch.setattr(language, "_spoken", [code])
        table = render("paper/templates/run_sheets.html", heads=["x"], lessons=[], links={})
        assert f'style="text-align:{side}"' in table  # JupyterLab lets no "start" through


def test_what_is_put_into_words_from_the_right_runs_its_own_way(arabic, monkeypatch):
    monkeypatch.setattr(labels, "_translation", lambda words: f"{ARABIC} {{work}}, {{year}}")
    assert labels.say("x", work="P2P (2005)", year=2005) == f"{ARABIC} \u2068P2P (2005)\u2069, 2005"
    assert labels.say_html("x", work="<b>P2P</b>", year=1) == f"{ARABIC} \u2068<b>P2P</b>\u2069, 1"


def test_words_from_the_right_are_held_together_in_a_figure_line_by_line(arabic):
    shown = to_page(plain({"type": "scatter", "text": [f"{ARABIC} (1)<br>{ARABIC}", "GDP (1)"]}))["data"][0]
    assert shown["text"] == [f"\u2067{ARABIC} (1)\u2069<br>\u2067{ARABIC}\u2069", "GDP (1)"]


def test_in_other_languages_nothing_is_added_to_words():
    shown = json.dumps(to_page(plain({"type": "scatter", "text": [ARABIC]})), ensure_ascii=False)
    assert "\u2067" not in shown and labels.say("{a} b", a="c") == "c b"
