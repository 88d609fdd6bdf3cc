function render({ model, el }) {
  el.classList.add("kit-summary");
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  el.append(words);
  const look = walk(el, (english) => model.get("words")[english] ?? english);
  let later;
  const show = () => {
    words.textContent = model.get("value");
    // Plotly's drawing has no name of its own; without one a screen reader reads out its tick marks
    const chart = el.closest(".kit-figure")?.querySelector(".kit-chart");
    chart?.setAttribute("role", "img");
    chart?.setAttribute("aria-label", model.get("value"));
    clearTimeout(later);
    later = setTimeout(look, SETTLED);
  };
  model.on("change:value", show);
  show();
  requestAnimationFrame(show); // the chart beside it may come onto the page a moment later
  return () => {
    clearTimeout(later);
    model.off("change:value", show);
  };
}
export default control({ render });
