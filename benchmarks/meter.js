// Put into the page before JupyterLab: counts what its websockets receive, and clocks what a person would see.
{
  const PATIENCE = 90_000; // ms
  let received = 0;
  window.WebSocket = class extends WebSocket {
    constructor(...how) {
      super(...how);
      this.addEventListener("message", ({ data }) => { received += data.byteLength ?? data.size ?? data.length; });
    }
  };

  const all = (selector) => [...document.querySelectorAll(`.jp-OutputArea-output ${selector}`)];
  const labelled = (selector, label) => all(selector).find((one) => one.textContent.includes(label));
  const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

  // the time after the first frame that shows it: a frame's callback runs before its paint, a message after it
  const painted = (isShown, what) => new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const end = performance.now() + PATIENCE;
    port1.onmessage = () => resolve(performance.now());
    const look = (now) => {
      if (isShown()) port2.postMessage("painted");
      else if (now > end) reject(new Error(`${what} did not show within ${PATIENCE / 1000} s`));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

  const quiet = async () => {
    let before;
    do {
      before = received;
      await wait(200);
    } while (received !== before);
  };

  // what every way of doing the lesson has to show; the kit's second chart opens behind a button
  const charts = () => all(".barlayer .point").length >= 3 && all(".ternarylayer .point").length >= 3;
  const whole = () => {
    labelled("button:not(:disabled):not([data-pressed])", "Compare with other cases")?.click();
    labelled("button:not(:disabled)", "Compare with other cases")?.setAttribute("data-pressed", "");
    return charts() && all("select").length >= 8 && all("input[type=radio]").length >= 16 && all("textarea").length >= 6;
  };

  // each way to change something gives: how to do it the nth time, and what is then different in the page
  const WAYS = {
    slider() {
      const range = labelled(".kit-slider", "Members knocked out")?.querySelector("input");
      const handle = labelled(".widget-slider", "Members knocked out")?.querySelector(".noUi-handle");
      handle?.setAttribute("data-lm-suppress-shortcuts", "true"); // else JupyterLab takes the arrow keys
      const move = (n) => {
        const up = n % 32 < 16;
        if (range) {
          range.value = Number(range.value) + (up ? 1 : -1);
          range.dispatchEvent(new Event("input", { bubbles: true }));
        } else handle.dispatchEvent(new KeyboardEvent("keydown", { key: up ? "ArrowRight" : "ArrowLeft", bubbles: true }));
      };
      const line = () => all(".shapelayer path")[0]?.getAttribute("d");
      return [move, line];
    },
    dropdown() {
      const select = labelled(".widget-dropdown", "Model 3").querySelector("select");
      const [model, nobody] = [select.selectedIndex, select.options.length - 1];
      const move = (n) => {
        select.selectedIndex = n % 2 ? model : nobody;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      };
      return [move, () => all(".kit-card").length];
    },
  };

  // a control of a figure: how to take its next value
  const next = (control) => {
    if (control.type === "range") {
      if (Number(control.value) >= Number(control.max)) control.dataset.down = "yes";
      if (Number(control.value) <= Number(control.min)) delete control.dataset.down;
      control.value = Number(control.value) + Number(control.step) * (control.dataset.down ? -1 : 1);
      control.dispatchEvent(new Event("input", { bubbles: true }));
    } else {
      control.selectedIndex = (control.selectedIndex + 1) % control.options.length;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };
  const CONTROLS = ".kit-slider input, .widget-dropdown select, tr:first-child > td:nth-child(2) > select";
  const STILL = 2_000; // ms after which a move has changed nothing in the drawing

  window.meter = {
    async runUntil(...selectors) {
      window.jupyterapp.commands.execute("notebook:run-all-cells");
      await painted(() => selectors.every((one) => all(one).length), "the figure");
      await quiet();
    },
    // for each control of the page's first figure the ms of each move; null where the drawing has nothing to follow
    async controls(times) {
      const chart = all(".js-plotly-plot")[0];
      let drawn = 0;
      chart.on("plotly_afterplot", () => { drawn += 1; });
      const controls = [...chart.closest(".kit-live").querySelectorAll(CONTROLS)].filter((one) => one.checkVisibility());
      const seen = [];
      for (const control of controls) {
        const moves = [];
        for (let n = 0; n < times; n++) {
          const [was, start] = [drawn, performance.now()];
          next(control);
          const end = await painted(() => drawn !== was || performance.now() - start > STILL, "a move");
          moves.push(drawn === was ? null : end - start);
          await quiet();
        }
        seen.push(moves);
      }
      return seen;
    },
    async sentence(times) {
      const [frame] = all(".measured-sentence");
      const moves = [];
      for (let n = 0; n < times; n++) {
        const [was, start] = [frame.querySelector(".kit-summary").textContent, performance.now()];
        next(frame.querySelector("input"));
        moves.push(await painted(() => frame.querySelector(".kit-summary").textContent !== was, "a sentence") - start);
        await quiet();
      }
      return moves;
    },
    async runAll() {
      await quiet();
      const [start, before] = [performance.now(), received];
      window.jupyterapp.commands.execute("notebook:run-all-cells");
      const end = await painted(whole, "the whole lesson");
      await quiet();
      return { ms: end - start, bytes: received - before };
    },
    async change(way, times) {
      const [move, seen] = WAYS[way]();
      const changes = [];
      await quiet();
      for (let n = 0; n < times; n++) {
        const [was, start, before] = [seen(), performance.now(), received];
        move(n);
        const end = await painted(() => seen() && seen() !== was, `change ${n} by ${way}`);
        await quiet();
        changes.push({ ms: end - start, bytes: received - before });
      }
      return changes;
    },
  };
}
