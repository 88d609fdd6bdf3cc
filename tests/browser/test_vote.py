"""A class votes in a real browser: the teacher's page through a whole vote with a restart, and a learner's ballot."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import cut_off_at, faults, faults_in_both_themes
from tests.voting import a_class

ROOM, LESSON = "teacher/vote", "02_governance"
SECRET = ("617", "403", "771", "505")


@pytest.fixture(scope="module")
def voters(tmp_path_factory):
    return a_class(tmp_path_factory.mktemp("class"), size=8)


def begin(learner):
    """Open the room and its first vote, and return the room."""
    learner.open(ROOM)
    learner.run_all()
    return open_the_first_vote(learner.step("room"))


def open_the_first_vote(room):
    room.get_by_label("Question", exact=True).select_option(label="Governance")
    room.get_by_role("button", name="Open the first vote").click()
    expect(room.get_by_text("0 votes are in")).to_be_visible()
    return room


def count(room, hands) -> None:
    for letter, number in zip("ABCD", hands, strict=True):
        room.get_by_label(f"Hands for {letter}").fill(number)
        room.get_by_label(f"Hands for {letter}").press("Tab")
    room.get_by_role("button", name="Put these hands in").click()
    expect(room.get_by_text("hands are in.")).to_be_visible()


def take(room, codes) -> None:
    room.get_by_label("Votes come in as").select_option(label="codes")
    room.get_by_label("Codes").fill("\n".join(codes))
    room.get_by_role("button", name="Take these codes").click()
    expect(room.get_by_text(f"{len(codes)} codes taken.")).to_be_visible()


def shut(room, ordinal: str) -> None:
    room.get_by_role("button", name=f"Close the {ordinal} vote").click()
    room.get_by_role("button", name="Yes, close it for good").click()


def on_the_page(page) -> str:
    """All that stands in the document: text, attributes, and what is in the fields."""
    return page.evaluate(
        "() => document.documentElement.outerHTML.replace(/<style[^]*?<.style>|<script[^]*?<.script>/g, '') + "
        "[...document.querySelectorAll('input, textarea, select')].map(one => one.value).join(' ')"
    )


def given_away(page, secrets) -> list[str]:
    page_ = on_the_page(page)
    return [secret for secret in secrets if re.search(rf"(?<![\w.#-]){re.escape(secret)}(?![\w%])", page_)]


def test_a_whole_vote_with_a_restart_in_the_middle_and_nothing_seen_too_early(learner, page, voters):
    room = begin(learner)
    count(room, SECRET)
    take(room, [voter.codes[1] for voter in voters])
    secrets = [*SECRET, *(voter.codes[1] for voter in voters), *(voter.codes[1][4:8] for voter in voters)]
    expect(room.get_by_text("2,304 votes are in")).to_be_visible()
    assert given_away(page, secrets) == []
    shut(room, "first")
    expect(room.get_by_role("timer")).to_be_visible()
    room.get_by_role("textbox", name="The strongest reason heard for A").press_sequentially("It can be read.")
    expect(room.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()
    assert given_away(page, secrets) == []
    learner.restart_and_run_all()
    expect(room.get_by_role("textbox", name="The strongest reason heard for A")).to_have_value("It can be read.")
    room.get_by_role("button", name="Open the second vote").click()
    take(room, [voter.codes[2] for voter in voters])
    learner.save()
    assert given_away(page, secrets) == []
    shut(room, "second")
    expect(room.locator(".js-plotly-plot .sankey-link").first).to_be_attached()
    expect(room.locator(".js-plotly-plot .barlayer")).to_have_count(1)
    expect(room.get_by_text("What would have moved the others?")).to_be_visible()
    expect(room.get_by_text("It can be read.")).to_be_visible()
    expect(room.locator(".kit-chart").first).to_have_accessible_name(re.compile("First vote 2,304, second vote 8"))


def test_what_is_typed_for_a_round_shows_as_dots(learner):
    field = begin(learner).get_by_label("Hands for A")
    assert field.evaluate("one => getComputedStyle(one).webkitTextSecurity") == "disc"


def test_the_room_is_large_enough_to_be_read_from_the_back(learner, page):
    page.set_viewport_size({"width": 1920, "height": 1080})
    room = begin(learner)
    sizes = room.locator(".kit-live :is(p, li, button, select, input, label)").evaluate_all(
        "all => all.filter(one => one.offsetParent).map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 20
    title = room.locator(".kit-statement").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert title >= 40


def test_no_fault_in_the_room_from_question_to_result_in_either_theme(learner, page):
    room = begin(learner)
    assert faults_in_both_themes(learner) == []
    room.get_by_label("Votes come in as").select_option(label="codes")
    room.get_by_role("button", name="Take these codes").click()
    expect(room.get_by_text("0 codes taken.")).to_be_visible()
    assert faults_in_both_themes(learner) == []
    room.get_by_label("Votes come in as").select_option(label="hands that I count")
    count(room, ("3", "2", "1", "1"))
    room.get_by_role("button", name="Close the first vote").click()
    assert faults_in_both_themes(learner) == []
    room.get_by_role("button", name="Yes, close it for good").click()
    expect(room.get_by_role("timer")).to_be_visible()
    assert faults_in_both_themes(learner) == []
    room.get_by_role("button", name="Open the second vote").click()
    count(room, ("1", "2", "3", "1"))
    shut(room, "second")
    expect(room.locator(".js-plotly-plot .sankey-link").first).to_be_attached()
    page.evaluate("document.querySelectorAll('.kit-live details').forEach(one => { one.open = true })")
    assert faults_in_both_themes(learner) == []
    assert cut_off_at(page, 640, 320) == []


def test_a_learner_votes_twice_by_keyboard_and_both_codes_come_back(learner, page):
    learner.open(LESSON)
    learner.run_all()
    ballot = learner.step("discuss").locator(".kit-box", has_text="Your vote")
    ballot.get_by_role("radio", name="Agree: the written rule").focus()
    page.keyboard.press("Space")
    expect(ballot.get_by_role("button", name="Give my first vote")).to_be_enabled()
    page.keyboard.press("Tab")
    page.keyboard.type("It can be read.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first = ballot.locator(".kit-code")
    expect(first).to_have_text(re.compile(r"^SR\w-\w{4}-\w\w$"))
    code = first.inner_text()
    ballot.get_by_role("button", name="Open my second vote").press("Enter")
    ballot.get_by_role("radio", name="A bad rule hurts people every single day").check()
    second = ballot.get_by_role("group", name="Second vote")
    second.get_by_role("radio", name="Disagree: the good leader").check()
    ballot.get_by_role("button", name="Give my second vote").click()
    expect(ballot.locator(".kit-code")).to_have_count(2)
    learner.restart_and_run_all()
    expect(ballot.locator(".kit-code").first).to_have_text(code)
    expect(second.get_by_role("radio", name="Disagree: the good leader")).to_be_checked()
    assert faults(page) == []
