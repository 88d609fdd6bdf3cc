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
from kit.base.labels import prose, said
from kit.classroom.inbox.folder import ClassFolder, Refused

WORDS = prose(__file__)
HERE = said("the class on this server")
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
        self._touched: set[str] = set()  # whose hand-in is to be made anew; what was read before a page failed stays
        self._left_out = 0

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
        left_out = (Refused(HERE, WORDS("left_out", number=self._left_out)),) if self._left_out else ()
        return ClassFolder(Path(HERE), tuple(self._hand_ins.values()), left_out)

    def _take_news(self) -> bool:
        """Take in all that is new, and return whether there was anything."""
        more, began_anew = True, False
        while more:
            news = self._link.ask(f"class?after={self._last}&epoch={self._epoch}", patience=PATIENCE)
            if news["epoch"] != self._epoch:
                began_anew = bool(self._epoch)
                self._begin()
            self._epoch, self._last, more = news["epoch"], news["last"], news["more"]
            self._left_out += news.get("left_out", 0)
            for one in news["tries"]:
                self._take(one)
        if self._touched - self._names.keys():
            self._names = self._link.ask("class/names", patience=PATIENCE)["names"]
        self._hand_ins |= {learner: self._hand_in(learner) for learner in self._touched}
        changed, self._touched = bool(self._touched), set()
        return changed or began_anew

    def _take(self, one: dict[str, Any]) -> None:
        """Take in a try; one that nobody can read is left out and counted."""
        learner = one["learner"]
        try:
            time = datetime.fromisoformat(one["time"]).astimezone()
            taken = Try(one["id"], one["lesson"], one["step"], one["item"], one["value"], time)
        except (ValueError, OverflowError, OSError):
            self._left_out += 1
            return
        self._tries[learner].pop(taken.id, None)  # they come in the order in which they were written
        self._tries[learner][taken.id] = taken
        self._touched.add(learner)
        if not one["aloud"]:
            self._quiet[learner].add(f"{one['lesson']}/{one['step']}/{one['item']}")

    def _hand_in(self, learner: str) -> HandIn:
        tries = list(self._tries[learner].values())
        answers = tuple(answers_of(tries, self._quiet[learner]))
        name = self._names.get(learner, "")
        return HandIn(FORMAT, VERSION, kit.__version__, learner, name, tries[-1].time, answers)


def whole_class() -> WholeClass | None:
    """Return the class on this server, or None where this is no server of a class."""
    found = link()
    return WholeClass(found) if found else None
