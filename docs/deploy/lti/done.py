"""Tell the learning platform who is done, by LTI's Assignment and Grade Services; see docs/platforms.md.

    python done.py key FILE     make the kit's own key, and show the half of it that the platform needs
    python done.py              tell who is done, and go on looking every minute; --once: look a single time

Done is whoever has answered a question of *Check*, right or wrong, in the lesson of the activity (its custom parameter
`lesson=governance`), or in any lesson where the activity names none. Each is told once.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SCORE = "application/vnd.ims.lis.v1.score+json"
EVERY = 60  # seconds
STEP = "check"


def make_key(path: Path) -> str:
    """Write a new key that only its owner can read; return its public half, as Moodle and as Canvas take it."""
    key = rsa.generate_private_key(65537, 2048)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        kinds = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        file.write(key.private_bytes(*kinds))
    public = key.public_key()
    kinds = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    as_jwk = jwt.algorithms.RSAAlgorithm.to_jwk(public, as_dict=True) | {"kid": "kit", "alg": "RS256", "use": "sig"}
    return f"{public.public_bytes(*kinds).decode()}\n{json.dumps(as_jwk)}"


def lines(path: Path) -> list:
    """Return what stands in a file of JSON lines; a file that is not there yet holds nothing."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def done(store) -> set[tuple[str, str]]:
    """Return who is done with which lesson, by their names on the hub; what a learner keeps back does not count."""
    names, page = store.names(), store.news()
    tries = page.tries
    while page.more:
        page = store.news(page.last, page.epoch)
        tries += page.tries
    return {(names[one.learner], one.lesson) for one in tries if one.step == STEP}


def post(address: str, body: bytes, kind: str, **head: str) -> bytes:
    """Return what an address answers; raise OSError when it refuses."""
    if not address.startswith("https://") and os.environ.get("KIT_LTI_HTTP") != "1":
        raise OSError(f"{address} is not https, so nothing was sent there")
    request = urllib.request.Request(address, body, {"Content-Type": kind, **head})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def token() -> str:
    """Return the platform's leave to write scores, for which the kit signs who it is."""
    now, client, address = int(time.time()), os.environ["KIT_LTI_CLIENT"], os.environ["KIT_LTI_TOKEN"]
    told = {"iss": client, "sub": client, "aud": address, "iat": now, "exp": now + 300, "jti": uuid4().hex}
    signed = jwt.encode(told, Path(os.environ["KIT_LTI_KEY"]).read_text("ascii"), "RS256", {"kid": "kit"})
    asked = {"grant_type": "client_credentials", "scope": SCOPE}
    asked |= {"client_assertion_type": ASSERTION, "client_assertion": signed}
    return json.loads(post(address, urlencode(asked).encode(), "application/x-www-form-urlencoded"))["access_token"]


def tell(column: str, person: str, leave: str) -> None:
    """Say in one column of the platform's gradebook that a person is done; the same number to all, if one is set."""
    address, mark, query = column.partition("?")
    score = {"userId": person, "activityProgress": "Completed", "gradingProgress": "FullyGraded"}
    score["timestamp"] = datetime.now(UTC).isoformat(timespec="milliseconds")
    if number := float(os.environ.get("KIT_LTI_SCORE", 0)):
        score |= {"scoreGiven": number, "scoreMaximum": number}
    post(f"{address}/scores{mark}{query}", json.dumps(score).encode(), SCORE, Authorization=f"Bearer {leave}")


def look(store) -> int:
    """Tell the platform of everybody who is newly done; return how many it took."""
    launches = Path(os.environ["KIT_LTI_LAUNCHES"])
    told_file = launches.with_name(f"{launches.name}.told")
    told, finished, number = {tuple(one) for one in lines(told_file)}, done(store), 0
    learners = {(one["column"], one["person"]): one for one in lines(launches)}
    new = [
        place for place, one in learners.items()
        if place not in told and any(one["name"] == name and one["lesson"] in ("", lesson) for name, lesson in finished)
    ]  # fmt: skip
    leave = token() if new else ""
    for place in new:
        try:
            tell(*place, leave)
        except OSError as problem:  # of one column or one person; the others go on, and it is tried again
            print(f"The platform did not take that {place[1]!r} is done: {problem}", flush=True)
            continue
        with told_file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(place) + "\n")
        number += 1
    return number


def main(arguments: list[str]) -> int:
    """Do what the command line asks for; return the exit status."""
    if arguments[:1] == ["key"]:
        print(make_key(Path(arguments[1])))
        return 0
    from kit.base.errors import KitError
    from kit.classroom.server.store import Store

    store = Store(os.environ["KIT_DATABASE"])
    while True:
        try:
            print(f"Told the platform of {look(store)} who are done.", flush=True)
        except (OSError, ValueError, KeyError, KitError) as problem:
            print(f"Nobody could be told to the platform this time: {problem!r}", flush=True)
        if "--once" in arguments:
            return 0
        time.sleep(EVERY)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
