"""Measure a class's server with real servers: a hub, its service, SQLite or PostgreSQL, and learners' own JupyterLabs.

python benchmarks/hub.py [store] [load] [talk] [servers] [kills] [--learners 500] [--each 50] [--talkers 300]
                         [--servers 30] [--apart] [--other FOLDER [--rounds 5]]

`store`: every learner sends every answer, some of them twice; what is in the database is counted afterwards.
`load`: 50 answers a second while the service is killed five times. `talk`: 300 learners vote, talk in pairs and vote
again at 50 requests a second, undisturbed and then with five kills. `servers`: as many JupyterLabs as a class has are
started at once, and the lesson is run in each; with `--apart` nothing is forked, as where each has its own container.
`kills`: while such a class answers, the process that is forked from, and kernels, are killed twenty times.
`--other`: a copy of the kit as it was, with its own `.venv`, takes turns with this one in `servers`.
"""

import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import shuffle
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Event, Thread, local
from urllib.parse import urlsplit
from uuid import uuid4

sys.path.insert(0, os.environ.get("KIT_MEASURED", str(Path(__file__).resolve().parent.parent)))

import psutil

from tests.hub.conftest import emptied
from tests.hub.servers import ADMIN, Hub, Postgres, ask

HERE = Path(__file__).resolve().parent.parent
LESSONS = ("governance", "value_logic", "critiques", "core_principle", "economic_model")
RATE = 50
STANCES = ["yes", "rather", "hardly", "no"]
EVERY = 0.75  # seconds between two questions of a teacher's page, as in kit/classroom/vote/room.py
KILLS = 5
PARCEL = 5  # answers that a learner's sender brings at once, when they come quickly
CLASS_KILLS = 20  # of kernels, and each fifth of the process that is forked from: the hub sees that within 30 s
RESTARTS = 9  # kernels that are started anew, one after the other
HANDS = 16  # threads that send for all learners
_kept = local()


def tries_of(name: str, each: int) -> list[dict]:
    """Return a learner's answers; a typical one has a few sentences."""
    words = "They decide together, because whoever has to live with a rule should have a say in it. " * 2
    return [
        {
            "id": uuid4().hex, "lesson": LESSONS[number % len(LESSONS)], "step": "discuss", "item": f"item_{number}",
            "value": f"{name} {number}: {words}", "time": "2026-03-02T12:00:00+00:00",
        }
        for number in range(each)
    ]  # fmt: skip


def send(hub: Hub, token: str, tries: list[dict], patience: float = 60) -> float:
    """Send some tries until the service has answered; return the seconds that it took."""
    began = time.perf_counter()
    raw = json.dumps({"tries": tries})
    while True:
        with suppress(OSError, HTTPException):
            way = _way(hub)
            way.request("PUT", urlsplit(hub.service).path + "mine", raw, {"Authorization": f"token {token}"})
            answer = way.getresponse()
            answer.read()
            if answer.status == 200:
                return time.perf_counter() - began
        _kept.way = None
        if time.perf_counter() - began > patience:
            raise SystemExit("an answer could not be sent within a minute")
        time.sleep(0.05)


def _way(hub: Hub) -> HTTPConnection:
    if getattr(_kept, "way", None) is None or _kept.place != hub.service:
        _kept.way = HTTPConnection("127.0.0.1", hub.service_port, timeout=30)
        _kept.place = hub.service
    return _kept.way


def p95(seconds: list[float]) -> float:
    return 1000 * quantiles(seconds, n=20)[-1]


def count(hub: Hub, token: str) -> tuple[int, int, list[float]]:
    """Return how many answers a teacher reads, how many different ones, and how long each question took."""
    found, times, news = [], [], {"epoch": "", "last": 0, "more": True}
    while news["more"]:
        began = time.perf_counter()
        news = ask(f"{hub.service}class?after={news['last']}&epoch={news['epoch']}", token)[1]
        times.append(time.perf_counter() - began)
        found += [(one["learner"], one["id"]) for one in news["tries"]]
    for _ in range(40):
        began = time.perf_counter()
        ask(f"{hub.service}class?after={news['last']}&epoch={news['epoch']}", token)
        times.append(time.perf_counter() - began)
    return len(found), len(set(found)), times


