function render({ model, el }) {
  el.classList.add("kit-countdown");
  const whole = model.get("minutes") * 60;
  const said = (words) => (model.get("words")[words] ?? words).replace("{label}", model.get("label"));
  const clock = document.createElement("span");
  const start = document.createElement("button");
  const again = document.createElement("button");
  const news = document.createElement("span");
  clock.setAttribute("role", "timer");
  clock.setAttribute("aria-label", said("Time left: {label}"));
  news.setAttribute("role", "status");
  again.textContent = said("Reset");
  let left = whole;
  let ends = 0; // a moment, not a count of ticks: a browser slows the ticks of a tab that nobody looks at
  let ticking;
  const show = () => {
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    start.textContent = said(ticking ? "Pause" : "Start");
    start.setAttribute("aria-label", said(ticking ? "Pause the clock: {label}" : "Start the clock: {label}"));
    again.setAttribute("aria-label", said("Reset the clock: {label}"));
  };
  const stop = () => { clearInterval(ticking); ticking = undefined; };
  const tick = () => {
    left = Math.max(0, Math.round((ends - Date.now()) / 1000));
    if (left === 0) {
      stop();
      news.textContent = said("Time is up.");
    }
    show();
  };
  start.addEventListener("click", () => {
    if (ticking) stop();
    else {
      if (left === 0) left = whole;
      news.textContent = "";
      ends = Date.now() + left * 1000;
      ticking = setInterval(tick, 250);
    }
    show();
  });
  again.addEventListener("click", () => { stop(); left = whole; news.textContent = ""; show(); });
  show();
  el.append(clock, start, again, news);
  return stop;
}
export default control({ render });
