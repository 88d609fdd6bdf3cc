"""A lesson under a finger: a swipe answers nothing, a tap does; fingers, keyboards and figures have room."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settle
from tests.browser.looks import narrow
from tests.browser.test_vote import open_the_first_vote
from tests.browser.test_way_in import Newcomer

LESSON = "02_governance"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SCROLLED = "document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer').scrollTop"
# where the middle of something is, and how much of it a finger meets
SMALL = """(least) => {
  const around = (one) => one.closest('p, dd, li, td') ?? one;
  const inline = (one) => one.matches('a') && around(one).textContent.trim() !== one.textContent.trim();
  const label = (one) => one.matches('input[type=radio], input[type=checkbox]') ? one.closest('label') : one;
  const box = (one) => label(one).getBoundingClientRect();
  return [...document.querySelectorAll('.kit-live :is(button, select, input, textarea, summary, a[href])')]
    .filter((one) => one.checkVisibility() && !inline(one) && Math.min(box(one).width, box(one).height) < least - .5)
    .map((one) => `${one.outerHTML.slice(0, 120)}: ${box(one).width} x ${box(one).height}`);
}"""


class Finger:
    """One or two fingers on the screen, as the browser hears them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.screen = page.context.new_cdp_session(page)

    def _touch(self, kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        self.page.wait_for_timeout(20)

    def go(self, *ways: tuple[tuple[float, float], tuple[float, float]], turns: int = 12) -> None:
        """Put a finger down at the beginning of each way, move all to the ends, and take them away."""
        self._touch("touchStart", *(begin for begin, _ in ways))
        for turn in range(1, turns + 1):
            part = turn / turns
            self._touch("touchMove", *((a + (c - a) * part, b + (d - b) * part) for (a, b), (c, d) in ways))
        self._touch("touchEnd")
        settle(self.page)

    def swipe(self, target: Locator, across: float = 0.5, down: float = 0.5) -> float:
        """Swipe upwards from a point in something, and return how far the page went; a busy page may miss a swipe."""
        for _ in range(4):
            x, y = middle(target, across, down)
            before = self.page.evaluate(SCROLLED)
            self.go(((x, y), (x, y - 200)))
            if went := self.page.evaluate(SCROLLED) - before:
                break
        return went

    def spread(self, at: tuple[float, float]) -> float:
        """Spread two fingers about a point, and return how large the page has become."""
        x, y = at
        self.go(((x, y - 20), (x, y - 120)), ((x, y + 20), (x, y + 120)))
        return self.page.evaluate("visualViewport.scale")


def middle(target: Locator, across: float = 0.5, down: float = 0.5) -> tuple[float, float]:
    """Bring something into the middle of the screen, and return a point in it; cells drawn on the way move it."""
    box = None
    for _ in range(10):
        target.evaluate("one => one.scrollIntoView({ block: 'center' })")
        settle(target.page)
        last, box = box, target.bounding_box()
        if box == last:
            break
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


@pytest.fixture
def phone(browser, lab):
    lab.begin_anew()
    context = browser.new_context(**PHONE)
    context.set_default_timeout(60_000)
    yield Newcomer(context.new_page(), lab)
    context.close()


@pytest.fixture
def place(phone) -> Locator:
    phone.open(LESSON)
    return phone.step("place").locator(".kit-live")


def words(place: Locator) -> Locator:
    return place.locator(".kit-triangle [role=status]")


@pytest.mark.parametrize(("across", "down"), [(0.5, 0.85), (0.03, 0.1)], ids=["in its field", "in an empty corner"])
def test_a_swipe_over_the_triangle_scrolls_the_page_and_places_nothing(place, across, down):
    finger = Finger(place.page)
    assert finger.swipe(place.locator("svg"), across, down) > 100
    expect(words(place)).to_contain_text("Not placed yet")


def test_two_fingers_on_the_triangle_make_the_page_larger_and_place_nothing(place):
    assert Finger(place.page).spread(middle(place.locator("svg"), down=0.64)) > 1.2
    expect(words(place)).to_contain_text("Not placed yet")


def test_a_tap_in_the_triangle_places_and_the_point_can_be_dragged_also_by_its_edge(place):
    page = place.page
    page.touchscreen.tap(*middle(place.locator("svg"), 0.5, 0.3))
    expect(words(place)).to_contain_text("Peer Production 7")
    expect(place).to_contain_text("Saved ")
    x, y = middle(place.locator(".kit-triangle-point"))
    field = place.locator("svg").bounding_box()
    Finger(page).go(((x + 18, y), (field["x"] + 0.12 * field["width"], field["y"] + 0.87 * field["height"])))
    expect(words(place)).to_contain_text("Collectivism 9")


def test_a_mouse_drags_the_point_from_anywhere_and_out_of_the_field(learner, page):
    learner.open(LESSON)
    learner.run_all()
    place = learner.step("place")
    triangle = place.locator(".kit-triangle svg")
    for _ in range(10):  # what a busy page draws late moves it from under the mouse
        x, y = middle(triangle, 0.5, 0.4)
        page.mouse.move(x, y)
        if triangle.evaluate("one => one.matches(':hover')"):
            break
    page.mouse.down()
    page.mouse.move(x - 100, y + 100, steps=5)
    page.mouse.move(x - 700, y + 300, steps=5)
    page.mouse.up()
    expect(words(place)).to_contain_text("Collectivism 100")
    expect(place.locator(".kit-triangle-point")).to_be_focused()
    page.mouse.move(x, y)
    expect(words(place)).to_contain_text("Collectivism 100")


def figure_of(phone: Newcomer) -> Locator:
    """Guess, and return the figure that opens."""
    explore = phone.step("explore").locator(".kit-live").first
    explore.get_by_role("radio").first.check()
    explore.get_by_role("button", name="Commit my guess").click()
    explore.locator(".js-plotly-plot .main-svg").first.wait_for()
    settle(phone.page)
    return explore


def test_a_swipe_that_begins_on_a_slider_leaves_it_and_a_slide_and_a_tap_move_it(phone):
    phone.open(LESSON)
    explore, finger = figure_of(phone), Finger(phone.page)
    slider, told = explore.get_by_role("slider").first, explore.locator(".kit-summary p:not(.kit-heard)")
    value, said = slider.input_value(), told.inner_text()
    seen = "one => one.closest('.kit-live').addEventListener('input', () => { one.dataset.heard = 'yes' })"
    slider.evaluate(seen)
    assert finger.swipe(slider, 0.8) > 100
    phone.page.wait_for_timeout(500)
    assert (slider.input_value(), told.inner_text(), slider.get_attribute("data-heard")) == (value, said, None)
    x, y = middle(slider, 0.1)
    finger.go(((x, y), (x + 0.7 * slider.bounding_box()["width"], y)))
    expect(told).not_to_have_text(said)
    moved, told_then = slider.input_value(), told.inner_text()
    assert int(moved) > int(value)
    phone.page.touchscreen.tap(*middle(slider, 0.3))
    expect(told).not_to_have_text(told_then)
    assert int(slider.input_value()) < int(moved)


def test_over_a_figure_one_finger_scrolls_the_page_and_two_make_it_larger(phone):
    phone.open(LESSON)
    explore, finger = figure_of(phone), Finger(phone.page)
    assert finger.swipe(explore.locator(".kit-chart")) > 100
    assert finger.spread(middle(explore.locator(".kit-chart"))) > 1.2


def test_a_swipe_chooses_nothing_and_a_tap_does(phone):
    phone.open(LESSON)
    check, finger = phone.step("check").locator(".kit-live").first, Finger(phone.page)
    option = check.locator(".kit-option label").nth(1)
    assert finger.swipe(option) > 100
    expect(check.locator(":checked")).to_have_count(0)
    phone.page.touchscreen.tap(*middle(option))
    expect(check.locator(":checked")).to_have_count(1)


def test_a_swipe_marks_no_word_and_a_tap_does(phone):
    phone.open("15_question_the_table")
    finger, step = Finger(phone.page), phone.notebook.locator(".kit-words").first
    word = step.locator("button").nth(2)
    assert finger.swipe(word) > 100
    expect(step.locator('button:not([data-kind=""])')).to_have_count(0)
    phone.page.touchscreen.tap(*middle(word))
    expect(word).to_have_attribute("data-kind", "describing")


def test_a_swipe_over_a_grid_judges_nothing(phone):
    phone.open("08_autonomy_and_freedom")
    finger, grid = Finger(phone.page), figure_of(phone).locator(".kit-grid")
    before = grid.locator("select").evaluate_all("all => all.map((one) => one.value)")
    assert finger.swipe(grid.locator("select").first) > 100
    assert grid.locator("select").evaluate_all("all => all.map((one) => one.value)") == before


@pytest.mark.parametrize(
    "notebook",
    [
        "00_start_here",
        LESSON,
        "08_autonomy_and_freedom",
        "14_case_file",
        "15_question_the_table",
        "teacher/class_board",
        "teacher/vote",
    ],
)
def test_what_a_finger_presses_is_44_pixels_large_no_field_makes_the_page_zoom_and_no_link_breaks_its_line(
    phone, notebook
):
    phone.open(notebook)
    if phone.step("explore").count():
        figure_of(phone)
    if notebook == "teacher/vote":
        open_the_first_vote(phone.step("room"))  # the fields for hands
    phone.page.evaluate("document.querySelectorAll('.kit-live details').forEach((one) => { one.open = true })")
    settle(phone.page)
    assert phone.page.evaluate(SMALL, 44) == []
    works = phone.notebook.locator(".kit-live a:has(cite)")
    assert set(works.evaluate_all("all => all.map((one) => getComputedStyle(one).display)")) <= {"inline"}
    fields = phone.notebook.locator(".kit-live :is(select, textarea, input[type=text], input[type=number])")
    assert fields.evaluate_all("all => Math.min(...all.map((one) => parseFloat(getComputedStyle(one).fontSize)))") >= 16


def test_a_field_comes_out_from_under_the_keyboard(phone):
    phone.open(LESSON)
    box = phone.step("discuss").get_by_role("textbox").first
    middle(box)
    box.evaluate("one => one.scrollIntoView({ block: 'end' })")
    box.tap()
    phone.page.set_viewport_size({"width": 390, "height": 440})  # what a keyboard leaves of it
    hidden = "one => one.getBoundingClientRect().bottom > visualViewport.height"
    expect(box).to_be_focused()
    settle(phone.page)
    assert not box.evaluate(hidden)
    assert box.evaluate("one => one.closest('label').getBoundingClientRect().top") > 0


def test_a_figure_keeps_room_for_its_words_in_a_narrow_frame_of_a_wide_window_and_says_where_it_goes_on(learner, page):
    learner.open(LESSON)
    learner.run_all()
    explore = learner.guess()
    chart = explore.locator(".kit-chart")
    expect(chart).not_to_have_attribute("data-kit-more", "right")
    narrow(page, "430px")
    expect(chart).to_have_attribute("data-kit-more", "right")
    expect(chart).to_have_attribute("tabindex", "0")
    shape = "one => [one.clientWidth, one.querySelector('.main-svg').clientWidth]"
    frame, figure = chart.evaluate(shape)
    assert frame < 416 <= figure
    aside = explore.locator(".kit-live").evaluate("one => [one.scrollWidth, one.clientWidth]")
    assert aside[0] <= aside[1] + 1, "what is beside the figure scrolls with it"
    assert chart.evaluate("one => getComputedStyle(one).maskImage") != "none"
    chart.evaluate("one => { one.scrollLeft = 1000 }")
    expect(chart).to_have_attribute("data-kit-more", "left")
    narrow(page, "")
    expect(chart).not_to_have_attribute("data-kit-more", "left")
