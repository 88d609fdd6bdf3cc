"""Every page, run again and again: the kernel holds no more widgets than after the second time."""

import gc
import json
from pathlib import Path

import ipywidgets as widgets
import pytest

from kit.adapt.make.bake import notebooks
from kit.widgets.page import begin_anew
from tests.pressing import press_everything
from tests.test_notebooks import code_of, run

PAGES = notebooks()
# of the lessons, which are all made of the same steps, two: one of them with a vote
WORKED = [path for path in PAGES if not "01" < path.stem[:2] < "14" or path.stem == "02_governance"]


def alive() -> int:
    """Return how many widgets ipywidgets keeps."""
    gc.collect()
    return len(widgets.widget._instances)


def run_all(path: Path, worked: bool = False) -> int:
    """Run a notebook from top to bottom, and if wanted press all that is in it; return how many widgets are alive."""
    names: dict[str, object] = {}
    for code in code_of(json.loads(path.read_text(encoding="utf-8"))):
        shown = run(code, names)
        if worked and shown is not None:
            press_everything(shown)
    return alive()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_run_all_three_times_leaves_as_many_widgets_as_twice(path):
    run_all(path)
    twice = run_all(path)
    assert run_all(path) == twice


@pytest.mark.parametrize("path", WORKED, ids=lambda path: path.stem)
def test_a_page_in_which_everything_was_pressed_leaves_no_widget_when_it_is_closed(path):
    run_all(path, worked=True)
    begin_anew()
    before = alive()  # what parts share
    run_all(path, worked=True)
    begin_anew()
    assert alive() == before
