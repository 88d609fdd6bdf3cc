const AWAY =
  "The kernel does not answer, so what you do here is not saved. Wait a little; if this message stays, " +
  "run this cell again (▶) or load the page again.";
const BACK = "The kernel answers again, and has heard what you did here.";

// JupyterLab asks the focused element itself, not what it lies in, whether its shortcuts should keep away
function keep({ target }) {
  const live = target.closest?.(".kit-live");
  if (!live) return;
  target.setAttribute("data-lm-suppress-shortcuts", "true");
  // a screen reader reads out what changes only where it knew before that something will
  for (const told of live.querySelectorAll(".kit-told:not([role])")) told.setAttribute("role", "status");
}

// A press may take away what has the focus, or disable it. What it lay in then gets it: else Tab would begin anew.
function follower() {
  let trail = []; // what has the focus, and all that it lies in, up to its step
  const recover = () => {
    const [last, ...around] = trail;
    if (!last || document.activeElement !== document.body || (last.isConnected && !last.disabled)) return;
    const place = around.find((one) => one.isConnected);
    if (!place) return; // the whole step is new
    place.tabIndex = -1;
    place.focus({ preventScroll: true }); // takes none while it is empty, and so not seen; then the next change asks again
  };
  const watch = new MutationObserver(recover);
  const follow = ({ target }) => {
    trail = [];
    watch.disconnect();
    const live = target.closest?.(".kit-live");
    if (!live) return;
    for (let one = target; one !== live.parentElement; one = one.parentElement) trail.push(one);
    watch.observe(live, { childList: true, subtree: true });
  };
  const leave = () => requestAnimationFrame(recover);
  return { follow, leave };
}

function watch(model, el, step) {
  const say = (words, trouble) => {
    el.textContent = model.get("words")[words] ?? words;
    el.classList.toggle("kit-trouble", trouble);
    el.hidden = false;
  };
  const heard = () => model.get("heard") >= model.get("asked");
  const waiting = patience(model, heard, () => say(AWAY, true));
  const ask = ({ type, target }) => {
    const works = type === "change" || target.closest?.("button");
    if (!works || target.closest(".kit-answer")) return; // a text box says it itself
    model.set("asked", model.get("asked") + 1);
    model.save_changes();
    waiting.begin();
  };
  const arrived = () => {
    waiting.answered();
    if (!heard()) return;
    if (!el.hidden) say(BACK, false);
  };
  step.addEventListener("change", ask);
  step.addEventListener("click", ask);
  model.on("change:heard", arrived);
  return () => {
    waiting.end();
    step.removeEventListener("change", ask);
    step.removeEventListener("click", ask);
    model.off("change:heard", arrived);
  };
}

// Voilà shows a page without cells, but its page has no landmark, and the file's name for a title. There what it shows
// is the main part of the page, and each step a region of it, named by the heading that it stands under.
function landmark() {
  const main = document.getElementById("rendered_cells");
  if (!main || main.hasAttribute("role")) return;
  main.setAttribute("role", "main");
  document.title = main.querySelector("h1")?.firstChild.textContent ?? document.title;
}

function region(step) {
  const main = step.closest("#rendered_cells");
  const before = (one) => !one.closest(".kit-live") && one.compareDocumentPosition(step) & Node.DOCUMENT_POSITION_FOLLOWING;
  const heading = [...(main?.querySelectorAll("h1, h2") ?? [])].filter(before).at(-1);
  if (!heading) return;
  heading.id ||= `kit-heading-${document.querySelectorAll("[id^=kit-heading]").length}`;
  if (main.querySelector(`[aria-labelledby="${heading.id}"]`)) return; // a second step under it is no region of its own
  step.setAttribute("role", "region");
  step.setAttribute("aria-labelledby", heading.id);
}

