"""What these tests need: the extra `[hub]`, PostgreSQL and the proxy. Where they are required, missing is failing."""

import importlib.util
import os
from pathlib import Path

import pytest

from tests.hub.servers import Hub, Postgres, postgres_tool, proxy

HINT = "no {}, so the tests of the class's server did not run; see docs/hub.md"
HERE = Path(__file__).parent
collect_ignore_glob = []


def lacks() -> str:
    """Return what is missing on this computer, or nothing."""
    if not all(map(importlib.util.find_spec, ("jupyterhub", "sqlalchemy", "psycopg"))):
        return "extra [hub]"
    return "" if postgres_tool("initdb") and proxy() else "PostgreSQL" if proxy() else "configurable-http-proxy"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without what they need say so in one line; where it is required, fail instead."""
    missing = lacks()
    if not missing or os.environ.get("KIT_HUB_TESTS") == "required":
        return
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=HINT.format(missing)))


@pytest.fixture(scope="session")
def postgres():
    running = Postgres()
    yield running
    running.remove()


@pytest.fixture(scope="session")
def hub(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hub")
    running = Hub(folder, f"sqlite:///{folder}/class.sqlite3")
    yield running
    running.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/class.sqlite3"
    return emptied(request.getfixturevalue("postgres").url)


def emptied(url: str) -> str:
    from sqlalchemy import create_engine, text

    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url
