"""A learner works the Governance lesson in a real browser."""

from playwright.sync_api import expect

LESSON, START = "02_governance", "00_start_here"
STEPS = ("recall", "predict", "compare", "explore", "check", "place", "discuss")
RUN_ME = "The page begins by itself. If it does not, press ▶▶ in the bar above (▶ runs one box)"


def warm_up(learner):
    return learner.step("discuss").get_by_role("textbox", name="Your answer to 'warm up'")


def test_the_kit_opens_at_its_start_page(learner, page, lab):
    page.goto(lab.url)
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    expect(page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) h1").first).to_contain_text("Start here")


def read(learner, page) -> None:
    """A page that has not begun: its steps can be read, say how they begin, and show nothing that is dead."""
    for step in STEPS:
        expect(learner.step(step).locator(".kit-static")).to_be_visible()
        expect(learner.step(step)).to_contain_text(RUN_ME)
    expect(learner.step("predict")).to_contain_text("Centralized planning and hierarchical decision-making")
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
    expect(page.locator(".jupyter-widgets, .kit-live")).to_have_count(0)


def test_a_notebook_reads_before_its_first_run_and_saved_on_the_next_day(learner, page, lab):
    learner.open(LESSON)
    read(learner, page)
    learner.run_all()
    learner.save()
    lab.stop_kernels()
    learner.open(LESSON)
    read(learner, page)


def test_words_and_a_point_set_by_key_and_by_click_survive_a_kernel_restart(learner, page):
    learner.open(LESSON)
    learner.run_all()
    warm_up(learner).press_sequentially("The captain decides & nobody asks.")
    expect(learner.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)
    place = learner.step("place")
    point = place.get_by_role("slider", name="Where Wikipedia stands")
    point.focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
    expect(point).to_have_attribute("aria-valuenow", "44")
    expect(place).to_contain_text("Saved ")
    place.locator(".kit-triangle svg").click(position={"x": 60, "y": 330})
    expect(place.locator(".kit-triangle [role=status]")).to_contain_text("Collectivism 9")
    place.get_by_role("button", name="Compare with other cases").click()
    expect(place.locator(".js-plotly-plot")).to_be_visible()
    words = place.locator(".kit-triangle [role=status]").inner_text()
    learner.restart_and_run_all()
    expect(place.locator(".kit-triangle [role=status]")).to_have_text(words)
    expect(warm_up(learner)).to_have_value("The captain decides & nobody asks.")
    expect(learner.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)


def test_words_typed_while_the_kernel_is_gone_are_kept_and_come_back(learner, page, lab):
    learner.open(LESSON)
    learner.run_all()
    warm_up(learner).press_sequentially("Before. ")
    expect(learner.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)
    lab.kill_kernels()
    page.wait_for_timeout(4000)
    for dialog in page.locator(".jp-Dialog button.jp-mod-accept").all():
        dialog.click()
    warm_up(learner).press_sequentially("After.")
    expect(learner.step("discuss")).to_contain_text("Not saved yet: the kernel does not answer", timeout=10_000)
    learner.run_all()
    expect(warm_up(learner)).to_have_value("Before. After.")
    expect(learner.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)


def test_an_answer_is_text_and_never_markup(learner, page):
    learner.open(START)
    learner.run_all()
    case = learner.step("choose_case")
    case.get_by_label("My case").select_option(label="One of my own")
    case.get_by_label("Its name").fill("<img src=x onerror=alert(1)>")
    case.get_by_role("button", name="Follow this case").click()
    expect(case).to_contain_text("You follow <img src=x onerror=alert(1)>.")
    learner.turn_to(LESSON)
    learner.run_all()
    expect(learner.step("place")).to_contain_text("<img src=x onerror=alert(1)>.")


def test_the_start_page_searches_remembers_and_leads_to_a_lesson(learner, page):
    learner.open(START)
    learner.run_all()
    overview = learner.step("overview")
    overview.get_by_label("Search words").fill("market")
    expect(overview.locator(".kit-live mark").first).to_have_text("market")
    case = learner.step("choose_case")
    case.get_by_label("My case").select_option(label="Between the columns: Mondragon")
    case.get_by_role("button", name="Follow this case").click()
    expect(case).to_contain_text("You follow Mondragon.")
    learner.restart_and_run_all()
    expect(learner.step("choose_case")).to_contain_text("You follow Mondragon.")
    learner.step("lessons").locator(".kit-live a", has_text="Governance").click()
    page.wait_for_selector(".jp-Notebook h1:has-text('Governance')", timeout=60_000)
