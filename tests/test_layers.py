"""Imports run one way, and nothing goes in a circle; a new module needs no line here."""

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter

from kit.base.paths import PACKAGE

# from the ground up: a room imports what stands before its own line, and nothing from the rooms beside it
FLOORS = ("base", "content", "views", "explorables", "answers", "paper widgets", "learner classroom adapt")
FLOOR = {room: height for height, floor in enumerate(FLOORS) for room in floor.split()}
FILES = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}
WIDGETS = {"ipywidgets", "anywidget", "IPython"}


@cache
def imported(module: str) -> frozenset[str]:
    """What a module imports anywhere in it, also in a function and for the checking of types."""
    nodes = list(ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = {(node.module, alias.name) for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    return frozenset(whole | {f"{name}.{part}" if f"{name}.{part}" in FILES else name for name, part in parts})


def room(module: str) -> str:
    return module.split(".")[1] if module.count(".") and FLOOR.get(module.split(".")[1]) is not None else ""


def test_a_room_imports_what_stands_below_it():
    wrong = [f"{one} imports {other}" for one in FILES if room(one) for other in imported(one)
             if room(other) and room(one) != room(other) and FLOOR[room(other)] >= FLOOR[room(one)]]  # fmt: skip
    assert not wrong


def test_there_is_no_circle():
    list(TopologicalSorter({one: imported(one) & FILES.keys() for one in FILES}).static_order())


def test_only_the_figures_are_about_this_table():
    names = {f"kit.explorables.{path.stem}" for path in (PACKAGE / "explorables").glob("[!_]*.py")}
    assert not [one for one in FILES if room(one) != "explorables" and imported(one) & names]


def test_what_stands_below_the_controls_knows_no_widgets():
    below = [one for one in FILES if FLOOR.get(room(one), 9) <= FLOOR["paper"] and room(one) != "widgets"]
    assert not [one for one in below if {name.split(".")[0] for name in imported(one)} & WIDGETS]


def test_a_page_stands_on_its_steps_and_they_on_its_state():
    pages = [one.removesuffix(".state") for one in FILES if one.endswith(".state")]
    steps = [one for page in pages for one in FILES if one.startswith(f"{page}.") and not one.endswith(".page")]
    assert not [one for one in steps if f"{one.rpartition('.')[0]}.page" in imported(one)]


NO_CLASS = ["kit.classroom.server", "kit.answers.sender", "jupyterhub", "sqlalchemy", "psycopg", "urllib.request"]
HEAVY = ["plotly", "networkx", "babel", "nbformat", "jsonschema", "nbclient", "pytest", "kit.classroom.inbox.folder"]
WHOLE_LESSON = """
import sys, kit
from tests.pressing import Chart, all_of, press_everything
lesson = kit.load_lesson(sys.argv[1])
steps = [getattr(lesson, step)() for step in ("recall", "predict", "compare", "explore", "check", "place", "discuss")]
for step in steps:
    press_everything(step)
assert [len(all_of(Chart, step)) for step in steps] == [0, 0, 0, 1, 0, 2, 0], "every figure is there"
print(*sys.modules)
"""


@cache
def loaded(lesson: str) -> set[str]:
    """Every module that is loaded once a learner has gone through a lesson: the bet placed, every control moved."""
    work = [sys.executable, "-c", WHOLE_LESSON, lesson]
    return set(subprocess.run(work, cwd=PACKAGE.parent, capture_output=True, text=True, check=True).stdout.split())


def test_a_lesson_without_a_class_on_a_server_loads_nothing_of_it():
    assert not loaded("value_logic") & set(NO_CLASS)


def test_a_lesson_loads_no_plotly_and_nothing_else_that_is_heavy():
    assert not loaded("value_logic") & set(HEAVY)


def test_the_lesson_on_networks_alone_loads_networkx():
    assert loaded("governance") & set(HEAVY) == {"networkx"}
