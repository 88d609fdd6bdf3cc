"""A classroom's own hub, on one machine: who gets in, what each one's JupyterLab opens with, where answers lie."""

import dbm
import os
import sys
from asyncio import Semaphore, sleep, to_thread
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic
from typing import Any, ClassVar
from uuid import uuid4

import bcrypt
from jupyterhub.spawner import SimpleLocalProcessSpawner
from jupyterhub.utils import can_connect, random_port

from kit.base.jupyter.forkserver import WHERE, Forked, command
from kit.base.jupyter.launch import START, lab, settings
from kit.base.paths import ROOT, beside, notebooks_in
from kit.base.writing import write_whole
from kit.classroom.server.config import GROUP, add_class
from kit.classroom.student_copy import learnersfiles_in

PASSWORDS = "passwords.dbm"
TOLD = beside(__file__)
AT_ONCE = os.cpu_count() or 1


def set_up(
    c: Any, folder: str, database: str, teachers: list[str], ip: str, port: int, proxy: str, learners: list[str],
    forks: bool = True, words_back: bool = True,
) -> None:  # fmt: skip
    """Set a hub's configuration `c`: passwords of one's own, a JupyterLab each at the start page, and the class.

    Behind its `port` the hub uses the three ports after it, for this machine alone.
    """
    home = Path(folder)
    c.JupyterHub.bind_url = f"http://{ip}:{port}"
    c.JupyterHub.hub_port = port + 1
    c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{port + 2}"
    c.JupyterHub.db_url = f"sqlite:///{home / 'jupyterhub.sqlite'}"
    c.JupyterHub.cookie_secret_file = str(home / "cookie_secret")
    c.ConfigurableHTTPProxy.command = [proxy]
    c.ConfigurableHTTPProxy.pid_file = str(home / "proxy.pid")
    let_in(c, home, teachers, learners)
    open_lab(c, home)
    if forks and sys.platform == "linux":  # elsewhere the system's own code may not bear it
        fork(c)
    add_class(c, teachers, database, f"http://127.0.0.1:{port + 3}", named(home), words_back)


def named(home: Path) -> str:
    """Return a random name by which a class's database tells this hub from others; it stays with the hub's folder."""
    file = home / "hub_name"
    if not file.exists():
        write_whole(file, uuid4().hex[:12])
    return file.read_text("utf-8").strip()


def let_in(c: Any, home: Path, teachers: list[str], learners: list[str]) -> None:
    """Let everyone log in with a password of their own: the one that is given first is theirs from then on.

    Where `learners` are named, only they may come; else a new name may be anybody's who reaches the hub.
    """
    c.JupyterHub.authenticator_class = "firstuseauthenticator.FirstUseAuthenticator"
    c.JupyterHub.load_roles.extend([{"name": "teaching", "scopes": TOLD["teaching"], "groups": [GROUP]}])
    c.Authenticator.allowed_users = {*learners, *(teachers if learners else ())}
    c.Authenticator.allow_all = not learners
    c.FirstUseAuthenticator.create_users = not learners
    c.FirstUseAuthenticator.min_password_length = TOLD["shortest"]
    c.FirstUseAuthenticator.dbm_path = str(home / PASSWORDS)
    c.JupyterHub.template_vars.update({"announcement_login": TOLD["first_time"].format(TOLD["shortest"])})


