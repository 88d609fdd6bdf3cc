"""Twelve play four rounds of the pot in a real browser: what shows when, a restart, and how the page looks."""

import re

from playwright.sync_api import expect

from tests.browser.looks import cut_off_at, faults_in_both_themes

PAGE = "teacher/experiment"
CARDS = (
    "10 8 20 5 0 12 15 10 7 9 17", "8 5 15 5 0 10 12 9 5 6 2 3",
    "12 2\n10\n20 3\n8\n2\n14 1\n15\n12 2\n9\n11\n6\n10", "14 1\n15\n20 3\n12\n10\n16\n15\n14 2\n12\n15\n11\n13",
)  # fmt: skip


def close(step, cards: str, number: int, then: str) -> None:
    """Type the cards of a round, close it once the page has them all, and see which round is next."""
    step.get_by_label("Cards of this round").fill(cards)
    expect(step.get_by_text(f"{number} cards of 12 are in.")).to_be_visible()
    step.get_by_role("button", name="Close this round for good").click()
    expect(step.get_by_role("heading", level=3)).to_have_text(then)


def test_twelve_play_four_rounds_with_a_restart_and_see_what_they_did_together(learner, page):
    learner.open(PAGE)
    learner.run_all()
    step = learner.step("pot")
    step.get_by_label("How many play").select_option("12")
    step.get_by_role("button", name="Begin", exact=True).click()
    typed = step.get_by_label("Cards of this round")
    typed.fill(CARDS[0])
    assert typed.evaluate("one => getComputedStyle(one).webkitTextSecurity") == "disc"
    expect(step.get_by_text("11 cards of 12 are in.")).to_be_visible()
    assert not re.search(r"\b17\b", step.inner_text())
    close(step, CARDS[0], 11, "Without fines: round 2")
    expect(step.get_by_text("1 card was missing and was played by copying the others")).to_be_visible()
    close(step, CARDS[1], 12, "Without fines: round 3")
    step.get_by_role("button", name="With fines").click()
    expect(step.get_by_role("heading", level=3)).to_have_text("With fines: round 1")
    close(step, CARDS[2], 12, "With fines: round 2")
    learner.restart_and_run_all()
    step.get_by_role("button", name="Go on").click()
    expect(step.get_by_role("heading", level=3)).to_have_text("With fines: round 2")
    close(step, CARDS[3], 12, "With fines: round 3")
    step.get_by_role("button", name="Put the model and the published figures beside it").click()
    expect(step.get_by_text("Fehr & Gächter 2000").first).to_be_visible()
    expect(step.get_by_role("img", name=re.compile("this class 10.2, 6.7; the lesson's figure"))).to_be_visible()
    assert faults_in_both_themes(learner) == []
    assert cut_off_at(page, 640, 320) == []
