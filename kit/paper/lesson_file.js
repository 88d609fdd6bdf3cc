// Once every figure is drawn, put a picture of it in its place; what is left needs no script.
const watch = setInterval(async () => {
  if (!("drawn" in document.documentElement.dataset)) return;
  clearInterval(watch);
  for (const place of document.querySelectorAll(".kit-drawn")) {
    const plot = place.querySelector("[role=img]");
    const { width, height } = plot._fullLayout;
    const picture = document.createElement("img");
    picture.alt = plot.getAttribute("aria-label");
    picture.src = await Plotly.toImage(plot, { format: "svg", width, height });
    place.replaceChildren(picture);
  }
  document.querySelectorAll("#js-plotly-tester, style:not(:first-of-type)").forEach((one) => one.remove());
  document.documentElement.dataset.still = "";
}, 20);
