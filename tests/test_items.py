"""The script that says how good the questions are gives back what 300 simulated learners were made with."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.items import alpha, alpha_with_interval, difficulty, discrimination, natures, scores_in, simulated
from kit.content.course import load_before_and_after

ITEMS = [one.id for one in load_before_and_after().items]
KNOWN = natures(ITEMS, seed=7)
MANY = simulated(KNOWN, 50_000, seed=7)  # so many that what they come to is the truth of these parameters
SCORES = simulated(KNOWN, 300, seed=7)


def test_the_difficulty_of_each_question_comes_back():
    # the standard error of a mean part of 2 points among 300 is at most 0.025
    assert (difficulty(SCORES) - difficulty(MANY)).abs().max() < 0.075
    assert difficulty(SCORES).corr(pd.Series({item: -one.one for item, one in KNOWN.items()})) > 0.95


def test_which_questions_separate_well_comes_back():
    # the standard error of a correlation of 0.2 to 0.6 among 300 is at most 0.057
    assert (discrimination(SCORES) - discrimination(MANY)).abs().max() < 0.17
    assert discrimination(SCORES).corr(pd.Series({item: one.steep for item, one in KNOWN.items()})) > 0.85


def test_the_reliability_comes_back_within_its_interval():
    found = alpha_with_interval(SCORES)
    assert found.low < alpha(MANY) < found.high and found.high - found.low < 0.1
    assert abs(found.value - alpha(MANY)) < 0.03


def test_alpha_of_three_columns_that_one_can_do_in_the_head():
    # variances 1, 1, 1 and 9 for the sum: 3/2 * (1 - 3/9) = 1; two that say the opposite of each other: below 0
    same = pd.DataFrame({name: [0, 1, 2] for name in "abc"}, dtype=float)
    assert alpha(same) == pytest.approx(1)
    assert np.isnan(alpha(same[["a"]]))
    assert alpha(pd.DataFrame({"a": [0.0, 1, 2], "b": [2.0, 1, 1]})) < 0


def test_a_question_that_says_nothing_does_not_separate():
    noise = SCORES.assign(noise=np.random.default_rng(3).integers(3, size=len(SCORES)))
    assert abs(discrimination(noise)["noise"]) < 0.12 < discrimination(SCORES).min()


def test_a_file_for_research_is_read_as_scores_and_what_is_not_scored_in_full_is_left(tmp_path):
    file = tmp_path / "class.csv"
    cells = {item: ["0", "1", "2", "none"] for item in ITEMS} | {ITEMS[1]: ["1", "", "0", "2"]}
    pd.DataFrame({"time": ["after"] * 3 + ["before"], **cells}).to_csv(file, index=False, encoding="utf-8-sig")
    found = scores_in([file], ITEMS, "after")
    assert list(found) == [one for one in ITEMS if one != ITEMS[1]] and list(found[ITEMS[0]]) == [0, 1, 2]
    assert list(scores_in([file], ITEMS, "before")[ITEMS[0]]) == [0]


@pytest.mark.parametrize("cell, words", [("3", "here stands '3'"), ("yes", "here stands 'yes'")])
def test_a_cell_that_is_no_score_is_named(tmp_path, cell, words):
    file = tmp_path / "class.csv"
    pd.DataFrame({"time": ["after"], **{item: [cell] for item in ITEMS}}).to_csv(file, index=False)
    with pytest.raises(SystemExit, match=words):
        scores_in([file], ITEMS, "after")
