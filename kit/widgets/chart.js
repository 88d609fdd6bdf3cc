const MIME = "application/vnd.plotly.v1+json";
const NO_PLOTLY = "This page cannot draw the figure. Its sentence and its numbers stand below.";

// Plotly's JupyterLab extension loads plotly.js with its first graph, so an empty one is drawn where nobody sees it.
// Drawing through the extension itself would build every graph anew at each change.
async function plotly() {
  const extension = await window._JUPYTERLAB["jupyterlab-plotly"].get("./mimeExtension");
  const { RenderedPlotly } = extension();
  if (!RenderedPlotly.Plotly) {
    const nothing = { data: { [MIME]: { data: [], layout: {} } }, setData() {} };
    await new RenderedPlotly({ mimeType: MIME }).renderModel(nothing);
  }
  return RenderedPlotly.Plotly;
}

function render({ model, el }) {
  let drawn;
  let gone = false;
  // a Sankey looks for its own parts in the whole page, so it must stand there before it is drawn
  const onPage = async () => { while (!el.isConnected && !gone) await new Promise(requestAnimationFrame); };
  const draw = async () => {
    try {
      const Plotly = await plotly();
      await onPage();
      if (gone) return;
      const { data, layout, config } = model.get("figure");
      await Plotly.react(el, data, layout, config);
      drawn = Plotly;
    } catch (error) {
      console.error(error);
      el.textContent = NO_PLOTLY;
    }
  };
  // the page may grow or shrink without its window: a side bar opens
  const watch = new ResizeObserver(() => drawn?.Plots.resize(el));
  model.on("change:figure", draw);
  draw().then(() => watch.observe(el));
  return () => {
    gone = true;
    watch.disconnect();
    model.off("change:figure", draw);
    drawn?.purge(el);
  };
}
export default { render };
