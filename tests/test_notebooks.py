"""Every notebook: well formed, and worked by a test that moves every control and presses every button.

Run in this process, so that an error in a handler is an error here; `pytest --nbval` runs them in real kernels too.
"""

import ast
import json
import os
import re
from itertools import pairwise
from pathlib import Path

import nbval.kernel
import pytest

from kit.adapt.make.bake import notebooks
from kit.base.paths import notebooks_path
from kit.views.templates import reading_looks
from tests.pressing import press_everything

NOTEBOOKS = notebooks()
MOST_BYTES, MOST_BYTES_OF_ALL = 150_000, 1_150_000


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request) -> dict:
    return json.loads(request.param.read_text(encoding="utf-8"))


def is_translated(page: Path) -> bool:
    """Whether a page is another one in another language: it runs the same code, and the quick tests leave that out."""
    return len(page.relative_to(notebooks_path()).parts[0]) == 2


IN_TURN = [pytest.param(path, marks=[pytest.mark.slow] * is_translated(path), id=path.stem) for path in NOTEBOOKS]


def code_of(notebook: dict) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run(code: str, names: dict) -> object:
    """Run a cell as a kernel does, and return the value of its last line."""
    *lines, last = ast.parse(code).body
    exec(compile(ast.Module(lines, []), "cell", "exec"), names)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    return exec(compile(ast.Module([last], []), "cell", "exec"), names)


@pytest.mark.parametrize("page", IN_TURN)
def test_every_control_can_be_moved_and_every_button_pressed_and_again_with_answers_in_the_journal(page):
    codes = code_of(json.loads(page.read_text(encoding="utf-8")))
    for _ in range(2):
        names: dict[str, object] = {}
        for code in codes:
            shown = run(code, names)
            if shown is not None:
                assert press_everything(shown) > 1, code


def test_no_full_stop_follows_another_mark_where_a_link_brings_its_own(notebook):
    prose = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    read = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", "\n".join(prose))
    assert re.findall(r".{20}[?!.؟]\.(?!\.).*", read.replace("...", "…")) == []


def test_a_cell_is_a_line_and_the_first_is_the_set_up(notebook):
    first, *others = code_of(notebook)
    assert len([line for line in first.splitlines() if line.strip()]) == 2
    assert first.startswith("from kit import ")
    assert all(len(code.splitlines()) == 1 for code in others)


def test_it_opens_with_a_title(notebook):
    assert "".join(notebook["cells"][0]["source"]).startswith("# ")


def test_it_holds_text_alone_and_no_widget(notebook):
    kinds = {kind for cell in notebook["cells"] for output in cell.get("outputs", []) for kind in output["data"]}
    assert kinds <= {"text/html", "text/plain"}
    assert "widgets" not in notebook["metadata"]


def test_its_headings_are_in_order(notebook):
    levels = [
        len(line) - len(line.lstrip("#"))
        for cell in notebook["cells"]
        if cell["cell_type"] == "markdown"
        for line in "".join(cell["source"]).splitlines()
        if line.startswith("#")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(1) == 1


def test_all_are_small():
    sizes = {path.stem: path.stat().st_size for path in NOTEBOOKS}
    assert [name for name, size in sizes.items() if size > MOST_BYTES] == []
    assert sum(sizes.values()) < MOST_BYTES_OF_ALL


def test_of_all_looks_it_holds_once_what_it_needs_to_be_read(notebook):
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    held = "".join("".join(output["data"].get("text/html", "")) for output in outputs)
    assert re.findall("<style>.*?</style>", held, re.DOTALL) == [reading_looks()]


@pytest.mark.skipif(os.name != "posix", reason="sockets in files are to be had on POSIX alone")
def test_the_kernels_of_tests_take_no_port_that_somebody_else_may_take_first():
    managers = [nbval.kernel.KernelManager(kernel_name="python3") for _ in range(2)]
    assert [manager.transport for manager in managers] == ["ipc", "ipc"]
    addresses = {Path(manager.ip) for manager in managers}
    assert len(addresses) == 2 and all(address.is_absolute() for address in addresses)
