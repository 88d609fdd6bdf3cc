"""How a page looks to axe and in little room: the same looks for every page."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import THEMES, settle

# the rules of pages and landmarks are JupyterLab's business; everything else inside our outputs is ours
PAGE_RULES = ("region", "page-has-heading-one", "landmark-one-main", "bypass")
WISHED = ("target-size", "label-content-name-mismatch")  # what axe looks for only where it is asked to
RULES = {rule: {"enabled": rule in WISHED} for rule in (*PAGE_RULES, *WISHED)}
OPTIONS = {"rules": RULES, "resultTypes": ["violations"]}
WHOLE = {**OPTIONS, "rules": {rule: {"enabled": True} for rule in RULES}}  # for a page that is all ours


# JupyterLab's body has no height, and cells out of sight are not drawn: axe would leave out their contrast unsaid
UNFOLD = """() => {
  document.body.style.height = "100vh";
  const style = document.head.appendChild(document.createElement("style"));
  style.dataset.ofATest = "";
  style.textContent = ".jp-Cell { content-visibility: visible !important; contain: none !important }";
}"""
FOLD = """() => {
  document.body.style.height = "";
  document.querySelectorAll("[data-of-a-test]").forEach((one) => one.remove());
}"""
TO_THE_TOP = """() => [...document.querySelectorAll('.jp-WindowedPanel-outer')].map((one) => {
  const moved = one.scrollTop > 0;
  one.scrollTop = 0;
  return moved;
}).some(Boolean)"""


OUTPUTS = ".jp-Cell-outputArea"
THEMED = ("color-contrast", "link-in-text-block")  # what axe says may hang on the theme; of the other rules it cannot


@contextmanager
def unfolded(page):
    """A notebook whose every cell is drawn at once."""
    before = page.viewport_size
    page.evaluate(UNFOLD)
    page.set_viewport_size({"width": 1280, "height": 16_000})
    settle(page)
    if page.evaluate(TO_THE_TOP):
        settle(page)
    try:
        yield
    finally:
        page.evaluate(FOLD)
        page.set_viewport_size(before)


def faults(page) -> list[str]:
    """What axe says against the outputs of a notebook."""
    with unfolded(page):
        return faults_in(page, OUTPUTS)


def faults_in(page, context: str, *rules: str) -> list[str]:
    """What axe says against a part of a page, by these rules or by all."""
    return _said(page, {"runOnly": {"type": "rule", "values": rules}} if rules else OPTIONS, context)


def faults_of_the_page(page) -> list[str]:
    """What axe says against a whole page, by the rules of landmarks and headings too."""
    return _said(page, WHOLE)


def _said(page, options: dict, context: str | None = None) -> list[str]:
    result = Axe().run(page, context=context, options=options).response
    return [
        f"{fault['impact']} {fault['id']}: {node['html'][:200]}"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]


def faults_in_both_themes(learner) -> list[str]:
    """What axe says against the outputs of a notebook in the dark theme, and then in the light one."""
    dark, light = THEMES
    with unfolded(learner.page):
        learner.wear(dark)
        found = faults_in(learner.page, OUTPUTS, *THEMED)
        learner.wear(light)
        return found + faults_in(learner.page, OUTPUTS)


# fill in what can be filled in, and press what can be pressed; each only once. A field with a path behind it stays
# empty: the board then reads the folder of the class
WORK = """() => {
  const fresh = (kind) => [...document.querySelectorAll(`.kit-live ${kind}`)].filter(
    (one) => one.checkVisibility() && !one.disabled && !one.dataset.worked && (one.dataset.worked = "yes"));
  const tell = (one) => ["input", "change"].forEach((kind) => one.dispatchEvent(new Event(kind, { bubbles: true })));
  fresh("select").forEach((one) => { one.selectedIndex = Math.min(1, one.options.length - 1); tell(one); });
  const lines = "textarea, .kit-live input[type=text]:not([placeholder*='/'])";
  fresh(lines).forEach((one) => { one.value = "e"; tell(one); });
  fresh("fieldset").forEach((one) => one.querySelector("input")?.click());
  return new Promise((done) => setTimeout(() => {
    fresh("button").forEach((one) => one.click());
    document.querySelectorAll(".kit-live details").forEach((one) => { one.open = true; });
    done();
  }, 600));
}"""
# what lies wider than the page, apart from what scrolls in a frame of its own; and frames that no key can scroll
CUT_OFF = """() => {
  const frame = (one) => one.closest('.kit-scroll, .kit-numbers, .kit-wide, .kit-grid, .js-plotly-plot');
  const box = (one) => one.getBoundingClientRect();
  const out = (one, edge) => one.width > 0 && (one.right > edge.right + 1 || one.left < edge.left - 1);
  const wide = (one) => out(box(one), box(one.closest('.jp-OutputArea')));
  const shown = [...document.querySelectorAll('.kit-live *')].filter((one) => one.checkVisibility());
  const stuck = (one) => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX)
    && one.tabIndex < 0 && !one.querySelector('button, select, input, textarea, a[href], [tabindex="0"]');
  const words = (one) => one.outerHTML.slice(0, 160);
  return [...shown.filter((one) => wide(one) && !frame(one)).map(words), ...shown.filter(stuck).map(words)];
}"""


# words of figures that stand beyond the edge of their picture, and names at a side that lie over each other
CRAMPED = """() => [...document.querySelectorAll('.kit-live .kit-chart')].flatMap((chart) => {
  const box = (one) => one.getBoundingClientRect();
  const words = [...chart.querySelectorAll('.main-svg text')].filter((one) => one.textContent.trim() && box(one).width);
  const edge = chart.querySelector('.main-svg') && box(chart.querySelector('.main-svg'));
  const beyond = words.filter((one) => box(one).left < edge.left - 1 || box(one).right > edge.right + 1
    || box(one).top < edge.top - 1 || box(one).bottom > edge.bottom + 1);
  const side = [...chart.querySelectorAll('.ytick text')].map(box).sort((one, other) => one.top - other.top);
  const over = side.filter((one, place) => place && one.top < side[place - 1].bottom - 2).length;
  return [...beyond.map((one) => one.textContent), ...(over ? [`${over} names over others`] : [])];
})"""


def work_everything(learner) -> None:
    """Work twice: what a press has brought is worked too."""
    for _ in range(2):
        learner.page.evaluate(WORK)
        learner.settle()


def narrow(page, width: str) -> None:
    """Leave the notebook so much room, as a small screen or a large zoom does; nothing: all that there is."""
    page.evaluate(
        "width => document.querySelectorAll('.jp-Notebook').forEach(one => one.style.setProperty('width', width))",
        width,
    )


def cut_off(page) -> list[str]:
    """What is cut off, once the page has settled; figures take a moment more for their new width."""
    for _ in range(20):
        settle(page)
        found = page.evaluate(CUT_OFF)
        if not found:
            break
    return found


def cut_off_at(page, *widths: int) -> list[str]:
    """What is cut off where the notebook has so many pixels."""
    found = []
    page.evaluate("window.jupyterapp.shell.collapseLeft()")  # the list of files would take half of it
    with unfolded(page):  # a figure takes its new width only where its cell is drawn
        for width in widths:
            narrow(page, f"{width}px")
            page.set_viewport_size({"width": width + 140, "height": 16_000})  # beside JupyterLab's own two edges
            found += cut_off(page)
        narrow(page, "")
    return found