def open_lab(c: Any, home: Path) -> None:
    """Give each learner a folder with the notebooks, and a JupyterLab that opens the first one."""
    c.JupyterHub.spawner_class = InTurn
    c.JupyterHub.concurrent_spawn_limit = 0  # who comes when many do waits in line, and is not sent away
    c.JupyterHub.tornado_settings.update({"slow_spawn_timeout": 0})  # and reads at once for how long, not after 10 s
    c.SimpleLocalProcessSpawner.home_dir_template = str(home / "homes" / "{username}")
    c.Spawner.default_url = f"/lab/tree/{START}"
    options = [one for one in lab([])[2:] if not one.startswith(("--LabApp.default_url", "--ServerApp.root_dir"))]
    c.Spawner.args.extend([*options, *TOLD["options"]])
    ours = {"JUPYTER_RUNTIME_DIR": lambda _: mkdtemp(prefix="kit-"), "KIT_ANSWERS": "~/answers", **settings({})}
    places = [os.fspath(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    c.Spawner.environment.update({**ours, "PYTHONPATH": os.pathsep.join(places)})
    c.Spawner.pre_spawn_hook = bring_notebooks


def fork(c: Any) -> None:
    """Run the process that servers and kernels are forked from; the hub starts it again if it dies."""
    os.environ[WHERE] = address = str(Path(mkdtemp(prefix="kit-fork-"), "door"))  # short, as sockets' addresses are
    c.Spawner.environment.update({WHERE: address})
    begun = command(address, *TOLD["imported"])
    c.JupyterHub.services.extend([{"name": "forkserver", "command": begun, "display": False}])


class InTurn(SimpleLocalProcessSpawner):
    """Starts as many servers at once as there are cores, forked where that is to be had; others learn their place."""

    line: ClassVar[list["InTurn"]] = []  # whose server is not there yet, in the order in which they came
    turns: ClassVar[Semaphore] = Semaphore(AT_ONCE)
    took: ClassVar[deque[float]] = deque([5.0], maxlen=AT_ONCE)  # seconds that the last ones needed, at first a guess

    async def start(self) -> tuple[str, int]:
        """Start the server when its turn comes, and return where it listens, once it does."""
        self.line.append(self)
        try:
            async with self.turns:
                began = monotonic()
                place = await self._forked() or await super().start()
                while not can_connect(*place) and await self.poll() is None:
                    await sleep(0.1)
                self.took.append(monotonic() - began)
                return place
        finally:
            self.line.remove(self)

    async def _forked(self) -> tuple[str, int] | None:
        self.port = self.port or random_port()
        server = [sys.executable, "-m", "jupyterhub.singleuser", *self.get_args()]
        with suppress(OSError):
            if address := os.environ.get(WHERE):
                forked = await to_thread(Forked, address, server, self.get_env(), self.home_dir, stays=True)
                self.proc, self.pid = None, forked.pid
                return self.ip or "127.0.0.1", self.port
        return None

    async def progress(self) -> AsyncIterator[dict[str, str]]:
        """Yield each second a learner's place in line, and when the server is there by what the last ones needed."""
        while self in self.line:
            ahead = max(0, self.line.index(self) + 1 - AT_ONCE)
            seconds = 1 + round((self.line.index(self) // AT_ONCE + 1) * sum(self.took) / len(self.took))
            yield {"message": TOLD["waits" if ahead else "starts"].format(ahead=ahead, seconds=seconds)}
            await sleep(1)


def bring_notebooks(spawner: Any) -> None:
    """Put the notebooks into a home where they are missing; what a learner has changed stays as it is."""
    teaches = any(group.name == GROUP for group in spawner.user.groups)
    home = Path(spawner.home_dir)
    for name, raw in notebooks(teaches):
        if not (home / name).exists():
            write_whole(home / name, raw)


@cache  # what takes a second would hold up the hub, and so everybody, at each start
def notebooks(teaches: bool) -> list[tuple[str, bytes]]:
    """Return the notebooks' paths and what is in them: a learner's have no pages for teachers."""
    if not teaches:
        return [(name, raw) for name, raw in learnersfiles_in(ROOT) if name.startswith("notebooks/")]
    return [(path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in notebooks_in(ROOT / "notebooks")]


def admit(home: Path, teacher: str, password: str, anew: bool = False) -> bool:
    """Set a teacher's password before the hub starts, so that nobody else can be first; False if there is one.

    `anew` sets it all the same.
    """
    home.mkdir(parents=True, exist_ok=True)
    with dbm.open(str(home / PASSWORDS), "c", 0o600) as passwords:
        if teacher.encode() in passwords and not anew:
            return False
        passwords[teacher.encode()] = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
        return True
