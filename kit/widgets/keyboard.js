// JupyterLab asks the focused element itself, not what it lies in, whether its shortcuts should keep away
function keep({ target }) {
  const live = target.closest?.(".kit-live");
  if (!live) return;
  target.setAttribute("data-lm-suppress-shortcuts", "true");
  // a screen reader reads out what changes only where it knew before that something will
  for (const told of live.querySelectorAll(".kit-told:not([role])")) told.setAttribute("role", "status");
}

// A press may bring something new in place of what had the focus. The new then gets it: else Tab would begin anew.
function follower() {
  let trail = []; // what has the focus, and all that it lies in, up to its step
  const watch = new MutationObserver(() => {
    if (!trail.length || trail[0].isConnected || document.activeElement !== document.body) return;
    const place = trail.find((one) => one.isConnected);
    trail = [];
    if (!place) return; // the whole step is new
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  });
  return ({ target }) => {
    trail = [];
    watch.disconnect();
    const live = target.closest?.(".kit-live");
    if (!live) return;
    for (let one = target; one !== live.parentElement; one = one.parentElement) trail.push(one);
    watch.observe(live, { childList: true, subtree: true });
  };
}

export default {
  initialize() {
    const follow = follower();
    document.addEventListener("focusin", keep);
    document.addEventListener("focusin", follow);
    return () => {
      document.removeEventListener("focusin", keep);
      document.removeEventListener("focusin", follow);
    };
  },
  render({ model, el }) {
    el.hidden = true;
    requestAnimationFrame(() => el.closest(".kit-live")?.setAttribute("lang", model.get("lang")));
  },
};
