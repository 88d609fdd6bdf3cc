"""The answers service: keeps what learners send, gives a teacher the class. Who asks is known from the hub alone.

The hub starts it (`python -m kit.classroom.server.service`) and tells it in the environment where it is to listen.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from socket import socket
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

import msgspec
from jupyterhub.services.auth import HubAuth
from msgspec import Meta, Struct
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.process import fork_processes
from tornado.web import Application, HTTPError, RequestHandler, stream_request_body

from kit.answers.class_link import OWN
from kit.base.errors import HubError
from kit.classroom.server.database import UnavailableError
from kit.classroom.server.store import Store
from kit.classroom.server.tries import Parcel, Word, sorted_out
from kit.classroom.server.votes import NoSuchVoteError, OutOfTurnError

T = TypeVar("T")

MOST_BYTES = 5_000_000
DRAINED = 10_000_000_000  # of a body that is too long; what is not heard out never reads why it was refused
TOO_MUCH = f"A request may have {MOST_BYTES:,} bytes."
AT_ONCE = 8
# seconds for which what the hub has said of a token holds. The hub takes far longer to say it than an answer takes to
# be kept, so a learner is believed longer; whoever is a teacher no longer stays one for the shorter time
TRUSTED, TRUSTED_TO_TEACH = 300, 60
NOBODY = "This needs a token of the hub that may use the class's answers."
STATUS: dict[type[Exception], int] = {
    UnavailableError: 503, NoSuchVoteError: 404, OutOfTurnError: 409,
    msgspec.MsgspecError: 400, UnicodeDecodeError: 400, RecursionError: 400,
}  # fmt: skip


class Motion(Struct, frozen=True, forbid_unknown_fields=True):
    """What a teacher lets a class vote on."""

    lesson: Word
    motion: Word
    stances: Annotated[list[Word], Meta(min_length=2, max_length=15)]
    ordered: bool = False


class Screening(Struct, frozen=True, forbid_unknown_fields=True):
    """What a teacher does with the reasons that may show: hide one, as (stance, words), or show them."""

    hide: tuple[Word, str] | None = None
    show: bool = False


@stream_request_body
class Asked(RequestHandler):
    """A request that has been let in; `name` is whoever asks, as the hub says."""

    trusted = TRUSTED

    def initialize(self, store: Store, hubs: dict[int, HubAuth], teachers: str, pool: ThreadPoolExecutor) -> None:
        """Take what all requests share."""
        self.store, self.hub, self.teachers, self.pool = store, hubs[self.trusted], teachers, pool
        self.name, self.teaches = "", False
        self.body = bytearray()

    def data_received(self, chunk: bytes) -> None:
        """Take in a piece of the body; of one that is too long no more than shows it."""
        if len(self.body) <= MOST_BYTES:
            self.body += chunk

    def asked(self, form: type[T]) -> T:
        """Return the body in its form; raise HTTPError or msgspec's errors."""
        if len(self.body) > MOST_BYTES:
            raise HTTPError(413, log_message=TOO_MUCH)
        return msgspec.json.decode(self.body, type=form)

    async def prepare(self) -> None:
        """Let in whoever has a token for this service, or refuse with 403."""
        user = await self._user()
        if not user or user.get("kind") != "user" or not self.hub.check_scopes(self.hub.access_scopes, user):
            raise HTTPError(403, reason="Forbidden", log_message=NOBODY)
        self.name, self.teaches = user["name"], self.teachers in user.get("groups", ())
        if not self.lets_in():
            raise HTTPError(403, reason="Forbidden", log_message="Only a teacher of this class may see this.")

    async def _user(self) -> dict[str, Any] | None:
        """Return the hub's word on the token in the header; cookies and addresses are not looked at."""
        found = self.hub.auth_header_pat.fullmatch(self.request.headers.get("Authorization", ""))
        if not found:
            return None
        try:
            return await self.hub.user_for_token(found[1], sync=False)
        except HTTPError as error:
            raise HTTPError(503, log_message="The hub cannot be asked just now.") from error

    def lets_in(self) -> bool:
        """Return whether this user may ask this."""
        return True

    async def work(self, work: Callable[..., T], *arguments: Any) -> T:
        """Return what the store gives; it works beside the loop, so that a slow disk holds up nobody else."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, work, *arguments)

    def reply(self, answer: Any) -> None:
        """Send an answer as JSON."""
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(msgspec.json.encode(answer))

    def check_xsrf_cookie(self) -> None:
        """Need no mark against forged requests: a browser sends no token by itself."""

    def write_error(self, status_code: int, **told: Any) -> None:
        """Say in one sentence what was wrong."""
        error = told.get("exc_info", (None, None, None))[1]
        words = getattr(error, "log_message", None) or (str(error) if isinstance(error, tuple(STATUS)) else "")
        self.reply({"message": words or self._reason})

    def _handle_request_exception(self, error: BaseException) -> None:
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), None)
        if status is None:
            return super()._handle_request_exception(error)
        self.send_error(status, exc_info=(type(error), error, error.__traceback__))


class TeacherAsked(Asked):
    """A request that only the teachers' group may make."""

    trusted = TRUSTED_TO_TEACH

    def lets_in(self) -> bool:
        """Return whether this user is a teacher."""
        return self.teaches


class Health(Asked):
    """Is the database there?"""

    async def prepare(self) -> None:
        """Let everybody in: there is nothing to see."""

    async def get(self) -> None:
        """Say which form the database has."""
        self.reply({"form": await self.work(self.store.form)})


