"""From a learner's journal to the class, with a real hub and a service that is killed."""

import sqlite3
import time
from contextlib import closing

import pytest

from kit import load_lesson
from kit.answers.class_link import Link, link
from kit.answers.keys import Key, as_json, is_for_class
from kit.answers.opening import open_journal
from kit.answers.sender import Sender, sender_of
from kit.base.errors import KitError
from kit.widgets.parts import close
from tests.hub.servers import ask, free_port

PLACE = ("governance", "discuss", "who_decides")


@pytest.fixture
def learner(hub, request):
    """A token of a learner of this test's own."""
    return hub.token(f"learner{abs(hash(request.node.name)) % 10**8}")


@pytest.fixture
def served(hub, learner, monkeypatch):
    monkeypatch.setenv("KIT_CLASS", hub.service)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", learner)
    return open_journal()


def arrived(hub, token: str) -> list:
    return [one["value"] for one in ask(f"{hub.service}mine", token)[1]["tries"]]


def wait_for(what, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def test_what_is_saved_is_with_the_class_in_two_seconds_and_the_learner_sees_it(hub, learner, served):
    words = []
    sender_of(served).follow(words.append)
    served.save(*PLACE, "Nobody.")
    wait_for(lambda: arrived(hub, learner) == ["Nobody."], 2)
    wait_for(lambda: words[-1:] == ["Saved here, and with the class."])
    assert "Saved here; on its way to the class." in words


def test_a_step_that_is_run_again_is_followed_once(served):
    lesson = load_lesson("governance")
    steps = [lesson.predict() for _ in range(3)]
    line = steps[-1].children[-2]
    followers = sender_of(served)._followers
    assert len(followers) == 1
    followers[0]("Saved here.")
    assert "Saved here." in line.value
    close(steps[-1])
    assert followers == []


def test_a_service_that_is_killed_loses_and_doubles_nothing(hub, learner, served):
    for number in range(30):
        if number % 10 == 5:
            hub.kill_service()
        served.save(*PLACE, f"answer {number}")
        time.sleep(0.05)
    wait_for(lambda: served.unsent(1) == [], 60)
    hub.wait_for_service()
    assert sorted(arrived(hub, learner)) == sorted(f"answer {number}" for number in range(30))


def test_what_could_not_be_sent_is_sent_by_the_next_kernel(hub, learner, journal):
    away = Sender(journal, Link(f"http://127.0.0.1:{free_port()}/", learner))
    journal.save(*PLACE, "Nobody.")
    with pytest.raises(KitError):
        away.send_all()
    Sender(journal, Link(hub.service, learner)).send_all()
    assert arrived(hub, learner) == ["Nobody."]


def test_words_that_are_typed_on_go_again_and_stay_one_try(hub, learner, journal):
    sender = Sender(journal, Link(hub.service, learner))
    first = journal.save(*PLACE, "Nob")
    sender.send_all()
    journal.save(*PLACE, "Nobody.", first)
    sender.send_all()
    assert arrived(hub, learner) == ["Nobody."]


def test_an_answer_that_was_lost_on_its_way_back_doubles_nothing(hub, learner, journal):
    journal.save(*PLACE, "Nobody.")
    sender = Sender(journal, Link(hub.service, learner))
    sender.send_all()
    with closing(sqlite3.connect(journal.file)) as file, file:
        file.execute("DELETE FROM sent")
    sender.send_all()
    assert arrived(hub, learner) == ["Nobody."]


def test_one_answer_that_no_class_takes_holds_up_no_other(hub, learner, journal):
    for value in ("one", "x" * 200_000, "half \ud83d", float("nan"), "two"):
        journal.save(*PLACE, value)
    Sender(journal, Link(hub.service, learner)).send_all()
    assert arrived(hub, learner) == ["one", "half ?", None, "two"]
    assert journal.unsent(1) == []


def test_what_is_no_answer_stays_here(hub, learner, journal):
    journal.save("class_board", "hidden", "a", True)
    journal.save("governance", "compare", "worked", True)
    journal.save("report", "choice", "name", "Ada")
    Sender(journal, Link(hub.service, learner)).send_all()
    assert arrived(hub, learner) == [] and journal.unsent(1) == []


def test_a_token_that_is_refused_keeps_everything_here(hub, journal):
    journal.save(*PLACE, "Nobody.")
    with pytest.raises(KitError, match="token"):
        Sender(journal, Link(hub.service, "wrong")).send_all()
    assert len(journal.unsent(9)) == 1


def test_who_deletes_their_answers_here_deletes_them_with_the_class(hub, learner, served):
    served.save(*PLACE, "Nobody.")
    wait_for(lambda: arrived(hub, learner) == ["Nobody."])
    served.forget()
    assert arrived(hub, learner) == []


def test_a_class_that_cannot_be_reached_keeps_what_should_be_deleted_in_both_places(monkeypatch):
    monkeypatch.setenv("KIT_CLASS", f"http://127.0.0.1:{free_port()}/")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "any")
    journal = open_journal()
    journal.save(*PLACE, "Nobody.")
    with pytest.raises(KitError, match="cannot be reached"):
        journal.forget()
    assert len(journal.all_tries()) == 1


def test_without_a_class_nothing_is_sent(journal, monkeypatch):
    monkeypatch.delenv("KIT_CLASS", raising=False)
    assert link() is None and sender_of(open_journal()) is None


def test_what_is_sent_is_json_for_every_reader():
    assert as_json({"a": float("inf"), "b": "\ud83d", "c": "é"}) == '{"a": null, "b": "?", "c": "é"}'.encode()


def test_only_what_is_for_the_class_goes():
    journal = open_journal()
    places = {
        ("governance", "discuss", "who_decides"): True, ("report", "choice", "left_out"): True,
        ("report", "choice", "name"): False, ("class_board", "board", "hidden"): False,
        ("governance", "compare", "columns"): False,
    }  # fmt: skip
    for place in places:
        journal.save(*place, "mine")
    assert {(one.lesson, one.step, one.item): is_for_class(Key.of(one)) for one in journal.all_tries()} == places
