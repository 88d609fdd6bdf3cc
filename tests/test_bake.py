import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from kit.adapt import commands
from kit.adapt.make.bake import bake_all
from kit.answers.opening import open_journal
from kit.base.errors import KitError
from kit.base.paths import notebooks_path
from tests.pressing import work_on

LESSON = notebooks_path("02_governance.ipynb")


@pytest.fixture(autouse=True, scope="module")
def no_shell_stays():
    yield
    InteractiveShell.clear_instance()


def bake(page: Path) -> bool:
    return next(bake_all([page]))[1]


def notebook_of(path, *codes: str):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in codes])
    nbformat.write(notebook, path)
    return path


def test_a_baked_notebook_is_not_changed_by_baking_it_again():
    before = LESSON.read_bytes()
    assert not bake(LESSON)
    assert LESSON.read_bytes() == before


def test_a_learners_answers_do_not_get_into_a_notebook(tmp_path):
    open_journal().save("governance", "discuss", "who_decides", "my secret")
    copy = shutil.copy(LESSON, tmp_path / "02_governance.ipynb")
    bake(copy)
    assert "my secret" not in copy.read_text(encoding="utf-8")
    assert copy.read_bytes() == LESSON.read_bytes()


def test_a_page_that_was_worked_elsewhere_is_put_back(tmp_path):
    copy = Path(shutil.copy(LESSON, tmp_path / "02_governance.ipynb"))
    work_on(copy)
    assert bake(copy)
    assert copy.read_bytes() == LESSON.read_bytes()


def test_a_stale_notebook_is_written_anew(tmp_path):
    copy = tmp_path / "02_governance.ipynb"
    baked = LESSON.read_text(encoding="utf-8")
    copy.write_text(baked.replace("Who really decides", "Who once decided"), encoding="utf-8")
    assert bake(copy)
    assert copy.read_bytes() == LESSON.read_bytes()


def test_links_are_baked_without_what_jupyterlab_gives_to_every_link_in_an_output(tmp_path):
    copy = Path(shutil.copy(LESSON, tmp_path / "02_governance.ipynb"))
    bake(copy)
    assert "<a href=" in copy.read_text(encoding="utf-8") and "_blank" not in copy.read_text(encoding="utf-8")


def test_a_cell_that_fails_is_named_and_the_file_stays_as_it_was(tmp_path):
    path = notebook_of(tmp_path / "broken.ipynb", "1 / 0")
    before = path.read_bytes()
    with pytest.raises(KitError, match=r"broken\.ipynb: a cell stopped with ZeroDivisionError"):
        bake(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_cell_that_prints_is_refused(tmp_path):
    with pytest.raises(KitError, match="A cell prints"):
        bake(notebook_of(tmp_path / "prints.ipynb", "print('hello')"))


def test_pages_baked_one_after_the_other_find_nothing_of_each_other(tmp_path):
    here, answers = Path.cwd(), os.environ.get("KIT_ANSWERS")
    first = notebook_of(tmp_path / "a.ipynb", "left = 1\n'a'")
    second = notebook_of(tmp_path / "b.ipynb", "import os\n['left' in dir(), os.getcwd()]")
    assert [path.name for path, changed in bake_all([first, second]) if changed] == ["a.ipynb", "b.ipynb"]
    assert Path.cwd() == here and os.environ.get("KIT_ANSWERS") == answers, "and they leave nothing behind"
    assert "False" in second.read_text(encoding="utf-8") and tmp_path.name in second.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [f"bake([{str(LESSON)!r}])", "order([])"])
def test_a_command_starts_no_kernel_and_loads_nothing_that_speaks_to_one(command):
    """What is loaded is paid at each call, and most of these commands work for less than a second."""
    asked = f"import sys; from kit.adapt import commands; commands.{command}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=LESSON.parents[1], capture_output=True, text=True)
    spared = {"nbformat", "nbclient", "jsonschema", "lark", "jupyter_client", "ipykernel", "zmq"}
    assert done.returncode == 0 and not spared & set(done.stdout.split()), done.stderr


def test_a_page_that_is_not_there_is_named_in_a_sentence():
    with pytest.raises(KitError, match="There is no notebook 'governance'; name its file"):
        commands.bake(["governance"])
