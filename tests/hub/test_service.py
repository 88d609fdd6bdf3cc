"""The answers service under a real hub: who may do what, and what it says to everybody else."""

import re
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from uuid import uuid4

import pytest

from kit.base.environment import pyproject
from kit.base.jupyter.launch import settings
from kit.base.paths import ROOT
from tests.hub.servers import ADMIN, Hub, ask

SESSION = "b" * 32
MOTION = {"lesson": "governance", "motion": "who", "stances": ["yes", "no"]}


def a_try(value="Nobody.", step="discuss", item="who_decides") -> dict:
    now = datetime.now(UTC).isoformat()
    return {"id": uuid4().hex, "lesson": "governance", "step": step, "item": item, "value": value, "time": now}


def put(hub: Hub, token: str | None, *tries: dict):
    return ask(f"{hub.service}mine", token, "PUT", {"tries": list(tries)})


@pytest.fixture(scope="module")
def ada(hub):
    return hub.token("ada")


@pytest.fixture(scope="module")
def ben(hub):
    return hub.token("ben")


@pytest.fixture(scope="module")
def teacher(hub):
    return hub.token("teacher")


def test_a_learner_writes_and_reads_their_own(hub, ada, ben):
    sent = a_try({"a": ["Nobody.", None, 1.5]})
    status, told = put(hub, ada, sent)
    assert (status, told["kept"], told["refused"], told["anew"]) == (200, [sent["id"]], {}, False)
    mine = ask(f"{hub.service}mine", ada)[1]["tries"]
    assert [one["value"] for one in mine if one["id"] == sent["id"]] == [sent["value"]]
    assert sent["id"] not in str(ask(f"{hub.service}mine", ben))


def test_the_name_comes_from_the_hub_whatever_is_sent(hub, ada, ben):
    sent = a_try()
    assert ask(f"{hub.service}mine?name=ben&learner=ben&user=ben", ada, "PUT", {"tries": [sent]})[0] == 200
    assert sent["id"] in str(ask(f"{hub.service}mine?name=ben", ada))
    assert sent["id"] not in str(ask(f"{hub.service}mine", ben))
    status, told = put(hub, ada, {**a_try(), "learner": "ben"})
    assert (status, told["kept"]) == (200, [])
    assert ask(f"{hub.service}mine", ada, "PUT", {"tries": [], "name": "ben"})[0] == 400


def test_a_learner_cannot_overwrite_what_another_has_under_the_same_id(hub, ada, ben):
    sent = a_try("Ada's")
    put(hub, ada, sent)
    later = {**sent, "value": "Ben was here", "time": "2099-01-01T00:00:00+00:00"}
    put(hub, ben, later)
    assert [one["value"] for one in ask(f"{hub.service}mine", ada)[1]["tries"] if one["id"] == sent["id"]] == ["Ada's"]