@contextmanager
def running(kind: str, more: str = "") -> Iterator[Hub]:
    """Give a hub on a database of its own."""
    with TemporaryDirectory(prefix="kit-hub-") as place:
        postgres = Postgres() if kind == "postgresql" else None
        hub = Hub(Path(place), emptied(postgres.url) if postgres else f"sqlite:///{place}/class.sqlite3", more)
        try:
            yield hub
        finally:
            begun = psutil.Process(hub.process.pid).children(recursive=True)
            with suppress(subprocess.TimeoutExpired):
                hub.stop()
            for one in begun:
                with suppress(psutil.Error):  # most have ended with the hub
                    one.kill()
            if postgres:
                postgres.remove()


def tokens_for(hub: Hub, learners: int) -> list[str]:
    names = [f"learner{number:03}" for number in range(learners)]
    hub.admin("users", "POST", {"usernames": names})
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(hub.token, names))


def measure_store(kind: str, learners: int, each: int) -> None:
    """Send everything as fast as it goes, a tenth of it twice; then at a class's pace; then read the class."""
    with running(kind) as hub:
        teacher, tokens = hub.token("teacher"), tokens_for(hub, learners)
        work = []
        for number, token in enumerate(tokens):
            tries = tries_of(f"learner{number}", each)
            work += [(token, tries[start : start + PARCEL]) for start in range(0, each, PARCEL)]
        shuffle(work)
        began = time.perf_counter()
        with ThreadPoolExecutor(HANDS) as pool:
            list(pool.map(lambda one: send(hub, *one), [*work, *work[::10]]))
        seconds = time.perf_counter() - began
        paced = at_pace(hub, answers(hub, tokens, 20))
        found, different, times = count(hub, teacher)
        expected = learners * each + len(paced)
        print(
            f"{kind}: {learners} learners x {each} and {len(paced)} more: {expected - different} lost, "
            f"{found - different} doubled; {1.1 * learners * each / seconds:.0f} answers a second at the most; "
            f"at {RATE} a second p95 {p95(paced):.1f} ms; the board's question p95 {p95(times):.1f} ms, "
            f"longest {1000 * max(times):.1f} ms",
            flush=True,
        )


def answers(hub: Hub, tokens: list[str], seconds: int) -> list[Callable[[], float]]:
    """Return one send after the other, by one learner after the other, for so many seconds of a class's pace."""
    return [
        partial(send, hub, tokens[number % len(tokens)], tries_of("pace", 1), 100) for number in range(seconds * RATE)
    ]


def at_pace(hub: Hub, work: list[Callable[[], float]], kills: int = 0, whole: bool = True) -> list[float]:
    """Return how long each request took at a class's pace; the service is killed now and then.

    The last time the `whole` of it is, so that the hub itself has to see it.
    """
    began, killed, waiting = time.perf_counter(), 0, []
    with ThreadPoolExecutor(4 * HANDS) as pool:
        for number, one in enumerate(work, 1):
            if killed < kills and number > (killed + 1) * len(work) / (kills + 1):
                killed += 1
                processes = hub.service_processes()
                for process in processes if whole and killed == kills else processes[1:]:
                    process.kill()
            waiting.append(pool.submit(one))
            time.sleep(max(0, began + number / RATE - time.perf_counter()))
        return [one.result() for one in waiting]


