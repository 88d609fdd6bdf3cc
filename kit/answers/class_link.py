"""The way to the class's answers: where the hub says, with the token that the hub gave to this server."""

import json
import os
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from kit.answers.keys import as_json
from kit.base.errors import KitError, or_else

PLACE, TOKEN = "KIT_CLASS", "JUPYTERHUB_API_TOKEN"
SWITCH = "KIT_WORDS_BACK"  # `off` where teachers write no lines under answers
OWN = "What a teacher answers stays with the teacher."
_direct = build_opener(ProxyHandler({}))  # the service is near; a school's way to the internet does not lead there


class AwayError(KitError):
    """The class's server cannot be reached just now, or cannot do its work; the same may be asked again."""


class RefusedError(KitError):
    """The class's server has understood and will not do it; `status` says which kind of refusal."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


class Link(NamedTuple):
    """Where the class's answers are, and who asks."""

    place: str
    token: str

    def ask(self, path: str, method: str = "GET", body: Any = None, patience: float = 10) -> Any:
        """Return the JSON that the service answers; raise AwayError or RefusedError."""
        raw = None if body is None else as_json(body)
        request = Request(self.place + path, raw, {"Authorization": f"token {self.token}"}, method=method)
        try:
            with _direct.open(request, timeout=patience) as answer:
                return json.loads(answer.read())
        except HTTPError as error:
            raise _refusal(error) from None
        except (OSError, HTTPException, ValueError, RecursionError) as error:
            raise AwayError(f"The class's server cannot be reached just now ({error}).") from None


def link() -> Link | None:
    """Return the way to the class, or None where this is no server of a class."""
    place, token = os.environ.get(PLACE, ""), os.environ.get(TOKEN, "")
    return Link(place, token) if place and token else None


def wanted() -> bool:
    """Return whether lines go back to learners; where there is no class's server, nobody has said no."""
    return os.environ.get(SWITCH) != "off"


def _refusal(error: HTTPError) -> KitError:
    told = or_else(lambda _: error.reason, OSError, HTTPException, ValueError, KeyError, TypeError)
    words = str(told(lambda: json.loads(error.read())["message"])())
    if error.code >= 500 or error.code == 429:
        return AwayError(f"The class's server cannot do this just now ({words}).")
    return RefusedError(error.code, words)
