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

from kit.answers.class_link import OWN, wanted
from kit.answers.keys import LINE, plain
from kit.base.errors import HubError
from kit.classroom.server.database import Parcel, UnavailableError, Word, sorted_out
from kit.classroom.server.store import News, Store
from kit.classroom.server.votes import NoSuchVoteError, OutOfTurnError

T = TypeVar("T")
Work = Callable[..., Any]  # of a request and of the parts of its address, and what it gives is the answer

MOST_BYTES = 5_000_000
DRAINED = 10_000_000_000  # of a body that is too long; what is not heard out never reads why it was refused
TOO_MUCH = f"A request may have {MOST_BYTES:,} bytes."
AT_ONCE = 8
ALL, USERS, TEACHERS = "all", "users", "teachers"  # who may ask
SESSION = "([0-9a-f]{32})"
# seconds for which what the hub has said of a token holds. The hub takes far longer to say it than an answer takes to
# be kept, so a learner is believed longer; whoever is a teacher no longer stays one for the shorter time
TRUSTED, TRUSTED_TO_TEACH = 300, 60
NOBODY = "This needs a token of the hub that may use the class's answers."
STATUS: dict[type[Exception], int] = {
    UnavailableError: 503, NoSuchVoteError: 404, OutOfTurnError: 409,
    msgspec.MsgspecError: 400, UnicodeDecodeError: 400, RecursionError: 400,
}  # fmt: skip


class Motion(Struct, frozen=True, forbid_unknown_fields=True):
    """What a teacher lets a class vote on; `solution` is the right one of a question with a key."""

    lesson: Word
    motion: Word
    stances: Annotated[list[Word], Meta(min_length=2, max_length=15)]
    ordered: bool = False
    solution: Annotated[str, Meta(max_length=300)] = ""


class Back(Struct, frozen=True, forbid_unknown_fields=True):
    """A line that a teacher writes under an answer, whose learner is known by the random id alone."""

    learner: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$(?!\n)")]
    lesson: Word
    step: Word
    item: Word
    words: Annotated[str, Meta(max_length=LINE)]


class Screening(Struct, frozen=True, forbid_unknown_fields=True):
    """What a teacher does with the reasons that may show: hide one, as (stance, words), or show them."""

    hide: tuple[Word, str] | None = None
    show: bool = False


@stream_request_body
class Asked(RequestHandler):
    """A request; once it has been let in, `name` is whoever asks, as the hub says."""

    def initialize(self, store: Store, hubs: dict[int, HubAuth], teachers: str, pool: ThreadPoolExecutor,
                   who: str = USERS, does: dict[str, Work] | None = None) -> None:  # fmt: skip
        """Take what all requests share, who may ask this, and what is then done by the request's method."""
        self.store, self.teachers, self.pool, self.who, self.does = store, teachers, pool, who, does
        self.hub = hubs[TRUSTED_TO_TEACH if who == TEACHERS else TRUSTED]
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
        if self.who == ALL:
            return
        user = await self._user()
        if not user or user.get("kind") != "user" or not self.hub.check_scopes(self.hub.access_scopes, user):
            raise HTTPError(403, reason="Forbidden", log_message=NOBODY)
        self.name, self.teaches = user["name"], self.teachers in user.get("groups", ())
        if self.who == TEACHERS and not self.teaches:
            raise HTTPError(403, reason="Forbidden", log_message="Only a teacher of this class may see this.")
        if self.does is None:
            raise HTTPError(404, log_message="There is no such address.")

    async def _user(self) -> dict[str, Any] | None:
        """Return the hub's word on the token in the header; cookies and addresses are not looked at."""
        found = self.hub.auth_header_pat.fullmatch(self.request.headers.get("Authorization", ""))
        if not found:
            return None
        try:
            return await self.hub.user_for_token(found[1], sync=False)
        except HTTPError as error:
            raise HTTPError(503, log_message="The hub cannot be asked just now.") from error

    async def answer(self, *place: str) -> None:
        """Do what is asked and send what comes of it, beside the loop: a slow disk holds up nobody else."""
        if not (work := self.does.get(self.request.method)):
            raise HTTPError(405)
        self.reply(await asyncio.get_running_loop().run_in_executor(self.pool, work, self, *place))

    get = put = post = delete = answer

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


