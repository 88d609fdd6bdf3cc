"""Figures and lessons for people who do not see them: walked by keys, heard as words and as tone."""

import re
from itertools import pairwise

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.looks import faults_of_the_page
from tests.browser.test_elsewhere import LESSON, OF_VOILA, STEPS, guess, in_voila

SET_UP = """from kit.content.course import load_sources
from kit.explorables import load_explorable
from kit.widgets.figure_panel import live
from kit.widgets.parts import Step"""
SHOW = "Step('', [live(load_explorable('{}'), load_sources())])"
# what the first value of the first row says, and some row that is deeper in the figure
HEARD = {
    "core_principle": ("Great Soviet Encyclopedia, 1st edition", "by a commons"),
    "governance": ("Links at the start, 1/", "Mesh, links of each member"),
    "view_of_the_state": ("Courts", "Liberal Individualism"),
    "ownership_model": ("A house on trust land, Enter (access)", "Held in part by"),
    "value_logic": ("contribution, those who worked: 23", "100 hours of work"),
    "economic_model": ("Workshops, 1/", "Factory"),
    "technology_and_infrastructure": ("Open: 149", "Sealed. Replacements, each year"),
    "autonomy_and_freedom": ("nothing", "The kit's reason"),
    "culture_and_subjectivity": ("How many, 1/6. You: 1", "Round 1: 9.3"),
    "example_institutions": ("Community Land Trusts: Peer Production", "What does not fit"),
    "relation_to_capital": ("Poorest half: 6.0", "Gini by round"),
    "global_strategy": ("Comecon: member states", "Comecon"),
    "critiques": ("Risk of platform cooptation", "Liberal Individualism"),
}
TONES = """() => {
  window.tones = [];
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...when) {
    tones.push(Math.round(this.frequency.value));
    start.apply(this, when);
  };
}"""
NAMES = ("1. Predict", "2. Compare", "3. Explore", "4. Check", "5. Place", "6. Discuss")
# what must be there for ears in each step, in this order; more may be
TREES = {
    "1. Predict": """
      - paragraph: /Which model does each one belong to/
      - combobox "Cell A belongs to"
      - combobox "Cell B belongs to"
      - combobox "Cell C belongs to"
      - button "Check my match" [disabled]
      - button "Show the row" [disabled]
    """,
    "2. Compare": """
      - combobox "Model 1"
      - combobox "Model 2"
      - combobox "Model 3"
      - article:
        - heading "Peer Production" [level=3]
        - heading "What it means" [level=4]
        - heading "Its strongest case" [level=4]
        - heading "Its hard question" [level=4]
      - article:
        - heading "Collectivism" [level=3]
      - article:
        - heading "Liberal Individualism" [level=3]
      - group: Words in this lesson
      - button "I have compared them"
    """,
    "3. Explore": """
      - heading /What breaks\\?/ [level=3]
      - group /Three networks have 31 members/:
        - radio /In the hierarchy/ [checked]
        - status: /It keeps/
      - heading "How to read it" [level=4]
      - slider "Members knocked out": "0"
      - combobox "Who is hit"
      - img /0 of 31 members knocked out/
      - status: /0 of 31 members knocked out/
      - application "Walk this figure"
      - button "Tone"
    """,
    "4. Check": """
      - group /^1\\. /:
        - radio "Lena's plan"
      - button "Check my answer" [disabled]
      - group /^2\\. /
      - button "Check my answer" [disabled]
      - group /^3\\. /
      - button "Check my answer" [disabled]
    """,
    "5. Place": """
      - group:
        - slider "Where Wikipedia stands"
      - status: /Not placed yet/
      - textbox /Why there/
      - button "Compare with other cases" [disabled]
    """,
    "6. Discuss": """
      - heading "Warm up" [level=3]
      - 'timer "Time left: warm up"'
      - 'button "Start the clock: warm up"'
      - textbox "Your answer to 'warm up'"
      - heading "Interpret" [level=3]
      - heading "Apply" [level=3]
      - heading "Challenge" [level=3]
      - heading "Take a stand" [level=3]
      - heading "Your vote" [level=3]
      - 'group "First vote: where do you stand?"'
    """,
}


@pytest.fixture
def figures(lab, learner):
    """All the figures on one page, each a step."""
    cells = [nbformat.v4.new_code_cell(SET_UP), *(nbformat.v4.new_code_cell(SHOW.format(one)) for one in HEARD)]
    path = lab.notebooks / "figures.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    learner.open("figures")
    learner.run_all()
    yield dict(zip(HEARD, learner.page.locator(".jp-CodeCell").locator(".kit-live").all(), strict=True))
    path.unlink()