// A finger on a slider may mean to scroll. What it moved is heard when it slides along or taps, else taken back.
function slides(step, signal) {
  let held;
  const on = (kind, act) => step.addEventListener(kind, act, { capture: true, signal });
  const hear = () => {
    const { slider, value } = held ?? {};
    held = undefined;
    if (slider && slider.value !== value) slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const takeBack = () => {
    if (held) held.slider.value = held.value;
    held = undefined;
  };
  on("pointerdown", ({ target, pointerType, isPrimary, clientX, clientY }) => {
    takeBack();
    if (target.type !== "range" || pointerType === "mouse" || !isPrimary) return;
    held = { slider: target, value: target.value, clientX, clientY };
  });
  on("pointermove", ({ clientX, clientY }) => {
    if (!held) return;
    const along = Math.abs(clientX - held.clientX);
    if (along > 8 && along > Math.abs(clientY - held.clientY)) hear();
  });
  on("input", (event) => { if (event.target === held?.slider) event.stopImmediatePropagation(); });
  on("pointerup", hear);
  on("pointercancel", takeBack);
}

// What scrolls sideways says to which side it goes on, and takes the focus, so that keys can scroll it too. A figure
// scrolls only in little room; what else may scroll has its place in the order of Tab from the start.
const SIDEWAYS = ".kit-scroll, .kit-numbers, .kit-grid, .kit-wide, .kit-chart";

function edges(step, signal) {
  const mark = (one) => {
    const most = one.scrollWidth - one.clientWidth;
    const here = one.scrollLeft + (getComputedStyle(one).direction === "rtl" ? most : 0); // from the left edge, always
    const more = [here > 1 && "left", here < most - 1 && "right"].filter(Boolean).join(" ");
    if (more) one.dataset.kitMore = more;
    else delete one.dataset.kitMore;
    if (!one.matches(".kit-chart")) return;
    if (more) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  };
  const sizes = new ResizeObserver((all) => all.forEach(({ target }) => mark(target.closest(SIDEWAYS))));
  const seen = new WeakSet();
  const look = () => {
    for (const one of step.querySelectorAll(SIDEWAYS)) {
      // a figure is drawn anew after its frame has another size: what overflows it lies deeper
      const parts = [one, ...one.children, ...one.querySelectorAll(".svg-container")];
      for (const part of parts.filter((part) => !seen.has(part))) {
        seen.add(part);
        sizes.observe(part);
      }
    }
  };
  const changes = new MutationObserver(look);
  step.addEventListener("scroll", ({ target }) => target.matches(SIDEWAYS) && mark(target), { capture: true, signal });
  signal.addEventListener("abort", () => [sizes, changes].forEach((each) => each.disconnect()));
  changes.observe(step, { childList: true, subtree: true, attributeFilter: ["class"] }); // a widget gets its class late
  look();
}

// A keyboard on the screen takes room from below, and may cover the field that it writes in.
function uncover(step, signal) {
  const seen = window.visualViewport;
  const look = () => {
    const field = document.activeElement;
    if (!step.contains(field) || !field.matches("textarea, input[type=text]")) return;
    if (field.getBoundingClientRect().bottom < seen.offsetTop + seen.height) return;
    (field.closest("label") ?? field).scrollIntoView({ block: "start" });
  };
  seen?.addEventListener("resize", look, { signal });
}

export default control({
  initialize() {
    landmark();
    const { follow, leave } = follower();
    const heard = [["focusin", keep], ["focusin", follow], ["focusout", leave]];
    for (const each of heard) document.addEventListener(...each);
    return () => { for (const each of heard) document.removeEventListener(...each); };
  },
  render({ model, el }) {
    el.hidden = true;
    el.className += " kit-status";
    el.setAttribute("role", "status");
    const end = new AbortController();
    let leave;
    const begin = requestAnimationFrame(() => {
      const step = el.closest(".kit-live");
      if (!step) return;
      [step.lang, step.dir] = model.get("spoken");
      region(step);
      leave = watch(model, el, step);
      for (const each of [slides, edges, uncover]) each(step, end.signal);
    });
    return () => {
      cancelAnimationFrame(begin);
      end.abort();
      leave?.();
    };
  },
});
