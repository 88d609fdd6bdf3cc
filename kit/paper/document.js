// Draw every figure of the page; the mark on <html> says to whoever prints that all of them stand.
Promise.all(
  Array.from(document.querySelectorAll(".kit-drawn"), (place) => {
    const { data, layout, config } = JSON.parse(place.querySelector("script").textContent);
    return Plotly.newPlot(place.querySelector("[role=img]"), data, layout, config);
  }),
).then(() => { document.documentElement.dataset.drawn = ""; });
