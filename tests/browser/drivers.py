"""Firefox and WebKit as Debian has them, driven by what they speak themselves: WebDriver BiDi and WebDriver."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import websocket

NOWHERE = 9  # a port on which nobody answers: for whatever wants to leave this machine
PATIENCE = 90  # seconds for one answer
PREFS = {
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": NOWHERE,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": NOWHERE,
    "network.proxy.no_proxies_on": "127.0.0.1",
    "remote.active-protocols": 1,
}
MINI = "*/webkit2gtk-4*/MiniBrowser"


def mini_browsers() -> list[str]:
    """The small browsers that come with WebKitGTK; they stand beside its library, on nobody's path."""
    return sorted(map(str, Path("/usr/lib").glob(MINI)))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Firefox:
    """A Firefox without a window, and its first page."""

    @staticmethod
    def lacks() -> str:
        """What is not there to start it; nothing where all is."""
        return "" if shutil.which("firefox-esr") or shutil.which("firefox") else "Firefox (Debian: firefox-esr)"

    def __init__(self, folder: Path) -> None:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFS.items())
        (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [shutil.which("firefox-esr") or "firefox", "--headless", "--no-remote"]
        command += ["--width=1280", "--height=1000"]
        with (folder / "firefox.log").open("w") as log:
            command += ["--profile", str(folder), "--remote-debugging-port", str(free_port())]
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "HOME": str(folder)})
        self._line = websocket.create_connection(self._address(folder / "firefox.log"), PATIENCE, suppress_origin=True)
        self._number = 0
        self._ask("session.new", capabilities={})
        self.page = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _address(self, log: Path) -> str:
        for _ in range(10 * PATIENCE):
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text("utf-8", "replace")):
                return f"{found[1]}/session"
            time.sleep(0.1)
        raise AssertionError(f"Firefox did not start: {log.read_text('utf-8', 'replace')[-2000:]}")

    def _ask(self, method: str, **params: object) -> dict:
        self._number += 1
        self._line.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while (answer := json.loads(self._line.recv())).get("id") != self._number:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def go(self, address: str) -> None:
        self._ask("browsingContext.navigate", context=self.page, url=address, wait="complete")

    def run(self, function: str, *given: object) -> object:
        """Return what a function of the page's returns, promised or not."""
        whole = f"async (given) => JSON.stringify(await ({function})(...JSON.parse(given)) ?? null)"
        argument = {"type": "string", "value": json.dumps(given)}
        answer = self._ask(
            "script.callFunction",
            functionDeclaration=whole,
            awaitPromise=True,
            target={"context": self.page},
            arguments=[argument],
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def act(self, actions: list[dict]) -> None:
        self._ask("input.performActions", context=self.page, actions=actions)

    def close(self) -> None:
        self._line.close()
        end(self.process)


class WebKit:
    """WebKitGTK's own small browser on a screen that nobody sees, and its first page."""

    @staticmethod
    def lacks() -> str:
        """What is not there to start it; nothing where all is."""
        if not shutil.which("WebKitWebDriver") or not mini_browsers():
            return "WebKit (Debian: webkit2gtk-driver)"
        return "" if shutil.which("Xvfb") else "a screen for WebKit (Debian: xvfb)"

    def __init__(self, folder: Path) -> None:
        with ExitStack() as stack:
            reading, writing = os.pipe()
            screen = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1100x24", "-nolisten", "tcp"]
            self.screen = subprocess.Popen(screen, pass_fds=[writing], stderr=subprocess.DEVNULL)
            stack.callback(end, self.screen)
            os.close(writing)
            with os.fdopen(reading) as told:
                display = f":{told.readline().strip()}"
            self.address = f"http://127.0.0.1:{(port := free_port())}"
            places = {name: str(folder) for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")}
            surroundings = {**os.environ, **places, "DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1"}
            with (folder / "webkit.log").open("w") as log:
                command = ["WebKitWebDriver", f"--port={port}"]
                self.process = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log)
            stack.callback(end, self.process)
            self._begin()
            stack.pop_all()

    def _begin(self) -> None:
        proxy = {"proxyType": "manual", "noProxy": ["127.0.0.1"]}
        proxy |= {"httpProxy": f"127.0.0.1:{NOWHERE}", "sslProxy": f"127.0.0.1:{NOWHERE}"}
        browser = {"binary": mini_browsers()[0], "args": ["--automation", "--geometry=1280x1000"]}
        wanted = {"proxy": proxy, "webkitgtk:browserOptions": browser, "timeouts": {"script": 1000 * PATIENCE}}
        for _ in range(100):
            with suppress(URLError, ConnectionError):
                self._ask("/status")
                break
            time.sleep(0.1)
        self.session = ""
        self.session = "/session/" + self._ask("/session", capabilities={"alwaysMatch": wanted})["sessionId"]

    def _ask(self, path: str, method: str | None = None, **given: object) -> object:
        body = json.dumps(given).encode() if given else None
        asked = Request(self.address + path, data=body, method=method, headers={"Content-Type": "application/json"})
        try:
            with urlopen(asked, timeout=2 * PATIENCE) as answer:
                return json.loads(answer.read())["value"]
        except HTTPError as error:
            raise AssertionError(error.read().decode()) from error

    def go(self, address: str) -> None:
        self._ask(self.session + "/url", url=address)

    def run(self, function: str, *given: object) -> object:
        """Return what a function of the page's returns, promised or not."""
        script = f"return ({function})(...arguments)"
        return self._ask(self.session + "/execute/sync", script=script, args=list(given))

    def act(self, actions: list[dict]) -> None:
        self._ask(self.session + "/actions", actions=actions)

    def close(self) -> None:
        with suppress(AssertionError, OSError):
            self._ask(self.session, "DELETE")
        end(self.process)
        end(self.screen)


def end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def keys(*pressed: str) -> list[dict]:
    """The actions that press one key after the other."""
    both = [{"type": kind, "value": key} for key in pressed for kind in ("keyDown", "keyUp")]
    return [{"type": "key", "id": "keys", "actions": both}]


def click(x: float, y: float) -> list[dict]:
    """The actions that move a mouse to a place in the window and click there."""
    steps = [{"type": "pointerMove", "x": round(x), "y": round(y)}, {"type": "pointerDown", "button": 0}]
    mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
    return [{**mouse, "actions": [*steps, {"type": "pointerUp", "button": 0}]}]
