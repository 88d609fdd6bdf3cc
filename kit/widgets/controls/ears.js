// A figure walked by arrow keys and heard: the columns of its numbers first, then each of Plotly's traces with a name.
const BURST = 1500; // ms: changes that follow each other faster are one setting, as a slider under a finger makes them
const LOWEST = 220, OCTAVES = 2; // Hz
const SETTLED = 400; // ms after which a page has drawn what the kernel sent

const bare = (html) => new DOMParser().parseFromString(String(html).replaceAll("<br>", " "), "text/html").body.textContent;
const words = (cell) => cell.textContent.trim();

// How many of the first cells tell the rows apart: a thing has many rights, and a right many things.
function heading(rows) {
  const told = (many) => new Set(rows.map((row) => row.slice(0, many).join("\n"))).size === rows.length;
  return [1, 2, 3].find((many) => many < rows[0].length && told(many)) ?? 1;
}

function ofTable(table) {
  const rows = [...table.querySelectorAll("tbody tr")].map((row) => [...row.cells].map(words));
  if (!rows.length) return [];
  const many = heading(rows);
  const heads = [...table.querySelectorAll("thead th")].map(words).slice(many);
  const points = (at) => rows.map((row) => ({ name: row.slice(0, many).join(", "), value: row[many + at] ?? "" }));
  return heads.map((name, at) => ({ name, points: points(at) }));
}

// A number as the figure writes it; a year has no sign between its thousands.
function written(number, [decimal, group] = ".,", grouped = false) {
  const [whole, rest] = String(Number(number.toFixed(Math.abs(number) < 10 ? 2 : 1))).split(".");
  const told = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
  return rest ? told + decimal + rest : told;
}

// What stands at a place of an axis: the words of its tick, or the number as the axis writes numbers.
function atTick(axis, value, signs, grouped) {
  const tick = axis.tickvals?.indexOf(value) ?? -1;
  if (tick >= 0 && axis.ticktext) return bare(axis.ticktext[tick]);
  if (typeof value !== "number") return bare(value);
  const twoSided = axis.ticktext && axis.ticktext[0] === axis.ticktext.at(-1); // bars down are no less than bars up
  return `${axis.tickprefix ?? ""}${written(twoSided ? Math.abs(value) : value, signs, grouped)}${axis.ticksuffix ?? ""}`;
}

const axisOf = (layout, kind, id) => layout[`${kind}axis${(id ?? kind).slice(1)}`] ?? {};
const drawn = (trace) => trace.type === "bar" || !/^(text|none)$/.test(trace.mode ?? "lines");

// A network has lines with the pen lifted between them, and dots at their ends: how many lines does each dot have?
function ofNetwork(dots, lines) {
  const ends = lines.flatMap(({ x, y }) => x.map((one, at) => `${one} ${y[at]}`));
  const points = dots.x.map((one, at) => {
    const number = ends.filter((end) => end === `${one} ${dots.y[at]}`).length;
    return { name: String(at + 1), value: String(number) };
  });
  return { name: bare(dots.name), points };
}

function ofFlows({ name, node, link }) {
  const called = (at) => bare(node.customdata?.[at] ?? node.label?.[at] ?? at + 1);
  const points = link.value.map((value, at) => ({ name: `${called(link.source[at])} → ${called(link.target[at])}`, value: written(value) }));
  return { name: bare(name), points };
}

function ofTrace(trace, { data, layout }) {
  if (trace.type === "sankey") return ofFlows(trace);
  const [across, up] = [axisOf(layout, "x", trace.xaxis), axisOf(layout, "y", trace.yaxis)];
  const same = (one) => one.xaxis === trace.xaxis && one.yaxis === trace.yaxis && one.mode === "lines" && one.x?.includes(null);
  const lines = across.visible === false && up.visible === false ? data.filter(same) : [];
  if (lines.length) return ofNetwork(trace, lines);
  const xs = trace.x ?? trace.y.map((_, at) => (trace.x0 ?? 0) + at * (trace.dx ?? 1));
  const lying = trace.orientation === "h";
  const [places, values, along, beside] = lying ? [trace.y, xs, up, across] : [xs, trace.y, across, up];
  const title = bare(along.title?.text ?? "");
  const signs = layout.separators;
  const points = places.map((place, at) => {
    const value = values[at], base = trace.base?.[at];
    if (value === null || place === null) return;
    const name = trace.customdata ? bare(trace.customdata[at]) : `${title} ${atTick(along, place, signs)}`.trim();
    const span = () => `${written(base, signs)} – ${written(base + value, signs)}`;
    return { name, value: base === undefined ? atTick(beside, value, signs, true) : span() };
  });
  return { name: bare(trace.name), points: points.filter(Boolean) };
}

// All that can be walked in a figure, as rows of points: [{ name, points: [{ name, value }] }].
function walkable(figure) {
  const chart = figure.querySelector(".kit-chart");
  const tables = [...figure.querySelectorAll("table")].filter((one) => !one.closest(".kit-grid"));
  const named = (chart?.data ?? []).filter((trace) => trace.name && drawn(trace));
  const all = [...tables.flatMap(ofTable), ...named.map((trace) => ofTrace(trace, chart))];
  return all.filter((one) => one.points.length);
}

function numberIn(value, [decimal, group] = ".,") {
  const found = value.match(/-?\d[\d.,\u00a0\u202f]*/)?.[0] ?? "";
  return found ? parseFloat(found.replaceAll(group, "").replace(decimal, ".")) : NaN;
}

// How high each point of a row sounds, from 0 to 1; none where it has no number.
function heights(row, signs) {
  const numbers = row.points.map(({ value }) => numberIn(value, signs));
  const known = numbers.filter((one) => !isNaN(one));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return numbers.map((one) => (isNaN(one) ? null : high > low ? (one - low) / (high - low) : 0.5));
}

