"""A PostgreSQL and a JupyterHub of the tests' own, both real, each in a folder of its own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import psutil

from kit.base.paths import ROOT

CLASS = ("teacher", "ada", "ben")
ADMIN = "a-token-that-only-the-tests-know"


def postgres_tool(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))  # Debian puts them on no path
    return shutil.which(name) or (str(found[-1]) if found else None)


def proxy() -> str | None:
    """The proxy's command, on the PATH or where `KIT_PROXY` says."""
    return os.environ.get("KIT_PROXY") or shutil.which("configurable-http-proxy")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Postgres:
    """A PostgreSQL that listens on a socket in its own folder; it will not run as root, so root lends it a user."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kit-postgres-"))
        self._as = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self._as:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "kit", "--auth=trust", "--no-sync")
        self.start()
        self.url = f"postgresql://kit@/postgres?host={self.folder}"

    def start(self) -> None:
        # no test takes the power away: what a process has written, the next one reads, whether or not a disk has it
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off"
        self._run(
            "pg_ctl", "-D", str(self.folder / "data"), "-w", "-o", options, "-l", str(self.folder / "log"), "start"
        )

    def stop(self, how: str = "immediate") -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", how, "stop")

    def remove(self) -> None:
        with suppress(subprocess.CalledProcessError):
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, name: str, *arguments: str) -> None:
        command = [*self._as, postgres_tool(name), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


class Hub:
    """A running JupyterHub with the class's service; users log in with any password."""

    def __init__(self, folder: Path, database: str, more: str = "", adds: str = "") -> None:
        self.folder, self.port, self.api_port, self.service_port = folder, free_port(), free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.service = f"http://127.0.0.1:{self.service_port}/services/answers/"
        config = folder / "jupyterhub_config.py"
        class_ = f"add_class(c, ['teacher'], {database!r}, {'http://hub:10101'!r})"  # unless another way is tried
        class_ = (adds or class_).replace("http://hub:10101", f"http://127.0.0.1:{self.service_port}")
        config.write_text(
            f"""
import os
from kit.classroom.server.config import add_class
c.JupyterHub.bind_url = {self.url!r}
c.JupyterHub.hub_port = {self.api_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{free_port()}"
c.ConfigurableHTTPProxy.command = [{proxy()!r}]
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {str(folder / "homes")!r} + "/{{username}}"
c.Spawner.args = ["--allow-root"]
c.JupyterHub.services = [{{"name": "tests", "api_token": {ADMIN!r}}}]
scopes = ["admin:users", "admin:servers", "access:servers", "tokens"]
c.JupyterHub.load_roles = [{{"name": "tests", "services": ["tests"], "scopes": scopes}}]
{more}
{class_}
"""
        )
        self._log = (folder / "hub.log").open("w")
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(config)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PATH": path},
            stdout=self._log,
            stderr=self._log,
        )
        self._wait()

    def _wait(self) -> None:
        for _ in range(1200):  # a computer that does much else takes minutes
            with suppress(OSError):
                urllib.request.urlopen(f"{self.service}health", timeout=5).read()
                urllib.request.urlopen(f"{self.url}/hub/health", timeout=5).read()
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.2)
        raise AssertionError(f"the hub did not start: {(self.folder / 'hub.log').read_text()[-3000:]}")

    def admin(self, path: str, method: str = "GET", body: object = None) -> object:
        return ask(f"{self.url}/hub/api/{path}", ADMIN, method, body)[1]

    def token(self, name: str, scopes: list[str] | None = None) -> str:
        with suppress(AssertionError):
            self.admin(f"users/{name}", "POST")
        wanted = {"scopes": ["access:services!service=answers"] if scopes is None else scopes}
        return self.admin(f"users/{name}/tokens", "POST", wanted)["token"]

    def kill_service(self) -> None:
        """Kill the service as a crash does, once it runs; the hub starts it again."""
        self.wait_for_service()
        _, *working = self.service_processes()
        for process in working:
            process.kill()

    def service_processes(self) -> list[psutil.Process]:
        """The service's processes: the one that holds the door, then the one that does the work."""
        found = []
        for process in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.Error):
                if "kit.classroom.server.service" in process.cmdline():
                    found.append(process)
        return found

    def wait_for_service(self) -> None:
        for _ in range(300):
            with suppress(OSError):
                urllib.request.urlopen(f"{self.service}health", timeout=5).read()
                return
            time.sleep(0.1)
        raise AssertionError("the service did not come back")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(120)  # a busy machine stops a class slowly
        self._log.close()


def ask(url: str, token: str | None = None, method: str = "GET", body: object = None) -> tuple[int, object]:
    """Return status and JSON; of any status."""
    headers = {"Authorization": f"token {token}"} if token else {}
    raw = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(url, raw, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read() or b"null")
