"""A process forked from one that has imported already has the modules, and nothing else, of it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from pkgutil import iter_modules
from tempfile import mkdtemp

import pytest

from kit import explorables
from kit.base.jupyter.forkserver import KERNELS, Forked
from kit.base.paths import PACKAGE, beside, data_path

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="what is open is looked up in /proc")
TELLS = """
import glob, json, os, random, sys, time, numpy
told = {
    "env": dict(os.environ), "cwd": os.getcwd(), "arguments": sys.argv[1:], "session": os.getsid(0), "pid": os.getpid(),
    "open": [os.readlink(one) for one in glob.glob("/proc/self/fd/*") if os.path.exists(one) and one[-2:] > "/2"],
    "random": random.random(), "numpy": float(numpy.random.rand()), "loaded": "csv" in sys.modules,
}
with open("told", "w") as file:
    json.dump(told, file)
os.rename("told", "told.json")
time.sleep(60)
"""


@pytest.fixture(scope="module")
def address():
    """A server that has imported pandas and csv, begun with a secret that it forgets, in a folder with a short name."""
    address = str(Path(mkdtemp(prefix="kit-fork-"), "door"))
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-m", "kit.base.jupyter.forkserver", address, "pandas", "csv", "not_a_module_of_anybody"]
    root = Path(__file__).parents[1]
    process = subprocess.Popen(command, cwd=root, env={**bare, "OPENBLAS_NUM_THREADS": "1"})
    until(Path(address).exists)
    yield address
    assert process.poll() is None, "whatever came, it goes on"
    assert len(list(Path(f"/proc/{process.pid}/task").iterdir())) == 1
    process.kill()
    process.wait()


@pytest.fixture
def fork(address, tmp_path):
    """Fork a process that runs `tells.py` in a folder of its own; return it and what it tells."""
    begun = []

    def fork(name: str, **more) -> tuple[Forked, dict]:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "tells.py").write_text(TELLS)
        command = [sys.executable, "-m", "tells", "--of", name]
        begun.append(Forked(address, command, {"NAME": name, "TOKEN": f"secret of {name}"}, str(folder), **more))
        until((folder / "told.json").exists)
        return begun[-1], json.loads((folder / "told.json").read_text())

    yield fork
    for one in begun:
        one.kill()


def until(there) -> None:
    for _ in range(900):
        if there():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within 90 seconds")


def gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


def test_a_child_has_an_environment_a_folder_and_arguments_of_its_own(fork, tmp_path):
    _, ada = fork("ada")
    _, ben = fork("ben")
    assert ada["env"] == {"NAME": "ada", "TOKEN": "secret of ada"}
    assert ben["env"] == {"NAME": "ben", "TOKEN": "secret of ben"}
    assert (ada["cwd"], ada["arguments"]) == (str(tmp_path / "ada"), ["--of", "ada"])
    assert ada["loaded"]


def test_children_have_sessions_and_random_numbers_of_their_own(fork):
    told = [fork(name)[1] for name in ("ada", "ben")]
    assert all(one["session"] == one["pid"] for one in told)
    assert told[0]["random"] != told[1]["random"]
    assert told[0]["numpy"] != told[1]["numpy"]


def test_nothing_is_open_in_a_child_but_its_connection(fork):
    fork("ada")
    _, told = fork("ben")
    assert len([one for one in told["open"] if one.startswith("socket:")]) == 1
    assert not [one for one in told["open"] if not one.startswith(("socket:", "/proc/"))]


def test_a_child_ends_with_whoever_asked_for_it(fork):
    process, told = fork("ada")
    assert process.poll() is None
    process._way.shutdown(socket.SHUT_RDWR)  # as when a process ends
    until(lambda: gone(told["pid"]))


def test_a_child_that_is_to_stay_outlives_whoever_asked_for_it(fork):
    _, told = fork("ada", stays=True)
    time.sleep(1)
    assert not gone(told["pid"])
    os.kill(told["pid"], signal.SIGKILL)
    until(lambda: gone(told["pid"]))


def test_whoever_asked_learns_that_a_child_has_ended(fork):
    process, told = fork("ada")
    process.send_signal(signal.SIGTERM)
    assert process.wait() == process.poll() == 0
    process.kill()  # it has gone already: nothing happens
    until(lambda: gone(told["pid"]))  # its connection closes a moment before the system takes its number back


@pytest.mark.parametrize("sent", [b"", b"\0\0\0\2[]", b"\0\0\0\5hello", b"\0\0\0\2{}", b"\xff\xff\xff\xff"])
def test_what_is_no_request_stops_nothing(fork, address, sent):
    with socket.socket(socket.AF_UNIX) as way:
        way.connect(address)
        way.sendall(sent)
        way.shutdown(socket.SHUT_WR)
        assert way.recv(1) == b""
    assert fork("ada")[1]["env"]["NAME"] == "ada"


@pytest.mark.parametrize("command", [["/usr/bin/env", "-m", "this"], [sys.executable, "-c", "pass"]])
def test_what_cannot_be_forked_is_refused_before_anything_is_asked(address, command):
    with pytest.raises(OSError, match="forked"):
        Forked(address, command, {}, ".")


def test_without_a_server_there_is_an_error_that_callers_expect(tmp_path):
    with pytest.raises(OSError):
        Forked(str(tmp_path / "nobody"), [sys.executable, "-m", "this"], {}, ".")


def test_what_is_imported_for_kernels_is_there_and_has_every_figure():
    assert {one.name for one in iter_modules(explorables.__path__, "kit.explorables.")} < {*KERNELS}
    # in a process of its own: what is there once ipykernel is imported closes no widget that was there before
    asks = "import sys; from pkgutil import resolve_name; [*map(resolve_name, sys.argv[1:])]"
    subprocess.run([sys.executable, "-c", asks, *KERNELS], check=True)


def test_a_class_s_kernels_are_forked_from_what_has_read_the_lessons_and_nothing_of_a_learner_s(tmp_path):
    asks = """
import kit.learner.read_ahead, sys, threading
from kit.content.course import load_sources
from kit.explorables import _loaded
read = [one.cache_info().currsize for one in (load_sources, _loaded)]
print(*read, "kit.answers.journal" in sys.modules, threading.active_count())
"""
    told = {**os.environ, "KIT_ANSWERS": str(tmp_path / "answers")}
    done = subprocess.run([sys.executable, "-c", asks], env=told, capture_output=True, text=True)
    assert done.stdout.split() == ["1", "13", "False", "1"] and not (tmp_path / "answers").exists()
    assert "kit.learner.read_ahead" in beside(str(PACKAGE / "classroom" / "server" / "classroom_hub.py"))["imported"]


def test_what_is_broken_in_a_kit_is_left_to_the_kernel_that_needs_it(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "kit", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(data_path(), tmp_path / "data")
    (tmp_path / "data" / "lessons" / "governance.yaml").write_text("prompts: [", "utf-8")
    asks = "import kit.learner.read_ahead; print(kit.__file__)"
    told = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", asks], cwd=tmp_path, env=told, capture_output=True, text=True)
    assert done.stdout.startswith(str(tmp_path)) and not done.stderr
