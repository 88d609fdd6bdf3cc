"""The ballot box on a class's server: hands and codes lie in the teacher's own box, the class's votes at the service.

The service gives a number while a round is open, and both rounds when the second is closed; nothing before.
"""

from typing import Any
from uuid import uuid4

from kit.answers.ballot import Motion, Reason
from kit.answers.class_link import Link, RefusedError, link
from kit.base.errors import KitError, VoteError
from kit.classroom.vote.ballot_box import BallotBox, Phase, Record, Session
from kit.classroom.vote.movement import Pairs, Round

UNKNOWN = 404


class ServedBox(BallotBox):
    """A ballot box whose rounds also hold what the class votes on its own screens; `live` says that they come alone."""

    live = True

    def __init__(self, box: BallotBox, way: Link) -> None:
        super().__init__(box.file.parent)
        self._link = way

    def begin(self, motion: Motion, id_: str = "") -> Session:
        """Return a new session of a question, unless the class has one on it that is not over; raise VoteError."""
        id_ = id_ or uuid4().hex
        if motion.lesson:
            self._told(id_, motion)
        return super().begin(motion, id_)

    def size(self, id_: str, a_round: int) -> int:
        """Return how many votes are in a round, of the class and by hand; a service that knew no such vote is told."""
        motion = self.session(id_).motion
        return super().size(id_, a_round) + (self._told(id_, motion)["size"] if motion.lesson else 0)

    def record(self, id_: str) -> Record:
        """Return what was voted, by the class and by hand; raise VoteError before the second vote is closed."""
        own = super().record(id_)
        found = self._ask(f"votes/{id_}/result")
        if found is None:
            return own
        first = Round({**own.first.ballots, **found["first"]}, own.first.hands)
        second = Round({**own.second.ballots, **found["second"]}, own.second.hands)
        said = (Reason(one["who"], one["stance"], one["words"]) for one in found["reasons"])
        thoughts = {**own.thoughts, **{mark: tuple(one) for mark, one in found.get("thoughts", {}).items()}}
        reasons, talk = (*own.reasons, *said), found.get("talk", {})
        return self._without_hidden(Record(own.session, first, second, reasons, thoughts, talk))

    def pair(self, id_: str) -> Pairs:
        """Return who talks with whom by code or hand, and how many have a partner in the class's own lessons."""
        pairs, lesson = super().pair(id_), self.session(id_).motion.lesson
        found = self._ask(f"votes/{id_}/pairs", "POST", {}) if lesson else None
        return pairs._replace(people=found["people"] if found else 0)

    def share(self, id_: str) -> tuple[int, int]:
        """Return how many of all who voted are right in a question with a key, and of how many."""
        (right, voted), found = super().share(id_), self._ask(f"votes/{id_}/share") or {"right": 0, "of": 0}
        return right + found["right"], voted + found["of"]

    def screened(self, id_: str) -> dict[str, str]:
        """Return the reasons that may show, from the class first."""
        return {**super().screened(id_), **self._screen(id_, {})}

    def hide(self, id_: str, stance: str, words: str) -> None:
        """Hide a reason for good, for the class too."""
        self._screen(id_, {"hide": [stance, words]})
        super().hide(id_, stance, words)

    def show(self, id_: str) -> None:
        """Let the class read the reasons in its own lessons."""
        self._screen(id_, {"show": True})

    def _screen(self, id_: str, what: dict[str, Any]) -> dict[str, str]:
        return (self._ask(f"votes/{id_}/reasons", "POST", what) or {"reasons": {}})["reasons"]

    def _reach(self, id_: str, phase: Phase) -> None:
        """Go on for the class first: where that fails, nothing has changed here either."""
        if self.session(id_).motion.lesson:
            self._ask(f"votes/{id_}/{phase}", "POST", {})
        super()._reach(id_, phase)

    def _told(self, id_: str, motion: Motion) -> dict[str, Any]:
        about = {"lesson": motion.lesson, "motion": motion.id, "stances": motion.ids, "ordered": motion.ordered}
        about |= {"solution": motion.right} if motion.right else {}
        return self._ask(f"votes/{id_}", "PUT", about) or {"size": 0}

    def _ask(self, path: str, method: str = "GET", body: Any = None) -> Any:
        """Return what the service answers, None when it knows no such vote; raise VoteError."""
        try:
            return self._link.ask(path, method, body, patience=5)
        except KitError as problem:
            if isinstance(problem, RefusedError) and problem.status == UNKNOWN:
                return None
            raise VoteError(str(problem)) from None


def served(box: BallotBox) -> BallotBox:
    """Return the box itself; on a class's server, one that also takes the class's own votes."""
    return ServedBox(box, way) if (way := link()) else box
