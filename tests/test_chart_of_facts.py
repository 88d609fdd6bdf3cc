"""A figure that a file alone describes: drawn from a table of facts, with what can be chosen, without Python."""

import pytest

from kit import explorables
from kit.adapt.check.all import check_explorables
from kit.adapt.check.inventory import read_explorable
from kit.base.errors import ContentError
from kit.content.facts import load_facts, sources_of
from kit.content.figure_form import FactChart, read_figure
from kit.explorables import load_explorable
from kit.views.contract import at_start
from kit.views.general_figures import drawn

FILE = """\
title: Members
kind: evidence
leaves_out: Everything else.
chart:
  draw: {draw}
  facts: top_wealth_shares
  across: {across}
  up: {up}
  colour: {colour}
  choose: [{choose}]
"""
GOOD = {"draw": "line", "across": "year", "up": "value", "colour": "entity", "choose": "entity"}


def chart(folder, **changed: str):
    path = folder / "made_up.yaml"
    path.write_text(FILE.format(**{**GOOD, **changed}), encoding="utf-8")
    words = read_figure(path)
    assert isinstance(words.chart, FactChart)
    return drawn("made_up", words, words.chart)


@pytest.mark.parametrize("draw", ["bars", "line", "dots"])
def test_every_row_with_a_number_is_drawn_and_stands_in_the_numbers(tmp_path, draw):
    facts = load_facts("top_wealth_shares").dropna(subset=["year", "value"])
    picture = at_start(chart(tmp_path, draw=draw))
    assert sum(len(trace["x"]) for trace in picture.figure["data"]) == len(facts) == len(picture.numbers)
    assert sorted(picture.numbers["value"]) == sorted(facts["value"])
    assert {trace["name"] for trace in picture.figure["data"]} == set(facts["entity"])


def test_what_is_chosen_alone_is_drawn_in_the_colour_that_it_had(tmp_path):
    figure = chart(tmp_path)
    whole = {trace["name"]: trace["marker"] for trace in at_start(figure).figure["data"]}
    one = list(whole)[-1]
    (trace,) = figure.picture(choose_1=one).figure["data"]
    assert trace["name"] == one and trace["marker"] == whole[one]
    assert set(figure.picture(choose_1=one).numbers["entity"]) == {one}


def test_the_summary_says_the_lowest_and_the_highest(tmp_path):
    facts = load_facts("top_wealth_shares")
    summary = at_start(chart(tmp_path)).summary
    assert f"{facts['value'].min():,}" in summary and f"{facts['value'].max():,}" in summary


def test_the_sources_of_the_rows_are_those_of_the_figure(tmp_path):
    assert chart(tmp_path).sources == sources_of(load_facts("top_wealth_shares"))


def test_plotly_knows_all_of_it(tmp_path):
    assert check_explorables([chart(tmp_path), chart(tmp_path, draw="bars", colour="''", choose="")]) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"across": "yaer"}, r"made_up\.yaml, chart, across: .*_shares\.csv has no column 'yaer'; did you mean 'year'"),
        ({"choose": "entity, who"}, r"made_up\.yaml, chart, choose: .*_shares\.csv has no column 'who'.*It has: "),
        ({"up": "entity"}, r"made_up\.yaml, chart, up: the column 'entity' of top_wealth_shares\.csv holds words"),
    ],
)
def test_what_the_table_has_not_is_named(tmp_path, changed, sentence):
    with pytest.raises(ContentError, match=sentence):
        chart(tmp_path, **changed)


def test_another_kind_of_drawing_is_refused_with_those_that_there_are(tmp_path):
    with pytest.raises(ContentError, match=r"made_up\.yaml, line 5.*'pie'.*bars, dots, line"):
        chart(tmp_path, draw="pie")


def test_a_lesson_takes_the_figure_of_its_file(tmp_path, monkeypatch):
    path = tmp_path / "no_such_dimension.yaml"
    path.write_text(FILE.format(**GOOD), encoding="utf-8")
    monkeypatch.setattr(explorables, "figure_path", lambda dimension: path)
    monkeypatch.setattr(explorables, "words_of", lambda dimension: read_figure(path))
    assert at_start(load_explorable("no_such_dimension")).numbers.shape[0] == 3
    path.write_text(FILE.format(**GOOD).partition("chart:")[0], encoding="utf-8")
    assert load_explorable("no_such_dimension") is None
    with pytest.raises(ContentError, match=r"figures/no_such_dimension\.yaml: it has no chart"):
        read_explorable("no_such_dimension")
