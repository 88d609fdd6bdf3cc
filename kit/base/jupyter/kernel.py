"""What the kit adds to a kernel: a step finds its page, wherever on the page somebody begins.

An IPython extension; the kit's kernel loads it at its start. It runs nothing of its own accord: only when somebody runs
a cell that uses a page's name, and the page's set-up has not been run in this kernel, is the set-up run first.
"""

import ast
import atexit
import os
import signal
import sys
from pathlib import Path
from typing import Any

from kit.base.errors import or_else
from kit.base.jupyter.saving import PAGES, set_up_of, stored_in

NAMES = {name.removeprefix("load_") for name in PAGES}  # what the kit's pages call themselves


def load_ipython_extension(shell: Any) -> None:
    """Begin: IPython calls this when the kernel starts."""
    if "ipywidgets" in sys.modules:  # what this kernel was forked from had it, and no kernel to tell whom to ask for it
        sys.modules["ipywidgets"].register_comm_target()
    if os.name == "posix":  # ipykernel's threads may wait for each other as it ends, and so does a new kernel
        atexit.register(signal.setitimer, signal.ITIMER_REAL, 0.1)  # seconds
    shell.events.register("pre_run_cell", lambda info: prepare(shell, info.raw_cell))
    shell.set_custom_exc((NameError,), explain)


def prepare(shell: Any, code: str) -> None:
    """Run the page's set-up when `code` uses a page that this kernel has not been told of."""
    if missing := names_in(code) - shell.user_ns.keys():
        page, set_up = set_up_of(stored_in(notebook_of(shell.user_ns)))
        if page in missing:
            shell.run_cell(set_up, store_history=False, silent=True)


@or_else(lambda _: set(), SyntaxError, ValueError, RecursionError)
def names_in(code: str) -> set[str]:
    """Return the names that code uses; none where it is no Python."""
    nodes = ast.walk(ast.parse(code))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def notebook_of(names: dict[str, Any]) -> Path:
    """Return where the notebook lies whose cells a kernel runs, as Jupyter's server or VS Code have told it."""
    told = names.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME", "")
    return Path(told) if Path(told).is_file() else Path.cwd() / Path(told).name


def explain(shell: Any, kind: type, error: NameError, traceback: Any, tb_offset: int | None = None) -> None:
    """Say in one sentence what to do when the name of a page is unknown; show any other NameError as ever."""
    if error.name not in NAMES:
        shell.showtraceback((kind, error, traceback), tb_offset=tb_offset)
        return
    from kit.base.labels import say

    print(say("This page has not begun: run its first cell of code, or all of them (▶▶ in the bar above)."))
