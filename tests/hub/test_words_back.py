"""Words back on a class's server: to whom a line goes, what a teacher can learn by writing, and what stays of it."""

import json
import random
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import count
from threading import Event, Thread
from threading import enumerate as enumerate_threads
from uuid import uuid4

import pytest
from sqlalchemy import text
from traitlets.config import Config

from kit import load_board
from kit.answers.class_link import Link, RefusedError, link
from kit.answers.keys import BACK, LINE, REPLY
from kit.answers.words_back import fetched
from kit.classroom.server.commands import export
from kit.classroom.server.config import add_class
from kit.classroom.server.database import FORMS, Sent
from kit.classroom.server.service import ROUTES, application
from kit.classroom.server.store import Store
from tests.hub.servers import free_port
from tests.hub.test_live import Working, ada, ben, clean, teacher  # noqa: F401 (fixtures)
from tests.pressing import words
from tests.test_words_back import field, opened, to, write

PLACE = ("governance", "discuss", "who_decides")
_minutes = count()


def says(kept: Store, name: str, value="Nobody.", place=PLACE) -> None:
    time = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=next(_minutes))
    kept.keep(name, [Sent(uuid4().hex, *place, value, time)])


@pytest.fixture
def kept(url):
    one_store = Store(url)
    for name in ("ada", "ben"):
        says(one_store, name, f"Said by {name}'s hand.")
    yield one_store
    one_store.database.close()


def ids(kept: Store) -> dict[str, str]:
    return {name: learner for learner, name in kept.names().items()}


def test_a_line_comes_to_the_writer_of_the_answer_and_to_nobody_else(kept):
    assert kept.write_back(ids(kept)["ada"], *PLACE, "Who <b>else</b>?")
    assert [list(one.values()) for one in kept.words_back("ada")] == [[*PLACE, "Who <b>else</b>?"]]
    assert kept.words_back("ben") == kept.words_back("nobody") == []


def test_another_line_takes_its_place_and_an_empty_one_is_there_to_take_it_back(kept):
    for said in ("One.", "Two.", ""):
        kept.write_back(ids(kept)["ada"], *PLACE, said)
        assert [one["words"] for one in kept.words_back("ada")] == [said]


@pytest.mark.parametrize("place", [
    ("governance", "vote", "who/1"), ("governance", "compare", "worked"), ("report", "choice", "left_out"),
    ("report", "choice", "name"), ("governance", "words_back", "discuss/who"), ("governance", "discuss", "gone"),
])  # fmt: skip
def test_by_writing_a_teacher_learns_of_no_answer_that_a_board_does_not_have(kept, place):
    before = kept.write_back(ids(kept)["ada"], *place, "There?")
    says(kept, "ada", [], place) if place[2] != "gone" else None
    assert before is kept.write_back(ids(kept)["ada"], *place, "There?") is False
    assert kept.words_back() == []


def test_what_a_learner_leaves_out_is_as_if_it_were_not_there(kept):
    says(kept, "ada", ["/".join(PLACE)], ("report", "choice", "left_out"))
    assert kept.write_back(ids(kept)["ada"], *PLACE, "There?") is False
    assert kept.write_back("0" * 32, *PLACE, "There?") is False


def test_forget_takes_a_learners_lines_and_no_others_and_delete_takes_all(kept):
    for name in ("ada", "ben"):
        kept.write_back(ids(kept)[name], *PLACE, f"To {name}")
    kept.forget("ada")
    assert [one["words"] for one in kept.words_back()] == ["To ben"] and kept.words_back("ada") == []
    kept.delete()
    assert kept.words_back() == [] and kept.names() == {}


