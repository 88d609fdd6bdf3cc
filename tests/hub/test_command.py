"""`python -m kit hub`, and the files that it writes."""

import csv
import dbm
import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from traitlets.config import Config

from kit.base.errors import HubError
from kit.classroom.server import commands
from kit.classroom.server.classroom_hub import PASSWORDS, admit, bring_notebooks, notebooks, set_up
from kit.classroom.server.commands import main, names_in, understood, where
from kit.classroom.server.database import Sent
from kit.classroom.server.store import Store


@pytest.fixture
def store(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/class.sqlite3"
    monkeypatch.setenv("KIT_DATABASE", url)
    kept = Store(url)
    for number, (name, value) in enumerate((("ada", "=1+1"), ("ben", {"a": 1}))):
        kept.keep(name, [Sent(f"{number:032x}", "governance", "discuss", "who", value, datetime.now(UTC))])
    return kept


def test_where_a_class_goes_is_said_as_an_address():
    assert where("127.0.0.1", 8000) == "http://127.0.0.1:8000"


def test_forget_removes_one_learner_and_says_so(store, capsys):
    assert main(["forget", "ada"]) == 0
    assert "1 tries of" in capsys.readouterr().out and list(store.names().values()) == ["ben"]
    assert main(["forget", "ada"]) == 1


def test_an_unfinished_vote_is_given_up(store, capsys):
    store.begin_vote("a" * 32, "governance", "who", ["yes", "no"])
    assert main(["giveup"]) == 0
    assert "given up: 1." in capsys.readouterr().out
    store.begin_vote("b" * 32, "governance", "who", ["yes", "no"])


def test_an_export_has_other_names_and_nothing_that_a_spreadsheet_computes(store, tmp_path):
    assert main(["export", str(tmp_path / "out")]) == 0
    (table,), (whole,) = (list((tmp_path / "out").glob(f"*.{kind}")) for kind in ("csv", "json"))
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    assert [row[4] for row in rows[1:]] == ["'=1+1", '{"a": 1}']
    assert [one["answer"] for one in json.loads(whole.read_text())] == ["=1+1", {"a": 1}]
    assert not any(name in table.read_text() + whole.read_text() for name in ("ada", "ben"))


@pytest.mark.parametrize(("typed", "left"), [("", 2), ("yes", 2), ("delete", 0)])
def test_delete_asks_first(store, monkeypatch, typed, left):
    monkeypatch.setattr("builtins.input", lambda _: typed)
    assert main(["delete"]) == 0
    assert len(store.news().tries) == left


def test_without_the_proxy_it_says_how_to_get_one(monkeypatch):
    monkeypatch.delenv("KIT_PROXY", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(HubError, match="npm install -g configurable-http-proxy"):
        main(["check"])


def test_root_starts_no_hub_for_others(monkeypatch):
    monkeypatch.setattr(commands.os, "geteuid", lambda: 0)
    with pytest.raises(HubError, match="as root"):
        main([])


def test_options_hold_before_and_after_what_is_to_be_done(tmp_path):
    for arguments in (["--folder", str(tmp_path), "forget", "ada"], ["forget", "ada", "--folder", str(tmp_path)]):
        assert understood(arguments).folder == tmp_path


@pytest.mark.parametrize("written", ["", "\n \n", "Ada Lovelace", "ada\n../ben", "x" * 61])
def test_a_list_of_names_that_no_hub_takes_is_refused(tmp_path, written):
    file = tmp_path / "names.txt"
    file.write_text(written)
    with pytest.raises(HubError):
        names_in(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_of_names_is_read_as_any_editor_saves_it(tmp_path, encoding):
    (file := tmp_path / "names.txt").write_bytes("ada\r\nben\r\n".encode(encoding))
    assert names_in(file) == ["ada", "ben"]


def test_a_list_of_names_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(HubError, match="cannot be read as a list of names: there is no such file"):
        names_in(tmp_path / "names.txt")


def test_a_teachers_password_is_set_once_and_kept_as_a_hash(tmp_path):
    assert admit(tmp_path, "teacher", "secret words")
    assert not admit(tmp_path, "teacher", "others")
    assert admit(tmp_path, "teacher", "secret words that are new", anew=True)
    with dbm.open(str(tmp_path / PASSWORDS)) as passwords:
        assert passwords[b"teacher"].startswith(b"$2") and b"secret" not in passwords[b"teacher"]


@pytest.mark.parametrize(("learners", "open_"), [([], True), (["ada"], False)])
def test_where_learners_are_named_nobody_else_gets_in(tmp_path, learners, open_):
    c = Config()
    set_up(c, str(tmp_path), "sqlite:////tmp/x.sqlite3", ["teacher"], "127.0.0.1", 8000, "proxy", learners)
    assert (c.Authenticator.allow_all, c.FirstUseAuthenticator.create_users) == (open_, open_)
    assert c.Authenticator.allowed_users == ({"ada", "teacher"} if learners else set())
    asked = c.JupyterHub.template_vars.to_dict()["update"]["announcement_login"]
    assert "a new password of at least 8 characters" in asked


@pytest.mark.parametrize(("group", "teaches"), [("teachers", True), ("others", False)])
def test_learners_get_no_pages_for_teachers_and_keep_what_they_changed(tmp_path, group, teaches):
    user = SimpleNamespace(groups=[SimpleNamespace(name=group)])
    spawner = SimpleNamespace(user=user, home_dir=str(tmp_path))
    bring_notebooks(spawner)
    start = tmp_path / "notebooks" / "00_start_here.ipynb"
    start.write_text("mine")
    bring_notebooks(spawner)
    assert start.read_text() == "mine"
    assert (tmp_path / "notebooks" / "teacher" / "vote.ipynb").exists() == teaches


@pytest.mark.parametrize("teaches", [True, False])
def test_the_notebooks_of_a_class_are_made_ready_once_and_not_for_each_who_comes(teaches):
    assert notebooks(teaches) is notebooks(teaches)
