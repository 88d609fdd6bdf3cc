// JupyterLab asks the focused element itself, not what it lies in, whether its shortcuts should keep away
function keep({ target }) {
  if (target.closest?.(".kit-live")) target.setAttribute("data-lm-suppress-shortcuts", "true");
}

export default {
  initialize() {
    document.addEventListener("focusin", keep);
    return () => document.removeEventListener("focusin", keep);
  },
  render({ model, el }) {
    el.hidden = true;
    requestAnimationFrame(() => el.closest(".kit-live")?.setAttribute("lang", model.get("lang")));
  },
};
