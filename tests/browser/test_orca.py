"""Orca, a screen reader, reads a lesson under Voilà in a Chromium with a window; what it says is written to a file.

It needs Debian's `orca speech-dispatcher at-spi2-core dbus-daemon xvfb openbox xdotool`. Speech Dispatcher takes a
module of ours in place of a voice: it writes each sentence that it is told to speak.
"""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SWITCHES, browser_path
from tests.browser.test_elsewhere import LESSON, OF_VOILA, STEPS

HERE = Path(__file__).parent / "orca"
PROGRAMS = ("orca", "speech-dispatcher", "dbus-daemon", "Xvfb", "openbox", "xdotool", "gdbus")
MISSING = [one for one in PROGRAMS if not shutil.which(one)]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")
A11Y = "gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus --method"
TURN_ON = f"{A11Y} org.freedesktop.DBus.Properties.Set org.a11y.Status"
SCREEN = ":97"
# what one with a window asks its makers for: the time of day, and whether there is a newer one
OF_CHROMIUM = (".googleapis.com:", ".google.com:", "//clients2.google.com/time/", "//update.googleapis.com/")


class Ears:
    """A desktop of its own with a screen reader, and what that has said."""

    def __init__(self, folder: Path) -> None:
        self.said_file, self.folder, self._running = folder / "said.txt", folder, []
        self.said_file.touch()
        settings = folder / ".config/speech-dispatcher"
        (settings / "modules").mkdir(parents=True)
        shutil.copy(HERE / "speechd.conf", settings)
        shutil.copy(HERE / "tofile.conf", settings / "modules")
        (folder / ".asoundrc").write_text("pcm.!default { type null }\nctl.!default { type null }\n")
        (folder / "run").mkdir(mode=0o700)
        self.environment = {
            **os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder / "run"), "DISPLAY": SCREEN,
            "GSETTINGS_BACKEND": "memory", "ACCESSIBILITY_ENABLED": "1", "GNOME_ACCESSIBILITY": "1",
            "KIT_SAID": str(self.said_file), "LANG": "C.UTF-8",
        }  # fmt: skip
        self._begin(settings)

    def _begin(self, settings: Path) -> None:
        bus = self._start("dbus-daemon --session --print-address --nofork", stdout=subprocess.PIPE)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        self._start(f"Xvfb {SCREEN} -screen 0 1300x1000x24 -nolisten tcp")
        time.sleep(2)
        self._start("openbox")
        self._start("/usr/libexec/at-spi-bus-launcher --launch-immediately")
        self._start(f"speech-dispatcher -s -C {settings} -c unix_socket")
        time.sleep(2)
        for name in ("IsEnabled", "ScreenReaderEnabled"):
            subprocess.run([*TURN_ON.split(), name, "<true>"], env=self.environment, check=True, capture_output=True)
        self._start(f"orca --replace --debug-file={self.folder / 'debug.out'}")
        self.wait_for("Screen reader on.")

    def _start(self, command: str, **more: object) -> subprocess.Popen:
        log = (self.folder / "log.txt").open("ab")
        started = subprocess.Popen(command.split(), env=self.environment, **{"stdout": log, "stderr": log, **more})
        self._running.append(started)
        return started

    def end(self) -> None:
        for one in reversed(self._running):
            one.terminate()
            one.wait(20)

    @property
    def said(self) -> list[str]:
        lines = self.said_file.read_text(encoding="utf-8").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def wait_for(self, words: str, after: int = 0) -> int:
        """Wait until the screen reader has said words; return how much it had said by then."""
        for _ in range(300):
            for place, line in enumerate(self.said[after:], after):
                if words in line:
                    return place + 1
            time.sleep(0.2)
        raise AssertionError(f"{words!r} was not said, but: {self.said[after:]}")

    def press(self, *keys: str) -> None:
        for key in keys:
            subprocess.run(["xdotool", "key", key], env=self.environment, check=True)
            time.sleep(0.7)

    def click(self, x: int, y: int) -> None:
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], env=self.environment, check=True)
        time.sleep(1)


@pytest.fixture
def ears(tmp_path):
    there = Ears(tmp_path)
    yield there
    there.end()


@pytest.fixture
def read(ears, browser, lab, outside) -> Page:
    """A lesson in a window that the screen reader sees."""
    lab.begin_anew()
    switches = [*SWITCHES, "--force-renderer-accessibility", "--window-size=1280,980", "--window-position=0,0"]
    shown = browser.browser_type.launch(
        executable_path=browser_path() or "chromium", args=switches, headless=False, env=ears.environment,
        proxy=outside.proxy,
    )  # fmt: skip
    page = shown.new_page(no_viewport=True)
    page.goto(f"{lab.url}/voila/render/notebooks/{LESSON}.ipynb", timeout=60_000)
    expect(page.locator(".kit-live")).to_have_count(STEPS, timeout=60_000)
    yield page
    shown.close()
    others = [line for line in outside.asked() if not any(host in line for host in (*OF_VOILA, *OF_CHROMIUM))]
    outside.forget()
    assert others == []


def test_a_screen_reader_says_the_headings_the_controls_and_what_a_figure_shows(ears, read):
    ears.wait_for("Finished loading")
    time.sleep(5)
    ears.click(1000, 500)
    ears.press("ctrl+Home", "h")
    ears.press("h", "h")
    ears.wait_for("heading level 2.")
    explore = read.get_by_role("region", name="3. Explore")
    explore.get_by_role("radio").first.focus()
    ears.press("space", "Tab")
    ears.wait_for("open the figure push button.")
    ears.press("Return")
    explore.locator(".js-plotly-plot .main-svg").first.wait_for()
    ears.wait_for("0 of 31 members knocked out")
    explore.get_by_role("slider", name="Members knocked out").focus()
    ears.wait_for("horizontal slider")
    for number in (1, 2):  # one by one, so that each is a change
        ears.press("Right")
        ears.wait_for(f"{number} of 31 members knocked out")
        time.sleep(2)
    explore.get_by_role("application").focus()
    ears.wait_for("Links at the start, 1/11.")
    for key, words in (("Down", "Mesh: 62"), ("Right", "Hierarchy: 62"), ("c", "before: 97")):
        ears.press(key)
        ears.wait_for(words)
    read.get_by_role("textbox", name="Your answer to 'warm up'").focus()
    ears.wait_for("'warm up' entry.")
    ears.press("h", "i")
    ears.wait_for("Saved ", after=len(ears.said) - 3)
    heard = iter(ears.said)
    expected = (HERE / "said.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in expected if line not in heard] == [], ears.said  # all of them, in this order
