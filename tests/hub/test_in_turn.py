"""A class that comes at once: as many servers start at a time as there are cores, and the others read their place."""

import re
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.hub.servers import ADMIN, Hub

SLOW = """
import http.server, os, time, urllib.parse
begun = time.time()
time.sleep(1)
place = urllib.parse.urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
server = http.server.HTTPServer((place.hostname, place.port), http.server.SimpleHTTPRequestHandler)
with open(os.environ["TIMES"], "a") as file:
    file.write(f"{begun} {time.time()}\\n")
server.serve_forever()
"""
TWO_AT_ONCE = """
from asyncio import Semaphore
from pathlib import Path
import sys
from kit.classroom.server import classroom_hub
classroom_hub.AT_ONCE, classroom_hub.InTurn.turns = 2, Semaphore(2)
classroom_hub.open_lab(c, Path.cwd())
c.Spawner.pre_spawn_hook = None
c.Spawner.cmd = [sys.executable, str(Path("slow.py").resolve())]
c.Spawner.environment.update({"TIMES": str(Path("times").resolve())})
"""
NAMES = [f"learner{number}" for number in range(6)]


@pytest.fixture
def slow(tmp_path):
    """A hub whose servers need a second to start and do nothing else."""
    (tmp_path / "slow.py").write_text(SLOW)
    running = Hub(tmp_path, f"sqlite:///{tmp_path}/class.sqlite3", TWO_AT_ONCE)
    yield running
    running.stop()


def told(hub: Hub, name: str) -> str:
    """All that the hub's page says to somebody until the server is there."""
    place = f"{hub.url}/hub/api/users/{name}/server/progress"
    asked = urllib.request.Request(place, headers={"Authorization": f"token {ADMIN}"})
    with urllib.request.urlopen(asked, timeout=120) as answer:
        return answer.read().decode()


def test_two_start_at_a_time_and_the_others_read_their_place_and_how_long_it_takes(slow):
    slow.admin("users", "POST", {"usernames": NAMES})
    with ThreadPoolExecutor(len(NAMES)) as pool:
        list(pool.map(lambda name: slow.admin(f"users/{name}/server", "POST"), NAMES))
        heard = dict(zip(NAMES, pool.map(lambda name: told(slow, name), NAMES), strict=True))
    assert all('"ready": true' in words for words in heard.values())
    times = [tuple(map(float, line.split())) for line in (slow.folder / "times").read_text().splitlines()]
    assert len(times) == len(NAMES)
    for begun, _ in times:
        assert sum(one <= begun < there for one, there in times) <= 2
    places = [[int(one) for one in re.findall(r"number (\d+) of those who wait", words)] for words in heard.values()]
    assert all(one == sorted(one, reverse=True) for one in places)
    assert any(len(one) > 1 and one[-1] < one[0] for one in places), "somebody has seen their turn come nearer"
    seconds = [int(one) for one in re.findall(r"about (\d+) seconds", " ".join(heard.values()))]
    assert seconds and all(1 <= one <= 60 for one in seconds)