TALK = "mine/talk?lesson=governance&motion=who"
REQUESTS = [
    ("GET", TALK, None), ("POST", TALK, None),
    ("GET", "mine", None), ("PUT", "mine", {"tries": []}), ("DELETE", "mine", None), ("GET", "mine/words", None),
    ("GET", "class", None), ("GET", "class/words", None), ("PUT", "class/words", {}),
    ("GET", "class/names", None), ("PUT", f"votes/{SESSION}", MOTION), ("GET", f"votes/{SESSION}", None),
    ("POST", f"votes/{SESSION}/discuss", None), ("POST", f"votes/{SESSION}/second", None),
    ("POST", f"votes/{SESSION}/result", None), ("GET", f"votes/{SESSION}/result", None),
    ("POST", f"votes/{SESSION}/pairs", {}), ("POST", f"votes/{SESSION}/reasons", {"show": True}),
    ("GET", f"votes/{SESSION}/share", None),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body"), REQUESTS)
@pytest.mark.parametrize("token", [None, "", "wrong", ADMIN])
def test_without_a_learners_token_nothing_is_done(hub, method, path, body, token):
    assert ask(hub.service + path, token, method, body)[0] == 403


@pytest.mark.parametrize(("method", "path", "body"), REQUESTS)
def test_a_token_for_something_else_does_nothing(hub, method, path, body):
    other = hub.token("ada", ["read:users:name!user"])
    assert ask(hub.service + path, other, method, body)[0] == 403


@pytest.mark.parametrize(("method", "path", "body"), REQUESTS[6:])
def test_the_board_and_the_votes_are_closed_to_a_learner(hub, ada, method, path, body):
    assert ask(hub.service + path, ada, method, body)[0] == 403


def test_a_token_in_an_address_or_a_cookie_lets_nobody_in(hub, ada):
    assert ask(f"{hub.service}mine?token={ada}")[0] == 403
    assert ask(f"{hub.url}/services/answers/mine?token={ada}")[0] == 403


def test_through_the_hubs_proxy_it_is_the_same(hub, ada):
    assert ask(f"{hub.url}/services/answers/mine", ada)[0] == 200
    assert ask(f"{hub.url}/services/answers/class", ada)[0] == 403


def test_a_teacher_reads_the_class_without_names_and_the_names_apart(hub, ada, teacher):
    sent = a_try()
    put(hub, ada, sent)
    status, news = ask(f"{hub.service}class", teacher)
    (heard,) = [one for one in news["tries"] if one["id"] == sent["id"]]
    assert status == 200 and heard["learner"] != "ada"
    assert set(heard) == {"learner", "id", "lesson", "step", "item", "value", "time", "aloud"}
    assert ask(f"{hub.service}class/names", teacher)[1]["names"][heard["learner"]] == "ada"


def test_a_first_vote_shows_to_nobody_before_the_second_is_closed(hub, ada, teacher):
    ask(f"{hub.service}votes/{SESSION}", teacher, "PUT", MOTION)
    put(hub, ada, a_try({"option": "yes", "mark": "AAAA"}, "vote", "who/1"))
    seen = [ask(hub.service + path, teacher)[1] for path in ("class", f"votes/{SESSION}", "class/names")]
    assert seen[1] == {"phase": "first", "size": 1}
    for phase in ("discuss", "second"):
        assert ask(f"{hub.service}votes/{SESSION}/result", teacher)[0] == 409
        seen.append(ask(f"{hub.service}votes/{SESSION}/{phase}", teacher, "POST"))
    assert "AAAA" not in str(seen)
    put(hub, ada, a_try({"option": "no", "mark": "AAAA"}, "vote", "who/2"))
    assert ask(f"{hub.service}votes/{SESSION}/result", teacher, "POST")[1] == {"phase": "result", "size": 1}
    result = ask(f"{hub.service}votes/{SESSION}/result", teacher)[1]
    assert {name: result[name] for name in ("first", "second", "reasons")} == {
        "first": {"AAAA": "yes"}, "second": {"AAAA": "no"}, "reasons": [],
    }  # fmt: skip
    assert result["talk"] == {"people": 0, "said": 0, "fair": 0} and result["thoughts"] == {}


BETWEEN = "c" * 32
BAD = [
    ("GET", f"votes/{BETWEEN}/share", None, 404), ("PUT", "class/words", {"learner": "ada"}, 400),
    ("POST", f"votes/{BETWEEN}/pairs", {}, 404), ("POST", f"votes/{BETWEEN}/reasons", {}, 404),
    ("POST", f"votes/{BETWEEN}/reasons", {"hide": "yes"}, 400), ("POST", f"votes/{BETWEEN}/reasons", [], 400),
    ("POST", f"votes/{BETWEEN}/reasons", {"hide": ["", "x"]}, 400), ("POST", "votes/no/pairs", {}, 404),
    ("GET", "mine/talk", None, 400), ("GET", "mine/talk?lesson=governance", None, 400),
    ("GET", f"mine/talk?lesson={'x' * 400}&motion=who", None, 400), ("PUT", "mine/talk", {}, 405),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body", "status"), BAD)
def test_what_makes_no_sense_between_two_votes_is_refused_in_a_sentence(hub, teacher, method, path, body, status):
    answered, told = ask(hub.service + path, teacher, method, body)
    assert answered == status and told["message"]


def test_a_second_vote_on_a_question_waits_for_the_end_of_the_first(hub, ada, teacher):
    question, (one, other) = {**MOTION, "motion": "which"}, (f"votes/{digit * 32}" for digit in "de")
    assert ask(hub.service + one, teacher, "PUT", question)[0] == 200
    put(hub, ada, a_try({"option": "yes", "mark": "AAAA"}, "vote", "which/1"))
    status, told = ask(hub.service + other, teacher, "PUT", question)
    assert (status, "not finished" in told["message"]) == (409, True)
    assert ask(f"{hub.service}{other}/result", teacher)[0] == 404
    for method in ("DELETE", "PATCH", "POST"):
        assert ask(hub.service + one, teacher, method, question)[0] == 405
    for phase in ("discuss", "second", "result"):
        assert ask(f"{hub.service}{one}/{phase}", teacher, "POST")[0] == 200
    assert ask(hub.service + other, teacher, "PUT", question)[1] == {"phase": "first", "size": 0}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"votes/{'c' * 32}", 404), ("POST", f"votes/{'c' * 32}/discuss", 404), ("GET", "votes/short", 404),
        ("GET", "nothing", 404), ("GET", f"votes/{SESSION}/discuss", 405), ("GET", "class?after=x", 400),
        ("GET", f"class?after={'9' * 30}", 400), ("POST", f"votes/{SESSION}/first", 404),
    ],
)  # fmt: skip
def test_what_there_is_not_is_said(hub, teacher, method, path, status):
    assert ask(hub.service + path, teacher, method)[0] == status


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"tries": 1}', b"\xff", b"[" * 100_000, b'{"tries": [1]}'])
def test_a_body_without_its_form_is_refused_in_a_sentence(hub, ada, body):
    status, told = ask(f"{hub.service}mine", ada, "PUT", body)
    assert status == 400 and told["message"]


