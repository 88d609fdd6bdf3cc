"""A curious teacher and curious learners ask every address of the service in any order: who hears whose words."""

import random
import re
from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from uuid import uuid4

import msgspec
import pytest
from tornado.web import HTTPError

from kit.answers.ballot_code import new_mark
from kit.base.errors import HubError
from kit.classroom.server.commands import export
from kit.classroom.server.service import ROUTES, TEACHERS
from kit.classroom.server.store import Store

NAMES = [f"learner-{letter}" for letter in "abcde"]
SESSIONS = [letter * 32 for letter in "abcd"]
STANCES = ["yes", "rather", "no"]
QUESTION = ("governance", "who")
WORDS = re.compile(r"(?:reason|line|missing|said|back|thought) no\. \d+;")  # everything anybody writes here
LEARNERS = [path for path, (who, _) in ROUTES.items() if who != TEACHERS]
EVERY = {(path, method) for path, (_, does) in ROUTES.items() for method in does}


class Request(SimpleNamespace):
    """What the service reads of a request that has been let in."""

    def get_query_argument(self, name: str, default: str) -> str:
        return self.query.get(name, default)

    def asked(self, form: type) -> object:
        return msgspec.json.decode(msgspec.json.encode(self.body), type=form)


class Walk:
    """A class on the service's own routes. What was written is known by its words: who may hear them, and who never."""

    def __init__(self, kept: Store, folder, seed: int) -> None:
        self.kept, self.folder, self.chance = kept, folder, random.Random(seed)
        self.number, self.minutes = count(), count()
        self.writer: dict[str, str] = {}  # words -> who wrote them
        self.kind: dict[str, str] = {}
        self.to: dict[str, str] = {}  # words between partners, and of a teacher's line, -> the one who may hear them
        self.hidden: set[str] = set()
        self.let: set[str] = set()  # reasons that a teacher has seen while the class could read them
        self.marks: set[str] = set()
        self.over: set[str] = set()
        self.seats: dict[str, str] = {}  # seat -> who sits there
        self.groups: dict[str, list[str]] = {}
        self.heard: dict[str, str] = {}  # who -> the words of theirs that were last judged
        self.gone: set[str] = set()  # words of whoever was forgotten, before
        self.walked: set[tuple[str, str]] = set()
        self.begun = SESSIONS[0]  # the vote that a teacher asks about most

    # what is written

    def words(self, kind: str, writer: str, to: str = "") -> str:
        said = f"{kind} no. {next(self.number)};"
        self.writer[said], self.kind[said], self.to[said] = writer, kind, to
        return said

    def one(self, step: str, item: str, value: object) -> dict:
        time = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=next(self.minutes))
        return {"id": uuid4().hex, "lesson": "governance", "step": step, "item": item, "value": value,
                "time": time.isoformat()}  # fmt: skip

    def tries(self, who: str) -> list[dict]:
        """One of all that a lesson sends, to whichever seat."""
        seat = self.chance.choice([*self.groups.get(who, []), *self.seats, "heron 1"])
        to, stance = self.seats.get(seat, ""), self.chance.choice(STANCES)
        mark = f"Z{new_mark()[1:]}"  # one of digits alone would stand in random ids, too
        self.marks.add(mark)
        a_round = self.chance.choice((1, 1, 2))
        vote = [
            self.one("vote", f"who/{a_round}", {"option": stance, "mark": mark}),
            self.one("vote", f"who/reason/{a_round}", self.words("reason", who)),
        ]
        return self.chance.choice([
            *[vote] * 5, [self.one("vote", f"who/restated/{seat}", self.words("line", who, to))],
            [self.one("vote", f"who/verdict/{seat}",
                      {"fair": False, "word": self.words("missing", who, to), "of": "anything"})],
            [self.one("vote", "who/thought", {"option": stance, "words": self.words("thought", who)})],
            *[[self.one("discuss", "who_decides", self.words("said", who))]] * 2,
            [self.one("report", "left_out", self.chance.choice([[], ["governance/discuss/who_decides"]]))],
        ])  # fmt: skip

    # who asks

    def learner(self) -> None:
        who, path = self.chance.choice(NAMES), self.chance.choice([*LEARNERS, *["mine"] * 5, "mine/talk"])
        method = self.chance.choice(["GET", "PUT", "PUT", "PUT", "POST", "DELETE"][: 6 if len(self.gone) < 60 else 5])
        if method not in ROUTES[path][1] or (method == "DELETE" and self.chance.random() < 0.8):
            method = "GET"
        body = {"tries": self.tries(who)} if method == "PUT" else None
        told = self.ask(path, method, who, body=body)
        if method == "DELETE":
            self.forgotten(who)
        if path == "mine/talk":
            self.groups[who] = [one["seat"] for one in told.get("group", [])]
            if told.get("seat"):
                self.seats[told["seat"]] = who
        for said in WORDS.findall(str(told)):
            mine, kind = self.writer[said] == who, self.kind[said]
            assert (mine and path == "mine") or self.to[said] == who or (kind == "reason" and path == "mine/talk"), (
                who, path, said, self.writer[said])  # fmt: skip
            if kind == "reason" and path == "mine/talk":
                assert said in self.let and said not in self.hidden, (who, said)
        assert not [name for name in NAMES if name in str(told)]
        if path != "mine":
            assert not [mark for mark in self.marks if mark in str(told)]

    def teacher(self) -> None:
        often = [path for path in ROUTES if path.endswith(("/pairs", "/reasons", "[0-9a-f]{32})", "class/words"))]
        path = self.chance.choice([path for path in ROUTES if path not in LEARNERS] + often)
        method = self.chance.choice(list(ROUTES[path][1]))
        session, place = self.chance.choice([*SESSIONS, *[self.begun] * 8]), ()
        if path.startswith("votes"):
            place = (session, *re.findall(r"\(([a-z|]+)\)$", path))
            place = (session, self.chance.choice(place[1].split("|"))) if place[1:] else place
        told = self.ask(path, method, "teacher", place, self.body(path, session))
        if method == "PUT" and place and told.get("phase") == "first":
            self.begun = session
        if place[1:] == ("result",) and method == "POST" and told.get("phase") == "result":
            self.over.add(session)
        found = WORDS.findall(str(told))
        may = {"class": ("said",), "class/words": ("back",)}.get(path, ())
        if path.endswith("/reasons"):
            may = ("reason",)
            self.let |= set(found)
            if found and self.chance.random() < 0.4:
                stance, said = self.chance.choice(sorted(told["reasons"].items()))
                told = self.ask(path, method, "teacher", place, {"hide": [stance, said]})
                self.let |= set(WORDS.findall(str(told)))
        if path.endswith("(result)") and method == "GET":
            assert not found or session in self.over
            may = ("reason", "thought")
        assert not [said for said in found if self.kind[said] not in may], (path, method, found)
        if path not in ("class/names",):
            assert not [name for name in NAMES if name in str(told)]
        if not path.endswith("(result)"):
            assert not [mark for mark in self.marks if mark in str(told)]

    def body(self, path: str, session: str) -> object:
        if path == "class/words":
            id_, name = self.chance.choice([*self.kept.names().items(), ("f" * 32, "")])
            others = [("vote", "who/1"), ("vote", "who/thought")]
            step, item = self.chance.choice([*[("discuss", "who_decides")] * 4, *others])
            return {"learner": id_, "lesson": "governance", "step": step, "item": item,
                    "words": self.words("back", "teacher", name)}  # fmt: skip
        if path.endswith("/reasons"):
            if self.writer and self.chance.random() < 0.2:  # what a teacher was not shown cannot be hidden
                return {"hide": [self.chance.choice(STANCES), self.chance.choice(sorted(self.writer))]}
            return {"show": self.chance.random() < 0.6}
        solution = {"solution": "yes"} if self.chance.random() < 0.3 else {}
        return {"lesson": QUESTION[0], "motion": QUESTION[1], "stances": STANCES, "ordered": True, **solution}

    def owner(self) -> None:
        """Whoever runs the server: exports, forgets, gives up."""
        what = self.chance.choice(["export", "export", "forget", "give up"])
        if what == "export":
            told = "".join(path.read_text("utf-8-sig") for path in export(self.kept, self.folder))
            assert {self.kind[said] for said in WORDS.findall(told)} <= {"said", "back"}
            assert not [one for one in (*NAMES, *self.marks) if one in told]
        elif what == "forget" and self.chance.random() < 0.3:
            name = self.chance.choice(NAMES)
            self.kept.forget(name)
            self.forgotten(name)
        elif what == "give up" and self.chance.random() < 0.3:
            self.kept.give_up_votes()

    def forgotten(self, who: str) -> None:
        """From now on nobody hears them or a line to them, but for reasons that a closed round holds without a name."""
        lines = {said for said, kind in self.kind.items() if kind == "back" and self.to[said] == who}
        self.gone |= lines | {said for said, by in self.writer.items() if by == who}

    def ask(self, path: str, method: str, name: str, place: tuple = (), body: object = None) -> object:
        query = {"lesson": QUESTION[0], "motion": QUESTION[1]}
        one = Request(store=self.kept, name=name, teaches=name == "teacher", query=query, body=body,
                      request=SimpleNamespace(method=method))  # fmt: skip
        try:
            found = ROUTES[path][1][method](one, *place)
        except (HubError, HTTPError, msgspec.MsgspecError) as refused:
            return {"refused": str(refused)}
        self.walked.add((path, method))
        told = msgspec.json.decode(msgspec.json.encode(found))
        if path.endswith("/reasons") and body.get("hide") and self.is_hidden(body["hide"][1]):
            self.hidden.add(body["hide"][1])
        assert path == "mine" or not self.hidden & set(WORDS.findall(str(told))), (path, method, told)
        still = {said for said in WORDS.findall(str(told)) if self.kind[said] not in ("reason", "thought")}
        assert not still & self.gone, (path, method, still & self.gone)
        return told

    def is_hidden(self, said: str) -> bool:
        with self.kept.database.reading() as connection:
            return bool(connection.exec_driver_sql(f"SELECT 1 FROM hidden WHERE words = '{said}'").first())

    def go(self, requests: int) -> None:
        for _ in range(requests):
            self.chance.choice([self.learner] * 7 + [self.teacher] * 6 + [self.owner])()


@pytest.fixture
def kept(url):
    one_store = Store(url)
    yield one_store
    one_store.database.close()


def test_whoever_asks_whatever_in_whatever_order_hears_nothing_that_is_not_for_them(kept, tmp_path):
    walked: set[tuple[str, str]] = set()
    met: set[str] = set()
    for seed in range(4):
        walk = Walk(kept, tmp_path / "out", seed)
        walk.go(600)
        walked |= walk.walked
        met |= {name for name in ("seats", "let", "hidden", "over", "gone") if getattr(walk, name)}
        kept.delete()
        assert (kept.news().tries, kept.names(), kept.words_back()) == ([], {}, [])
    assert len(met) == 5, "the walks have not been everywhere"
    # that of a question without a key nobody is told how many are right: it is asked, and always refused
    assert EVERY - walked == {(path, "GET") for path in ROUTES if path.endswith("/share")}
