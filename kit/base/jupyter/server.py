"""What the kit adds to Jupyter's server: pages saved as they were baked, its kernel, and what may run by itself.

Its kernels are forked from a process that has imported already, where there is one; else they start as ever.
"""

import os
from asyncio import to_thread
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import nbformat
from ipykernel.kernelspec import KERNEL_NAME, write_kernel_spec
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import ensure_async, url_path_join
from tornado.web import authenticated

from kit.base.jupyter.forkserver import Forked
from kit.base.jupyter.parent import FOLDER, door
from kit.base.jupyter.saving import as_baked, is_page, own_cells, stored_in
from kit.base.labels import prose

FORKED = "kit-forked"
WORDS = prose(__file__)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "kit.base.jupyter.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Begin: called once, before the server serves."""
    server.contents_manager.register_pre_save_hook(put_back)
    options = ["--ext=kit.base.jupyter.kernel", "--HistoryManager.enabled=False"]  # what is run is kept nowhere else
    write_kernel_spec(Path(FOLDER.name, KERNEL_NAME), extra_arguments=options)
    server.kernel_spec_manager.kernel_dirs.insert(0, FOLDER.name)
    fork_kernels(server)
    address = url_path_join(server.web_app.settings["base_url"], "kit", "page")
    server.web_app.add_handlers(".*$", [(address, PageHandler)])


def put_back(path: str, model: dict[str, Any], contents_manager: Any, **_: Any) -> None:
    """Put the kit's page at `path` back as it was baked, before it is saved; what raises here, the server logs.

    A page that was trusted stays so, and one that was not does not become it: what is put back is not what was run.
    """
    file = _file(path, contents_manager)
    if model.get("type") != "notebook" or file is None or not is_page(file):
        return
    stored = stored_in(file)
    model["content"] = as_baked(model["content"], stored)
    put = own_cells(model["content"]).keys() & {cell.get("id") for cell in stored.get("cells", [])}
    trusted = bool(put) and contents_manager.notary.check_signature(nbformat.from_dict(stored))
    for cell in model["content"]["cells"]:
        if cell.get("id") in put:
            cell["metadata"]["trusted"] = trusted


def _file(path: str, contents_manager: Any) -> Path | None:
    """Return where a file of the server lies; None where its files are in no folder of this machine."""
    root = getattr(contents_manager, "root_dir", "")
    return Path(root, path.strip("/")) if root else None


class PageHandler(APIHandler):
    """Answers which cells of a page may run by themselves, and what the page's commands are called."""

    @authenticated
    async def get(self) -> None:
        """Answer with the code of the kit's own cells by their ids; none, where the notebook is no page of the kit."""
        path = self.get_query_argument("path", "")
        model = await ensure_async(self.contents_manager.get(path, content=True, type="notebook"))
        file = _file(path, self.contents_manager)
        ours = file is not None and is_page(file) and not hides_modules(file.parent)
        shared = WORDS("shared", name=os.environ.get("JUPYTERHUB_USER") or WORDS["whoever"])
        words = {**dict(WORDS.items()), "shared": shared}
        self.finish({"cells": own_cells(model["content"]) if ours else {}, "words": words})


def hides_modules(folder: Path) -> bool:
    """Return whether Python, begun in a folder, may find a module there before the kit's or its own of that name."""
    return any(folder.glob("*.py*")) or any(folder.glob("*.so")) or any(folder.glob("*/__init__.py*"))


class ForkedProvisioner(LocalProvisioner):
    """Starts a kernel by forking; what a forked process cannot do is left to the ordinary way."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Start the kernel of a command and return how to connect to it."""
        folder = Path(kwargs.get("cwd") or Path.cwd())
        env = {**os.environ, **kwargs.get("env", {})}
        try:
            if anything := [name for name in env if name.startswith("PYTHON") and env[name] != os.environ.get(name)]:
                raise OSError(f"Python reads {anything} as it starts")
            # no number of a process to end with: that is the server's, whose child this is not
            self.process = await to_thread(Forked, door(), cmd, {**env, "JPY_PARENT_PID": ""}, str(folder))
        except OSError as error:
            self.log.info("This kernel is not forked: %s", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid
        self.cwd = folder
        return self.connection_info


def fork_kernels(server: Any) -> None:
    """Let a server fork its kernels, where that is to be had and wished."""
    if door():
        kinds = KernelProvisionerFactory.instance(parent=server)
        kinds.provisioners[FORKED] = EntryPoint(FORKED, f"{__name__}:{ForkedProvisioner.__name__}", kinds.GROUP_NAME)
        kinds.default_provisioner_name = FORKED
