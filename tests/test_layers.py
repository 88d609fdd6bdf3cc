"""Imports run one way, and what is pure knows no widgets."""

import ast
import subprocess
import sys

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
    ("check_letters", "check_names", "check_repetitions", "check_source", "check_teaching"),
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
HEAVY = ["plotly.express", "plotly.graph_objs._figurewidget", "nbformat", "jsonschema", "nbclient", "pytest"]


def loaded(names: list[str], step: str) -> str:
    """Which of these modules a lesson has loaded once it shows a step, as Python prints a list."""
    work = (
        f"import sys, kit; lesson = kit.load_lesson('governance'); step = lesson.{step}();"
        f"print([name for name in {names!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", work], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_lesson_without_a_class_on_a_server_loads_nothing_of_it():
    assert loaded(NO_CLASS, "discuss") == "[]"


def test_a_lesson_imports_neither_figure_widgets_nor_what_only_tests_need():
    assert loaded(HEAVY, "explore") == "[]"
