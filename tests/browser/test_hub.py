"""A class of three on one server, in a real browser: log in, work a lesson, vote, talk, vote again, board."""

import os
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from typing import NamedTuple

import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

from kit.base.paths import ROOT
from tests.browser.conftest import steps_of
from tests.browser.looks import faults
from tests.browser.outside import SHUT
from tests.hub.conftest import HINT, REQUIRED, lacks
from tests.hub.servers import free_port

PASSWORD = "correct horse"
pytestmark = pytest.mark.skipif(bool(lacks()) and not REQUIRED, reason=HINT.format(lacks()))
SECONDS = 1000


class Classroom(NamedTuple):
    """Where the hub is, and which process it is."""

    url: str
    process: int


class Someone:
    """Whoever sits before one browser: logs in, opens notebooks, runs them."""

    def __init__(self, browser, url: str, name: str) -> None:
        self.url, self.name = url, name
        self.context = browser.new_context(viewport={"width": 1280, "height": 1000})
        self.context.set_default_timeout(60 * SECONDS)
        self.page: Page = self.context.new_page()

    def log_in(self, password: str = PASSWORD) -> None:
        self.page.goto(f"{self.url}/hub/login")
        self.page.fill("#username_input", self.name)
        self.page.fill("#password_input", password)
        self.page.click("#login_submit")

    def open(self, notebook: str) -> None:
        """Open a notebook, and wait until it has begun by itself."""
        self.page.goto(f"{self.url}/user/{self.name}/lab/tree/notebooks/{notebook}.ipynb?reset")
        self.page.locator('.jp-NotebookPanel[data-kit="ready"]').wait_for()
        steps = steps_of(ROOT / "notebooks" / f"{notebook}.ipynb")
        expect(self.page.locator(".jp-OutputArea .kit-live")).to_have_count(steps)

    def menu(self, *labels: str) -> None:
        self.page.click(f'.lm-MenuBar-itemLabel:text-is("{labels[0]}")')
        for label in labels[1:]:
            self.page.locator(f'.lm-Menu-itemLabel:text-is("{label}")').last.click()

    def step(self, name: str) -> Locator:
        return self.page.locator(".jp-CodeCell", has_text=f".{name}()").locator(".jp-Cell-outputArea")

    def vote(self, ordinal: str, stance: int) -> None:
        discuss = self.step("discuss")
        discuss.locator("fieldset", has_text=f"{ordinal} vote").get_by_role("radio").nth(stance).check()
        discuss.get_by_role("button", name=f"Give my {ordinal.lower()} vote").click()
        expect(discuss.get_by_text(f"The code of your {ordinal.lower()} vote")).to_be_visible()


@pytest.fixture(scope="module")
def shut(outside, tmp_path_factory) -> str:
    """A folder that shuts each Python that finds it: a hub hands on to its servers where Python looks, and no more."""
    folder = tmp_path_factory.mktemp("shut")
    told = f"import os\n\nos.environ['KIT_OUTSIDE'] = {str(outside.file)!r}\n"
    (folder / "sitecustomize.py").write_text(told + (SHUT / "sitecustomize.py").read_text())
    return str(folder)


