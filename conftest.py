"""For every test, here and in the notebooks: answers go to a folder of their own, never to a learner's."""

import os
import shutil
import sys
import tempfile
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbval.kernel
import pytest
from jupyter_client.manager import KernelManager

# Without the packages of the extra [hub] its modules cannot be imported, not even to look for examples in them.
collect_ignore = [] if find_spec("jupyterhub") else ["kit/classroom/server"]
collect_ignore.append("kit/base/jupyter/jupyter_server_config.py")  # Jupyter's server alone can read it
_answers = pytest.StashKey[str]()
PAGES = Path(__file__).parent / "notebooks"


def pytest_configure(config: pytest.Config) -> None:
    """Give the kernels that run the notebooks a journal of their own; let all keep what they compile, as at home."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    config.stash[_answers] = tempfile.mkdtemp(prefix="kit-answers-")
    os.environ["KIT_ANSWERS"] = config.stash[_answers]
    if os.name == "posix":
        nbval.kernel.KernelManager = partial(_speaking_by_files, config.stash[_answers])


def _speaking_by_files(folder: str, **options: Any) -> KernelManager:
    """Return the manager of a kernel whose sockets are files of its own.

    A free port is looked for before the kernel takes it: somebody else may have it by then, and the kernel dies.
    """
    return KernelManager(transport="ipc", ip=str(Path(tempfile.mkdtemp(dir=folder), "kernel")), **options)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take that journal away again."""
    shutil.rmtree(config.stash[_answers], ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before a page's kernel starts: it starts from nothing, but for a translation, which runs the same code.

    That one's is forked, as JupyterLab does it for learners, from a process that has imported the kit.
    """
    if item.path.suffix == ".ipynb" and item.name == "Cell 0" and item.path.is_relative_to(PAGES):
        from jupyter_client.provisioning import KernelProvisionerFactory

        from kit.base.jupyter.server import fork_kernels

        KernelProvisionerFactory.clear_instance()
        if len(item.path.relative_to(PAGES).parts[0]) == 2:  # a folder that is called after a language
            fork_kernels(None)
