"""`python -m kit bake`: write the notebooks' static outputs anew, so that they read without a kernel.

Each notebook is run from top to bottom with an empty journal. What stays in the file is text and HTML: no widget views,
no widget state, no answers, no times. A cell without a place among the slides gets one. Run twice, it changes nothing.
"""

import asyncio
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from kit.base.errors import KitError
from kit.base.jupyter.saving import KEPT, put_back
from kit.base.paths import data_path, notebooks_in, notebooks_path
from kit.base.writing import write_whole
from kit.content.page_translation import Pages, outdated, translations_in
from kit.paper.handouts import mark

BEGIN = Path(__file__).with_suffix(".ipy").read_text("utf-8")  # what is run before a page, so that it begins anew


def notebooks() -> list[Path]:
    """Return every notebook of the kit, also those that its catalogues make in other languages."""
    translated = {built for pages in _translations() for built in pages.translated()}
    return sorted(translated.union(notebooks_in(notebooks_path())))


def _translations() -> list[Pages]:
    """Return the pages in each language that the kit has catalogues in."""
    return [Pages(data_path(), notebooks_path(), to) for to in translations_in(data_path())]


def bake(path: Path) -> bool:
    """Run one notebook and write it with static outputs; return whether the file has changed."""
    return next(bake_all([path]))[1]


def bake_all(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Bake notebooks one after the other in one kernel, and yield each with whether its file has changed.

    A page finds nothing of the one before: neither names nor answers. Raises KitError for a page that fails.
    """
    if sys.platform == "win32":  # the loop that Jupyter's sockets need there
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    client = NotebookClient(nbformat.v4.new_notebook(), timeout=120, extra_arguments=["--log-level=ERROR"])
    with TemporaryDirectory() as answers, client.setup_kernel(env={**os.environ, "KIT_ANSWERS": answers}):
        paths = list(paths)
        # those that catalogues make are written before any is run: the start page reads the others' titles
        for built, made in (page for pages in _translations() for page in outdated(pages)):
            if built in paths:
                write_whole(built, json.dumps(made, ensure_ascii=False, indent=1) + "\n")
        for number, path in enumerate(paths):
            begin = BEGIN.format(folder=str(path.parent.resolve()), answers=str(Path(answers, str(number))))
            _run(client, nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(begin)]), path)
            yield path, _baked(client, path)


def _baked(client: NotebookClient, path: Path) -> bool:
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(json.dumps(put_back(json.loads(before))), as_version=4)
    _run(client, notebook, path)
    for number, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), 1):
        cell.execution_count = number
        cell.metadata.pop("execution", None)
        cell.outputs = [_static(output) for output in cell.outputs]
    mark(notebook.cells)
    notebook.metadata.pop("widgets", None)
    notebook.metadata.language_info = {"name": "python"}
    after = nbformat.writes(notebook) + "\n"
    if after != before:
        write_whole(path, after)
    return after != before


def _run(client: NotebookClient, notebook: nbformat.NotebookNode, path: Path) -> None:
    client.nb = notebook
    try:
        for place, cell in enumerate(notebook.cells):
            client.execute_cell(cell, place)
    except CellExecutionError as error:
        raise KitError(f"{path.name}: a cell stopped with {error.ename}: {error.evalue}") from None


def _static(output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return an output with its text and HTML alone; raise KitError for one that is neither (an error, a print)."""
    if "data" not in output:
        raise KitError(f"A cell prints or fails instead of showing something: {output.get('text') or output}")
    kept = {kind: output.data[kind] for kind in KEPT if kind in output.data}
    return nbformat.v4.new_output("display_data", data=kept)