@pytest.mark.parametrize(
    "wrong",
    [{"id": "1"}, {"id": None}, {"time": "yesterday"}, {"time": "2026-01-01T00:00:00"}, {"lesson": ""},
     {"step": "x" * 301}, {"item": "a\x00b"}, {"more": 1}, {"value": "x" * 100_001}],
)  # fmt: skip
def test_one_bad_try_is_named_and_holds_up_no_other(hub, ada, wrong):
    good, bad = a_try(), {**a_try(), **wrong}
    status, told = put(hub, ada, bad, good)
    assert (status, told["kept"]) == (200, [good["id"]])
    assert list(told["refused"]) == [str(bad["id"])]


def test_a_teachers_own_answers_are_no_part_of_the_class(hub, teacher):
    sent = a_try()
    status, told = put(hub, teacher, sent)
    assert (status, told["kept"], list(told["refused"])) == (200, [], [sent["id"]])
    assert sent["id"] not in str(ask(f"{hub.service}class", teacher))


def test_too_much_at_once_is_refused(hub, ada):
    assert put(hub, ada, *(a_try() for _ in range(501)))[0] == 400


def test_who_removes_their_own_removes_nobody_elses(hub, teacher, ben):
    cy, sent = hub.token("cy"), a_try("Ben's")
    put(hub, ben, sent)
    put(hub, cy, a_try())
    assert ask(f"{hub.service}mine", cy, "DELETE") == (200, {"removed": 1})
    assert ask(f"{hub.service}mine", cy)[1] == {"tries": []}
    assert sent["id"] in str(ask(f"{hub.service}mine", ben))


def test_no_password_is_in_what_a_learners_server_is_told():
    from traitlets.config import Config

    from kit.classroom.server.config import add_class

    c = Config()
    add_class(c, ["teacher"], "postgresql://kit:secret@db/kit")
    environment = c.Spawner.environment.get_value({})
    assert list(environment) == ["KIT_CLASS", "JUPYTER_CONFIG_PATH"] and "secret" not in str(environment)


def test_a_hubs_own_settings_stay():
    from traitlets.config import Config

    from kit.classroom.server.config import add_class

    c = Config()
    c.JupyterHub.services = [{"name": "cull"}]
    c.JupyterHub.load_groups = {"teachers": ["bo"], "others": ["cy"]}
    c.Spawner.environment = {"A": "1"}
    c.JupyterHub.base_url = "/school"
    add_class(c, ["ada"], "sqlite:////srv/class.sqlite3")
    assert [one["name"] for one in c.JupyterHub.services] == ["cull", "answers"]
    assert c.JupyterHub.load_groups == {"teachers": {"users": ["ada", "bo"]}, "others": ["cy"]}
    given = {"A": "1", "KIT_CLASS": "http://127.0.0.1:10101/school/services/answers/"}
    assert {**given, **settings({})} == dict(c.Spawner.environment)
    assert (c.Spawner.http_timeout, c.Spawner.start_timeout) == (300, 300)


def test_a_spawner_that_the_hub_has_set_by_its_own_name_is_told_where_the_class_is():
    from jupyterhub.spawner import SimpleLocalProcessSpawner
    from traitlets.config import Config

    from kit.classroom.server.config import add_class

    c = Config()
    c.SimpleLocalProcessSpawner.environment = {"KIT_ANSWERS": "~/answers"}  # as Helm's chart does with KubeSpawner
    c.SimpleLocalProcessSpawner.start_timeout = 60
    add_class(c, ["ada"], "postgresql://kit@db/kit", "http://hub:10101")
    spawner = SimpleLocalProcessSpawner(config=c)
    told = {"KIT_ANSWERS": "~/answers", "KIT_CLASS": "http://hub:10101/services/answers/", **settings({})}
    assert (spawner.environment, spawner.start_timeout, spawner.http_timeout) == (told, 300, 300)


@pytest.fixture(scope="module")
def needed() -> set[str]:
    """The packages of all that the service and the hub's commands load."""
    loads = "import kit.classroom.server.service, kit.classroom.server.commands, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True).stdout.split()
    packages = packages_distributions()
    return {name.lower() for one in loaded for name in packages.get(one, ())}


@pytest.mark.parametrize("page", [ROOT / "docs" / "hub.md", ROOT / "docs" / "es" / "hub.md"], ids=["en", "es"])
def test_what_the_littlest_hub_is_told_to_install_is_all_that_service_and_commands_load(page, needed):
    (line,) = re.findall(r"hub/bin/pip install (msgspec .*)", page.read_text("utf-8"))
    there, asked = set(), ["jupyterhub", *re.findall(r"[\w-]+(?=[\[ ]|$)", line.replace('"', ""))]
    while asked:
        if (name := asked.pop().lower()) not in there:
            there.add(name)
            with suppress(PackageNotFoundError):
                wanted = (one for one in requires(name) or () if "extra ==" not in one)
                asked += [re.match(r"[\w.-]+", one)[0].replace("_", "-") for one in wanted]
    ours = {re.match(r"[\w.-]+", one)[0].lower() for one in pyproject(ROOT)["project"]["dependencies"]}
    assert "pandas" in needed & ours <= there
