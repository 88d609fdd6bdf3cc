"""No column wins the kit's figures whatever a learner sets, and page 15 shows the counts."""

from collections import Counter

import pytest

from kit.content.columns import columns_of
from kit.content.table import dimensions_of, load_table
from kit.explorables import load_explorable
from kit.learner.question_the_table.tests import ahead_over_settings, leaning
from tests.pressing import button, words

DIMENSIONS = dimensions_of(load_table())
FIGURES = {id: load_explorable(id) for id in DIMENSIONS}
MOST_STARTS = 3  # of 13 figures
MOST_SETTINGS = 0.45
# what happened is no setting: Wikipedia has the most articles however they are drawn or counted
FIXED_BY_FACTS = {"core_principle"}


def test_no_column_is_ahead_at_the_start_of_more_than_three_figures():
    starts = Counter(figure.ahead(**figure.start) for figure in FIGURES.values())
    columns = {column.id for column in columns_of(load_table(), next(iter(DIMENSIONS.values())))}
    assert {column: starts[column] for column in columns if starts[column] > MOST_STARTS} == {}


@pytest.mark.parametrize("dimension", [id for id in DIMENSIONS if id not in FIXED_BY_FACTS])
def test_no_column_is_ahead_in_more_than_45_of_100_settings(dimension):
    shares = ahead_over_settings(FIGURES[dimension])
    assert {column: share for column, share in shares.items() if column and share > MOST_SETTINGS} == {}


def test_the_one_exception_still_is_one():
    assert {id: max(ahead_over_settings(FIGURES[id]).values()) for id in FIXED_BY_FACTS} == {"core_principle": 1.0}


def test_the_counts_are_shown_when_asked_for():
    titles = dict(list(DIMENSIONS.items())[:2])
    step = leaning(titles, columns_of(load_table(), next(iter(titles.values()))))
    assert next(iter(titles.values())) not in words(step)
    button(step, "Count it for all figures").click()
    assert all(title in words(step) for title in titles.values())
    assert "100%" in words(step)


def test_rows_without_a_figure_are_left_out():
    step = leaning({"no_such_row": "No such row"}, columns_of(load_table(), next(iter(DIMENSIONS.values()))))
    button(step, "Count it for all figures").click()
    assert "No such row" not in words(step)