def test_a_database_of_an_earlier_form_gets_the_table_and_keeps_what_it_has(url, monkeypatch):
    from kit.classroom.server import database

    monkeypatch.setattr(database, "FORMS", FORMS[:5])
    monkeypatch.setattr(database, "NEWEST", 5)
    old = Store(url)
    says(old, "ada")
    old.database.close()
    monkeypatch.undo()
    new = Store(url)
    assert new.form() == len(FORMS) and len(new.own("ada")) == 1
    assert new.write_back(ids(new)["ada"], *PLACE, "Late but there.")
    with new.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM words_back")).scalar() == 1
    new.database.close()


def test_an_export_has_each_line_beside_its_answer_and_no_name(kept, tmp_path):
    kept.write_back(ids(kept)["ada"], *PLACE, "=1+1 <b>")
    whole, sheet = (path.read_text("utf-8-sig") for path in export(kept, tmp_path))
    assert [one["words_back"] for one in json.loads(whole)] in (["=1+1 <b>", ""], ["", "=1+1 <b>"])
    assert "'=1+1 <b>" in sheet and not [one for one in json.loads(whole) if "ada" in one["learner"]]


class Curious:
    """A class in which anybody asks for anything: a line is read by its learner alone, and tells a teacher nothing."""

    ITEMS = (("discuss", "who_decides"), ("place", "wikipedia/reason"), ("vote", "who/1"), ("compare", "worked"))

    def __init__(self, kept: Store, folder, seed: int) -> None:
        self.kept, self.folder, self.chance = kept, folder, random.Random(seed)
        self.lines: dict[tuple[str, str, str], str] = {}
        self.out: dict[str, set[tuple[str, str]]] = {"ada": set(), "ben": set()}
        self.said = {(name, *PLACE[1:]) for name in self.out}

    def pick(self) -> tuple[str, str, str]:
        return (self.chance.choice(("ada", "ben")), *self.chance.choice(self.ITEMS))

    def answer(self) -> None:
        name, step, item = self.pick()
        says(self.kept, name, f"hand of {name}", ("governance", step, item))
        self.said.add((name, step, item))

    def leave_out(self) -> None:
        name, step, item = self.pick()
        self.out[name] ^= {(step, item)}
        left = [f"governance/{one}/{other}" for one, other in self.out[name]]
        says(self.kept, name, left, ("report", "choice", "left_out"))

    def write(self) -> None:
        name, step, item = self.pick()
        words = f"line {next(_minutes)} to {name}"
        done = self.kept.write_back(ids(self.kept).get(name, "f" * 32), "governance", step, item, words)
        seen = {(one.learner, one.step, one.item) for one in self.kept.news().tries}
        assert done == ((ids(self.kept).get(name), step, item) in seen), "it tells more than the board shows"
        if done:
            self.lines[name, step, item] = words

    def forget(self) -> None:
        name = self.chance.choice(("ada", "ben"))
        self.kept.forget(name)
        self.lines = {place: words for place, words in self.lines.items() if place[0] != name}
        self.out[name], self.said = set(), {one for one in self.said if one[0] != name}

    def export(self) -> None:
        assert "to ada" not in "".join(path.name for path in export(self.kept, self.folder))

    def go(self, requests: int) -> None:
        works = [self.answer] * 4 + [self.write] * 6 + [self.leave_out] * 2 + [self.forget, self.export]
        for _ in range(requests):
            self.chance.choice(works)()
            for name in ("ada", "ben", "cy"):
                there = {(one["step"], one["item"]): one["words"] for one in self.kept.words_back(name)}
                assert there == {place[1:]: words for place, words in self.lines.items() if place[0] == name}
            assert "line " not in str(self.kept.news()) + str(self.kept.own("ada")) + str(self.kept.own("ben"))


@pytest.mark.parametrize("seed", range(4))
def test_in_whatever_order_they_ask_a_line_is_read_by_its_learner_alone(kept, tmp_path, seed):
    Curious(kept, tmp_path / "out", seed).go(50)


