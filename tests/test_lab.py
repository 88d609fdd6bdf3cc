"""What the kit adds to Jupyter's server and to its kernels."""

import os
import shutil
import signal
import subprocess
import sys

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from jupyter_server.services.contents.filemanager import FileContentsManager

from kit.base.jupyter.kernel import load_ipython_extension
from kit.base.jupyter.saving import stored_in
from kit.base.jupyter.server import hides_modules, put_back
from kit.base.paths import notebooks_path
from tests.test_saving import LESSON, TYPED, used


@pytest.fixture
def files(tmp_path) -> FileContentsManager:
    """A server's files, with the kit's pages among them."""
    shutil.copytree(notebooks_path(), tmp_path / "notebooks")
    manager = FileContentsManager(root_dir=str(tmp_path))
    manager.notary.data_dir = str(tmp_path)
    manager.notary.db_file = ":memory:"
    manager.register_pre_save_hook(put_back)
    return manager


def save(files: FileContentsManager, path: str, notebook: dict) -> None:
    files.save({"type": "notebook", "format": "json", "content": notebook}, path)


@pytest.mark.parametrize("page", ["02_governance", "es/02_governance", "teacher/vote"])
def test_saving_a_page_that_was_worked_with_leaves_its_file_as_it_was(files, tmp_path, page):
    file = tmp_path / "notebooks" / f"{page}.ipynb"
    before = file.read_bytes()
    save(files, f"notebooks/{page}.ipynb", used(stored_in(file)))
    assert file.read_bytes() == before


def test_what_is_put_back_is_trusted_only_if_it_was(files, tmp_path):
    path, file = "notebooks/02_governance.ipynb", tmp_path / "notebooks" / "02_governance.ipynb"
    stored = nbformat.read(file, as_version=4)
    save(files, path, used(stored))
    assert not files.notary.check_signature(stored)
    files.notary.sign(stored)
    save(files, path, used(stored))
    assert files.notary.check_signature(nbformat.read(file, as_version=4))


def test_a_notebook_elsewhere_is_saved_as_it_is(files, tmp_path):
    notebook = used(stored_in(LESSON))
    save(files, "mine.ipynb", notebook)
    assert TYPED in (tmp_path / "mine.ipynb").read_text()


@pytest.mark.parametrize("stored", ["", "{", "null", '{"cells": [1], "metadata": {}}'])
def test_a_page_whose_file_is_broken_is_saved_all_the_same(files, tmp_path, stored):
    file = tmp_path / "notebooks" / "02_governance.ipynb"
    file.write_text(stored)
    save(files, "notebooks/02_governance.ipynb", used(stored_in(LESSON)))
    assert len(stored_in(file)["cells"]) >= len(stored_in(LESSON)["cells"])


@pytest.mark.parametrize("name", ["kit.py", "json.pyd", "numpy.so", "kit/__init__.py"])
def test_beside_a_module_that_could_stand_for_the_kits_own_nothing_runs_by_itself(tmp_path, name):
    (tmp_path / "teacher").mkdir()
    assert not hides_modules(tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("")
    assert hides_modules(tmp_path)


@pytest.fixture
def shell(tmp_path, monkeypatch) -> InteractiveShell:
    """A kernel's shell as it is after its start, in the folder of the notebook that it works for."""
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.setenv("JPY_SESSION_NAME", str(LESSON))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("atexit.register", lambda *_: None)  # the tests' own process takes its time to end
    new = InteractiveShell()
    load_ipython_extension(new)
    return new


def test_a_step_that_is_run_first_finds_its_lesson(shell, capsys):
    assert shell.run_cell("lesson.id").result == "governance"
    assert "Error" not in capsys.readouterr().out


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a kernel ends as ever")
def test_a_kernel_ends_though_its_threads_wait_for_each_other():
    """What ipykernel does as it ends was registered before, and so comes later."""
    ends = """
import atexit, time
from IPython.core.interactiveshell import InteractiveShell
from kit.base.jupyter.kernel import load_ipython_extension
atexit.register(time.sleep, 60)
load_ipython_extension(InteractiveShell())
print("begun", flush=True)
"""
    done = subprocess.run([sys.executable, "-c", ends], capture_output=True, text=True, timeout=50)
    assert done.stdout.strip() == "begun" and done.returncode == -signal.SIGALRM


def test_a_page_that_is_there_is_not_opened_again(shell):
    shell.user_ns["lesson"] = "mine"
    assert shell.run_cell("lesson").result == "mine"


def test_where_the_notebook_is_not_known_one_sentence_says_what_to_do(shell, capsys, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "elsewhere.ipynb")
    for code in ("lesson.predict()", "start.lessons()", "case_file.report()"):
        shell.run_cell(code)
        said = capsys.readouterr()
        assert said.out.startswith("This page has not begun: run its first cell") and "Error" not in said.out + said.err


@pytest.mark.parametrize(
    "code", ["nosuch", "print(lesson, nosuch)", "lesson.nosuch()", "1 +", "x = [lesson for _ in 1]"]
)
def test_any_other_mistake_is_shown_as_ever(shell, capsys, code):
    shell.run_cell(code)
    said = capsys.readouterr()
    assert "Error" in said.out + said.err and "has not begun" not in said.out