def _keep(one: Asked) -> dict[str, Any]:
    """Keep tries; say which are kept and which never will be."""
    good, refused = sorted_out(one.asked(Parcel))
    if one.teaches:  # who shows a lesson on the projector is not one more learner on the board
        return {"kept": [], "refused": {**refused, **{sent.id: OWN for sent in good}}}
    receipt = one.store.keep(one.name, good, one.get_query_argument("after", ""))
    refused |= receipt.refused
    kept = [sent.id for sent in good if sent.id not in refused]
    return {"kept": kept, "refused": refused, "met": receipt.met, "anew": receipt.anew}


def _news(one: Asked) -> News:
    after = one.get_query_argument("after", "0")
    if not after.isdecimal() or len(after) > 18:
        raise HTTPError(400, log_message="'after' must be a number from 0.")
    return one.store.news(int(after), one.get_query_argument("epoch", ""))


def _begin(one: Asked, session: str) -> dict[str, Any]:
    one.store.begin_vote(session, *msgspec.structs.astuple(one.asked(Motion)))
    return _told(*one.store.vote(session))


def _talk(one: Asked) -> dict[str, Any]:
    """Return what a learner may see of the vote on a question; whoever posts leaves a partner who is gone."""
    question = (msgspec.convert(one.get_query_argument(name, ""), Word) for name in ("lesson", "motion"))
    return one.store.talk(one.name, *question, one.request.method == "POST")


def _write_back(one: Asked) -> dict[str, Any]:
    *place, words = msgspec.structs.astuple(one.asked(Back))
    if not one.store.write_back(*place, plain(words)):
        raise HTTPError(404, log_message="The class has no such answer, or it was answered since. Look again.")
    return {"kept": True}


def _told(phase: str, size: int) -> dict[str, Any]:
    """Return how far a vote is, and how many votes are in."""
    return {"phase": phase, "size": size}


# address -> who may ask, and what is done by the request's method
ROUTES: dict[str, tuple[str, dict[str, Work]]] = {
    "health": (ALL, {"GET": lambda one: {"form": one.store.form()}}),
    "mine": (USERS, {
        "GET": lambda one: {"tries": one.store.own(one.name)},
        "PUT": _keep,
        "DELETE": lambda one: {"removed": one.store.forget(one.name)},
    }),
    "mine/talk": (USERS, {"GET": _talk, "POST": _talk}),
    "mine/words": (USERS, {"GET": lambda one: {"lines": one.store.words_back(one.name)}}),
    "class/words": (TEACHERS, {"GET": lambda one: {"lines": one.store.words_back()}, "PUT": _write_back}),
    "class": (TEACHERS, {"GET": _news}),
    "class/names": (TEACHERS, {"GET": lambda one: {"names": one.store.names()}}),
    f"votes/{SESSION}": (TEACHERS, {"GET": lambda one, vote: _told(*one.store.vote(vote)), "PUT": _begin}),
    f"votes/{SESSION}/pairs": (TEACHERS, {"POST": lambda one, vote: one.store.pair(vote)}),
    f"votes/{SESSION}/share": (TEACHERS, {"GET": lambda one, vote: one.store.share(vote)}),
    f"votes/{SESSION}/reasons": (TEACHERS, {
        "POST": lambda one, vote: one.store.reasons(vote, *msgspec.structs.astuple(one.asked(Screening))),
    }),
    f"votes/{SESSION}/(discuss|second)": (TEACHERS, {"POST": lambda one, *to: _told(*one.store.move_vote(*to))}),
    f"votes/{SESSION}/(result)": (TEACHERS, {
        "POST": lambda one, *to: _told(*one.store.move_vote(*to)),
        "GET": lambda one, vote, _: one.store.result(vote),
    }),
}  # fmt: skip


def application(store: Store, prefix: str, teachers: str) -> Application:
    """Return the service below a prefix, such as `/services/answers/`."""
    hubs = {seconds: HubAuth(cache_max_age=seconds) for seconds in (TRUSTED, TRUSTED_TO_TEACH)}
    shared = {"store": store, "hubs": hubs, "teachers": teachers, "pool": ThreadPoolExecutor(AT_ONCE)}
    places = [(prefix + at, Asked, {**shared, "who": who, "does": does}) for at, (who, does) in ROUTES.items()
              if wanted() or not at.endswith("/words")]  # fmt: skip
    return Application(places, default_handler_class=Asked, default_handler_args=shared)


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
