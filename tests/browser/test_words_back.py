"""A teacher writes a line back on the projector's board, and a class votes on a question with a key."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import cut_off_at, faults_in_both_themes
from tests.browser.test_vote import count, shut
from tests.classroom import write_class

PROJECTOR = {"width": 1920, "height": 1080}
NASTY = "Who <b>paid</b> for it?"


@pytest.fixture
def folder(tmp_path):
    write_class(tmp_path / "class", 6)
    return tmp_path / "class"


def test_a_line_is_written_under_an_answer_packed_and_stands_under_it_in_the_lesson(learner, page, folder):
    page.set_viewport_size(PROJECTOR)
    learner.open("teacher/class_board")
    learner.run_all()
    watch = learner.step("folder")
    watch.get_by_label("Folder").fill(str(folder))
    watch.get_by_role("button", name="Watch this folder").click()
    watch.get_by_text("6 learners in.").wait_for()
    reader = learner.step("discussion")
    reader.get_by_role("button", name="Read the answers out").click()
    expect(reader.get_by_label("A line under this answer")).to_have_count(0)
    reader.get_by_role("button", name=re.compile("^Write a line back")).click()
    field = reader.get_by_label("A line under this answer")
    assert field.locator("xpath=..").bounding_box()["height"] < 80, "it grows to the side and not downwards"
    field.fill(NASTY)
    reader.get_by_role("button", name="Send this line").click()
    expect(reader.get_by_text("You wrote:")).to_be_visible()
    expect(reader.get_by_text(NASTY)).to_be_visible()
    assert faults_in_both_themes(learner) == []
    reader.get_by_role("button", name=re.compile("^Make the zip")).click()
    expect(reader.get_by_role("link", name=re.compile("class_lines.zip"))).to_be_visible()
    assert cut_off_at(page, 640, 320) == []


def test_a_question_with_a_key_goes_from_vote_to_advice_to_replies(learner, page):
    page.set_viewport_size(PROJECTOR)
    learner.open("teacher/vote")
    learner.run_all()
    room = learner.step("room")
    room.get_by_label("Question", exact=True).select_option(label="Governance: check 2")
    room.get_by_role("button", name="Open the first vote").click()
    count(room, ("9", "5", "12", "4"))
    shut(room, "first")
    expect(room.get_by_text("Between 35 and 70 of 100 are right")).to_be_visible()
    expect(room.get_by_text("✓")).to_have_count(0)
    assert faults_in_both_themes(learner) == []
    room.get_by_role("button", name="Open the second vote").click()
    count(room, ("3", "2", "24", "1"))
    shut(room, "second")
    expect(room.get_by_text("C is right. First vote: 12 of 30 chose it. Second vote: 24 of 30.")).to_be_visible()
    expect(room.get_by_text("✓")).to_have_count(1)
    assert faults_in_both_themes(learner) == []
    assert cut_off_at(page, 640, 320) == []


def test_a_learner_votes_on_a_check_by_keyboard_and_reads_no_reply(learner, page):
    learner.open("02_governance")
    learner.run_all()
    asked = learner.step("check").locator(".kit-live .kit-box").nth(1)
    asked.get_by_role("button", name="My class votes on this").press("Enter")
    asked.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(asked.get_by_role("button", name="Give my first vote")).to_be_enabled()
    asked.get_by_role("button", name="Give my first vote").press("Enter")
    expect(asked.locator(".kit-code")).to_have_count(1)
    expect(asked.get_by_text(re.compile("[✓✗]"))).to_have_count(0)
    assert faults_in_both_themes(learner) == []