function sound(height, wait = 0) {
  if (height === null) return;
  const context = (window.kitSound ??= new AudioContext()); // one a page: a browser has few
  const [source, volume] = [context.createOscillator(), context.createGain()];
  const begin = context.currentTime + wait;
  source.frequency.value = LOWEST * 2 ** (OCTAVES * height);
  volume.gain.setValueAtTime(0.2, begin);
  volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.18);
  source.connect(volume).connect(context.destination);
  source.start(begin);
  source.stop(begin + 0.2);
}

function part(kind, attributes, text = "") {
  const made = document.createElement(kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

// Put a walk through the figure that `el` lies in behind what `el` holds; give back what looks whether it has changed.
function walk(el, say) {
  const hint = `kit-walk-${crypto.randomUUID?.() ?? Math.random()}`;
  const field = part("div", { class: "kit-walk", role: "application", tabindex: 0, "aria-label": say("Walk this figure"), "aria-describedby": hint });
  field.append(part("b", {}, `${say("Walk this figure")} `));
  field.append(part("span", { id: hint }, say("Arrows up and down: a row of values; left and right: a value. C: the next that has changed. T: tone.")));
  const tone = part("button", { type: "button", "aria-pressed": false }, say("Tone"));
  const heard = part("p", { role: "status", class: "kit-heard" });
  const strip = part("div", { class: "kit-ears" });
  strip.hidden = true;
  strip.append(field, tone, heard);
  el.append(strip);

  let now = [], row = 0, point = -1, place, moved = true, turned = 0;
  const last = new Map(), before = new Map(); // of each value: what it is, and what it was at the setting before
  const signs = () => el.closest(".kit-figure")?.querySelector(".kit-chart")?.layout?.separators;
  const keyed = (rows) => rows.flatMap(({ name, points }) => points.map((one) => [`${name}\n${one.name}`, one.value]));
  const atControls = (figure) => {
    place = figure;
    for (const kind of ["input", "change", "click"]) figure.addEventListener(kind, () => { moved = true; }, true);
  };
  // a slow page brings a setting's chart and numbers in pieces: one setting lasts until a control is moved
  const look = () => {
    const figure = el.closest(".kit-figure");
    if (figure && figure !== place) atControls(figure);
    const found = figure ? walkable(figure) : [];
    if (JSON.stringify(found) === JSON.stringify(now)) return;
    if (moved && Date.now() - turned > BURST) before.clear();
    [moved, turned, now] = [false, Date.now(), found];
    for (const [key, value] of keyed(now)) {
      if (last.has(key) && last.get(key) !== value && !before.has(key)) before.set(key, last.get(key));
      last.set(key, value);
    }
    row = Math.min(row, Math.max(now.length - 1, 0));
    point = Math.min(point, (now[row]?.points.length ?? 0) - 1);
    strip.hidden = !now.length;
  };
  const was = (at, to) => before.get(`${now[at].name}\n${now[at].points[to].name}`);
  const changed = (at, to) => was(at, to) !== undefined && was(at, to) !== now[at].points[to].value;
  const shown = (value) => (/^[-–]?$/.test(value) ? say("nothing") : value);
  let telling;
  const tell = (text) => {
    heard.textContent = "";
    clearTimeout(telling);
    telling = setTimeout(() => { heard.textContent = text; }, 30); // the same words twice are read twice
  };
  const where = () => `${now[row].name}, ${row + 1}/${now.length}. `;
  const sounds = () => tone.getAttribute("aria-pressed") === "true";
  const play = () => {
    const all = heights(now[row], signs()), step = Math.min(0.12, 2 / all.length);
    all.forEach((height, at) => sound(height, at * step));
  };
  const speak = (newRow) => {
    const { name: place, value } = now[row].points[point];
    const head = newRow ? where() : "";
    const old = changed(row, point) ? `; ${say("before: {value}").replace("{value}", shown(was(row, point)))}` : "";
    tell(`${head}${place}: ${shown(value)}${old}`);
    if (sounds()) newRow ? play() : sound(heights(now[row], signs())[point]);
  };
  const go = (toRow, toPoint) => {
    const [oldRow, oldPoint] = [row, point];
    row = Math.max(0, Math.min(toRow, now.length - 1));
    point = Math.max(0, Math.min(toPoint, now[row].points.length - 1));
    speak(row !== oldRow || oldPoint < 0);
  };
  const toChange = () => {
    const all = now.flatMap(({ points }, at) => points.map((_, to) => [at, to]));
    const here = all.findIndex(([at, to]) => at === row && to === point);
    const next = [...all.slice(here + 1), ...all.slice(0, here + 1)].find(([at, to]) => changed(at, to));
    next ? go(...next) : tell(say("Nothing has changed since the last setting."));
  };
  const turn = () => {
    tone.setAttribute("aria-pressed", !sounds());
    look();
    if (sounds() && now.length) play();
  };
  const keys = {
    ArrowRight: () => go(row, point + 1), ArrowLeft: () => go(row, point - 1), Home: () => go(row, 0), End: () => go(row, Infinity),
    ArrowDown: () => go(point < 0 ? 0 : row + 1, point), ArrowUp: () => go(row - 1, point), c: toChange, t: turn,
  };
  field.addEventListener("keydown", (event) => {
    const key = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!key || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    look();
    if (now.length) key();
  });
  field.addEventListener("focus", () => { // Orca does not say the name of an application
    look();
    if (now.length) tell(where().trim());
  });
  tone.addEventListener("click", turn);
  return look;
}
