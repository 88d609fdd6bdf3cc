"""Every page, run again and again: the kernel holds no more widgets than after the second time."""

import gc
import json
import sys

import anywidget
import ipywidgets as widgets
import pytest

from kit.adapt.make.bake import notebooks
from tests.test_notebooks import code_of, run


def alive() -> int:
    """Return how many widgets ipywidgets keeps."""
    gc.collect()
    return len(widgets.widget._instances)


def run_all(codes: list[str], out: list[object] | None = None) -> int:
    names: dict[str, object] = {}
    shown = [run(code, names) for code in codes]
    if out is not None:
        out += shown
    return alive()


def in_memory() -> int:
    """Return how many widgets to look at Python keeps, open or closed."""
    gc.collect()
    return sum(isinstance(one, widgets.DOMWidget) for one in gc.get_objects())


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_run_all_three_times_leaves_as_many_widgets_as_twice(path):
    codes = code_of(json.loads(path.read_text(encoding="utf-8")))
    run_all(codes)
    twice = run_all(codes)
    assert run_all(codes) == twice


HOME = [path for path in notebooks() if not {*path.parts} & {"ar", "de", "es"}]  # a language changes words alone


@pytest.mark.parametrize("path", HOME, ids=lambda path: path.stem)
def test_of_an_earlier_run_ipythons_list_of_outputs_keeps_the_empty_step_of_each_cell_alone(path):
    codes, out = code_of(json.loads(path.read_text(encoding="utf-8"))), []
    for _ in range(2):
        run_all(codes, out)
    twice = in_memory()
    run_all(codes, out)
    assert in_memory() - twice <= len(codes)


def test_no_widget_takes_its_stylesheet_from_a_path_for_anywidget_keeps_such_a_widget_for_ever():
    def below(kind: type) -> list[type]:
        return [kind, *(one for each in kind.__subclasses__() for one in below(each))]

    # each widget that is made brings a class of its own along, of the same name; what a module has is the one written
    kinds = [kind for kind in below(anywidget.AnyWidget) if kind.__module__.startswith("kit.")]
    kinds = [kind for kind in kinds if getattr(sys.modules[kind.__module__], kind.__name__, None) is kind]
    assert len(kinds) > 12
    assert not [kind for kind in kinds for name in ("_css", "_esm") if not isinstance(getattr(kind, name, ""), str)]
