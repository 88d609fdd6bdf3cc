"""Kernels that are forked from a process that has imported already, where there is one; else started as ever."""

import os
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from kit.base.jupyter.forkserver import WHERE, Forked

NAME = "kit-forked"


class ForkedProvisioner(LocalProvisioner):
    """Starts a kernel by forking; what a forked process cannot do is left to the ordinary way."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Start the kernel of a command and return how to connect to it."""
        folder = Path(kwargs.get("cwd") or Path.cwd())
        try:
            self.process = Forked(cmd, {**os.environ, **kwargs.get("env", {})}, str(folder))
        except OSError as error:
            self.log.info("This kernel is not forked: %s", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid
        self.cwd = folder
        return self.connection_info


def fork_kernels(server: Any) -> None:
    """Let a server fork its kernels, if its environment says where."""
    if os.environ.get(WHERE):
        kinds = KernelProvisionerFactory.instance(parent=server)
        kinds.provisioners[NAME] = EntryPoint(NAME, f"{__name__}:{ForkedProvisioner.__name__}", kinds.GROUP_NAME)
        kinds.default_provisioner_name = NAME