@pytest.fixture(scope="module")
def classroom(tmp_path_factory, shut):
    """The hub that `python -m kit hub` starts."""
    folder, port = tmp_path_factory.mktemp("classroom"), free_port()
    log = (folder / "log").open("w")
    options = ["--folder", str(folder), "--port", str(port), "--allow-root"]
    hub = subprocess.Popen(
        [sys.executable, "-m", "kit.classroom.server.commands", *options],
        cwd=ROOT,
        env={**os.environ, "KIT_TEACHER_PASSWORD": PASSWORD, "PYTHONPATH": os.pathsep.join([shut, str(ROOT)])},
        stdout=log,
        stderr=log,
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        with suppress(OSError):
            urllib.request.urlopen(f"{url}/hub/health", timeout=5).read()
            break
        time.sleep(0.2)
    else:
        raise AssertionError((folder / "log").read_text()[-3000:])
    yield Classroom(url, hub.pid)
    hub.terminate()
    hub.wait(30)
    log.close()


@pytest.fixture
def everybody(browser, classroom):
    people = [Someone(browser, classroom.url, name) for name in ("teacher", "ada", "ben")]
    yield people
    for one in people:
        one.context.close()


def kernels_of(classroom: Classroom) -> list[psutil.Process]:
    started = psutil.Process(classroom.process).children(recursive=True)
    return [one for one in started if any("ipykernel" in word for word in one.cmdline())]


def close_vote(room: Locator, ordinal: str) -> None:
    room.get_by_role("button", name=f"Close the {ordinal} vote").click()
    room.get_by_role("button", name="Yes, close it for good").click()


def test_a_class_of_three_from_log_in_to_the_board(everybody, classroom, shut):
    teacher, *learners = everybody
    ada, ben = learners
    for learner in learners:
        learner.log_in()
        learner.page.wait_for_url("**/lab/tree/notebooks/00_start_here.ipynb**")
        learner.open("02_governance")
    teacher.log_in()
    teacher.page.wait_for_url("**/lab/tree/notebooks/00_start_here.ipynb**")
    teacher.open("teacher/vote")
    room = teacher.step("room")
    room.get_by_label("Question", exact=True).select_option(label="Governance")
    room.get_by_role("button", name="Open the first vote").click()
    expect(room.get_by_text("0 votes are in")).to_be_visible()

    ada.vote("First", 0)
    expect(room.get_by_text("1 vote is in")).to_be_visible(timeout=2 * SECONDS)
    expect(ada.step("discuss").get_by_text("Saved here, and with the class.")).to_be_visible()
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        ada.menu("Settings", "Theme", theme)
        ada.page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)
        assert faults(ada.page) == []
    # a forked kernel has the environment of the process that it was forked from, as the system sees it
    shut_off = [shut in kernel.environ().get("PYTHONPATH", "") for kernel in kernels_of(classroom)]
    assert len(shut_off) >= 3 and all(shut_off), "a way out is open"
    ben.vote("First", 1)
    expect(room.get_by_text("2 votes are in")).to_be_visible(timeout=2 * SECONDS)
    close_vote(room, "first")
    for learner in learners:
        learner.step("discuss").get_by_label("Your answer to").first.fill(f"What {learner.name} says.")
    room.get_by_role("button", name="Open the second vote").click()
    for learner in learners:
        learner.step("discuss").get_by_role("button", name="Open my second vote").click()
        learner.step("discuss").get_by_role("group", name="Which of these").get_by_role("radio").first.check()
        learner.vote("Second", 1)
    expect(room.get_by_text("2 votes are in")).to_be_visible(timeout=2 * SECONDS)
    close_vote(room, "second")
    expect(room.get_by_text("Of 2 who voted both times, 1 changed their stance and 1 stayed.")).to_be_visible()

    teacher.open("teacher/class_board")
    folder = teacher.step("folder")
    expect(folder.get_by_text("2 learners in")).to_be_visible()
    discussion = teacher.step("discussion").inner_text()
    assert "ada" not in folder.inner_text() and "ada" not in discussion
    folder.get_by_label("Show").select_option(label="Who is in, by the name they chose (turn the projector away)")
    expect(folder.get_by_role("cell", name="ada", exact=True)).to_be_visible()


def test_a_learner_has_no_pages_for_teachers_and_no_way_to_the_board(everybody):
    _, ada, _ = everybody
    ada.log_in()
    ada.page.wait_for_url("**/user/ada/**")
    assert ada.page.goto(f"{ada.url}/user/teacher/lab").status == 403
    assert ada.page.goto(f"{ada.url}/services/answers/class").status == 403


def test_a_teacher_frees_a_name_whose_password_is_forgotten_and_opens_nobodys_jupyterlab(everybody):
    teacher, ada, ben = everybody
    for one in (teacher, ada, ben):
        one.log_in()
        one.page.wait_for_url(f"**/user/{one.name}/**")
    assert teacher.page.goto(f"{teacher.url}/user/ada/lab").status == 403
    assert teacher.page.request.post(f"{teacher.url}/hub/api/users/ada/tokens").status == 403
    teacher.page.goto(f"{teacher.url}/hub/admin")
    teacher.page.get_by_role("row").filter(has_text="ben").get_by_role("button", name="Edit User").click()
    teacher.page.get_by_role("button", name="Delete User").click()
    expect(teacher.page.get_by_role("row").filter(has_text="ada").first).to_be_visible()
    expect(teacher.page.get_by_role("row").filter(has_text="ben")).to_have_count(0)
    ben.context.clear_cookies()
    ben.log_in("another password")
    ben.page.wait_for_url("**/user/ben/**")
