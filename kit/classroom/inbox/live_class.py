"""The class as a teacher's board reads it from the class's server: what a folder of hand-ins is elsewhere."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import kit
from kit.answers.class_link import Link, link
from kit.answers.hand_in import FORMAT, VERSION, HandIn, answers_of
from kit.answers.journal import Try
from kit.base.errors import KitError
from kit.classroom.inbox.folder import ClassFolder

HERE = "the class on this server"
PATIENCE = 3  # seconds: the teacher's page waits for it


class WholeClass:
    """All that the class has sent, as far as it was read; each look asks for what is new alone."""

    def __init__(self, way: Link) -> None:
        self._link = way
        self._begin()

    def _begin(self) -> None:
        self._epoch, self._last = "", 0
        self._tries: dict[str, dict[str, Try]] = defaultdict(dict)
        self._quiet: dict[str, set[str]] = defaultdict(set)
        self._hand_ins: dict[str, HandIn] = {}
        self._names: dict[str, str] = {}

    def read(self, before: ClassFolder | None = None) -> ClassFolder:
        """Return the class: `before` itself when nothing has changed. Never raises."""
        old = before if before and before.path == Path(HERE) else None
        if old is None:
            self._begin()
        try:
            changed = self._take_news()
        except KitError as problem:
            away = replace(old or ClassFolder(Path(HERE)), trouble=str(problem))
            return old if old and old == away else away
        if old and not changed and not old.trouble:
            return old
        return ClassFolder(Path(HERE), tuple(self._hand_ins.values()))

    def _take_news(self) -> bool:
        """Take in all that is new, and return whether there was anything."""
        more, touched, began_anew = True, set(), False
        while more:
            news = self._link.ask(f"class?after={self._last}&epoch={self._epoch}", patience=PATIENCE)
            if news["epoch"] != self._epoch:
                began_anew = bool(self._epoch)
                self._begin()
                touched = set()
            self._epoch, self._last, more = news["epoch"], news["last"], news["more"]
            touched |= {self._take(one) for one in news["tries"]}
        if touched - self._names.keys():
            self._names = self._link.ask("class/names", patience=PATIENCE)["names"]
        self._hand_ins |= {learner: self._hand_in(learner) for learner in touched}
        return bool(touched) or began_anew

    def _take(self, one: dict[str, Any]) -> str:
        learner = one["learner"]
        time = datetime.fromisoformat(one["time"]).astimezone()
        self._tries[learner][one["id"]] = Try(one["id"], one["lesson"], one["step"], one["item"], one["value"], time)
        if not one["aloud"]:
            self._quiet[learner].add(f"{one['lesson']}/{one['step']}/{one['item']}")
        return learner

    def _hand_in(self, learner: str) -> HandIn:
        tries = sorted(self._tries[learner].values(), key=lambda one: one.time)
        answers = tuple(answers_of(tries, self._quiet[learner]))
        name = self._names.get(learner, "")
        return HandIn(FORMAT, VERSION, kit.__version__, learner, name, tries[-1].time, answers)


def whole_class() -> WholeClass | None:
    """Return the class on this server, or None where this is no server of a class."""
    found = link()
    return WholeClass(found) if found else None