class Mine(Asked):
    """One's own answers."""

    async def get(self) -> None:
        """Give the learner what the learner has sent."""
        self.reply({"tries": await self.work(self.store.own, self.name)})

    async def put(self) -> None:
        """Keep tries; say which are kept and which never will be."""
        good, refused = sorted_out(self.asked(Parcel))
        if self.teaches:  # who shows a lesson on the projector is not one more learner on the board
            self.reply({"kept": [], "refused": {**refused, **{one.id: OWN for one in good}}})
            return
        receipt = await self.work(self.store.keep, self.name, good, self.get_query_argument("after", ""))
        refused |= receipt.refused
        kept = [one.id for one in good if one.id not in refused]
        self.reply({"kept": kept, "refused": refused, "met": receipt.met, "anew": receipt.anew})

    async def delete(self) -> None:
        """Remove all that the learner has sent."""
        self.reply({"removed": await self.work(self.store.forget, self.name)})


class Talk(Asked):
    """What a learner may see of the vote on a question: partners, what they said, reasons of the class."""

    async def get(self) -> None:
        """Give it."""
        self.reply(await self.work(self.store.talk, self.name, *self._question()))

    async def post(self) -> None:
        """Leave a partner who is gone, once, and give what is seen then."""
        self.reply(await self.work(self.store.talk, self.name, *self._question(), True))

    def _question(self) -> list[str]:
        return [msgspec.convert(self.get_query_argument(name, ""), Word) for name in ("lesson", "motion")]


class Between(TeacherAsked):
    """What a teacher does between two votes."""

    async def post(self, session: str, what: str) -> None:
        """Give everybody a partner and say how many have one; or hide or show reasons, and give what shows."""
        if what == "pairs":
            return self.reply(await self.work(self.store.pair, session))
        asked = self.asked(Screening)
        self.reply(await self.work(self.store.reasons, session, asked.hide, asked.show))


class Class(TeacherAsked):
    """The class's answers, by random ids."""

    async def get(self) -> None:
        """Give what is new since a number."""
        after = self.get_query_argument("after", "0")
        if not after.isdecimal() or len(after) > 18:
            raise HTTPError(400, log_message="'after' must be a number from 0.")
        self.reply(await self.work(self.store.news, int(after), self.get_query_argument("epoch", "")))


class Names(TeacherAsked):
    """Who is behind the random ids."""

    async def get(self) -> None:
        """Give the names."""
        self.reply({"names": await self.work(self.store.names)})


class AVote(TeacherAsked):
    """A vote: begin it, and how far it is."""

    async def put(self, session: str) -> None:
        """Begin a vote, or hear how far it is."""
        motion = self.asked(Motion)
        await self.work(self.store.begin_vote, session, *msgspec.structs.astuple(motion))
        await self.get(session)

    async def get(self, session: str) -> None:
        """Say how far a vote is, and how many votes are in."""
        phase, size = await self.work(self.store.vote, session)
        self.reply({"phase": phase, "size": size})


class Phase(TeacherAsked):
    """A vote's next phase, and what came of it."""

    async def post(self, session: str, phase: str) -> None:
        """Go on."""
        phase, size = await self.work(self.store.move_vote, session, phase)
        self.reply({"phase": phase, "size": size})

    async def get(self, session: str, phase: str) -> None:
        """Give both rounds, once the second is closed."""
        if phase != "result":
            raise HTTPError(405)
        self.reply(await self.work(self.store.result, session))


class Nowhere(Asked):
    """Any other address."""

    async def prepare(self) -> None:
        """Say that there is nothing here, to those who may ask at all."""
        await super().prepare()
        raise HTTPError(404, log_message="There is no such address.")


def application(store: Store, prefix: str, teachers: str) -> Application:
    """Return the service below a prefix, such as `/services/answers/`."""
    hubs = {seconds: HubAuth(cache_max_age=seconds) for seconds in (TRUSTED, TRUSTED_TO_TEACH)}
    shared = {"store": store, "hubs": hubs, "teachers": teachers, "pool": ThreadPoolExecutor(AT_ONCE)}
    routes = {
        "health": Health, "mine": Mine, "mine/talk": Talk, "class": Class, "class/names": Names,
        r"votes/([0-9a-f]{32})": AVote,
        r"votes/([0-9a-f]{32})/(pairs|reasons)": Between,
        r"votes/([0-9a-f]{32})/(discuss|second|result)": Phase,
    }  # fmt: skip
    places = [(f"{prefix}{route}", handler, shared) for route, handler in routes.items()]
    return Application(places, default_handler_class=Nowhere, default_handler_args=shared)


async def serve(sockets: list[socket], store: Store) -> None:
    """Serve until the hub ends this process, or the one that watches over it."""
    prefix, teachers = os.environ["JUPYTERHUB_SERVICE_PREFIX"], os.environ.get("KIT_TEACHERS", "teachers")
    server = HTTPServer(application(store, prefix, teachers), max_body_size=DRAINED)
    server.add_sockets(sockets)
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    watcher = os.getppid()
    while not ended.is_set() and os.getppid() == watcher:
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), 1)
    server.stop()


def main() -> None:
    """Run the service; a database that can never be used is said in one sentence.

    This process holds the door and starts another that does the work, anew whenever that one ends: the hub itself
    would take half a minute to see it. Who knocks meanwhile waits a moment, and is not turned away.
    """
    try:
        store = Store(os.environ["KIT_DATABASE"], os.environ.get("KIT_HUB", ""))
    except HubError as problem:
        raise SystemExit(str(problem)) from None
    place = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    sockets = bind_sockets(place.port, os.environ.get("KIT_LISTEN") or place.hostname)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    fork_processes(1, max_restarts=10_000)
    asyncio.run(serve(sockets, store))


if __name__ == "__main__":
    main()
