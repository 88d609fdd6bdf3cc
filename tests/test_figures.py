import json

import pytest

from kit.content.columns import MARKS
from kit.views.plot import CONFIG, plain, to_page
from kit.views.triangle import stacked, ternary
from kit.widgets.controls.fields import whole

# the page behind a figure: JupyterLab's light and dark themes
GROUNDS = ("#ffffff", "#111111", "#212121")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_that_the_standard_gives():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.symbol)
def test_every_mark_is_seen_in_both_themes(mark, ground):
    assert contrast(mark.colour, ground) >= 3


def test_a_figure_is_small_and_lets_the_page_show_through():
    drawn = to_page(plain({"type": "bar", "y": [1, 2]}))
    assert "template" not in drawn["layout"]
    assert drawn["layout"]["paper_bgcolor"].endswith(",0)")
    assert len(json.dumps(drawn)) < 1000


def test_a_figure_offers_no_way_to_send_itself_anywhere():
    assert (CONFIG["displayModeBar"], CONFIG["showSendToCloud"]) == (False, False)


def test_a_ternary_has_each_case_at_its_weights():
    figure = ternary(["A", "B", "C"], list(MARKS[:3]), ("mine", [100, 0, 0]), [("x", [10, 20, 70]), ("y", [0, 50, 50])])
    others, own = figure["data"]
    assert [own[side] for side in "abc"] == [[100], [0], [0]]
    assert [others[side] for side in "abc"] == [[10, 0], [20, 50], [70, 50]]


def test_a_ternary_without_other_cases_shows_ones_own():
    assert len(ternary(["A", "B", "C"], list(MARKS[:3]), ("mine", [34, 33, 33]), [])["data"][1]["a"]) == 1


def test_a_name_at_the_ground_of_the_triangle_stands_above_its_point_where_no_corner_has_its_own():
    others = [("corner", [0, 0, 100]), ("edge", [5, 45, 50]), ("middle", [34, 33, 33])]
    figure = ternary(["A", "B", "C"], list(MARKS[:3]), ("mine", [34, 33, 33]), others)
    assert figure["data"][0]["textposition"] == ["top center", "top center", "bottom center"]


def test_bars_take_the_place_of_a_triangle_for_other_numbers_of_models():
    figure = stacked(["A", "B"], list(MARKS[:2]), ("mine", [60, 40]), [("x", [10, 90])])
    assert [bar["x"] for bar in figure["data"]] == [[10, 60], [90, 40]]


@pytest.mark.parametrize("parts", [[1, 1, 1], [0, 0, 0, 0], [1, 2], [33, 33, 33, 1], [7, 0, 0, 0, 0, 6]])
def test_shares_are_whole_and_sum_to_100(parts):
    assert sum(whole(parts)) == 100
    assert all(share >= 0 for share in whole(parts))


def test_a_long_name_of_a_case_breaks_and_has_its_room():
    figure = stacked(["A", "B"], list(MARKS[:2]), ("mine", [60, 40]), [("National Health Service (England)", [10, 90])])
    long, _ = figure["data"][0]["y"]
    assert long == "National Health<br>Service (England)"
    assert figure["layout"]["margin"]["l"] == 24 + 8 * len("Service (England)")
