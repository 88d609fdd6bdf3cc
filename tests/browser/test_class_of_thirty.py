"""Thirty who differ: on a real hub, three of them before a browser and the others by script; and on paper, with codes.

Where KIT_SHOTS names a folder, pictures of what everybody sees are put there, to look at.
"""

import os
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import settle
from tests.browser.looks import faults
from tests.browser.test_hub import SECONDS, Someone, close_vote
from tests.browser.test_vote import ROOM, begin, given_away, shut, take
from tests.hub.conftest import HINT, REQUIRED, lacks
from tests.hub.servers import Hub, ask
from tests.voting import a_class, motion

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(lacks()) and not REQUIRED, reason=HINT.format(lacks()))]
SHOTS = os.environ.get("KIT_SHOTS")  # a folder for pictures to look at
PROJECTOR = {"width": 1920, "height": 1080}
MOTION = motion()
FIRST = [stance for number, stance in zip((12, 8, 6, 4), MOTION.ids, strict=True) for _ in range(number)]
SCREENS = {"ada": 1280, "ben": 390, "cleo": 1280}  # who sits before a browser, and how wide it is; all stand alike
LONG = "You say that nobody can plan for it that a leader is good."
LEAST = 40  # letters: a shorter line is sent back once, by whoever judges it
OPENS = """
from pathlib import Path
from kit.classroom.server import classroom_hub
classroom_hub.open_lab(c, Path.cwd())
classroom_hub.fork(c)
"""


def look(page, name: str, tall: int = 0) -> None:
    """Take a picture for whoever asked for it; a tall one shows what else one would have to scroll to."""
    if SHOTS:
        before = page.viewport_size
        page.set_viewport_size({**before, "height": tall or before["height"]})
        settle(page)
        page.screenshot(path=f"{SHOTS}/{name}.png")
        page.set_viewport_size(before)


class Scripted:
    """A learner without a browser, who asks the service for what a lesson asks it for."""

    def __init__(self, hub: Hub, number: int) -> None:
        self.name, self.number, self.hub = f"learner{number:02}", number, hub
        self.token = hub.token(self.name)
        self.mark = f"{number:02}".translate(str.maketrans("0123456789", "ABCDEFGHJK")) * 2
        self.lines: dict[str, list[str]] = {}
        self.judged: dict[str, list[str]] = {}

    def says(self, item: str, value: object, step: str = "vote") -> None:
        one = {"id": uuid4().hex, "lesson": "governance", "step": step, "item": item, "value": value}
        body = {"tries": [{**one, "time": datetime.now(UTC).isoformat()}]}
        assert ask(f"{self.hub.service}mine", self.token, "PUT", body)[1]["kept"] == [one["id"]]

    def votes(self, a_round: int, stance: str) -> None:
        why = f"Reason no. {self.number}: somebody has to live with it." if a_round == 1 else "The talk, a little."
        self.says(f"{MOTION.id}/reason/{a_round}", why)
        self.says(f"{MOTION.id}/{a_round}", {"option": stance, "mark": self.mark})

    def sees(self) -> dict:
        place = f"{self.hub.service}mine/talk?lesson=governance&motion={MOTION.id}"
        status, seen = ask(place, self.token)
        assert status == 200
        return seen

    def turn(self) -> bool:
        """Say and judge what there is to say and to judge; return whether there was anything."""
        seen, done = self.sees(), False
        mine, verdict = self.lines.setdefault(seen["ask"], []), seen["said"][seen["ask"]]["verdict"]
        if not mine or (len(mine) == 1 and verdict and not verdict["fair"]):
            mine.append(line_to(self.number, again=bool(mine)))
            self.says(f"{MOTION.id}/restated/{seen['ask']}", mine[-1])
            done = True
        for seat, said in seen["said"].items():
            before, words = self.judged.setdefault(seat, []), said["restated"]
            if words and words not in before:
                before.append(words)
                told = {"fair": len(words) >= LEAST, "word": "for whom", "of": words}
                self.says(f"{MOTION.id}/verdict/{seat}", told)
                done = True
        return done


def line_to(number: int, again: bool) -> str:
    """A line for a partner's reason; every fifth learner's first one is too short, and one learner's second too."""
    short = number % 5 == 0 and (not again or number == 10)
    return f"No. {number} heard: rules{', still' if again else ''}." if short else (
        f"No. {number} heard that a rule can be read by all, and a leader cannot.")  # fmt: skip