def measure_load(kind: str, learners: int) -> None:
    """Kill the service under load; count what is there."""
    with running(kind) as hub:
        teacher, tokens = hub.token("teacher"), tokens_for(hub, learners)
        times = at_pace(hub, answers(hub, tokens, 20), KILLS)
        hub.wait_for_service()
        found, different, _ = count(hub, teacher)
        print(
            f"{kind}: killed {KILLS} times under {RATE} answers a second: "
            f"{len(times) - different} of {len(times)} lost, {found - different} doubled; "
            f"the longest wait {max(times):.1f} s",
            flush=True,
        )


class Talker:
    """A learner of a class that votes twice: sends what a lesson sends, and looks where a lesson looks."""

    def __init__(self, hub: Hub, token: str, number: int) -> None:
        self.hub, self.token, self.number = hub, token, number
        from kit.answers.ballot_code import ALPHABET  # version 0.3.0, whose servers are measured too, has none

        self.mark = "".join(ALPHABET[number // 31**place % 31] for place in range(4))
        self.stance = STANCES[number * 7 % 10 % len(STANCES)]
        self.voted, self.seen = 0.0, {}

    def says(self, item: str, value: object) -> float:
        one = {"id": uuid4().hex, "lesson": "governance", "step": "vote", "item": f"who{item}", "value": value}
        return send(self.hub, self.token, [{**one, "time": datetime.now(UTC).isoformat()}], 100)

    def votes(self, a_round: int) -> float:
        self.voted = time.perf_counter()
        return self.says(f"/{a_round}", {"option": self.stance, "mark": self.mark})

    def sees(self) -> float:
        """Look at the partner until the service has answered; return the seconds that it took."""
        began = time.perf_counter()
        self.seen = persistently(f"{self.hub.service}mine/talk?lesson=governance&motion=who", self.token)
        return time.perf_counter() - began

    def restates(self) -> float:
        return self.says(f"/restated/{self.seen['ask']}", f"No. {self.number} heard why.")

    def judges(self) -> float:
        ((seat, said),) = self.seen["said"].items()
        return self.says(f"/verdict/{seat}", {"fair": True, "word": "", "of": said["restated"]})


def persistently(place: str, token: str, method: str = "GET", body: object = None) -> dict:
    """Return what the service answers, as soon as it does."""
    for _ in range(600):
        with suppress(OSError, HTTPException, ValueError):
            status, told = ask(place, token, method, body)
            if status == 200:
                return told
        time.sleep(0.05)
    raise SystemExit(f"no answer from {place}")


class Board:
    """The teacher's page, which asks as often as it does for how many votes are in, and keeps when it heard it."""

    def __init__(self, vote: str, teacher: str) -> None:
        self.vote, self.teacher, self.heard, self.over = vote, teacher, [], Event()
        self._asking = Thread(target=self._ask)
        self._asking.start()

    def _ask(self) -> None:
        while not self.over.wait(EVERY):
            size = persistently(self.vote, self.teacher)["size"]
            self.heard.append((time.perf_counter(), size))

    def late(self, voted: list[float]) -> float:
        """Return how many seconds after its press the slowest vote was on the board; then ask no more."""
        while not self.heard or self.heard[-1][1] < len(voted):
            time.sleep(0.05)
        self.over.set()
        self._asking.join()
        shows = [next(at for at, size in self.heard if size >= number) for number in range(1, len(voted) + 1)]
        return max(seen - pressed for pressed, seen in zip(sorted(voted), shows, strict=True))


def measure_talk(kind: str, learners: int, kills: int) -> None:
    """Let a class vote, talk in pairs and vote again at a class's pace; count what comes of it."""
    with running(kind) as hub:
        teacher, vote = hub.token("teacher"), f"{hub.service}votes/{uuid4().hex}"
        all_ = [Talker(hub, token, number) for number, token in enumerate(tokens_for(hub, learners))]
        begins = {"lesson": "governance", "motion": "who", "stances": STANCES, "ordered": True}
        persistently(vote, teacher, "PUT", begins)
        board = Board(vote, teacher)
        kill = min(kills, 1)  # in each of as many acts
        times = at_pace(hub, [partial(one.votes, 1) for one in all_], kill, False)
        late = board.late([one.voted for one in all_])
        persistently(f"{vote}/discuss", teacher, "POST", {})
        began = time.perf_counter()
        people = persistently(f"{vote}/pairs", teacher, "POST", {})["people"]
        paired = time.perf_counter() - began
        for act in (Talker.sees, Talker.restates, Talker.sees, Talker.judges):
            times += at_pace(hub, [partial(act, one) for one in all_], kill * (act is not Talker.judges), False)
        persistently(f"{vote}/second", teacher, "POST", {})
        times += at_pace(hub, [partial(one.votes, 2) for one in all_], kill)
        persistently(f"{vote}/result", teacher, "POST", {})
        found, marks = persistently(f"{vote}/result", teacher), {one.mark for one in all_}
    rounds = [found[name] for name in ("first", "second")]
    lost = sum(len(marks - one.keys()) for one in rounds) + 2 * learners - found["talk"]["said"] - found["talk"]["fair"]
    print(
        f"{kind}: {people} learners paired in {paired:.2f} s; the slowest vote on the board after {late:.1f} s; "
        f"{len(times)} requests, p95 {p95(times):.1f} ms, {p95(times[learners:]):.1f} ms after everybody's first, the "
        f"longest {max(times):.1f} s; killed {kills} times: "
        f"{lost} votes and lines lost, {sum(len(one.keys() - marks) for one in rounds)} doubled",
        flush=True,
    )


OPENS = """
from pathlib import Path
try:
    from kit.classroom.server import classroom_hub
except ImportError:  # the kit before 0.4
    from kit.hub import classroom as classroom_hub
classroom_hub.open_lab(c, Path.cwd())
c.JupyterHub.concurrent_spawn_limit = 0
"""
FORKS = "getattr(classroom_hub, 'fork', lambda _: None)(c)\n"
# in containers nothing is forked, and notebooks come with the image, not from the hub
APART = "c.Spawner.pre_spawn_hook = None\n"
UNITS = {
    "MB a learner": "server and kernel, shared pages once",
    "MB of its own": "what nobody shares",
    "log-in to all lessons run, s": "all at once",
    "s of a core a learner": "server and kernel",
    "s of the hub a learner": "of a core",
    "kernel restarted to the lesson run in it, s": "while all others rest",
}


def measure_servers(servers: int, apart: bool) -> dict[str, float]:
    """Start a class's JupyterLabs at once; run a lesson in each; return what each learner takes, under `UNITS`."""
    with running("sqlite", OPENS + (APART if apart else FORKS)) as hub:
        teacher, names = hub.token("teacher"), [f"learner{number:02}" for number in range(servers)]
        hub.admin("users", "POST", {"usernames": names})
        began, worked = time.perf_counter(), psutil.Process(hub.process.pid).cpu_times().user
        up = started(hub, names)
        print(f"{len(up)} of {servers} servers up, all at once, in {time.perf_counter() - began:.0f} s", flush=True)
        worked = psutil.Process(hub.process.pid).cpu_times().user - worked
        with ThreadPoolExecutor(servers) as pool:
            kernels = list(pool.map(lambda name: lesson_in(hub, name), sorted(up)))
        done = set()
        while len(done) < len(up) and time.perf_counter() - began < 600:
            time.sleep(1)
            done = {one["learner"] for one in ask(f"{hub.service}class", teacher)[1]["tries"]}
        whole = time.perf_counter() - began
        print(f"the lesson run in {len(done)} of {len(up)}, {whole:.0f} s after the first log-in", flush=True)
        pss, uss, seconds = (total / len(up) for total in used(hub))
        again = median(map(restarted, kernels[:RESTARTS]))
        return dict(zip(UNITS, (pss, uss, whole, seconds, worked / servers, again), strict=True))


def started(hub: Hub, names: list[str]) -> set[str]:
    """Start all servers at once, and return whose are there."""
    began, up = time.perf_counter(), set()
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(lambda name: begin(hub, name), names))
    while len(up) < len(names) and time.perf_counter() - began < 320:
        time.sleep(1)
        with suppress(OSError):
            users = hub.admin("users?limit=200")  # once a second, so that asking is next to no work for the hub
            up = {one["name"] for one in users if one.get("servers", {}).get("", {}).get("ready")}
    return up


def measure_kills(servers: int) -> None:
    """Kill kernels, and the process that is forked from, while a class answers; count what the class then has."""
    with running("sqlite", OPENS + FORKS) as hub:
        teacher, names = hub.token("teacher"), [f"learner{number:02}" for number in range(servers)]
        hub.admin("users", "POST", {"usernames": names})
        if len(started(hub, names)) < servers:
            raise SystemExit("not all servers are up")
        with ThreadPoolExecutor(8) as pool:
            kernels = dict(zip(names, pool.map(lambda name: lesson_in(hub, name), names), strict=True))
            for number in range(CLASS_KILLS):
                killed = names[number * 7 % servers] if number % 5 else ""
                victim = psutil.Process(int((hub.folder / "homes" / killed / "pid").read_text())) if killed else None
                (victim or forkserver(hub)).kill()
                if killed:  # who sits there begins the page anew
                    persistently(f"{kernels[killed]}/restart", ADMIN, "POST")
                    run_in(kernels[killed])
                code = SAVES.format(number=number)
                list(pool.map(lambda kernel, code=code: run_in(kernel, code), kernels.values()))
        wanted = {(name, f"kill_{number}") for name in names for number in range(CLASS_KILLS)}
        for _ in range(60):
            known = ask(f"{hub.service}class/names", teacher)[1]["names"]
            tries = ask(f"{hub.service}class", teacher)[1]["tries"]
            found = [(known[one["learner"]], one["item"]) for one in tries if one["item"].startswith("kill_")]
            if set(found) == wanted:
                break
            time.sleep(1)
        print(
            f"{servers} learners, {CLASS_KILLS} kills: {len(wanted - set(found))} of {len(wanted)} answers lost, "
            f"{len(found) - len(set(found))} doubled",
            flush=True,
        )


def forkserver(hub: Hub) -> psutil.Process:
    """Return the process that servers and kernels are forked from, once it is there."""
    for _ in range(600):
        for one in psutil.Process(hub.process.pid).children():
            with suppress(psutil.Error):
                if "kit.base.jupyter.forkserver" in one.cmdline() and one.status() != psutil.STATUS_ZOMBIE:
                    return one
        time.sleep(0.1)
    raise SystemExit("no process to fork from")


def begin(hub: Hub, name: str) -> None:
    """Ask for a learner's server; a hub that has much to do answers late, and starts it all the same."""
    with suppress(OSError):
        hub.admin(f"users/{name}/server", "POST")


def beside(other: Path, rounds: int, more: list[str]) -> None:
    """Measure servers of this kit and of another in turns; print each median and the median of the rounds' ratios."""
    found: list[list[dict]] = []
    for _ in range(rounds):
        found.append([])
        for folder, python in ((HERE, sys.executable), (other, other / ".venv" / "bin" / "python")):
            command = [python, __file__, "servers", *more]
            env = os.environ | {"KIT_MEASURED": str(folder), "PYTHONPATH": str(folder)}
            told = subprocess.run(command, cwd=folder, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout
            print(folder.name, told.strip().replace("\n", "; "), flush=True)
            found[-1].append(json.loads(told.splitlines()[-1]))
    print("| what | this | other | ratio | min | max |\n| --- | --: | --: | --: | --: | --: |")
    for what in UNITS:
        ratios = sorted(new[what] / old[what] for new, old in found)
        new, old = (median(pair[side][what] for pair in found) for side in (0, 1))
        print(f"| {what} | {new:.3g} | {old:.3g} | {median(ratios):.2f} | {ratios[0]:.2f} | {ratios[-1]:.2f} |")


LESSON = """
import time
from kit import load_lesson
lesson = load_lesson("governance")
for name in ("predict", "compare", "explore", "check", "place", "discuss"):
    getattr(lesson, name)()
lesson.journal.save("governance", "discuss", "who_decides", "Nobody.")
import os
open("pid", "w").write(str(os.getpid()))
"""
SAVES = 'lesson.journal.save("governance", "discuss", "kill_{number}", "Still here.")'


def lesson_in(hub: Hub, name: str) -> str:
    """Run the lesson in a kernel of a learner's own server, by its own interface; return where the kernel is."""
    place = f"{hub.url}/user/{name}/api/kernels"
    status, kernel = ask(place, ADMIN, "POST", {"name": "python3"})
    if status != 201:
        raise SystemExit(f"no kernel for {name}: {status} {kernel}")
    run_in(f"{place}/{kernel['id']}")
    return f"{place}/{kernel['id']}"


def restarted(kernel: str) -> float:
    """Start a kernel anew and run the lesson in it; return the seconds that it took."""
    began = time.perf_counter()
    ask(f"{kernel}/restart", ADMIN, "POST")
    run_in(kernel)
    return time.perf_counter() - began


def run_in(kernel: str, code: str = LESSON) -> None:
    """Run the lesson in a kernel, or other code."""
    import websocket

    address = f"{kernel.replace('http', 'ws', 1)}/channels"
    way = websocket.create_connection(address, header=[f"Authorization: token {ADMIN}"], timeout=200)
    header = {
        "msg_id": uuid4().hex,
        "msg_type": "execute_request",
        "session": uuid4().hex,
        "username": "",
        "version": "5.3",
    }
    content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    way.send(json.dumps(message))
    while True:
        heard = json.loads(way.recv())
        if heard["msg_type"] == "execute_reply" and heard["parent_header"].get("msg_id") == header["msg_id"]:
            assert heard["content"]["status"] == "ok", heard["content"]
            return


def used(hub: Hub) -> tuple[float, float, float]:
    """Return what learners' servers and kernels take: megabytes with their share of what they share (PSS), and of
    their own (USS); seconds of a core."""
    total = [0.0, 0.0, 0.0]
    for process in psutil.Process(hub.process.pid).children(recursive=True):
        with suppress(psutil.Error):
            if any(word in " ".join(process.cmdline()) for word in ("singleuser", "ipykernel", "forkserver")):
                memory, times = process.memory_full_info(), process.cpu_times()
                new = memory.pss / 1e6, memory.uss / 1e6, times.user + times.system
                total = [one + more for one, more in zip(total, new, strict=True)]
    return tuple(total)


def main() -> None:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="*", default=["store", "load", "talk", "servers", "kills"])
    parser.add_argument("--learners", type=int, default=500)
    parser.add_argument("--each", type=int, default=50)
    parser.add_argument("--talkers", type=int, default=300)
    parser.add_argument("--servers", type=int, default=30)
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("--other", type=Path, help="the folder of another kit, to be measured beside this one")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    for kind in ("sqlite", "postgresql"):
        if "store" in asked.what:
            measure_store(kind, asked.learners, asked.each)
        if "load" in asked.what:
            measure_load(kind, 30)
        for kills in (0, KILLS) if "talk" in asked.what else ():
            measure_talk(kind, asked.talkers, kills)
    if "kills" in asked.what:
        measure_kills(asked.servers)
    if "servers" in asked.what and asked.other:
        more = ["--servers", str(asked.servers), *(["--apart"] if asked.apart else [])]
        beside(asked.other.resolve(), asked.rounds, more)
    elif "servers" in asked.what:
        print(json.dumps(measure_servers(asked.servers, asked.apart)))


if __name__ == "__main__":
    main()
