"""Imports run one way, and what is pure knows no widgets."""

import ast
import subprocess
import sys
from functools import cache

import pytest

from kit.paths import PACKAGE

# from the ground up; nothing may import what stands on a later line
LAYERS = (
    ("errors", "paths", "sealing", "reading_level"),
    ("language",),
    ("labels",),
    ("journal_file",),
    ("forms", "spreadsheet", "journal", "writing", "standalone"),
    ("selection", "sheet", "lesson_form", "course_form", "translation", "table_translation"),
    ("content", "facts", "table", "hand_in", "keeper", "teaching"),
    ("figures", "case", "placements", "progress", "confusions", "critique", "draft"),
    ("wording",),
    ("cards", "explorables", "profiles", "shapes", "probes"),
    ("readers", "row_words", "first_figure", "blank_pages"),
    ("record", "drawings", "paper", "run_sheets", "classroom"),
    ("report_parts",),
    ("report_page", "report_text"),
    ("report",),
    ("voting",),
    ("served", "answers"),
    ("widgets", "parts"),
    ("live",),
    ("steps",),
    ("handing_in", "own_data", "vote_steps"),
    ("lesson", "chooser", "start", "vote"),
    ("synthesis", "case_file"),
    ("source_steps",),
    ("source",),
    ("worksheet",),
    ("teacher_cards", "teacher"),
    ("run_sheet_print",),
    ("class_steps",),
    ("board",),
    ("check_notebooks",),
    ("slides",),
    ("inventory", "student_copy", "schemas"),
    ("new_table", "translate"),
    ("new_lesson", "order"),
    ("check_explorables", "check_letters", "check_names", "check_repetitions", "check_source", "check_teaching"),
    ("check_lessons", "check_translations", "notes"),
    ("handout",),
    ("check",),
    ("hub",),
    ("trial",),
    ("adapt_steps",),
    ("adapt",),
)
PURE = [name for layer in LAYERS[: LAYERS.index(("widgets", "parts"))] for name in layer]
HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer}


def modules_of(name: str):
    return sorted((PACKAGE / name).glob("*.py")) or [PACKAGE / f"{name}.py"]


def imported(path) -> set[str]:
    """The modules that a file imports when it runs; what stands under TYPE_CHECKING is for readers only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("name", HEIGHT)
def test_imports_run_one_way(name):
    for path in modules_of(name):
        for module in imported(path):
            other = module.split(".")[1] if module.startswith("kit.") else name
            assert HEIGHT.get(other, -1) <= HEIGHT[name], f"{path.name} imports kit.{other}"


@pytest.mark.parametrize("name", PURE)
def test_what_is_pure_imports_no_widgets(name):
    for path in modules_of(name):
        assert not {module.split(".")[0] for module in imported(path)} & {"ipywidgets", "anywidget", "IPython"}


NO_CLASS = ["kit.hub", "kit.served.sender", "jupyterhub", "sqlalchemy", "psycopg", "urllib.request"]
HEAVY = ["plotly", "networkx", "babel", "nbformat", "jsonschema", "nbclient", "pytest", "kit.classroom.folder"]
WHOLE_LESSON = """
import sys, kit
from tests.pressing import Chart, all_of, press_everything
lesson = kit.load_lesson(sys.argv[1])
steps = [getattr(lesson, step)() for step in ("predict", "compare", "explore", "check", "place", "discuss")]
for step in steps:
    press_everything(step)
assert [len(all_of(Chart, step)) for step in steps] == [0, 0, 1, 0, 1, 0], "both figures are there"
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
