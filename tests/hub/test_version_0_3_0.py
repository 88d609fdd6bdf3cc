"""A class's server that was set up with version 0.3.0 goes on: its database, and the names in its configuration."""

import os
import shutil
import subprocess
import sys

import pytest
from traitlets.config import Config

from kit.base.paths import ROOT
from kit.classroom.server.store import Store
from tests.hub.test_store import one, values
from tests.test_version_0_3_0 import OLD


@pytest.fixture
def old(tmp_path):
    shutil.copy(OLD / "class.sqlite3", tmp_path)
    store = Store(f"sqlite:///{tmp_path}/class.sqlite3")
    yield store
    store.database.close()


def test_its_database_gives_the_class_what_no_learner_kept_back(old):
    assert values(old) == ['"Nobody."', '{"commons": 70, "collectivism": 10, "liberalism": 20}', '"The board."']
    assert [len(old.own(name)) for name in ("ada", "ben")] == [3, 3]


def test_its_database_takes_new_answers(old):
    before = old.news()
    old.keep("ada", [one("Everybody.")])
    after = old.news(before.last, before.epoch)
    assert [bytes(heard.value) for heard in after.tries] == [b'"Everybody."']
    assert after.tries[0].learner == before.tries[0].learner


def test_a_configuration_that_names_kit_hub_is_understood():
    from kit.hub.config import add_class

    configured = Config()
    add_class(configured, ["ada"], "sqlite:////srv/class.sqlite3")
    assert configured.JupyterHub.services.get_value([])[0]["name"] == "answers"
    assert configured.JupyterHub.load_groups.get_value({})["teachers"]["users"] == ["ada"]


@pytest.mark.slow
def test_the_service_starts_by_its_old_name():
    code = "import runpy, sys; print(runpy.run_module('kit.hub.service')['__doc__'].splitlines()[0])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd="/", env=environment)
    assert ran.stdout.startswith("The answers service: "), ran.stderr
    command = [sys.executable, "-m", "kit.hub.service"]
    started = subprocess.run(command, capture_output=True, text=True, cwd="/", env=environment, timeout=60)
    assert "KIT_DATABASE" in started.stderr and "No module named" not in started.stderr
