"""A JupyterLab of the benchmark's own: a free port, its own settings, answers in a folder that is gone afterwards."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import psutil
from jupyter_client.manager import start_new_kernel

HERE = Path(__file__).resolve().parent
KIT = HERE.parent
SETTINGS = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
)
# a browser that asks nobody for anything, and how a page says that its kernel is ready
READY = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
WARM_UP = 2  # moves that are not counted: the first ones fill caches everywhere
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: where it is, and what its kernels weigh."""

    address: str
    token: str

    def page(self, notebook: str) -> str:
        """Return the address of a notebook."""
        return f"{self.address}/lab/tree/{notebook}?token={self.token}&reset"

    def kernel_memory(self) -> int:
        """Return the resident bytes of the only kernel that runs."""
        (session,) = self._ask("sessions")
        kernel = session["kernel"]["id"]
        processes = psutil.process_iter(["cmdline"])
        return next(one for one in processes if kernel in " ".join(one.info["cmdline"] or ())).memory_info().rss

    def work(self) -> float:
        """Return the processor seconds that browser, server and kernel have used: steadier than the clock."""
        return sum(sum(one.cpu_times()[:2]) for one in psutil.Process().children(recursive=True))

    def close_kernels(self) -> None:
        """Shut every kernel down, so that the next one has the computer for itself."""
        for session in self._ask("sessions"):
            self._ask(f"sessions/{session['id']}", "DELETE")

    def is_up(self) -> bool:
        """Return whether the server answers."""
        try:
            return bool(self._ask("status"))
        except URLError:
            return False

    def _ask(self, what: str, method: str = "GET") -> list | dict | None:
        asked = Request(f"{self.address}/api/{what}", method=method, headers={"Authorization": f"token {self.token}"})
        with urlopen(asked, timeout=30) as answer:
            return json.loads(answer.read() or "null")


@contextmanager
def running_lab(folder: Path, notebooks: Path, kit: Path | None = None) -> Iterator[Lab]:
    """Give a JupyterLab that serves `notebooks` and keeps everything else in `folder`; stop it in the end.

    Where a kit's folder is given, JupyterLab has that kit's settings too, and pages begin by themselves.
    """
    lab = Lab(f"http://127.0.0.1:{free_port()}", secrets.token_hex(16))
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--LabApp.expose_app_in_browser=True",
    ]
    command += [f"--ServerApp.root_dir={notebooks}", f"--port={lab.address.rsplit(':')[-1]}", "--port-retries=0"]
    with (folder / "lab.log").open("w") as log:
        server = subprocess.Popen(command, env=_surroundings(folder, lab.token, kit), stdout=log, stderr=log)
        try:
            while not lab.is_up():
                if server.poll() is not None:
                    raise SystemExit((folder / "lab.log").read_text())
                time.sleep(0.2)
            yield lab
            lab.close_kernels()
        finally:
            server.terminate()
            server.wait(30)


def bare_memory(source: str) -> int:
    """Return the resident bytes of a kernel that has run one line."""
    manager, client = start_new_kernel(stderr=subprocess.DEVNULL)
    try:
        client.execute_interactive(source, timeout=60)
        return psutil.Process(manager.provisioner.pid).memory_info().rss
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _surroundings(folder: Path, token: str, kit: Path | None) -> dict[str, str]:
    """Return the environment: nothing of the user's own settings, and byte code kept as on a learner's computer."""
    own = {name: str(folder / name.lower()) for name in SETTINGS}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    answers = {"KIT_ANSWERS": str(folder / "answers"), "JUPYTER_TOKEN": token}
    begun = {"JUPYTER_CONFIG_PATH": str(kit / "kit" / "base" / "jupyter")} if kit else {}
    return {**kept, **own, **answers, **begun, "PYTHONPATH": os.pathsep.join((str(kit or KIT), str(HERE)))}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
