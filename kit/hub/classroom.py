"""A classroom's own hub, on one machine: who gets in, what each one's JupyterLab opens with, where answers lie."""

import os
from pathlib import Path
from typing import Any

import bcrypt
from jupyterhub.orm import new_session_factory
from nativeauthenticator.orm import UserInfo

from kit.__main__ import START, lab, settings
from kit.hub.config import GROUP, add_class
from kit.paths import ROOT
from kit.student_copy import learnersfiles_in
from kit.writing import write_whole

SHORTEST = 8  # characters of a password


def set_up(c: Any, folder: str, database: str, teachers: list[str], address: str, proxy: str, open_: bool) -> None:
    """Set a hub's configuration `c`: passwords of one's own, a JupyterLab each at the start page, and the class."""
    home = Path(folder)
    c.JupyterHub.bind_url = address
    c.JupyterHub.db_url = hub_database(home)
    c.JupyterHub.cookie_secret_file = str(home / "cookie_secret")
    c.ConfigurableHTTPProxy.command = [proxy]
    c.ConfigurableHTTPProxy.pid_file = str(home / "proxy.pid")
    let_in(c, teachers, open_)
    open_lab(c, home)
    add_class(c, teachers, database)


def let_in(c: Any, teachers: list[str], open_: bool) -> None:
    """Let learners sign up with a password of their own; a teacher lets each one in, unless the sign-up is open."""
    c.JupyterHub.authenticator_class = "native"
    c.Authenticator.admin_users = set(teachers)
    c.Authenticator.allow_all = True  # whoever the sign-up has let in
    c.NativeAuthenticator.open_signup = open_
    c.NativeAuthenticator.minimum_password_length = SHORTEST
    c.NativeAuthenticator.allowed_failed_logins = 10


def open_lab(c: Any, home: Path) -> None:
    """Give each learner a folder with the notebooks, and a JupyterLab that opens the first one."""
    c.JupyterHub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = str(home / "homes" / "{username}")
    c.Spawner.default_url = f"/lab/tree/{START}"
    options = [one for one in lab([])[2:] if not one.startswith(("--LabApp.default_url", "--ServerApp.root_dir"))]
    c.Spawner.args.extend(options)
    ours = {"KIT_ANSWERS": "~/answers", "JUPYTER_CONFIG_PATH": settings({})["JUPYTER_CONFIG_PATH"]}
    c.Spawner.environment.update({**ours, "PYTHONPATH": os.fspath(ROOT)})
    c.Spawner.pre_spawn_hook = bring_notebooks


def bring_notebooks(spawner: Any) -> None:
    """Put the notebooks into a home where they are missing; what a learner has changed stays as it is."""
    teaches = any(group.name == GROUP for group in spawner.user.groups)
    home = Path(spawner.home_dir)
    for name, raw in notebooks(teaches):
        if not (home / name).exists():
            write_whole(home / name, raw)


def notebooks(teaches: bool) -> list[tuple[str, bytes]]:
    """Return the notebooks' paths and what is in them: a learner's have no pages for teachers."""
    if not teaches:
        return [(name, raw) for name, raw in learnersfiles_in(ROOT) if name.startswith("notebooks/")]
    paths = (path for path in sorted((ROOT / "notebooks").rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts)
    return [(path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in paths]


def hub_database(home: Path) -> str:
    """Return the URL of the hub's own database, which holds no answers: who is there, and their passwords' hashes."""
    return f"sqlite:///{home / 'jupyterhub.sqlite'}"


def admit(home: Path, teacher: str, password: str) -> bool:
    """Sign a teacher up before the hub starts, so that nobody else can under that name; False if that was done."""
    with new_session_factory(hub_database(home))() as session:
        UserInfo.__table__.create(session.get_bind(), checkfirst=True)
        if UserInfo.find(session, teacher):
            return False
        hashed = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
        session.add(UserInfo(username=teacher, password=hashed, is_authorized=True))
        session.commit()
        return True
