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

export default {
  initialize() {
    const { follow, leave } = follower();
    const heard = [["focusin", keep], ["focusin", follow], ["focusout", leave]];
    for (const each of heard) document.addEventListener(...each);
    return () => { for (const each of heard) document.removeEventListener(...each); };
  },
  render({ model, el }) {
    el.hidden = true;
    requestAnimationFrame(() => el.closest(".kit-live")?.setAttribute("lang", model.get("lang")));
  },
};
