"""A hub behind a learning platform: a small platform of our own logs people in by LTI 1.3, with keys of its own."""

import importlib.util
import json
import os
import threading
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from kit.base.paths import ROOT
from tests.hub.servers import Hub

HERE = importlib.util.find_spec("ltiauthenticator") is not None
HINT = "no jupyterhub-ltiauthenticator, so the log-in from a platform was not tried; see docs/platforms.md"
if not HERE and os.environ.get("KIT_HUB_TESTS") != "required":
    pytest.skip(HINT, allow_module_level=True)

import jwt  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: E402

CONFIG = ROOT / "docs" / "deploy" / "lti" / "jupyterhub_config.py"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"


class Platform:
    """Serves its public key, and signs what it says of a person with the other one."""

    def __init__(self) -> None:
        self.key, self.stranger = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        keys = json.dumps({"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}).encode()

        class Keys(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(keys)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Keys)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

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
    more = f"os.environ.update({platform.environment('10b')!r})\nexec(open({str(CONFIG)!r}).read())"
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
