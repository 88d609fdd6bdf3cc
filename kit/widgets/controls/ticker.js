function render({ model, el }) {
  el.hidden = true;
  let timer;
  const wait = () => { timer = setTimeout(tick, model.get("every")); };
  const tick = () => {
    if (document.visibilityState === "visible") {
      model.set("ticks", model.get("ticks") + 1);
      model.save_changes();
    }
    wait();
  };
  wait();
  return () => clearTimeout(timer);
}
export default control({ render });
