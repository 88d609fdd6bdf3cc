"""The one contract of all explorables; what each one claims stands in tests/explorables/."""

import inspect
import json

import pandas as pd
import pytest

from kit.adapt.check.all import check_explorables, settings_of
from kit.base.errors import ContentError
from kit.base.paths import PACKAGE
from kit.content.course import load_sources
from kit.content.facts import load_facts
from kit.explorables import laid_out, layouts, load_explorable, words_of
from kit.views.contract import KINDS, Choice, Grid, Picture, Range, at_start
from kit.views.plot import to_page

DIMENSIONS = sorted(path.stem for path in (PACKAGE / "explorables").glob("[!_]*.py"))
MOST_BYTES = 16_000  # a figure is sent whole at every change


@pytest.fixture(params=DIMENSIONS)
def explorable(request):
    return load_explorable(request.param)


def drawn(picture: Picture) -> str:
    return json.dumps(to_page(picture.figure), allow_nan=False)


def test_a_dimension_without_a_figure_has_none():
    assert load_explorable("no_such_dimension") is None


def test_it_says_what_it_is_and_what_it_rests_on(explorable):
    assert explorable.title and explorable.leaves_out
    assert explorable.kind in KINDS
    assert bool(explorable.assumptions) or "model" not in explorable.kind
    assert bool(explorable.sources) or "evidence" not in explorable.kind


def test_its_sources_are_known(explorable):
    assert set(explorable.sources) <= set(load_sources())


def test_its_controls_are_what_its_picture_asks_for(explorable):
    assert list(explorable.controls) == list(inspect.signature(explorable.picture).parameters)
    assert all(isinstance(control, Range | Choice | Grid) for control in explorable.controls.values())


def test_its_controls_start_within_their_range(explorable):
    assert {name: control.slip for name, control in explorable.controls.items() if control.slip} == {}


def test_it_draws_at_both_ends_of_every_control(explorable):
    for controls in settings_of(explorable).values():
        picture = explorable.picture(**controls)
        assert len(picture.summary.split()) > 5
        assert 1 <= len(picture.numbers) <= 45
        assert len(drawn(picture)) < MOST_BYTES, controls


def test_plotly_knows_every_word_of_its_figures(explorable):
    assert check_explorables([explorable]) == []


def test_the_same_controls_give_the_same_picture(explorable):
    one, two = at_start(explorable), at_start(explorable)
    assert drawn(one) == drawn(two)
    assert one.summary == two.summary
    pd.testing.assert_frame_equal(one.numbers, two.numbers)


def test_every_control_changes_something(explorable):
    before = drawn(at_start(explorable))
    for name, control in explorable.controls.items():
        choices = {key: one for key, one in explorable.controls.items() if isinstance(one, Choice) and key != name}
        settings = [{}, *({key: value} for key, choice in choices.items() for value in choice.ends)]
        pictures = (
            explorable.picture(**{**explorable.start, **setting, name: end})
            for setting in settings
            for end in control.ends
        )
        assert any(drawn(picture) != before for picture in pictures), f"{name} changes nothing"


def test_it_sends_no_drawing_that_asks_the_network(explorable):
    kinds = {trace["type"] for trace in at_start(explorable).figure["data"]}
    assert not kinds & {"choropleth", "choroplethmap", "scattermap", "densitymap", "scattergeo"}


def test_a_missing_table_of_facts_names_the_nearest():
    with pytest.raises(ContentError, match=r"There is no table of facts no_such\.csv"):
        load_facts("no_such")


@pytest.mark.parametrize("path", sorted((PACKAGE / "explorables").glob("*.toml")), ids=lambda path: path.stem)
def test_every_title_and_note_of_a_layout_has_its_words_in_the_figures_file(path):
    captions = words_of(path.stem).says.get("captions", {})
    assert path.with_suffix(".py").exists()
    for view in [part for part in layouts(str(path)).values() if "margin" in part]:
        axes = [axis for name, axis in view.items() if "axis" in name]
        assert {*view.get("notes", ()), *(axis["title"] for axis in axes if "title" in axis)} <= captions.keys()


def test_what_the_controls_change_goes_before_the_layout_and_joins_its_axes():
    path = str(PACKAGE / "explorables" / "economic_model.py")
    layout = laid_out(path, view="drafts", height=5, xaxis={"range": [0, 3]}, notes=[{"text": "last"}])["layout"]
    assert layout["height"] == 5
    assert layout["xaxis"]["title"] == {"text": "Million tonnes (% reached)"}
    assert (layout["xaxis"]["range"], layout["xaxis"]["showgrid"]) == ([0, 3], False)
    assert layout["annotations"] == [{"text": "last"}]