def test_where_a_class_does_without_there_is_no_such_address(monkeypatch):
    def addresses() -> str:
        monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/")
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "x")
        rules = application(None, "/", "t").default_router.rules[0].target.rules
        return str([rule.matcher.regex.pattern for rule in rules])

    assert addresses().count("/words") == 2 and "mine/words" in ROUTES
    monkeypatch.setenv("KIT_WORDS_BACK", "off")
    assert addresses().count("/words") == 0
    configured = Config()
    add_class(configured, ["t"], "sqlite:////c", words_back=False)
    assert configured.JupyterHub.services.get_value([])[0]["environment"]["KIT_WORDS_BACK"] == "off"
    assert configured.Spawner.environment.get_value({})["KIT_WORDS_BACK"] == "off"


# On a real hub


def test_a_line_written_on_the_board_stands_in_the_learners_journal_and_the_answer_comes_back(
    ada: Working, ben: Working, teacher: Link, monkeypatch, answers,  # noqa: F811
):  # fmt: skip
    for number, one in enumerate((ada, ben)):
        one.journal.save(*PLACE, f"Answer of number {number}.")
        one.sender.send_all()
    be(monkeypatch, teacher)
    board = load_board()
    step = opened(board)
    to(step, 1)
    write(step, "Who <b>paid</b>?")
    assert "It lies under this answer" in words(step) and "You wrote:" in words(step)
    for one in (ada, ben):
        be(monkeypatch, one.sender._link)
        fetched(one.journal)
    there = [one.journal.newest("governance", BACK, "discuss/who_decides") for one in (ada, ben)]
    assert there[0] is None and there[1].value == "Who <b>paid</b>?"
    ben.journal.save("governance", REPLY, "discuss/who_decides", "The club.")
    ben.sender.send_all()
    be(monkeypatch, teacher)
    board.look()
    to(step, 1)
    assert "The club." in words(step) and not field(step, "A line under this answer").value


def be(monkeypatch, way: Link) -> None:
    monkeypatch.setenv("KIT_CLASS", way.place)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", way.token)


@pytest.mark.parametrize("body", [
    {}, [], {"learner": "ada"}, {"learner": "0" * 32, "lesson": "", "step": "a", "item": "b", "words": ""},
    {"learner": "0" * 32, "lesson": "a", "step": "a", "item": "b", "words": "x" * (LINE + 1)},
    {"learner": "0" * 32, "lesson": "a", "step": "a", "item": "b", "words": "x", "name": "ada"},
])  # fmt: skip
def test_what_is_no_line_is_refused_in_a_sentence(teacher, body):  # noqa: F811
    with pytest.raises(RefusedError) as refused:
        teacher.ask("class/words", "PUT", body)
    assert refused.value.status == 400 and str(refused.value)


def test_a_class_that_cannot_be_reached_holds_up_no_lesson(answers, monkeypatch):
    from kit.answers.opening import open_journal

    monkeypatch.delenv("KIT_CLASS", raising=False)
    journal = open_journal()
    be(monkeypatch, Link(f"http://127.0.0.1:{free_port()}/", "x"))
    assert fetched(journal) is journal and journal.notice == "" and link()


@pytest.mark.parametrize("sent", [b'{"lines": [{"lesson": "a", "step": "b", "item": "c", "words": "Late."}]}', b"[]"])
def test_a_class_that_is_slow_holds_up_no_lesson_and_its_line_comes_late(answers, monkeypatch, sent):
    from kit.answers.opening import open_journal

    monkeypatch.delenv("KIT_CLASS", raising=False)
    journal, on_its_way = open_journal(), Event()

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            on_its_way.wait(60)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(sent)

    with HTTPServer(("127.0.0.1", 0), Slow) as server:
        Thread(target=server.handle_request).start()
        be(monkeypatch, Link(f"http://127.0.0.1:{server.server_port}/", "x"))
        fetched(journal)  # before the class has answered
        on_its_way.set()
        (asking,) = (one for one in enumerate_threads() if one.name == "kit-words-back")
        asking.join(60)
    late = journal.newest("a", BACK, "b/c")
    assert (late and late.value) == ("Late." if b"Late" in sent else None)
