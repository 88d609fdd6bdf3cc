const MIME = "application/vnd.plotly.v1+json";
const NO_PLOTLY = "This page cannot draw the figure. Its sentence and its numbers are below.";

const HAND_OVER = "plotly.js";
const PATIENCE = 20_000; // ms to wait for a kernel that may be busy, or gone

// Plotly's JupyterLab extension loads plotly.js with its first graph, so an empty one is drawn where nobody sees it.
// Drawing through the extension itself would build every graph anew at each change.
async function ofTheLab() {
  const extension = await window._JUPYTERLAB["jupyterlab-plotly"].get("./mimeExtension");
  const { RenderedPlotly } = extension();
  if (!RenderedPlotly.Plotly) {
    const nothing = { data: { [MIME]: { data: [], layout: {} } }, setData() {} };
    await new RenderedPlotly({ mimeType: MIME }).renderModel(nothing);
  }
  return RenderedPlotly.Plotly;
}

// A page without that extension asks the kernel for the plotly.js that came with the Python package. It is loaded as
// anywidget loads our own script, so that a page's content policy has to allow no more than it does for that: blob:.
async function loaded(code) {
  const parts = ["const module = { exports: {} };\n", code, "\nexport default module.exports;"];
  const address = URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
  try {
    return (await import(address)).default;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function ofTheKernel(model) {
  return new Promise((resolve, reject) => {
    const take = (words, [code]) => {
      if (words !== HAND_OVER) return;
      model.off("msg:custom", take);
      loaded(code).then(resolve, reject);
    };
    model.on("msg:custom", take);
    model.send(HAND_OVER);
    setTimeout(() => reject(new Error("no plotly.js came")), PATIENCE);
  });
}

// It is 5 MB: all charts of a page share what came for the first one that asked; after a failure the next one asks.
const shared = (model) =>
  (window.kitPlotly ??= ofTheKernel(model).catch((error) => {
    delete window.kitPlotly;
    throw error;
  }));

const plotly = (model) => ofTheLab().catch(() => shared(model));

// Figures are made for text of 16 px. Where the page's text is larger, as in Presentation Mode, so is all that has a
// size on the screen: text, signs, lines and margins. What is measured in a figure's own units stays.
const TEXT = 16;
const SIZED = /\.(size|xshift|yshift|pad|thickness|xgap|ygap|height)$|\.line\.width$|\.margin\.\w$/;

function enlarged(part, times, path = "") {
  if (times === 1) return part;
  if (Array.isArray(part)) return part.map((item) => enlarged(item, times, path));
  if (typeof part === "number") return SIZED.test(path) ? part * times : part;
  if (!part || typeof part !== "object") return part;
  const parts = Object.entries(part).map(([key, value]) => [key, enlarged(value, times, `${path}.${key}`)]);
  return Object.fromEntries(parts);
}

const PAPER = 620; // pixels: what A4 and Letter leave a figure in its step

function render({ model, el }) {
  let drawn;
  let fitted = "";
  let gone = false;
  const look = () => getComputedStyle(el);
  const size = () => [el.clientWidth, parseFloat(look().fontSize) / TEXT];
  const put = (Plotly, room, times) => {
    const { data, layout, config } = enlarged(model.get("figure"), times);
    const needs = Number(look().getPropertyValue("--kit-needs")) * times;
    return Plotly.react(el, data, { ...layout, width: Math.max(room, needs) }, config);
  };
  const draw = async () => {
    try {
      const Plotly = await plotly(model);
      const [width, times] = size();
      if (gone || !width) return; // not on the page yet; it is watched
      if (!model.get("figure").data) return; // nor is its figure, and Plotly would draw its own tool bar round nothing
      fitted = String([width, times]);
      await put(Plotly, width, times);
      drawn = Plotly;
    } catch (error) {
      console.error(error);
      el.textContent = model.get("words")[NO_PLOTLY] ?? NO_PLOTLY;
    }
  };
  // the page, or its text, may grow or shrink without its window: a side bar opens
  const watch = new ResizeObserver(() => { if (String(size()) !== fitted) draw(); });
  const onPaper = () => drawn && put(drawn, PAPER, 1); // there is no time to wait for anything
  window.addEventListener("beforeprint", onPaper);
  window.addEventListener("afterprint", draw);
  model.on("change:figure", draw);
  watch.observe(el);
  draw();
  return () => {
    gone = true;
    watch.disconnect();
    window.removeEventListener("beforeprint", onPaper);
    window.removeEventListener("afterprint", draw);
    model.off("change:figure", draw);
    drawn?.purge(el);
  };
}
export default control({ render });
