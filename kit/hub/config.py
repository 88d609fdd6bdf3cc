"""What a JupyterHub needs for a class: the answers service, who may use it, and patience for 30 who start at once.

In any hub's jupyterhub_config.py:

    from kit.hub.config import add_class

    add_class(c, teachers=["ada"], database="sqlite:////srv/kit/class.sqlite3")
"""

import os
import sys
from collections.abc import Iterable
from typing import Any

from jupyterhub.app import JupyterHub
from traitlets.config import LazyConfigValue

SERVICE = "answers"
GROUP = "teachers"
PORT = 10_101
PATIENCE = 300  # seconds: starting is work for the processor, and a class starts at once
SCOPE = f"access:services!service={SERVICE}"


def add_class(
    c: Any, teachers: Iterable[str], database: str, address: str = f"http://127.0.0.1:{PORT}", reached: str = ""
) -> None:
    """Add the class to a hub's configuration `c`.

    `address` is where the service listens, as the hub and its proxy reach it; `reached` is where learners' servers
    reach it, when that is another place (in a cluster: `http://hub:10101`).
    """
    extend(c.JupyterHub, "services", [service(database, address)])
    groups = c.JupyterHub.load_groups = dict(c.JupyterHub.load_groups or {})
    groups[GROUP] = {"users": sorted({*_members(groups.get(GROUP, ())), *teachers})}
    let_in(c)
    c.Spawner.http_timeout = c.Spawner.start_timeout = PATIENCE
    environment = c.Spawner.environment = dict(c.Spawner.environment or {})
    # where to send answers; the token to send them with is the server's own, and no password is among this
    environment["KIT_CLASS"] = f"{reached or address}{_base(c)}services/{SERVICE}/"


def service(database: str, address: str) -> dict[str, Any]:
    """Return the service as the hub runs it; only its own process is told where the database is."""
    return {
        "name": SERVICE,
        "url": address,
        "command": [sys.executable, "-m", "kit.hub.service"],
        "environment": {"KIT_DATABASE": database, "KIT_TEACHERS": GROUP, **_paths()},
        "display": False,
    }


def let_in(c: Any) -> None:
    """Let every user, and the token of every user's server, use the service and no other."""
    if hasattr(JupyterHub, "extra_user_scopes"):  # from JupyterHub 6
        c.JupyterHub.extra_user_scopes = {*(c.JupyterHub.extra_user_scopes or ()), SCOPE}
        user: list[dict[str, Any]] = []
    else:
        user = [{"name": "user", "scopes": ["self", SCOPE]}]
    server = {"name": "server", "scopes": ["users:activity!user", "access:servers!server", SCOPE]}
    extend(c.JupyterHub, "load_roles", [*user, server])


def extend(section: Any, name: str, more: list[Any]) -> None:
    """Add to a list of a hub's configuration, whether it has been set before or not."""
    now = section[name] if name in section else []
    if isinstance(now, LazyConfigValue):
        now.extend(more)
    else:
        section[name] = [*now, *more]


def _members(group: Any) -> list[str]:
    return list(group.get("users", ()) if isinstance(group, dict) else group)


def _base(c: Any) -> str:
    base = c.JupyterHub.base_url if "base_url" in c.JupyterHub else "/"
    return f"/{str(base).strip('/')}/".replace("//", "/")


def _paths() -> dict[str, str]:
    """Return where Python finds the kit when it was not installed beside the hub."""
    return {"PYTHONPATH": os.environ["PYTHONPATH"]} if os.environ.get("PYTHONPATH") else {}
