"""What a learner sees where the computer is slow: no widget stays deaf, and nobody says what is not so."""

import pytest
from playwright.sync_api import expect
from plotly.offline import get_plotlyjs

from kit.views.plot import plain, to_page
from kit.widgets.controls.control import Chart
from tests.browser.test_policy import LOAD
from tests.browser.test_robust import LESSON, act, tries, write

# anywidget gives a widget two seconds to start; with none, each of them starts too late
NO_TIME = """(() => {
  const { timeout } = AbortSignal;
  window.late = 0;
  AbortSignal.timeout = (time) => {
    if (time !== 2000) return timeout.call(AbortSignal, time);
    window.late += 1;
    return timeout.call(AbortSignal, 0);
  };
})()"""
# what has been said to be wrong since, even for a moment
EAR = """() => {
  window.complaints = [];
  const listen = () => {
    for (const one of document.querySelectorAll(".kit-live .kit-trouble:not([hidden])")) {
      window.complaints.push(one.textContent);
    }
  };
  new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""

# three notebooks open beside each other, each with a kernel of its own; the last one is in front
ALL_AT_ONCE = """async (paths) => {
  const { commands, shell } = window.jupyterapp;
  const panels = await Promise.all(paths.map((path) => commands.execute("docmanager:open", { path })));
  await Promise.all(panels.map((one) => one.sessionContext.ready));
  await Promise.all(panels.map((one) => one.sessionContext.session.kernel.info));
  for (const one of panels) {
    shell.activateById(one.id);
    while (shell.currentWidget !== one) await new Promise((done) => setTimeout(done, 20)); // or another page is run
    commands.execute("notebook:run-all-cells");
  }
}"""

# a chart alone on a page, whose figure comes when `give` is called
CHART = (
    f"""async (script) => {{ {LOAD}"""
    + """
  const listeners = [], state = { figure: {}, words: {} };
  window.kitPlotly = Promise.resolve(window.Plotly);
  window.give = (figure) => { state.figure = figure; listeners.forEach((act) => act()); };
  const model = { get: (name) => state[name], on: (name, act) => name === "change:figure" && listeners.push(act) };
  const { default: widget } = await load(script);
  document.body.innerHTML = "<main style='width: 600px'></main>";
  widget.render({ model, el: document.querySelector("main") });
}"""
)


def slow_down(learner, times: int) -> None:
    learner.page.context.new_cdp_session(learner.page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def test_widgets_that_start_too_late_for_anywidget_hear_the_kernel_all_the_same(learner, lab, page_of_its_own):
    learner.page.evaluate(NO_TIME)
    learner.open(LESSON)
    learner.run_all()
    learner.page.evaluate(EAR)
    act(learner, 0)
    write(learner, "Late.")
    explore = learner.guess()
    explore.get_by_role("slider", name="Members knocked out").press("End")
    expect(explore.locator(".kit-summary")).to_contain_text("of 31 members")
    learner.step("check").get_by_role("button", name="Check my answer").first.click()
    expect(learner.step("check").locator(".kit-reply:visible").first).to_be_visible()
    learner.page.wait_for_timeout(3500)
    assert learner.page.evaluate("window.complaints") == []
    assert learner.page.evaluate("window.late") > 20
    assert {step for step, _, _ in tries(lab)} >= {"compare", "place", "discuss", "explore"}


@pytest.mark.parametrize("times", [4, 8, 15])
def test_no_step_of_a_slow_computer_says_that_the_kernel_is_away(learner, lab, page_of_its_own, times):
    learner.page.set_default_timeout(180_000)
    slow_down(learner, times)
    learner.open(LESSON)
    learner.page.evaluate(EAR)
    learner.run_all()
    act(learner, 0)
    write(learner, "Slow.")
    learner.page.wait_for_timeout(8000)
    assert learner.page.evaluate("window.complaints") == []
    assert {step for step, _, _ in tries(lab)} >= {"compare", "place", "discuss"}


def test_three_notebooks_that_begin_at_once_on_a_slow_computer_say_nothing_wrong(learner, lab, page_of_its_own):
    learner.page.set_default_timeout(180_000)
    learner.page.evaluate(EAR)
    slow_down(learner, 4)
    others = ("01_core_principle", "03_view_of_the_state")
    learner.page.evaluate(ALL_AT_ONCE, [f"notebooks/{name}.ipynb" for name in (*others, LESSON)])
    learner.page.wait_for_function("document.querySelectorAll('.jp-OutputArea .kit-live').length >= 21")
    act(learner, 0)
    learner.page.wait_for_timeout(8000)
    assert learner.page.evaluate("window.complaints") == []


def test_a_figure_that_has_not_come_yet_is_no_plot_with_plotlys_own_tool_bar(browser):
    """That has eleven stops for the Tab key, and among them a button that offers to send the figure away."""
    page = browser.new_page()
    page.goto("data:text/html,<!doctype html><title>Chart</title>")
    page.add_script_tag(content=get_plotlyjs())
    page.evaluate(CHART, str(Chart._esm))
    page.wait_for_timeout(500)
    expect(page.locator("main *")).to_have_count(0)
    page.evaluate("(figure) => window.give(figure)", to_page(plain({"type": "bar", "y": [1, 2]})))
    expect(page.locator("main .bars path")).to_have_count(2)
    expect(page.locator("main button, main a")).to_have_count(0)
    page.close()
