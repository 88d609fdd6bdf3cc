"""Controls and what follows them: a slider that is moved changes the shares, the picture, its sentence, its numbers."""

import re

import ipywidgets as widgets
import pytest

from kit.base.paths import PACKAGE
from kit.content.course import load_sources
from kit.explorables import load_explorable
from kit.views.contract import Range
from kit.widgets.controls.control import Chart, Countdown, Player, Summary
from kit.widgets.controls.fields import Shares, Slider, Triangle, Words
from kit.widgets.figure_panel import live
from tests.pressing import all_of

POLES = [{"sign": "●", "name": "Left"}, {"sign": "■", "name": "Right"}]


def test_a_slider_that_is_moved_places_the_case_and_shares_out_a_hundred():
    shares = Shares("Where it stands", POLES)
    left, _ = all_of(Slider, shares)
    (words,) = all_of(widgets.HTML, shares)
    assert (shares.placed, shares.weights) == (False, [50, 50])
    left.value = 100
    assert (shares.placed, shares.weights) == (True, [67, 33])
    assert "Left 67, Right 33" in words.value


def test_a_control_that_is_moved_draws_another_picture_and_says_another_sentence():
    explorable = load_explorable("governance")
    panel = live(explorable, load_sources())
    (chart,), (summary,) = all_of(Chart, panel), all_of(Summary, panel)
    start = explorable.picture(**explorable.start)
    assert summary.value == start.summary
    before = chart.figure
    name, spec = next((name, spec) for name, spec in explorable.controls.items() if isinstance(spec, Range))
    moved = explorable.picture(**explorable.start | {name: spec.high})
    next(one for one in all_of(Slider, panel) if one.max == spec.high).value = spec.high
    assert summary.value == moved.summary != start.summary
    assert chart.figure != before


@pytest.mark.parametrize("control", [Countdown, Player, Triangle, Words])
def test_what_the_script_of_a_control_says_is_translated(control):
    script = (PACKAGE / "widgets" / "controls" / f"{control.__name__.lower()}.js").read_text("utf-8")
    calls = re.findall(r"said\(([^)]*)\)", script)
    assert calls
    assert {words for call in calls for words in re.findall(r'"([^"]+)"', call)} <= {*control.WORDS}
