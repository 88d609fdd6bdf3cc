const SVG = "http://www.w3.org/2000/svg";
const CORNERS = [[160, 34], [34, 250], [286, 250]]; // top, left, right
const LABELS = [[160, 20, "middle"], [4, 272, "start"], [316, 272, "end"]];

const draw = (tag, attributes, parent) => {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent?.append(node);
  return node;
};

const toPoint = (weights) =>
  [0, 1].map((axis) => weights.reduce((sum, weight, pole) => sum + (weight / 100) * CORNERS[pole][axis], 0));

// whole numbers that sum to 100, none below 0: cut off what lies outside, then give the rest to the largest fractions
function toWhole(shares) {
  const kept = shares.map((share) => Math.max(0, share));
  const all = kept.reduce((a, b) => a + b, 0);
  const exact = kept.map((share) => (100 * share) / all);
  const whole = exact.map(Math.floor);
  const order = [0, 1, 2].sort((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]));
  for (let left = 100 - whole.reduce((a, b) => a + b, 0), i = 0; i < left; i++) whole[order[i]] += 1;
  return whole;
}

function toWeights([x, y]) {
  const [[x0, y0], [x1, y1], [x2, y2]] = CORNERS;
  const area = (y1 - y2) * (x0 - x2) + (x2 - x1) * (y0 - y2);
  const top = ((y1 - y2) * (x - x2) + (x2 - x1) * (y - y2)) / area;
  const left = ((y2 - y0) * (x - x2) + (x0 - x2) * (y - y2)) / area;
  return toWhole([top, left, 1 - top - left]);
}

// an arrow key takes from the other poles what it gives: up to the top pole, left and right to the lower ones
const MOVES = { ArrowUp: [2, -1, -1], ArrowDown: [-2, 1, 1], ArrowLeft: [0, 1, -1], ArrowRight: [0, -1, 1] };

function render({ model, el }) {
  el.classList.add("kit-triangle");
  const poles = model.get("poles");
  const said = (words) => model.get("words")[words] ?? words;
  const svg = draw("svg", { viewBox: "0 0 320 284", role: "group" }, el); // as a picture it would hide its point
  draw("polygon", { points: CORNERS.map((corner) => corner.join()).join(" "), class: "kit-triangle-field" }, svg);
  for (const share of [25, 50, 75])
    for (const pole of [0, 1, 2]) {
      const ends = [1, 2].map((step) => {
        const weights = [0, 0, 0];
        weights[pole] = share;
        weights[(pole + step) % 3] = 100 - share;
        return toPoint(weights);
      });
      draw("line", { x1: ends[0][0], y1: ends[0][1], x2: ends[1][0], y2: ends[1][1], class: "kit-triangle-grid" }, svg);
    }
  poles.forEach((pole, i) => {
    const [x, y, anchor] = LABELS[i];
    const label = draw("text", { x, y, "text-anchor": anchor, class: "kit-triangle-pole" }, svg);
    const sign = draw("tspan", { fill: pole.colour }, label);
    sign.textContent = `\u2068${pole.sign} `; // the sign stands where the name begins, whichever way that is written
    draw("tspan", {}, label).textContent = pole.name;
  });
  const grip = draw("circle", { r: 26, class: "kit-triangle-grip" }, svg); // as large as a finger
  const point = draw("circle", { r: 11, tabindex: 0, role: "slider", class: "kit-triangle-point" }, svg);
  point.setAttribute("aria-label", model.get("label"));
  point.setAttribute("aria-roledescription", said("point in a triangle, arrow keys move it"));
  point.setAttribute("aria-valuemin", 0);
  point.setAttribute("aria-valuemax", 100);
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  el.append(words);

  const show = (weights, placed) => {
    const [cx, cy] = toPoint(weights);
    const text = poles.map((pole, i) => `${pole.name} ${weights[i]}`).join(", ");
    for (const each of [grip, point]) {
      each.setAttribute("cx", cx);
      each.setAttribute("cy", cy);
    }
    point.setAttribute("aria-valuenow", weights[0]);
    point.setAttribute("aria-valuetext", text);
    point.classList.toggle("kit-unplaced", !placed);
    words.textContent = placed ? `${text}.` : said("Not placed yet: click, drag, or use the arrow keys.");
  };
  const showOwn = () => show(model.get("weights"), model.get("placed"));
  const place = (weights) => {
    model.set("weights", weights);
    model.set("placed", true);
    model.save_changes();
  };
  const tell = () => point.dispatchEvent(new Event("change", { bubbles: true })); // as an input of a page's own does
  const under = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return toWeights([at.x, at.y]);
  };

  // A mouse drags from anywhere, a finger the point alone: elsewhere it scrolls the page, and a tap places. Nothing is
  // said to the kernel before the end, so that what turns out to be a pinch or a swipe has answered nothing.
  let held; // the pointer that drags
  let dragged; // where it has come to
  const letGo = () => {
    held = dragged = undefined;
    showOwn();
  };
  svg.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary) return letGo();
    letGo();
    if (event.button || (event.pointerType !== "mouse" && ![grip, point].includes(event.target))) return;
    held = event.pointerId;
    svg.setPointerCapture(held);
  });
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerId !== held) return;
    dragged = under(event);
    show(dragged, true);
  });
  svg.addEventListener("pointerup", (event) => {
    if (event.pointerId !== held || !dragged) return;
    place(dragged);
    tell();
    held = undefined; // what was dragged is kept: the click that follows is the end of it
  });
  svg.addEventListener("pointercancel", letGo);
  svg.addEventListener("click", (event) => {
    if (!dragged) {
      place(under(event));
      tell();
    }
    letGo();
    point.focus({ preventScroll: true });
  });
  // for browsers that ask only the whole drawing what a touch may do in it
  const stay = (event) => held !== undefined && event.cancelable && event.preventDefault();
  svg.addEventListener("touchmove", stay, { passive: false });
  point.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move && event.key !== "Home") return;
    event.preventDefault();
    const size = event.shiftKey ? 1 : 2.5;
    place(move ? toWhole(model.get("weights").map((weight, i) => weight + size * move[i])) : [34, 33, 33]);
    tell();
  });
  model.on("change:weights change:placed", showOwn);
  showOwn();
  return () => model.off("change:weights change:placed", showOwn);
}
export default control({ render });
