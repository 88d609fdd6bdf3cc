"""What a JupyterHub needs for a class: the answers service, who may use it, and patience for 30 who start at once.

In any hub's jupyterhub_config.py:

    from kit.classroom.server.config import add_class

    add_class(c, teachers=["ada"], database="sqlite:////srv/kit/class.sqlite3")
"""

import os
import sys
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from jupyterhub.app import JupyterHub
from jupyterhub.utils import url_path_join

from kit.answers.class_link import SWITCH
from kit.base.jupyter.launch import settings

SERVICE = "answers"
GROUP = "teachers"
PORT = 10_101
PATIENCE = 300  # seconds: starting is work for the processor, and a class starts at once
SCOPE = f"access:services!service={SERVICE}"


def add_class(
    c: Any, teachers: Iterable[str], database: str, address: str = f"http://127.0.0.1:{PORT}", hub: str = "",
    words_back: bool = True,
) -> None:  # fmt: skip
    """Add the class to a hub's configuration `c`.

    `address` is where the hub, its proxy and the learners' servers reach the service; in a cluster `http://hub:10101`.
    `hub` tells this hub from others on the same database: people of one name on two hubs are two. Without `words_back`
    no teacher can write a line under an answer.
    """
    # what these were before, or traitlets' promise to add to what they will be: both can be added to
    switched = {} if words_back else {SWITCH: "off"}
    c.JupyterHub.services.extend([service(database, address, hub, switched)])
    groups = c.JupyterHub.load_groups
    group = groups.get(GROUP, ()) if isinstance(groups, dict) else ()
    members = group.get("users", ()) if isinstance(group, dict) else group  # a hub may name them in a list or in a dict
    groups.update({GROUP: {"users": sorted({*members, *teachers})}})
    let_in(c)
    base = str(c.JupyterHub.base_url) if "base_url" in c.JupyterHub else "/"
    # where to send answers, with the server's own token and no password; and where JupyterLab finds the kit's settings
    told = {"KIT_CLASS": address + url_path_join("/", base, "services", SERVICE, "/"), **switched, **settings({})}
    for kind in {"Spawner", *(name for name in c if name.endswith("Spawner"))}:  # KubeSpawner's own would hide these
        c[kind].http_timeout = c[kind].start_timeout = PATIENCE
        c[kind].environment.update(told)


def service(database: str, address: str, hub: str, switched: dict[str, str]) -> dict[str, Any]:
    """Return the service as the hub runs it; only its own process is told where the database is."""
    told = {"KIT_DATABASE": database, "KIT_HUB": hub, "KIT_TEACHERS": GROUP, **switched}
    if path := os.environ.get("PYTHONPATH"):  # where Python finds a kit that was not installed
        told["PYTHONPATH"] = path
    if urlsplit(address).hostname not in ("127.0.0.1", "localhost"):  # other machines are to reach it
        told["KIT_LISTEN"] = "0.0.0.0"
    command = [sys.executable, "-m", "kit.classroom.server.service"]
    return {"name": SERVICE, "url": address, "command": command, "environment": told, "display": False}


def let_in(c: Any) -> None:
    """Let every user, and the token of every user's server, use the service and no other."""
    scopes = ["users:activity!user", "access:servers!server", SCOPE]
    c.JupyterHub.load_roles.append({"name": "server", "scopes": scopes})
    if hasattr(JupyterHub, "extra_user_scopes"):  # from JupyterHub 6
        c.JupyterHub.extra_user_scopes.update({SCOPE})
    else:
        c.JupyterHub.load_roles.append({"name": "user", "scopes": ["self", SCOPE]})
