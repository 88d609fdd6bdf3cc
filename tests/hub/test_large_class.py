"""What values.yaml says to the hub of a cluster, said to a real hub whose learners' servers are processes."""

import yaml

from kit.base.paths import ROOT
from tests.hub.conftest import emptied
from tests.hub.servers import Hub, ask

SETS_UP = yaml.safe_load((ROOT / "docs" / "deploy" / "values.yaml").read_text("utf-8"))["hub"]["extraConfig"]["kit"]


def test_the_hub_of_a_large_class_keeps_answers_in_postgresql(postgres, tmp_path, monkeypatch):
    monkeypatch.setenv("CLASS_DATABASE", emptied(postgres.url))
    chart = 'c.SimpleLocalProcessSpawner.environment = {"KIT_ANSWERS": "~/answers"}'  # as the chart does
    hub = Hub(tmp_path, "", chart, SETS_UP.replace("KubeSpawner", "SimpleLocalProcessSpawner"))
    try:
        one = {"id": "a" * 32, "lesson": "governance", "step": "discuss", "item": "who_decides", "value": "Nobody."}
        tries = {"tries": [{**one, "time": "2026-03-02T12:00:00+00:00"}]}
        assert ask(f"{hub.service}mine", hub.token("ben"), "PUT", tries)[1]["kept"] == ["a" * 32]
        status, read = ask(f"{hub.service}class", hub.token("ada"))
        assert (status, [each["value"] for each in read["tries"]]) == (200, ["Nobody."])
    finally:
        hub.stop()


def test_teachers_get_all_pages_and_learners_those_of_a_learners_copy(monkeypatch):
    from types import SimpleNamespace

    from traitlets.config import Config

    monkeypatch.setenv("CLASS_DATABASE", "postgresql://kit:secret@db/kit")
    c = Config()
    c.KubeSpawner.environment = {"KIT_ANSWERS": "~/answers"}
    exec(SETS_UP, {"c": c})
    told = c.KubeSpawner.environment
    assert told["KIT_CLASS"] == "http://hub:10101/services/answers/" and "secret" not in str(told)
    people = ([], [SimpleNamespace(name="teachers")])
    spawners = [SimpleNamespace(user=SimpleNamespace(groups=groups)) for groups in people]
    assert [told["KIT_PAGES"](spawner) for spawner in spawners] == ["/srv/learner", "/srv/kit"]
