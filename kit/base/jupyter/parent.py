"""The process that a server's kernels are forked from, begun and ended with the server.

A class's server is told of the one that all fork from. Linux alone: elsewhere the system's own code may not bear it.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from kit.base.jupyter.forkserver import WHERE, command
from kit.base.paths import PACKAGE, data_path

FOLDER = TemporaryDirectory(prefix="kit-")  # goes with the server
_begun: dict[float, subprocess.Popen] = {}  # by when the kit, as it has read it, was last changed


def door() -> str:
    """Return where to ask for a kernel; nowhere, if empty. Who has died, or knows the kit as it was, is begun anew."""
    address = str(Path(FOLDER.name, "door"))
    told = WHERE in os.environ or "JUPYTERHUB_API_TOKEN" in os.environ
    if told or sys.platform != "linux" or len(address) > 100:  # as long as a socket's address may be
        return os.environ.get(WHERE, "")
    there = (*PACKAGE.rglob("*.[pth]*"), *data_path().rglob("*.*"))
    changed = max(one.stat().st_mtime for one in there if "__pycache__" not in one.parts)
    if changed not in _begun or _begun[changed].poll() is not None:
        while _begun:
            _begun.popitem()[1].kill()  # what it has forked goes on
        # in a session of its own, where Ctrl+C does not reach it
        _begun[changed] = subprocess.Popen(command(address), stdin=subprocess.DEVNULL, start_new_session=True)
    return address
