"""A learner's own JupyterLab forks its kernels from a process that it began, and leaves nothing of it behind."""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import Request, urlopen

import psutil
import pytest
from jupyter_client import BlockingKernelClient
from jupyter_client.provisioning import KernelProvisionerFactory

from kit.base.jupyter import parent
from kit.base.jupyter.forkserver import WHERE
from kit.base.jupyter.launch import lab, settings
from kit.base.jupyter.server import fork_kernels
from tests.test_forkserver import gone, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux alone")


class Server:
    """A JupyterLab as `python -m kit` starts it, in a folder of its own."""

    def __init__(self, folder: Path, **more: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        env = {name: value for name, value in os.environ.items() if name != WHERE}
        env |= {"JUPYTER_RUNTIME_DIR": str(folder), "JUPYTER_PATH": str(folder), "JUPYTER_TOKEN": "x", **more}
        options = ["--no-browser", f"--port={self.port}", "--port-retries=0", f"--ServerApp.root_dir={folder}"]
        command = [sys.executable, *lab(options, superuser=True)]
        with (folder / "log").open("w") as log:
            self.process = subprocess.Popen(command, env=settings(env), stdout=log, stderr=log)
        until(self._is_up)

    def _is_up(self) -> bool:
        with suppress(OSError):
            return bool(self.ask("status"))
        return False

    def ask(self, path: str, method: str = "GET", **told: str) -> object:
        raw = json.dumps(told).encode() if told else None
        asked = Request(f"http://127.0.0.1:{self.port}/api/{path}", raw, {"Authorization": "token x"}, method=method)
        with urlopen(asked, timeout=60) as answer:
            return json.loads(answer.read() or "null")

    def parent(self) -> psutil.Process:
        (found,) = (one for one in psutil.Process(self.process.pid).children() if is_parent(one))
        return found

    def kernel(self, **told: str) -> tuple[str, psutil.Process]:
        """Start a kernel, and return its number and its process."""
        kernel = self.ask("kernels", "POST", **told)["id"]
        return kernel, psutil.Process(int(self.run(kernel, "import os; print(os.getpid())")))

    def run(self, kernel: str, code: str) -> str:
        """Run code in a kernel, and return what it prints."""
        with self.client(kernel) as client:
            printed = []
            client.execute_interactive(
                code, timeout=60, output_hook=lambda told: printed.append(told["content"].get("text", ""))
            )
            return "".join(printed)

    @contextmanager
    def client(self, kernel: str):
        client = BlockingKernelClient(connection_file=str(self.folder / f"kernel-{kernel}.json"))
        client.load_connection_file()
        client.hb_channel.time_to_dead = 60  # a busy machine's kernel is late, and not dead
        client.start_channels()
        try:
            client.wait_for_ready(60)
            yield client
        finally:
            client.stop_channels()


def is_parent(process: psutil.Process) -> bool:
    return "kit.base.jupyter.forkserver" in process.cmdline()


@pytest.fixture
def begin(tmp_path):
    """Begin servers, and end them."""
    begun = []

    def begin(**more: str) -> Server:
        folder = tmp_path / str(len(begun))
        folder.mkdir()
        begun.append(Server(folder, **more))
        return begun[-1]

    yield begin
    for one in begun:
        one.process.kill()
        one.process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server for all tests that leave it and what it forks from as they are."""
    begun = Server(tmp_path_factory.mktemp("server"))
    yield begun
    begun.process.kill()
    begun.process.wait()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_a_kernel_is_forked_and_ends_with_its_server_and_so_does_what_it_was_forked_from(begin, end):
    server = begin()
    _, kernel = server.kernel()
    parent = server.parent()
    assert kernel.ppid() == parent.pid
    assert (parent.num_threads(), len(parent.net_connections("all"))) == (1, 1), "its door is all that it holds"
    assert os.getsid(parent.pid) == parent.pid, "Ctrl+C is not for it"
    assert os.getsid(kernel.pid) == kernel.pid
    server.process.send_signal(end)
    server.process.wait()
    until(lambda: gone(parent.pid) and gone(kernel.pid))
    assert "frozen" not in (server.folder / "log").read_text(), "what it was forked from prints nothing"


def test_a_forked_kernel_can_be_interrupted_and_started_anew(server):
    kernel, process = server.kernel()
    many = len(server.parent().children())
    with server.client(kernel) as client:
        asked = client.execute("import time\nprint('here', flush=True)\ntime.sleep(60)")
        while client.get_iopub_msg(timeout=60)["content"].get("text") != "here\n":
            pass
        server.ask(f"kernels/{kernel}/interrupt", "POST")
        answer = client.get_shell_msg(timeout=20)
        assert (answer["parent_header"]["msg_id"], answer["content"]["ename"]) == (asked, "KeyboardInterrupt")
    assert server.run(kernel, "print(1 + 1)") == "2\n"
    server.ask(f"kernels/{kernel}/restart", "POST")
    assert int(server.run(kernel, "import os; print(os.getpid())")) != process.pid
    until(lambda: gone(process.pid))
    assert len(server.parent().children()) == many


def test_when_what_is_forked_from_has_died_kernels_go_on_and_later_ones_are_forked_again(begin):
    server = begin()
    kernel, process = server.kernel()
    server.run(kernel, "kept = 7")
    parent = server.parent()
    parent.kill()
    until(lambda: parent.status() == psutil.STATUS_ZOMBIE)  # who began it has not looked yet
    server.kernel()  # forked by the next one, or begun as ever
    assert server.run(kernel, "print(kept)") == "7\n"
    assert process.is_running()
    assert server.kernel()[1].ppid() == server.parent().pid


def test_servers_side_by_side_share_nothing_even_when_one_was_begun_from_the_others_kernel(begin):
    one = begin(OWN="one")
    kernel, _ = one.kernel()
    told = json.loads(one.run(kernel, "import os, json; print(json.dumps(dict(os.environ)))"))
    assert told["OWN"] == "one"
    assert WHERE not in told
    other = begin(OWN="two", JPY_PARENT_PID=str(os.getpid()))
    kernel, process = other.kernel()
    assert process.ppid() == other.parent().pid != one.parent().pid
    assert other.run(kernel, "import os; print(os.environ['OWN'])") == "two\n"
    random = "import random, numpy; print(random.random(), numpy.random.rand())"
    drawn = " ".join(server.run(server.kernel()[0], random) for server in (one, one, other)).split()
    assert len({*drawn}) == 6


def test_a_page_can_ask_a_forked_kernel_for_its_widgets_as_any_other(server):
    asks = "print(*sorted(get_ipython().kernel.comm_manager.targets))"
    kernel, process = server.kernel()
    assert process.ppid() == server.parent().pid
    assert server.run(kernel, asks).split() == ["jupyter.widget", "jupyter.widget.control"]


def test_a_forked_kernel_leaves_alone_what_it_shares_and_keeps_no_file_of_what_was_run(begin):
    server = begin()
    kernel, _ = server.kernel()
    asks = "print(get_ipython().kernel._kernel_modules, get_ipython().history_manager.enabled)"
    assert server.run(kernel, asks).strip() == "[] False"


def test_a_forked_kernel_notes_the_modules_by_copies_of_their_names_which_lie_side_by_side(begin):
    server = begin()
    kernel, process = server.kernel()
    assert process.ppid() == server.parent().pid
    asks = """
import sys
names = get_ipython()._sys_modules_keys  # what `%reset aggressive` leaves as it was
print("pandas" in names, len(names) > 1000, {*map(id, names)}.isdisjoint(map(id, sys.modules)))
"""
    assert server.run(kernel, asks).split() == ["True"] * 3


def test_a_kernel_of_another_python_or_with_paths_of_its_own_is_not_forked(begin, tmp_path):
    begun_as_ever = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    other = tmp_path / "python"
    other.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    other.chmod(0o755)
    specs = {
        "other": {"argv": [str(other), *begun_as_ever[1:]]},
        "paths": {"argv": begun_as_ever, "env": {"PYTHONPATH": str(tmp_path)}},
    }
    for name, spec in specs.items():
        folder = tmp_path / "specs" / "kernels" / name
        folder.mkdir(parents=True)
        (folder / "kernel.json").write_text(json.dumps({"display_name": name, "language": "python", **spec}))
    server = begin(JUPYTER_PATH=str(tmp_path / "specs"))
    for name in specs:
        assert server.kernel(name=name)[1].ppid() == server.process.pid


def test_where_nothing_is_to_be_forked_kernels_start_as_ever(monkeypatch):
    for name in (WHERE, "JUPYTERHUB_API_TOKEN"):  # a class's server has a process of its class's, or none
        monkeypatch.setenv(name, "")
        KernelProvisionerFactory.clear_instance()
        fork_kernels(None)
        assert not parent.door() and not KernelProvisionerFactory.initialized()
        monkeypatch.delenv(name)


@pytest.mark.parametrize("file", ["kit/figure.py", "data/lessons/governance.yaml"])
def test_a_kernel_that_is_started_anew_has_the_kit_as_it_was_changed(monkeypatch, tmp_path, file):
    monkeypatch.delenv(WHERE, raising=False)
    monkeypatch.setattr(parent, "PACKAGE", tmp_path / "kit")
    monkeypatch.setattr(parent, "data_path", lambda: tmp_path / "data")
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).touch()
    begun = []
    for changed in (1_000, 1_000, 2_000):
        os.utime(tmp_path / file, (changed, changed))
        assert parent.door()
        begun += parent._begun.values()
    begun[-1].kill()
    parent._begun.clear()
    assert begun[0] is begun[1] is not begun[2]
    assert [one.wait() for one in begun] == [-signal.SIGKILL] * 3