class AtScreen(Someone):
    """A learner before a browser, at the lesson's ballot."""

    def __init__(self, browser, url: str, name: str, width: int) -> None:
        super().__init__(browser, url, name)
        self.log_in()
        self.page.wait_for_url("**/lab/tree/notebooks/00_start_here.ipynb**")
        self.page.set_viewport_size({"width": width, "height": 844})
        self.open("02_governance")
        self.ballot = self.step("discuss").locator(".kit-live .kit-box", has_text="Your vote")

    def look(self, name: str) -> None:
        self.ballot.scroll_into_view_if_needed()
        look(self.page, f"{self.name}-{name}", 2400)

    def turn(self, line: str) -> bool:
        """Say and judge what the page asks for; return whether there is nothing left to do."""
        field = self.ballot.get_by_role("textbox", name=re.compile("^The reason of"))
        if field.count():
            field.fill(line)
            self.ballot.get_by_role("button", name="Send this line").click()
            expect(self.ballot.get_by_text("Sent to")).to_be_visible()
        for fair in self.ballot.get_by_role("button", name="Fair", exact=True).all():
            fair.click()
        return all(self.ballot.get_by_text(words).count() for words in ("says: fair.", "You have answered"))


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    folder = tmp_path_factory.mktemp("thirty")
    running = Hub(folder, f"sqlite:///{folder}/class.sqlite3", OPENS)
    yield running
    running.stop()


def all_talk(scripted: list[Scripted]) -> None:
    """Let those without a browser talk until none of them has anything to do."""
    for _ in range(9):
        if not [one for one in scripted if one.turn()]:
            return
    raise AssertionError("the talk of those without a browser has no end")


def have_done(*people: AtScreen) -> bool:
    """Give each a turn; return whether nobody has anything left to do."""
    done = [one.turn(LONG) for one in people]
    return all(done)


def until(done: Callable[[], bool], scripted: list[Scripted]) -> None:
    """Let those without a browser talk until something is so; a page sees what was written within some six seconds."""
    for _ in range(90):
        all_talk(scripted)
        if done():
            return
        time.sleep(0.5)
    raise AssertionError("somebody waits for ever")


def test_a_class_of_thirty_votes_talks_in_pairs_votes_again_and_gets_a_word_back(browser, hub):
    teacher = Someone(browser, hub.url, "teacher")
    teacher.log_in()
    teacher.page.wait_for_url("**/lab/tree/notebooks/00_start_here.ipynb**")
    teacher.page.set_viewport_size(PROJECTOR)
    ada, ben, cleo = screens = [AtScreen(browser, hub.url, *one) for one in SCREENS.items()]
    scripted = [Scripted(hub, number) for number in range(3, 30)]
    ada.menu("Settings", "Theme", "JupyterLab Dark")
    teacher.open("teacher/vote")
    room = teacher.step("room")
    room.get_by_label("Question", exact=True).select_option(label="Governance")
    room.get_by_role("button", name="Open the first vote").click()
    expect(room.get_by_text("0 votes are in")).to_be_visible()
    look(teacher.page, "board-1-open")

    for one in screens:
        one.ballot.get_by_label("The strongest reason for it").fill(f"{one.name.title()} thinks that it can be read.")
        one.vote("First", 0)
        one.look("1-voted")
    for one in scripted[:-1]:
        one.votes(1, FIRST[one.number])
    expect(room.get_by_text("29 votes are in")).to_be_visible()
    scripted[-1].votes(1, FIRST[-1])
    expect(room.get_by_text("30 votes are in")).to_be_visible(timeout=2 * SECONDS)
    assert given_away(teacher.page, [*SCREENS, *(one.mark for one in scripted)]) == []
    close_vote(room, "first")
    room.get_by_role("button", name="Bring people together who differ").click()
    expect(room.get_by_text("30 people see their partner in the lesson.")).to_be_visible()
    look(teacher.page, "board-2-pairs")
    look(teacher.page, "board-2-pairs-whole", 2400)

    for one in screens:
        expect(one.ballot.get_by_text("stands here:")).to_be_visible()
        expect(one.ballot.get_by_text("stands here: Agree: the written rule")).to_have_count(0)
        one.look("2-partner")
    seats = {one.sees()["seat"]: one for one in scripted}
    silent = seats[re.search(r"^(.+ \d+) stands here", cleo.ballot.inner_text(), re.MULTILINE)[1]]
    there = [one for one in scripted if one is not silent]
    all_talk(there)
    ada.turn("You want rules.")
    ada.look("3-sent")
    back = ada.ballot.get_by_text("says: not yet. What is missing: for whom")
    until(lambda: back.count() == 1, there)
    ada.look("4-sent-back")
    assert faults(ada.page) == []
    until(lambda: have_done(ada, ben), there)
    for one in (ada, ben):
        one.look("5-fair")
    cleo.ballot.get_by_role("button", name="My partner is gone").click()
    expect(cleo.ballot.get_by_text("You have joined others.")).to_be_visible()
    cleo.look("6-joined")
    # whom cleo has joined puts cleo's reason, too
    until(lambda: have_done(*screens), there)
    cleo.look("7-fair")

    room.get_by_role("button", name="Look at the class's reasons").click()
    expect(room.get_by_role("button", name="Hide it")).to_have_count(4)
    look(teacher.page, "board-3-reasons", 2400)
    hidden = room.get_by_text(re.compile(r"^(Reason no\.|\w+ thinks)")).first.inner_text()
    room.get_by_role("button", name="Hide it").first.click()
    expect(room.get_by_text(hidden)).to_have_count(0)
    room.get_by_role("button", name="Let the class read these").click()
    expect(room.get_by_text("Whoever has voted can read them in the lesson now.")).to_be_visible()
    room.get_by_role("button", name="Open the second vote").click()
    for one in screens:
        one.ballot.get_by_role("button", name="Open my second vote").click()
        reasons = one.ballot.get_by_role("group", name="Which of these")
        expect(reasons.get_by_text("(from your class)").first).to_be_visible()
        one.look("8-reasons")
        expect(one.ballot.get_by_role("button", name="Give my second vote")).to_have_count(0)
        reasons.get_by_role("radio").last.check()
        one.vote("Second", 1 if one is ada else 0)
        one.look("9-second")
    for one in scripted:
        one.says(f"{MOTION.id}/thought", {"option": MOTION.ids[one.number % 4], "from": "partner", "words": ""})
        one.votes(2, MOTION.ids[2] if one.number % 4 == 0 else FIRST[one.number])
    expect(room.get_by_text("30 votes are in")).to_be_visible()
    close_vote(room, "second")
    expect(room.get_by_text("Of 30 who voted both times")).to_be_visible()
    expect(room.get_by_text(re.compile(r"30 people had a partner\. .*: 30\. Found fair .*: 2[5-9]\."))).to_be_visible()
    assert hidden not in room.inner_text()
    assert given_away(teacher.page, [*SCREENS, *(one.name for one in scripted), *(one.mark for one in scripted)]) == []
    room.scroll_into_view_if_needed()
    look(teacher.page, "board-4-result")
    teacher.page.evaluate("document.querySelectorAll('.kit-live details').forEach(one => { one.open = true })")
    look(teacher.page, "board-4-result-whole", 4200)

    for one in (*screens, *scripted):
        told = f"{one.name} says that the loudest decides."
        if one in screens:
            one.step("discuss").get_by_label("Your answer to").first.fill(told)
            expect(one.step("discuss").get_by_text(re.compile("Saved here, and with the class")).first).to_be_visible()
        else:
            one.says("who_decides", told, "discuss")
    teacher.open("teacher/class_board")
    reader = teacher.step("discussion")
    reader.get_by_label("Lesson", exact=True).select_option(label="Governance")
    reader.get_by_role("button", name="Read the answers out").click()
    for number in range(1, 31):
        expect(reader.get_by_text(f"Answer {number} of 30.")).to_be_visible()
        if reader.get_by_text("ada says").count():
            break
        reader.get_by_role("button", name="Next", exact=True).click()
    reader.get_by_role("button", name=re.compile("^Write a line back")).click()
    reader.get_by_label("A line under this answer").fill("And who would stop the loudest?")
    look(teacher.page, "board-5-line")
    reader.get_by_role("button", name="Send this line").click()
    expect(reader.get_by_text("It lies under this answer")).to_be_visible()
    line = ada.step("discuss").get_by_text("And who would stop the loudest?")
    for _ in range(3):  # a line that comes late stands on the page the next time
        ada.open("02_governance")
        if line.count():
            break
    expect(ada.step("discuss").get_by_text("And who would stop the loudest?")).to_be_visible()
    ada.step("discuss").get_by_text("And who would stop the loudest?").scroll_into_view_if_needed()
    look(ada.page, "ada-10-line")
    ben.open("02_governance")
    expect(ben.step("discuss").get_by_text("And who would stop the loudest?")).to_have_count(0)
    for one in (teacher, *screens):
        one.context.close()


