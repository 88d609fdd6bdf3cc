"""`python -m kit bake`: write the notebooks' static outputs anew, so that they read without a kernel.

Each notebook is run from top to bottom with an empty journal. What stays in the file is text and HTML: no widget views,
no widget state, no answers, no times. A cell without a place among the slides gets one. Run twice, it changes nothing.
"""

import json
import os
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display
from IPython.utils.capture import capture_output
from traitlets.config import Config

from kit.base.errors import KitError
from kit.base.jupyter.saving import KEPT, Notebook, Output, code_of, put_back, source
from kit.base.language import speak
from kit.base.paths import data_path, notebooks_in, notebooks_path
from kit.base.writing import write_whole
from kit.content.page_translation import Pages, outdated, translations_in
from kit.paper.handouts import mark
from kit.widgets.parts import begin_anew


def notebooks() -> list[Path]:
    """Return every notebook of the kit, also those that its catalogues make in other languages."""
    translated = {built for pages in _translations() for built in pages.translated()}
    return sorted(translated.union(notebooks_in(notebooks_path())))


def _translations() -> list[Pages]:
    """Return the pages in each language that the kit has catalogues in."""
    return [Pages(data_path(), notebooks_path(), to) for to in translations_in(data_path())]


def bake_all(paths: list[Path]) -> Iterator[tuple[Path, bool]]:
    """Bake notebooks one after the other in this process, and yield each with whether its file has changed.

    A page finds nothing of the one before: neither names nor answers. Raises KitError for a page that fails.
    """
    # those that catalogues make are written before any is run: the start page reads the others' titles
    for built, made in (page for pages in _translations() for page in outdated(pages, paths)):
        write_whole(built, as_file(made))
    for path in paths:
        yield path, _baked(path)


def as_file(notebook: Notebook) -> str:
    """Return a notebook as it stands in its file: keys in order, and the source of each cell as a list of its lines."""
    cells = [{**cell, "source": source(cell).splitlines(keepends=True)} for cell in notebook["cells"]]
    return json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _baked(path: Path) -> bool:
    before = path.read_text(encoding="utf-8")
    notebook = put_back(json.loads(before))
    with _begun(path.parent) as shell:
        for number, cell in enumerate(code_of(notebook), 1):
            cell |= {"execution_count": number, "outputs": _run(shell, source(cell), path.name)}
            cell["metadata"].pop("execution", None)
    mark(notebook["cells"])
    notebook["metadata"]["language_info"] = {"name": "python"}
    after = as_file(notebook)
    if after != before:
        write_whole(path, after)
    return after != before


@contextmanager
def _begun(folder: Path) -> Iterator[InteractiveShell]:
    """Give what runs a page as a kernel would, which takes longer to start: in its folder, with an empty journal."""
    shell = InteractiveShell.instance(config=Config(HistoryManager={"enabled": False}), user_module=ModuleType("page"))
    shell.display_trap.hook = lambda value: None if value is None else display(value)
    shell.reset(new_session=False)
    begin_anew()
    speak()
    before = os.environ.get("KIT_ANSWERS")
    with chdir(folder), TemporaryDirectory(ignore_cleanup_errors=True) as answers:  # Windows deletes no open journal
        os.environ["KIT_ANSWERS"] = answers
        try:
            yield shell
        finally:
            os.environ.pop("KIT_ANSWERS") if before is None else os.environ.update(KIT_ANSWERS=before)


def _run(shell: InteractiveShell, code: str, page: str) -> list[Output]:
    """Return what code shows, as it stands in a file: text and HTML alone; raise KitError where it prints or fails."""
    with capture_output() as shown:
        done = shell.run_cell(code)
    if error := done.error_before_exec or done.error_in_exec:
        raise KitError(f"{page}: a cell stopped with {type(error).__name__}: {error}")
    if printed := shown.stdout + shown.stderr:
        raise KitError(f"A cell prints instead of showing something: {printed}")
    kept = [
        {kind: one.data[kind].splitlines(keepends=True) for kind in KEPT if kind in one.data} for one in shown.outputs
    ]
    return [{"data": data, "metadata": {}, "output_type": "display_data"} for data in kept]
