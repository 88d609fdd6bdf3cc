"""The ballot box on a class's server: hands and codes lie in the teacher's own box, the class's votes at the service.

The service gives a number while a round is open, and both rounds when the second is closed; nothing before.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from kit.answers.ballot import Motion, Reason
from kit.answers.class_link import Link, RefusedError, link
from kit.base.errors import KitError, VoteError
from kit.classroom.vote.ballot_box import EMPTY, BallotBox, Record, Session
from kit.classroom.vote.movement import Round

UNKNOWN = 404


class ServedBox:
    """A ballot box whose rounds also hold what the class votes on its own screens; `live` says that they come alone."""

    live = True

    def __init__(self, box: BallotBox, way: Link) -> None:
        self._box, self._link = box, way

    def sessions(self) -> list[Session]:
        """Return all sessions, the newest first; raise VoteError."""
        return self._box.sessions()

    def session(self, id_: str) -> Session:
        """Return a session by its id; raise VoteError."""
        return self._box.session(id_)

    def put(self, id_: str, a_round: int, ballots: Mapping[str, str], reasons: Iterable[Reason] = ()) -> None:
        """Put ballots (mark -> stance) into the teacher's own box; raise VoteError."""
        self._box.put(id_, a_round, ballots, reasons)

    def count_hands(self, id_: str, a_round: int, hands: Mapping[str, int]) -> None:
        """Put counted hands (stance -> number) into the teacher's own box; raise VoteError."""
        self._box.count_hands(id_, a_round, hands)

    def hear(self, id_: str, stance: str, words: str) -> None:
        """Keep a reason that was heard in class; raise VoteError."""
        self._box.hear(id_, stance, words)

    def heard(self, id_: str) -> dict[str, str]:
        """Return the reasons that were heard in class, by stance; raise VoteError."""
        return self._box.heard(id_)

    def begin(self, motion: Motion) -> Session:
        """Return a new session of a question, unless the class has one on it that is not over; raise VoteError."""
        id_ = uuid4().hex
        if motion.lesson:
            self._told(id_, motion)
        return self._box.begin(motion, id_)

    def size(self, id_: str, a_round: int) -> int:
        """Return how many votes are in a round, from the class and by hand."""
        return self._box.size(id_, a_round) + self._of_class(id_)

    def close_first(self, id_: str) -> None:
        """Close the first vote for good, here and for the class."""
        self._not_empty(id_, 1)
        self._move(id_, "discuss")
        self._box.close_first(id_, also=self._of_class(id_))

    def open_second(self, id_: str) -> None:
        """Open the second vote."""
        self._move(id_, "second")
        self._box.open_second(id_)

    def close_second(self, id_: str) -> None:
        """Close the second vote for good; from now on both can be shown."""
        self._not_empty(id_, 2)
        self._move(id_, "result")
        self._box.close_second(id_, also=self._of_class(id_))

    def record(self, id_: str) -> Record:
        """Return what was voted, by the class and by hand; raise VoteError before the second vote is closed."""
        own = self._box.record(id_)
        found = self._ask(f"votes/{id_}/result")
        if found is None:
            return own
        first, second = (
            Round({**mine.ballots, **found[name]}, mine.hands)
            for name, mine in (("first", own.first), ("second", own.second))
        )
        said = (Reason(one["who"], one["stance"], one["words"]) for one in found["reasons"])
        return Record(own.session, first, second, (*own.reasons, *said))

    def _not_empty(self, id_: str, a_round: int) -> None:
        if not self.size(id_, a_round):
            raise VoteError(EMPTY)

    def _of_class(self, id_: str) -> int:
        """Return how many of the class have voted; the service is told of the vote if it does not know it yet."""
        session = self._box.session(id_)
        return self._told(id_, session.motion)["size"] if session.motion.lesson else 0

    def _told(self, id_: str, motion: Motion) -> dict[str, Any]:
        about = {"lesson": motion.lesson, "motion": motion.id, "stances": motion.ids}
        return self._ask(f"votes/{id_}", "PUT", about) or {"size": 0}

    def _move(self, id_: str, phase: str) -> None:
        if self._box.session(id_).motion.lesson:
            self._ask(f"votes/{id_}/{phase}", "POST", {})

    def _ask(self, path: str, method: str = "GET", body: Any = None) -> Any:
        """Return what the service answers, None when it knows no such vote; raise VoteError."""
        try:
            return self._link.ask(path, method, body, patience=5)
        except RefusedError as problem:
            if problem.status == UNKNOWN:
                return None
            raise VoteError(str(problem)) from None
        except KitError as problem:
            raise VoteError(str(problem)) from None


def served(box: BallotBox) -> BallotBox | ServedBox:
    """Return the box itself; on a class's server, one that also takes the class's own votes."""
    found = link()
    return ServedBox(box, found) if found else box
