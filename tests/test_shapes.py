"""What shape a profile has, with numbers that can be checked in the head."""

from dataclasses import replace

import pytest

from kit.answers.placements import SCATTERED, landmarks, leading, profile, shape
from tests.test_placements import at, weights

ONE = profile([at("governance", 100, 0, 0)])


@pytest.mark.parametrize(
    ("mean", "kind"),
    [
        ((100, 0, 0), "corner"),
        ((70, 15, 15), "corner"),  # 30 points from the corner, 35 from the place between, 37 from the middle
        ((70, 30, 0), "between"),  # 30 from the corner, 20 from the place between
        ((5, 50, 45), "between"),
        ((60, 20, 20), "middle"),  # 40 from the corner, 30 from the place between, 27 from the middle
        ((34, 33, 33), "middle"),
    ],
)
def test_the_mean_has_the_shape_that_it_is_nearest_to(mean, kind):
    assert shape(replace(ONE, mean=weights(*mean))) == kind


def test_a_wide_spread_counts_more_than_the_mean():
    corner = replace(ONE, mean=weights(100, 0, 0))
    assert shape(replace(corner, spread=SCATTERED)) == "corner"
    assert shape(replace(corner, spread=SCATTERED + 1)) == "scattered"


def test_half_in_one_corner_and_half_in_another_lie_far_apart():
    assert shape(profile([at("governance", 100, 0, 0), at("critiques", 0, 100, 0)])) == "scattered"


def test_of_two_models_the_place_between_them_is_the_middle():
    assert list(landmarks(["commons", "market"])) == ["corner", "middle"]
    assert shape(replace(ONE, mean={"commons": 60, "market": 40})) == "middle"


def test_of_four_models_there_are_six_places_between_two():
    assert [len(places) for places in landmarks(["a", "b", "c", "d"]).values()] == [4, 6, 1]


def test_the_leading_model_comes_first():
    assert leading(weights(20, 20, 60)) == ["market", "commons", "state"]
