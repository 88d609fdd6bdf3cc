"""A process that has imported what servers and kernels import, and forks itself for each that is asked for.

`python -m kit.base.jupyter.forkserver ADDRESS MODULE...` listens on a socket in a folder that no other account may
enter. It has no thread, no loop and no secret, and keeps nothing of what it was asked: a child gets its own
environment, folder, output, session and random state, and all else that was open is closed in it. A child and whoever
asked for it hold the two ends of one connection, so each learns at once that the other has gone. Unix alone.
"""

import ctypes
import gc
import hmac
import json
import os
import random
import runpy
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partialmethod
from importlib import import_module
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any, Generic

from kit.base.paths import beside

# jsonschema, and so Jupyter's server, would compile a grammar of web addresses, a third of its start, for no lesson
sys.modules.setdefault("rfc3987_syntax", None)
WHERE = "KIT_FORKSERVER"  # the variable that names the address to those who may ask
MOST = 1_000_000  # bytes of a request
PATIENCE = 60  # seconds until whoever asks goes another way: a busy machine imports for long
ASKED = ("arguments", "env", "cwd", "stays")
KEPT, KERNELS = beside(__file__).values()
STANDARD = (0, 1, 2)  # input, output and errors, which come with a request


class Forked:
    """A forked process as whoever asked for it sees it, with as much of `subprocess.Popen` as Jupyter uses."""

    stdin = stdout = stderr = None

    def __init__(self, address: str, command: list[str], env: dict[str, str], cwd: str, stays: bool = False) -> None:
        """Ask for a process that runs `[python, "-m", module, ...]`; raise OSError where none is to be had.

        It ends with whoever asked for it, unless it `stays`.
        """
        if command[1:2] != ["-m"] or command[0] != sys.executable:
            raise OSError(f"only modules of {sys.executable} can be forked, and no {command[0]}")
        self.returncode: int | None = None
        self._way = socket.socket(socket.AF_UNIX)
        self._way.settimeout(PATIENCE)
        self._way.connect(address)
        request = json.dumps(dict(zip(ASKED, (command[2:], env, cwd, stays), strict=True))).encode()
        socket.send_fds(self._way, [len(request).to_bytes(4, "big")], STANDARD)
        self._way.sendall(request)
        told = self._way.recv(20)
        if not told:
            raise OSError("the process that was asked to fork has gone")
        self.pid = int(told)
        self._way.setblocking(False)

    def poll(self) -> int | None:
        """Return None while the process runs; its exit status is not known, so 0 when it does no more."""
        with suppress(BlockingIOError):
            if self.returncode is None and not self._way.recv(1):
                self.returncode = 0
        return self.returncode

    def wait(self) -> int:
        """Return once the process runs no more."""
        self._way.setblocking(True)
        return self.poll() or 0

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has gone."""
        if self.poll() is None:
            os.kill(self.pid, number)

    terminate = partialmethod(send_signal, signal.SIGTERM)
    kill = partialmethod(send_signal, getattr(signal, "SIGKILL", 9))  # which Windows, where nothing is forked, lacks


def command(address: str, *modules: str) -> list[str]:
    """Return the command of a process that imports modules and what kernels need, and then forks."""
    kept = [f"{name}={os.environ[name]}" for name in KEPT if name in os.environ]
    quiet = ["OPENBLAS_NUM_THREADS=1", "PYDEVD_DISABLE_FILE_VALIDATION=1"]  # no threads of numbers, no advice to debug
    return ["env", "-i", *quiet, *kept, sys.executable, "-m", __spec__.name, address, *modules, *KERNELS]


def main(address: str, *modules: str) -> None:
    """Listen, import and fork until whoever began it ends; return in each child, when its module has run."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG; a child does not inherit it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children: their connections tell
    Path(address).unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen(100)  # who comes before all is imported waits
        for module in modules:
            with suppress(ImportError):  # what a later version calls otherwise each process imports for itself
                import_module(module)
        _spare_children()
        gc.collect()
        gc.freeze()  # so that a child's garbage collection does not touch, and so copy, what is shared
        while "env" not in (asked := _asked(door)) or os.fork():
            asked["way"].close()  # the parent keeps nothing of a request
            for file in asked["files"]:
                os.close(file)
    _become(**asked)


def _spare_children() -> None:
    """Do once what each child would do as it begins, where it copies megabytes of what is shared (docs/speed.md)."""
    if ipykernel := sys.modules.get("ipykernel.ipkernel"):  # it looks at every module, and IPython at each one's name
        ipykernel.sys = SimpleNamespace(**{**vars(sys), "modules": {}})
        names = {name.encode().decode() for name in sys.modules}  # copies lie side by side
        sys.modules["IPython.core.shellapp"].set = lambda _: names
    hasattr(Generic, "__annotations__")  # asked by ZeroMQ's sockets: the first answer is told to all that is generic
    [isinstance(one, Mapping) for one in ("", 0, [], {}, ())]  # logs ask, and so each kind of mapping is asked
    hmac.new(b"", b"", "sha256").hexdigest()  # the first one reads OpenSSL's settings


def _asked(door: socket.socket) -> dict[str, Any]:
    """Wait for a request, and return what it says, nothing for what is none, and its connection and its files."""
    way, _ = door.accept()
    way.settimeout(PATIENCE)
    files: list[int] = []
    with suppress(OSError, ValueError, LookupError, TypeError):
        size, files, *_ = socket.recv_fds(way, 4, len(STANDARD))
        asked = json.loads(way.recv(min(int.from_bytes(size, "big"), MOST), socket.MSG_WAITALL))
        return {**{name: asked[name] for name in ASKED}, "way": way, "files": files}
    return {"way": way, "files": files}


def _become(way: socket.socket, files: list[int], arguments: list[str], env: dict, cwd: str, stays: bool) -> None:
    """Become the process that was asked for, with nothing of the parent's but its modules, and run the module."""
    os.setsid()
    for number, file in zip(STANDARD, files, strict=True):
        os.dup2(file, number)
    os.closerange(3, way.fileno())
    os.closerange(way.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(env)
    Path(cwd).mkdir(parents=True, exist_ok=True)
    os.chdir(cwd)
    random.seed()
    sys.modules["numpy"].random.seed()
    way.settimeout(None)
    way.sendall(str(os.getpid()).encode())
    if stays:
        way.close()
    else:
        Thread(target=_end_with, args=(way,), daemon=True).start()
    sys.path[0] = cwd
    sys.argv[1:] = arguments[1:]
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


def _end_with(way: socket.socket) -> None:
    """End this process when whoever asked for it has gone."""
    way.recv(1)
    os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
