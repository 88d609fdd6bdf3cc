const PATIENCE = 3000; // ms to wait for the kernel before saying that it has not heard this
const AWAY =
  "The kernel does not answer, so what you do here is not saved. Wait a little; if this stays, run this cell again (Shift+Enter).";
const BACK = "The kernel answers again, and has heard what you did here.";

// JupyterLab asks the focused element itself, not what it lies in, whether its shortcuts should keep away
function keep({ target }) {
  if (target.closest?.(".kit-live")) target.setAttribute("data-lm-suppress-shortcuts", "true");
}

function watch(model, el, step) {
  const say = (words, trouble) => {
    el.textContent = model.get("words")[words] ?? words;
    el.classList.toggle("kit-trouble", trouble);
    el.hidden = false;
  };
  let timer;
  const heard = () => model.get("heard") >= model.get("asked");
  const ask = ({ type, target }) => {
    const works = type === "change" || target.closest?.("button");
    if (!works || target.closest(".kit-answer")) return; // a text box says it itself
    timer ??= setTimeout(() => { if (!heard()) say(AWAY, true); }, PATIENCE);
    model.set("asked", model.get("asked") + 1);
    model.save_changes();
  };
  const arrived = () => {
    if (!heard()) return;
    clearTimeout(timer);
    timer = undefined;
    if (!el.hidden) say(BACK, false);
  };
  step.addEventListener("change", ask);
  step.addEventListener("click", ask);
  model.on("change:heard", arrived);
  return () => {
    clearTimeout(timer);
    step.removeEventListener("change", ask);
    step.removeEventListener("click", ask);
    model.off("change:heard", arrived);
  };
}

export default {
  initialize() {
    document.addEventListener("focusin", keep);
    return () => document.removeEventListener("focusin", keep);
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
};
