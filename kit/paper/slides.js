// From slide to slide with the arrows, the page keys or a presenter's remote. Each slide fits the screen: a picture is
// drawn smaller, what is still too long goes on on the next slide, and only what cannot be parted shrinks as a whole.
const ON = document.documentElement.dir === "rtl" ? -1 : 1; // the way in which the words run
const STEPS = { ArrowRight: ON, PageDown: 1, ArrowLeft: -ON, PageUp: -1 };
const PARTS = "div, section, ul, ol, table, tbody, details";
const KEPT_WHOLE = ".kit-box, .kit-card, .kit-drawn, tr, li, p";
const all = () => Array.from(document.querySelectorAll(".kit-slide"));
let originals = [];

const height = (node) => node.getBoundingClientRect().height;
const tooLong = (slide) => height(slide) > innerHeight + 1;
const seen = (node) => Array.from(node.children).filter((child) => height(child) > 0);

function breakIn(node, end, room) {
  const children = seen(node);
  const at = children.findIndex((child) => child.getBoundingClientRect().bottom > end);
  if (at < 0) return null;
  const child = children[at];
  const inner = child.matches(PARTS) && (!child.matches(KEPT_WHOLE) || height(child) > room) ? breakIn(child, end, room) : null;
  if (inner && inner !== seen(child)[0]) return inner;
  if (at === 0 && node.matches(".kit-cards")) return children[1] ?? null; // cards side by side: from now on one a slide
  return at > 1 && /^H\d$/.test(children[at - 1].tagName) ? children[at - 1] : child;
}

function part(slide) {
  const inside = getComputedStyle(slide);
  const end = slide.getBoundingClientRect().top + innerHeight - parseFloat(inside.paddingBottom);
  const begins = breakIn(slide, end, end - slide.getBoundingClientRect().top - parseFloat(inside.paddingTop));
  if (!begins || begins === seen(slide)[0]) return null;
  const range = document.createRange();
  range.setStartBefore(begins);
  range.setEndAfter(slide.lastChild);
  const rest = slide.cloneNode(false);
  rest.append(range.extractContents());
  if (begins.matches("ol > li")) {
    const before = Array.from(slide.querySelectorAll("ol")).pop(); // its numbers or letters go on
    rest.querySelector("ol").start = before.start + before.children.length;
  }
  slide.after(rest);
  return rest;
}

function shrink(slide, name, least) {
  for (let size = 0.95; tooLong(slide) && size >= least; size -= 0.05) slide.style.setProperty(name, size.toFixed(2));
}

function alike(parts) { // no column's card stands in larger letters than another's, whatever else is on its slide
  const withCards = parts.filter((part) => part.querySelector(".kit-card"));
  const least = Math.min(...withCards.map((part) => part.style.getPropertyValue("--kit-shrunk") || 1));
  for (const part of withCards) part.style.setProperty("--kit-shrunk", least);
}

function fit() {
  for (const slide of all()) {
    const parts = [];
    let rest = slide;
    for (let turn = 0; rest && turn < 20; turn += 1) {
      parts.push(rest);
      if (rest.querySelector(".kit-drawn")) shrink(rest, "--kit-picture", 0.85);
      if (tooLong(rest)) shrink(rest, "--kit-shrunk", 0.85); // else its last line would have a slide of its own
      if (tooLong(rest)) rest.style.removeProperty("--kit-shrunk");
      const next = tooLong(rest) ? part(rest) : null;
      shrink(rest, "--kit-shrunk", 0.4);
      rest = next;
    }
    alike(parts);
  }
  document.documentElement.dataset.fitted = "";
}

function begin() {
  originals = all().map((slide) => slide.cloneNode(true));
  fit();
}

let waiting;
addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    all().forEach((slide) => slide.remove());
    document.body.prepend(...originals.map((slide) => slide.cloneNode(true)));
    fit();
  }, 200);
});
addEventListener("keydown", (event) => {
  if (!STEPS[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
  const slides = all();
  const here = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > innerHeight / 2);
  event.preventDefault();
  slides[here + STEPS[event.key]]?.scrollIntoView();
});
const drawn = () => !document.querySelector(".kit-drawn") || "drawn" in document.documentElement.dataset;
const watch = new MutationObserver(() => { if (drawn()) { watch.disconnect(); begin(); } });
if (drawn()) begin();
else watch.observe(document.documentElement, { attributes: true });
