"""A hub behind a learning platform: a small platform of our own logs people in by LTI 1.3, and hears who is done."""

import importlib.util
import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from datetime import datetime
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from kit.base.paths import ROOT
from tests.hub.servers import Hub, ask
from tests.hub.test_service import a_try

HERE = importlib.util.find_spec("ltiauthenticator") is not None
HINT = "no jupyterhub-ltiauthenticator, so the log-in from a platform was not tried; see docs/platforms.md"
if not HERE and os.environ.get("KIT_HUB_TESTS") != "required":
    pytest.skip(HINT, allow_module_level=True)

import jwt  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: E402

CONFIG, DONE = (ROOT / "docs" / "deploy" / "lti" / name for name in ("jupyterhub_config.py", "done.py"))
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"


class Platform:
    """Serves its public key, signs what it says of a person with the other one, and keeps a gradebook."""

    def __init__(self) -> None:
        self.key, self.stranger = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        keys = json.dumps({"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}).encode()
        self.tool, self.seen, self.scores, platform = None, set(), [], self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send(200, keys)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                take = platform.leave if self.path == "/token" else platform.score
                self.send(*take(self.path, body, self.headers))

            def send(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def leave(self, _: str, body: bytes, __: object) -> tuple[int, bytes]:
        """Give leave to write scores to the tool alone, for what it has signed, once."""
        asked = dict(parse_qsl(body.decode()))
        try:
            told = jwt.decode(
                asked["client_assertion"], self.tool, ["RS256"], audience=f"{self.url}/token", issuer="kit",
                options={"require": ["iss", "sub", "aud", "iat", "exp", "jti"]},
            )  # fmt: skip
        except jwt.PyJWTError as problem:
            return 401, json.dumps({"error": "invalid_client", "why": str(problem)}).encode()
        kinds = asked["grant_type"], asked["client_assertion_type"].rpartition(":")[2], asked["scope"], told["sub"]
        if kinds != ("client_credentials", "jwt-bearer", SCORE, "kit") or told["jti"] in self.seen:
            return 400, b"{}"
        self.seen.add(told["jti"])
        return 200, json.dumps({"access_token": "leave", "token_type": "Bearer", "expires_in": 3600}).encode()

    def score(self, path: str, body: bytes, head: dict[str, str]) -> tuple[int, bytes]:
        """Keep a score that has its form; what must be in it is what Moodle and Canvas ask for."""
        found = json.loads(body)
        kind = head["Content-Type"], head["Authorization"]
        if kind != ("application/vnd.ims.lis.v1.score+json", "Bearer leave"):
            return 401, b"{}"
        if not {"userId", "timestamp", "activityProgress", "gradingProgress"} <= {*found} or "full" in path:
            return 422, b"{}"
        datetime.fromisoformat(found.pop("timestamp"))
        self.scores.append((path, found))
        return 200, b"{}"

    def environment(self, course: str) -> dict[str, str]:
        return {
            "KIT_LTI_ISSUER": self.url,
            "KIT_LTI_AUTHORIZE": f"{self.url}/authorize",
            "KIT_LTI_KEYS": f"{self.url}/keys",
            "KIT_LTI_CLIENT": "kit",
            "KIT_LTI_COURSE": course,
            "KIT_LTI_HTTP": "1",
        }

    def says(self, asked: dict[str, str], person: str, **changed: object) -> dict[str, str]:
        """The form that a browser brings to the hub: what the platform says of a person, signed."""
        now, key = int(time.time()), changed.pop("key", self.key)
        told = {
            "iss": self.url,
            "aud": asked["client_id"],
            "sub": person,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}deployment_id": "1",
            f"{CLAIM}target_link_uri": asked["target"],
            f"{CLAIM}roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
            f"{CLAIM}resource_link": {"id": "lesson"},
            f"{CLAIM}context": {"id": "10b"},
            **changed,
        }
        return {"id_token": jwt.encode(told, key, "RS256", {"kid": "one"}), "state": asked["state"]}


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing, so that each step of a log-in is seen."""

    def redirect_request(self, *_: object) -> None:
        return None


class Browser:
    """Keeps cookies, and goes one step at a time."""

    def __init__(self) -> None:
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), Stay)

    def go(self, url: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return the status, where it sends on, and the page."""
        try:
            answer = self._opener.open(url, urlencode(form).encode() if form else None, timeout=60)
        except urllib.error.HTTPError as other:
            answer = other
        with answer:
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()

    def launch(self, hub: Hub, platform: Platform, person: str, **changed: object) -> tuple[int, str, str]:
        target = f"{hub.url}/hub"
        first = {"iss": platform.url, "login_hint": person, "target_link_uri": target, "client_id": "kit"}
        status, to, _ = self.go(f"{hub.url}/hub/lti13/oauth_login?{urlencode(first)}")
        assert status == 302 and to.startswith(f"{platform.url}/authorize?")
        asked = {**dict(parse_qsl(urlsplit(to).query)), "target": target}
        assert asked["redirect_uri"] == f"{hub.url}/hub/lti13/oauth_callback"
        changed = {name: value(asked) if callable(value) else value for name, value in changed.items()}
        return self.go(asked["redirect_uri"], platform.says(asked, person, **changed))


@pytest.fixture(scope="module")
def platform():
    running = Platform()
    yield running
    running.server.shutdown()


@pytest.fixture(scope="module")
def hub(platform, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lti")
    told = {**platform.environment("10b"), "KIT_LTI_LAUNCHES": str(folder / "launches")}
    more = f"os.environ.update({told!r})\nexec(open({str(CONFIG)!r}).read())"
    running = Hub(folder, f"sqlite:///{folder}/class.sqlite3", more)
    yield running
    running.stop()


def names(hub: Hub) -> set[str]:
    return {one["name"] for one in hub.admin("users")}


@pytest.mark.parametrize(
    ("person", "name"), [("4711", "4711"), ("Zoë Müller/../x", "-5ao-c3-ab-20-4d-c3-bcller-2f-2e-2e-2fx")]
)
def test_whoever_opens_the_kit_on_the_platform_is_logged_in_under_a_safe_name(hub, platform, person, name):
    status, to, _ = (browser := Browser()).launch(hub, platform, person)
    assert status == 302 and urlsplit(to).path.startswith(("/hub/", "/user/"))
    assert name in names(hub)
    assert name in browser.go(f"{hub.url}/hub/home")[2]


def test_the_same_person_is_the_same_learner_the_next_time(hub, platform):
    for _ in range(2):
        assert Browser().launch(hub, platform, "4712")[0] == 302
    assert len([name for name in names(hub) if name == "4712"]) == 1


def test_a_launch_from_another_course_is_refused_and_told_its_own_id(hub, platform):
    status, _, page = Browser().launch(hub, platform, "4713", **{f"{CLAIM}context": {"id": "11c"}})
    assert status == 403 and "another course" in page and "11c" in page
    assert "4713" not in names(hub)


WRONG = {
    "another's key": {"key": None},
    "another tool": {"aud": "somebody-else"},
    "another platform": {"iss": "https://elsewhere.example"},
    "an old token": {"exp": 1_700_000_000},
    "a nonce that was not asked for": {"nonce": "0" * 64},
}


@pytest.mark.parametrize("changed", WRONG.values(), ids=WRONG)
def test_what_the_platform_did_not_say_lets_nobody_in(hub, platform, changed):
    changed = {**changed, "key": platform.stranger} if "key" in changed else changed
    status, _, _ = Browser().launch(hub, platform, "4714", **changed)
    assert status in (400, 401, 403) and "4714" not in names(hub)


def test_a_form_that_comes_twice_logs_nobody_in_from_another_browser(hub, platform):
    assert Browser().go(f"{hub.url}/hub/lti13/oauth_callback", {"id_token": "x", "state": "y"})[0] in (400, 401, 403)


@pytest.fixture(scope="module")
def tell(hub, platform):
    """Tells the platform who is done, as the recipe does; gives what is printed, and what came to the gradebook."""
    database = f"sqlite:///{hub.folder}/class.sqlite3"
    told = {"KIT_LTI_KEY": f"{hub.folder}/key", "KIT_LTI_TOKEN": f"{platform.url}/token", "KIT_DATABASE": database}
    told |= {**platform.environment("10b"), "KIT_LTI_LAUNCHES": f"{hub.folder}/launches", "PYTHONPATH": str(ROOT)}

    def run(*arguments: str, **more: str) -> tuple[str, list]:
        platform.scores.clear()
        command = [sys.executable, str(DONE), *(arguments or ["--once"])]
        ran = subprocess.run(command, env={**os.environ, **told, **more}, capture_output=True, text=True, check=True)
        assert ran.stderr == ""
        return ran.stdout, [*platform.scores]

    shown = run("key", f"{hub.folder}/key")[0]
    as_jwk = json.loads(shown.splitlines()[-1])
    platform.tool = jwt.PyJWK(as_jwk).key
    assert jwt.algorithms.RSAAlgorithm(jwt.algorithms.RSAAlgorithm.SHA256).prepare_key(shown.rpartition("\n{")[0])
    assert (hub.folder / "key").stat().st_mode & 0o077 == 0 and "d" not in as_jwk
    return run


def opens(hub, platform, person: str, column: str, lesson: str = "", course: str = "10b") -> None:
    more = {GRADES: {"lineitem": f"{platform.url}/{column}?type_id=3", "scope": [SCORE]}}
    more |= {f"{CLAIM}custom": {"lesson": lesson} if lesson else {}, f"{CLAIM}context": {"id": course}}
    Browser().launch(hub, platform, person, **more)


def answers(hub, name: str, step: str = "check", lesson: str = "governance") -> None:
    sent = {**a_try("a", step, "q1"), "lesson": lesson}
    assert ask(f"{hub.service}mine", hub.token(name), "PUT", {"tries": [sent]})[1]["kept"] == [sent["id"]]


DONE_NOW = {"activityProgress": "Completed", "gradingProgress": "FullyGraded"}
ONE_TOLD = "Told the platform of 1 who are done.\n"


def test_whoever_is_done_is_told_to_the_gradebook_once_without_points_and_under_the_platforms_own_name(
    hub, platform, tell
):
    opens(hub, platform, "Zoë/8", "one")
    assert tell()[1] == []
    answers(hub, "-5ao-c3-ab-2f8", "discuss")
    assert tell()[1] == []
    answers(hub, "-5ao-c3-ab-2f8")
    assert tell() == (ONE_TOLD, [("/one/scores?type_id=3", {"userId": "Zoë/8", **DONE_NOW})])
    assert tell() == ("Told the platform of 0 who are done.\n", [])
    assert (hub.folder / "launches").stat().st_mode & 0o077 == 0


def test_an_activity_of_one_lesson_is_done_with_that_lesson(hub, platform, tell):
    opens(hub, platform, "81", "two", "governance")
    opens(hub, platform, "81", "three", "value_logic")
    answers(hub, "81", lesson="value_logic")
    assert tell()[1] == [("/three/scores?type_id=3", {"userId": "81", **DONE_NOW})]


def test_whoever_came_from_another_course_is_told_to_no_gradebook(hub, platform, tell):
    opens(hub, platform, "82", "one", course="11c")
    answers(hub, "82")
    assert tell()[1] == [] and '"82"' not in (hub.folder / "launches").read_text()


def test_a_platform_that_shows_numbers_alone_gets_the_same_one_for_everybody(hub, platform, tell):
    opens(hub, platform, "83", "one")
    answers(hub, "83")
    scores = tell(KIT_LTI_SCORE="1")[1]
    assert scores == [("/one/scores?type_id=3", {"userId": "83", **DONE_NOW, "scoreGiven": 1, "scoreMaximum": 1})]


def test_what_the_platform_refuses_is_one_sentence_and_is_tried_again_while_others_are_told(hub, platform, tell):
    opens(hub, platform, "84", "full")
    opens(hub, platform, "85", "one")
    answers(hub, "84")
    answers(hub, "85")
    said, scores = tell()
    assert "did not take that '84' is done: HTTP Error 422" in said and [one["userId"] for _, one in scores] == ["85"]
    platform.tool, ours = platform.stranger.public_key(), platform.tool
    said, scores = tell()
    platform.tool = ours
    assert said.startswith("Nobody could be told") and "401" in said and said.count("\n") == 1 and scores == []


def test_nothing_goes_out_without_https(hub, platform, tell):
    opens(hub, platform, "86", "one")
    answers(hub, "86")
    assert "is not https, so nothing was sent there" in tell(KIT_LTI_HTTP="0")[0]
