"""Would the tests see it? Put 40 faults into the kit, one at a time, and count how many the nearest tests find.

Run by hand: `python tests/faults_found.py`, or for those with some letters in their name: `... faults_found.py vote`.
Every fault goes into a copy of the kit in a temporary folder. For each, pytest runs what stands nearest: the module's
own examples, the test files that import the module, and those that NEAR names for its folder, as its page is opened by
name. It stops at the first failure, and runs that test once more without the fault. No browser and no server is
started. A fault that no test has said within ten minutes is missed.
"""

import ast
import os
import re
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import anywidget  # noqa: F401  loaded once here, for every fork
import hypothesis  # noqa: F401
import ipywidgets  # noqa: F401
import msgspec  # noqa: F401
import nbval.plugin  # noqa: F401
import networkx  # noqa: F401
import pandas  # noqa: F401
import plotly  # noqa: F401
import pytest
import yaml  # noqa: F401

ROOT = Path(__file__).parents[1]
LIMIT = 600  # seconds for the tests of one fault
COPIED = ("kit", "data", "docs", "notebooks", "tests", "benchmarks", "conftest.py", "pyproject.toml", "README.md")
# what a fault does: `raises`, `nothing` (the function returns None at once), `turned` (its first condition reads
# the other way round)
FAULTS = {
    "base": ("for_others.safe turned", "paths.on_shared_drive turned", "labels.say_number turned"),
    "content": ("table_tests.misplaced turned", "translation._holds_ids turned", "translation._alike turned",
                "table_critique.agreement turned"),
    "views": ("markup.numbers nothing", "markup.marked turned", "markup.plain_text nothing"),
    "explorables": ("governance.order_of_loss turned", "ownership_model.bundle nothing", "value_logic.flows turned",
                    "view_of_the_state.nearness turned"),
    "answers": ("in_words._voted raises", "placements.commonest turned", "placements.rounded turned",
                "sender.parcels turned"),
    "paper": ("report.in_short turned", "run_sheet.clock turned", "handouts.deck nothing",
              "document.together turned"),
    "widgets": ("controls.fields._moved nothing", "figure_panel.live.draw nothing", "saved_answer.put.answered raises",
                "saved_answer.kept_answer.typed raises"),
    "learner": ("case_file.beside._build.show nothing", "lesson.recall_and_check.answering.answer raises",
                "lesson.cells.compare.changed nothing", "lesson.cells._reveal raises",
                "question_the_table.page._ticks.ticked nothing", "start.page.data_step.write raises"),
    "classroom": ("board.choices._step.solve raises", "board.discussion._bring_back nothing",
                  "inbox.names.pseudonyms nothing", "vote.entry._codes.take raises"),
    "adapt": ("check.lessons.check_coding turned", "make.new_lesson._mend nothing", "page.state.copy.made raises",
              "page.words.with_a_twin turned"),
}  # fmt: skip
NEAR = {
    "adapt/check": ("test_check", "test_check_source"), "adapt/page": ("test_adapt",),
    "answers/in_words": ("test_report", "test_handing_in"),
    "content/translation": ("test_translation", "test_catalogues"),
    "answers/sender": ("test_sender", "hub/test_sender"), "paper/document": ("test_handout", "test_report"),
    "base/labels": ("test_labels",), "base/paths": ("test_journal",),
    "classroom/board": ("test_board",), "classroom/vote": ("test_vote_room",),
    "learner/case_file": ("test_case_file", "test_handing_in"), "learner/lesson": ("test_steps",),
    "learner/question_the_table": ("test_source",), "learner/start": ("test_steps", "test_notebooks"),
    "views": ("test_cards", "test_steps"), "widgets": ("test_controls", "test_steps", "test_case_file", "test_source"),
}  # fmt: skip
EXAMPLES_ALONE = ["-o", "python_functions=none", "-o", "python_classes=none"]  # `tests` of a module is no test
OTHER_WAY = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


def function_in(tree: ast.AST, names: list[str]) -> ast.FunctionDef:
    """The function of that name, in the function of the name before it; a method is named without its class."""
    found = next(one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name == names[0])
    return function_in(found, names[1:]) if names[1:] else found


def turn(function: ast.FunctionDef) -> None:
    """Let the first condition of a function read the other way round."""
    body = [node for line in function.body for node in ast.walk(line)]
    first = next((node for node in body if isinstance(node, ast.Compare)), None)
    if first:
        first.ops[0] = OTHER_WAY[type(first.ops[0])]()
    else:
        asked = next(node for node in body if isinstance(node, ast.If | ast.IfExp | ast.comprehension))
        if isinstance(asked, ast.comprehension):
            asked.ifs[0] = ast.UnaryOp(ast.Not(), asked.ifs[0])
        else:
            asked.test = ast.UnaryOp(ast.Not(), asked.test)


