// From slide to slide with the arrows, the page keys or a presenter's remote; within a long slide one scrolls.
const slides = Array.from(document.querySelectorAll(".kit-slide"));
const STEPS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
addEventListener("keydown", (event) => {
  if (!STEPS[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
  const here = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > innerHeight / 2);
  event.preventDefault();
  slides[here + STEPS[event.key]]?.scrollIntoView();
});
