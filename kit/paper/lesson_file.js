// Once every figure is drawn, put a picture of it in its place, and take out what only a notebook or a script needs.
const all = (pattern, change) => document.querySelectorAll(pattern).forEach(change);
const begun = setInterval(async () => {
  if (document.querySelector(".kit-drawn") && !("drawn" in document.documentElement.dataset)) return;
  clearInterval(begun);
  for (const place of document.querySelectorAll(".kit-drawn")) {
    const plot = place.querySelector("[role=img]");
    const { width, height } = plot._fullLayout;
    const picture = document.createElement("img");
    picture.alt = plot.getAttribute("aria-label");
    const [kind, drawing] = (await Plotly.toImage(plot, { format: "svg", width, height })).split(/,(.*)/s);
    // Plotly leaves paths without a line, and a book may have none
    const whole = decodeURIComponent(drawing).replace(/<path(?![^>]*\sd=)[^>]*>(<\/path>)?/g, "");
    picture.src = `${kind},${encodeURIComponent(whole)}`;
    place.replaceChildren(picture);
  }
  all("#js-plotly-tester, script, .anchor-link, body style, head style:not(:first-of-type)", (one) => one.remove());
  // WeasyPrint gives an item no body where all of it is a paragraph
  all("li > p:only-child", (one) => {
    const words = document.createElement("span");
    for (const { name, value } of one.attributes) words.setAttribute(name, value);
    words.append(...one.childNodes);
    one.replaceWith(words);
  });
  document.documentElement.dataset.still = "";
}, 20);