def test_a_class_of_thirty_on_paper_has_slips_to_find_each_other_and_votes_again_by_code(
    learner, page, browser, tmp_path
):
    voters = a_class(tmp_path / "class")
    page.set_viewport_size(PROJECTOR)
    room = begin(learner)
    for first in range(0, 30, 10):
        take(room, [voter.codes[1] for voter in voters[first : first + 10]])
    expect(room.get_by_text("30 votes are in")).to_be_visible()
    shut(room, "first")
    room.get_by_role("button", name="Bring people together who differ").click()
    expect(room.locator(".kit-pairs li")).to_have_count(15)
    look(page, "paper-1-pairs", 1600)
    with page.expect_download() as saved:
        room.get_by_role("link", name="Save the slips for the printer").click()
    saved.value.save_as(tmp_path / "slips.html")
    slips = browser.new_page()
    slips.goto((tmp_path / "slips.html").as_uri())
    middles = {voter.codes[1][4:8]: voter.votes[1] for voter in voters}
    pairs = [words.split(" + ") for words in slips.locator(".cut h2").all_inner_texts()]
    assert sorted(one for pair in pairs for one in pair) == sorted(middles)
    assert all(middles[one] != middles[other] for one, other in pairs)
    slips.pdf(path=Path(SHOTS or tmp_path) / "slips.pdf", format="A4")
    slips.context.close()
    room.get_by_role("button", name="Open the second vote").click()
    take(room, [voter.codes[2] for voter in voters])
    shut(room, "second")
    expect(room.get_by_text("Of 30 who voted both times")).to_be_visible()
    learner.step("room").scroll_into_view_if_needed()
    look(page, "paper-2-result")
    assert given_away(page, middles) == [] and ROOM == "teacher/vote"
