// What a page of the site does beside JupyterLite: its text can be read at once, what is being fetched is told, links
// stay in this view, and where nothing can be kept it is said before anybody writes. `SITE` stands before this text.

const path = new URLSearchParams(location.search).get("path") ?? "";
const words = SITE.words[path.split("/")[1]] ?? SITE.words[SITE.home];
const root = new URL("..", location.href);
const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const panel = () => document.querySelector(".jp-NotebookPanel");

/** Add what is told at the foot of the page; return a function that changes the words, or takes it away for none. */
function teller(kind) {
  const told = document.createElement("div");
  told.className = `kit-site-told kit-site-told-${kind}`;
  told.setAttribute("role", "status");
  told.dir = "auto";
  return (text) => {
    if (told.textContent !== text) told.textContent = text;
    if (text && !told.isConnected) document.body.append(told);
    if (!text) told.remove();
  };
}

/** Show the text of a page until JupyterLite shows it; return a function that hands the reader's place over. */
function reading() {
  const frame = document.createElement("iframe");
  frame.className = "kit-site-text";
  frame.title = words.text;
  frame.setAttribute("sandbox", "allow-same-origin"); // a text, whatever somebody wrote into it
  frame.src = new URL(`kit/read/${path.replace(/\.ipynb$/, ".html")}`, root);
  document.body.append(frame);
  return () => {
    const view = frame.contentWindow;
    const parts = view?.scrollY ? [...view.document.querySelectorAll("section")] : [];
    const part = parts.find((one) => one.getBoundingClientRect().bottom > 0);
    frame.remove();
    const notebook = part && window.jupyterapp?.shell.currentWidget?.content;
    const index = notebook?.widgets?.findIndex((cell) => cell.model.id === part.dataset.cell) ?? -1;
    if (index >= 0) notebook.scrollToItem(index, "start");
  };
}

/** Fetch what Python needs while the page is being built, and tell how far that is; the browser keeps it. */
async function fetched(tell) {
  const all = SITE.files.reduce((sum, [, size]) => sum + size, 0);
  const begun = performance.now();
  const waiting = [...SITE.files];
  let done = 0;
  const show = () => {
    const seconds = (performance.now() - begun) / 1000;
    const left = Math.ceil(((all - done) / done) * seconds);
    const about = seconds > 2 && left > 1 ? filled(words.left, { seconds: left }) : "";
    tell(filled(words.coming, { done: (done / 1e6).toFixed(0), all: (all / 1e6).toFixed(0), left: about }));
  };
  const one = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      let came = 0;
      try {
        const reader = (await fetch(new URL(file[0], root), { priority: "low" })).body.getReader();
        for (let block = await reader.read(); !block.done; block = await reader.read()) {
          came += block.value.length;
          done += block.value.length;
          show();
        }
      } catch {
        // Python's own loader fetches it again, and says what is wrong
      }
      done += file[1] - came;
    }
  };
  await Promise.all([one(), one()]);
}

/** Tell how far a page is until it can be worked with. */
async function made(tell) {
  const begun = performance.now();
  const live = () => document.querySelectorAll(".jp-OutputArea .kit-live").length;
  const steps = SITE.steps[path];
  while (panel()?.dataset.kit !== "ready" && performance.now() - begun < 600_000) {
    const seconds = Math.round((performance.now() - begun) / 1000);
    tell(live() ? filled(words.steps, { done: live(), all: steps }) : filled(words.starting, { seconds }));
    await later(250);
  }
  tell("");
}

/** Note the version of the service worker: one without, JupyterLite takes down while other pages still ask it. */
function known() {
  try {
    localStorage.setItem(`${new URL("service-worker.js?enableCache=false", root)}-version`, SITE.version);
  } catch {
    // nothing may be kept here, which is said below
  }
}

/** Return what stands in the way of keeping answers, in words; nothing where they are kept. */
function trouble() {
  return window.isSecureContext && navigator.serviceWorker ? "" : words.nowhere;
}

/** Let a file that finds no room go unkept, which Python sees and says: a failed answer would be waited for for ever. */
function letGo(contents) {
  const save = contents.save.bind(contents);
  contents.save = async (name, model) => {
    try {
      return await save(name, model);
    } catch (error) {
      if (!name.includes("answers")) throw error;
      console.warn(`${name} was not kept:`, error);
      return { name, path: name, type: "file" };
    }
  };
}

/** Put away what a lesson does not need, in the view of one page alone; keep what is saved from being waited for. */
function dress({ shell, serviceManager }) {
  letGo(serviceManager.contents);
  if (!location.pathname.includes("/notebooks/")) return;
  shell.menu?.hide();
  shell.collapseTop?.();
}

/** Stay in this view where a link leads to another page. */
function follow(event) {
  const link = event.target.closest?.("a");
  if (!link) return;
  const told = link.dataset.commandlinkerArgs;
  const goal = told ? JSON.parse(told).path : new URL(link.href, location.href).searchParams.get("path");
  if (!goal?.endsWith(".ipynb") || !SITE.steps[goal]) return;
  event.preventDefault();
  event.stopPropagation();
  location.assign(new URL(`notebooks/index.html?path=${encodeURIComponent(goal)}`, root));
}

async function begin() {
  known();
  teller("trouble")(trouble());
  if (!SITE.steps[path]) return;
  if (location.pathname.includes("/notebooks/")) document.addEventListener("click", follow, true);
  const handOver = reading();
  const tell = teller("coming");
  const coming = fetched(tell);
  for (let turn = 0; turn < 2400 && !panel()?.querySelector(".jp-MarkdownOutput h1"); turn++) await later(100);
  handOver();
  if (window.jupyterapp) dress(window.jupyterapp);
  await coming;
  await made(tell);
}

document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", begin) : begin();
