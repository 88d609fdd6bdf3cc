"""A classroom's hub forks servers and kernels: each learner's own, and gone on with when their parent dies."""

import os
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from benchmarks.hub import lesson_in
from tests.hub.servers import ADMIN, Hub, ask

AS_IN_CLASS = """
from pathlib import Path
from kit.classroom.server import classroom_hub
classroom_hub.open_lab(c, Path.cwd())
classroom_hub.fork(c)

# the hub looks every 30 seconds whether what it has begun still runs; this one looks every second
from jupyterhub.services import service
from traitlets import Integer
class Watched(service._ServiceSpawner):
    poll_interval = Integer(1)
service._ServiceSpawner = Watched
"""
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture(scope="module")
def forking(tmp_path_factory, hub):
    """A hub as `python -m kit hub` sets it up; the other one has looked whether all is here that a hub needs."""
    folder = tmp_path_factory.mktemp("forking")
    running = Hub(folder, f"sqlite:///{folder}/class.sqlite3", AS_IN_CLASS)
    yield running
    running.stop()


def forkserver(hub: Hub) -> psutil.Process:
    """The process that servers and kernels are forked from, and its children with it."""
    for _ in range(300):
        for one in psutil.Process(hub.process.pid).children():
            with suppress(psutil.Error):
                if "kit.base.jupyter.forkserver" in one.cmdline():
                    return one
        time.sleep(0.2)
    raise AssertionError("no process to fork from")


def begun(hub: Hub, *names: str) -> None:
    """Start a server for each name, and wait until it is there."""
    hub.admin("users", "POST", {"usernames": list(names)})
    for name in names:
        hub.admin(f"users/{name}/server", "POST")
    for name in names:
        for _ in range(600):
            if hub.admin(f"users/{name}").get("servers", {}).get("", {}).get("ready"):
                break
            time.sleep(0.2)
        else:
            raise AssertionError(f"the server of {name} did not start")


def test_servers_and_kernels_are_forked_and_go_on_when_their_parent_dies(forking):
    begun(forking, "zoe", "yan")
    for name in ("zoe", "yan"):
        lesson_in(forking, name)
    parent = forkserver(forking)
    children = parent.children()
    assert len(children) == 4, "a server and a kernel for each of two"
    parent.kill()
    parent.wait()
    lesson_in(forking, "zoe")  # her server is there; the new kernel is forked from a new parent, or begun anew
    begun(forking, "wim")
    lesson_in(forking, "wim")
    assert forkserver(forking).pid != parent.pid
    assert all(one.is_running() for one in children)
    teacher = forking.token("teacher")
    for _ in range(100):
        found = ask(f"{forking.service}class", teacher)[1]["tries"]
        if len({one["learner"] for one in found}) == 3:
            break
        time.sleep(0.2)
    assert len({one["learner"] for one in found}) == 3


def test_each_learner_has_a_folder_of_answers_and_settings_of_their_own(forking):
    begun(forking, "una", "vic")
    for name in ("una", "vic"):
        lesson_in(forking, name)
        home = forking.folder / "homes" / name
        assert (home / "answers" / "answers.sqlite3").exists()
        place = f"{forking.url}/user/{name}/lab/api/settings/@jupyterlab/apputils-extension:themes"
        status, _ = ask(place, ADMIN, "PUT", {"raw": '{"theme": "JupyterLab Dark"}'})
        assert status == 204
        assert list((home / ".jupyter").rglob("themes.jupyterlab-settings"))


def test_a_forked_kernel_ends_with_its_server(forking):
    begun(forking, "tom")
    lesson_in(forking, "tom")
    forking.admin("users/tom/server", "DELETE")
    for _ in range(300):
        if not [one for one in forkserver(forking).children() if "tom" in _home(one)]:
            return
        time.sleep(0.2)
    raise AssertionError("a process of a learner who has left goes on")


def _home(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return Path(process.cwd()).as_posix()
    return ""