def walk(figure: Locator) -> Locator:
    """Stand in a figure whose picture is drawn, and return what is heard there."""
    figure.locator(".js-plotly-plot .main-svg").first.wait_for()
    figure.get_by_role("application", name="Walk this figure").focus()
    heard = figure.locator(".kit-heard")
    expect(heard).to_have_text(re.compile(r", \d+/\d+\.$"))  # where one stands
    return heard


def hear(page: Page, heard: Locator, key: str) -> str:
    heard.evaluate("one => { one.textContent = '' }")
    page.keyboard.press(key)
    expect(heard).not_to_be_empty()
    return heard.inner_text()


def every_row(page: Page, heard: Locator) -> list[str]:
    """What is said at the beginning of each row of values."""
    said = [hear(page, heard, "ArrowDown")]
    number = int(re.search(r", 1/(\d+)\. ", said[0])[1])
    return [*said, *(hear(page, heard, "ArrowDown") for _ in range(number - 1))]


def test_every_figure_of_the_table_is_walked_by_arrow_keys_in_words(figures, page):
    for name, (first, deeper) in HEARD.items():
        heard = walk(figures[name])
        said = every_row(page, heard)
        print(name, *said, sep="\n   ")
        for number, words in enumerate(said, 1):
            assert f", {number}/{len(said)}. " in words, (name, words)
            assert not re.search(r"undefined|NaN|null|<|\[en\]", words), (name, words)
        assert first in said[0] and any(deeper in words for words in said[1:]), (name, said)
        for _ in said:
            page.keyboard.press("ArrowUp")
        last = hear(page, heard, "End")
        assert hear(page, heard, "ArrowRight") == last != hear(page, heard, "Home"), name


@pytest.fixture
def lesson(page, lab, outside) -> Page:
    """A lesson under Voilà, which has no cells; what its page asks for itself is refused."""
    in_voila(page, lab, LESSON, STEPS)
    yield page
    others = [line for line in outside.asked() if not any(host in line for host in OF_VOILA)]
    outside.forget()
    assert others == []


def explored(page: Page) -> Locator:
    step = page.get_by_role("region", name="3. Explore")
    guess(step)
    return step


def test_a_lesson_without_cells_has_landmarks_and_headings_in_order_and_each_step_its_tree(lesson):
    step = explored(lesson)
    step.get_by_role("application", name="Walk this figure").wait_for()
    expect(lesson).to_have_title("Governance: who decides, and who can object?")
    main = lesson.get_by_role("main")
    expect(main).to_have_count(1)
    expect(lesson.get_by_role("region")).to_have_count(STEPS)
    for name in NAMES:
        expect(main.get_by_role("region", name=name)).to_match_aria_snapshot(TREES[name])
    levels = lesson.locator("h1:visible, h2:visible, h3:visible, h4:visible, h5:visible, h6:visible").evaluate_all(
        "all => all.map(one => Number(one.tagName[1]))"
    )
    assert levels[0] == 1 and levels.count(1) == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    expect(lesson.locator(".jp-InputArea-editor:visible")).to_have_count(0)
    assert faults_of_the_page(lesson) == []


def test_what_a_setting_has_changed_is_heard_and_tones_come_only_when_asked_for(lesson):
    lesson.evaluate(TONES)
    step = explored(lesson)
    heard = walk(step)
    assert hear(lesson, heard, "c") == "Nothing has changed since the last setting."
    said = every_row(lesson, heard)
    assert lesson.evaluate("tones") == []
    row = next(number for number, words in enumerate(said) if words.startswith("Mesh, ") and "knocked out 0" in words)
    for _ in range(len(said) - 1 - row):
        lesson.keyboard.press("ArrowUp")
    first = hear(lesson, heard, "Home")
    lesson.keyboard.press("t")
    expect(step.get_by_role("button", name="Tone")).to_have_attribute("aria-pressed", "true")
    whole = lesson.evaluate("tones")
    assert first == "Members knocked out 0: 100%" and len(whole) == 21
    assert whole[0] == max(whole) <= 880 and whole[-1] == min(whole) >= 220  # a curve that falls is heard to fall
    hear(lesson, heard, "ArrowRight")
    assert lesson.evaluate("tones")[21:] == [whole[1]]
    step.get_by_role("button", name="Tone").click()
    hear(lesson, walk(step), "ArrowRight")
    assert len(lesson.evaluate("tones")) == 22
    slider = step.get_by_role("slider", name="Members knocked out")
    slider.press("ArrowRight")
    expect(step.locator(".kit-summary")).to_contain_text("1 of 31 members")
    lesson.wait_for_timeout(1000)
    assert re.search(r"Mesh: 5\d\d; before: 496$", hear(lesson, walk(step), "c"))
