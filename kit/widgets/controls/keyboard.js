const AWAY =
  "The kernel does not answer, so what you do here is not saved. Wait a little; if this message stays, run this cell again (▶).";
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

export default control({
  initialize() {
    const { follow, leave } = follower();
    const heard = [["focusin", keep], ["focusin", follow], ["focusout", leave]];
    for (const each of heard) document.addEventListener(...each);
    return () => { for (const each of heard) document.removeEventListener(...each); };
  },
  render({ model, el }) {
    el.hidden = true;
    el.className += " kit-status";
    el.setAttribute("role", "status");
    let leave;
    const begin = requestAnimationFrame(() => {
      const step = el.closest(".kit-live");
      step?.setAttribute("lang", model.get("lang"));
      if (step) leave = watch(model, el, step);
    });
    return () => {
      cancelAnimationFrame(begin);
      leave?.();
    };
  },
});
