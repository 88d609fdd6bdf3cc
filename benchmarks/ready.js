// Put into JupyterLab's page: opens a notebook, clocks when each of its steps has all of its controls, and uses them.
{
  const STILL = 4_000; // ms in which no control has come, so that all are there
  const HEARD = 9_000; // ms in which a step says that it was not heard, if it does
  const CONTROLS = ".kit-live :is(select, input, textarea, button, [role=slider])";
  const later = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const app = () => window.jupyterapp;
  const panel = () => [...app().shell.widgets("main")].find((one) => one.sessionContext);
  const outputs = () => [...document.querySelectorAll(".jp-OutputArea")].filter((one) => one.querySelector(".kit-live"));

  // a step has as many controls as it gets; the time is when the last of them came
  async function complete(start, steps) {
    const seen = new Map();
    let last = performance.now();
    const idle = () => panel().sessionContext.session?.kernel?.status === "idle";
    while (seen.size < steps || performance.now() - last < STILL || !idle()) {
      for (const one of outputs()) {
        const count = one.querySelectorAll(CONTROLS).length;
        if (!count || seen.get(one)?.count === count) continue;
        last = performance.now();
        seen.set(one, { count, time: last - start });
      }
      if (performance.now() - start > 180_000) throw new Error("the steps did not come");
      await later(50); // seldom enough to cost nothing
    }
    return [...seen.values()].map((one) => Math.round(one.time));
  }

  window.ready = {
    async open(path, steps) {
      const start = performance.now();
      const opened = await app().commands.execute("docmanager:open", { path });
      await opened.sessionContext.ready;
      await opened.sessionContext.session.kernel.info;
      await later(0);
      if (!opened.node.dataset.kit) app().commands.execute("notebook:run-all-cells"); // does not begin by itself
      return complete(start, steps);
    },
    // press the first control of each step, write into the first box of each, and hear who complains, then or later
    async use() {
      const said = new Set();
      const listen = () => {
        for (const one of document.querySelectorAll(".kit-live .kit-trouble:not([hidden])")) said.add(one.textContent);
      };
      const ear = new MutationObserver(listen);
      ear.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      for (const one of outputs()) {
        const radio = one.querySelector(".kit-live input[type=radio]"), box = one.querySelector(".kit-live textarea");
        const list = one.querySelector(".kit-live select");
        radio?.click();
        if (list) {
          list.selectedIndex = 1;
          list.dispatchEvent(new Event("change", { bubbles: true }));
        }
        if (box) {
          box.value += ".";
          box.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }
      await later(HEARD);
      listen();
      ear.disconnect();
      return [...said];
    },
    close() {
      const one = panel();
      one.context.model.dirty = false;
      one.dispose();
    },
  };
}
