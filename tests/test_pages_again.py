"""Every page, run again and again: the kernel holds no more widgets than after the second time."""

import gc
import json
import sys

import anywidget
import ipywidgets as widgets
import pytest

from kit.adapt.make.bake import notebooks
from tests.test_notebooks import code_of, run


@pytest.fixture(autouse=True, scope="module")
def thawed():
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_older_is_looked_through(thawed):
    """What other tests have left is large, and none of it is counted here: each count looks through what came since."""
    gc.collect()
    gc.freeze()


def run_all(codes: list[str], out: list[object]) -> tuple[int, int]:
    """Run a page's cells; return how many widgets ipywidgets keeps, and how many of those to look at Python does.

    What the cells show joins `out`, as it joins IPython's own list; Python keeps those that are closed, too.
    """
    names: dict[str, object] = {}
    out += [run(code, names) for code in codes]
    gc.collect()
    return len(widgets.widget._instances), sum(isinstance(one, widgets.DOMWidget) for one in gc.get_objects())


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_a_third_run_leaves_as_many_widgets_as_the_second_and_of_earlier_ones_the_empty_step_of_each_cell_alone(path):
    codes, out = code_of(json.loads(path.read_text(encoding="utf-8"))), []
    run_all(codes, out)
    open_after_two, all_after_two = run_all(codes, out)
    open_after_three, all_after_three = run_all(codes, out)
    assert open_after_three == open_after_two
    assert all_after_three - all_after_two <= len(codes)


def test_no_widget_takes_its_stylesheet_from_a_path_for_anywidget_keeps_such_a_widget_for_ever():
    def below(kind: type) -> list[type]:
        return [kind, *(one for each in kind.__subclasses__() for one in below(each))]

    # each widget that is made brings a class of its own along, of the same name; what a module has is the one written
    kinds = [kind for kind in below(anywidget.AnyWidget) if kind.__module__.startswith("kit.")]
    kinds = [kind for kind in kinds if getattr(sys.modules[kind.__module__], kind.__name__, None) is kind]
    assert len(kinds) > 12
    assert not [kind for kind in kinds for name in ("_css", "_esm") if not isinstance(getattr(kind, name, ""), str)]