def with_fault(code: str, names: list[str], kind: str) -> str:
    """The code of a module with one fault in it."""
    tree = ast.parse(code)
    function = function_in(tree, names)
    if kind == "turned":
        turn(function)
    else:
        bound = [node for node in function.body if isinstance(node, ast.Nonlocal | ast.Global)]
        function.body = [*bound, *fault(kind)]
    return ast.unparse(ast.fix_missing_locations(tree))


def fault(kind: str) -> list[ast.stmt]:
    return [ast.Return(ast.Constant(None))] if kind == "nothing" else ast.parse("raise KeyError('a fault')").body


def place(room: str, name: str) -> tuple[str, list[str]]:
    """The file in which a function is, from the root of the kit, and the names that lead to it in there."""
    parts = [room, *name.split(".")]
    files = [Path("kit", *parts[:size]).with_suffix(".py") for size in range(1, len(parts))]
    file = next(one for one in files if (ROOT / one).exists())
    return file.as_posix(), parts[len(file.parts) - 1 :]


def nearest(file: str) -> Iterator[str]:
    """What is run for a fault in a file: its own examples, then what NEAR names for it, else all that imports it."""
    yield file
    named = [f"tests/{name}.py" for place, names in NEAR.items() if f"kit/{place}" in file for name in names]
    yield from named or importing(file.removesuffix(".py").replace("/", "."))


def importing(module: str) -> Iterator[str]:
    """The test files that import a module or open it by its name, the smallest first; no browser, server or package."""
    room, _, last = module.rpartition(".")
    imports = re.compile(rf"from {module} import|from {room} import [^\n]*\b{last}\b|load_explorable\(\"{last}\"\)")
    for path in sorted((ROOT / "tests").rglob("test_*.py"), key=lambda path: path.stat().st_size):
        near = not {"browser", "hub", "test_wheel.py"} & set(path.parts)
        if near and imports.search(path.read_text(encoding="utf-8")):
            yield path.relative_to(ROOT).as_posix()


class First:
    """Hears from pytest which test fails first."""

    name = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.name = self.name or (report.nodeid if report.failed else "")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.name = self.name or (report.nodeid if report.failed else "")


def failing(folder: Path, files: Iterable[str]) -> str:
    """The first test of some files that fails, or nothing. It runs in a fork, which has loaded the large packages."""
    heard, said = os.pipe()
    if not (child := os.fork()):
        signal.alarm(LIMIT)
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 1), os.dup2(nowhere.fileno(), 2)
        os.chdir(folder)
        os.environ["PYTHONPATH"] = str(folder)  # for the kernels and commands that a test starts
        # what is compiled of a fault is nobody's afterwards
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(folder / f"compiled_{os.getpid()}")
        first = First()
        for file in dict.fromkeys(files):  # one after another: most faults are found before the last is even loaded
            alone = EXAMPLES_ALONE if file.startswith("kit/") else []
            ended = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *alone, file], [first])
            if found := first.name or ("" if ended in (0, 5) else f"pytest ended with {ended} in {file}"):
                os.write(said, found.encode())
                break
        os._exit(0)
    os.close(said)
    os.waitpid(child, 0)
    with os.fdopen(heard, encoding="utf-8") as words:
        return words.read()


def found_by(folder: Path, file: str, names: list[str], kind: str) -> str:
    """The test that finds a fault, or nothing; raise SystemExit for a test that fails without it as well."""
    sound = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(with_fault(sound, names, kind), encoding="utf-8")
    first = failing(folder, nearest(file))
    (folder / file).write_text(sound, encoding="utf-8")
    # with all that it is asked of: a fault may make another thing of that, which without it nobody knows
    if first and failing(folder, [first.partition("[")[0]] if "::" in first else nearest(file)):
        raise SystemExit(f"{first} fails without any fault: mend that first.")
    return first


def main(wanted: str = "") -> None:
    chosen = [(room, *one.split()) for room, faults in FAULTS.items() for one in faults if wanted in f"{room}.{one}"]
    found = 0
    with TemporaryDirectory() as folder:
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, Path(folder, name))
        for room, name, kind in chosen:
            by = found_by(Path(folder), *place(room, name), kind)
            found += bool(by)
            print(f"{'found ' if by else 'MISSED'} {room}.{name} {kind}: {by}", flush=True)
    print(f"{found} of {len(chosen)} faults found")


if __name__ == "__main__":
    main(*sys.argv[1:2])
