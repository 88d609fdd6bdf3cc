// JupyterLab's extension of the kit, for JupyterLab 4 and Notebook 7. No build: this is source and result in one.
// JupyterLab asks for it as for any prebuilt extension (a container of module federation: init, then get).
//
// A page of the kit opens ready to be worked with. Which cells may run by themselves the server says (saving.py):
// those that call the kit and do nothing else. A cell whose code here is not, letter for letter, what the server has
// read and named is left for people to run.

const ID = "three-models-kit:page";
const SHOW = "three-models-kit:show-code"; // commands, and where what was chosen is remembered
const BY_HAND = "three-models-kit:run-by-hand";
const PRINT = "three-models-kit:print";
const STYLE = `
.kit-lesson-view .kit-own > .jp-Cell-inputWrapper { position: absolute; height: 0; overflow: hidden; visibility: hidden; }
.kit-lesson-view .kit-own:not(:has(.jp-OutputArea-child)) { display: none; }
.kit-lesson-view .kit-own :is(.jp-Collapser, .jp-OutputArea-promptOverlay), .kit-lesson-view :is(.jp-cell-toolbar, .jp-Notebook-footer) { display: none; }
.kit-lesson-view .kit-draft { display: none; }
.jp-Notebook:has(.kit-static[dir=rtl]) .jp-MarkdownOutput { p { text-align: start; } code { unicode-bidi: plaintext; } }
`;
const LINK = "rendermime:handle-local-link";
const TOUCHES = ["pointerdown", "wheel", "keydown"];
const FRESH = /\.(first_guess|lessons|your_data)\(\)$/; // steps that tell what has been done elsewhere
const MARK = "TO WRITE"; // with which prose begins that nobody has written yet

let words = { show: "Show code and files", hide: "Lesson view", hand: "Run pages by hand", print: "Print this page" };
words.asleep = "This page sleeps, and all that you have answered is saved. Press here, and it wakes.";
let scope;

/** Return a module that JupyterLab shares with its extensions. */
async function shared(name) {
  const versions = Object.values(scope[name]);
  const module = await (versions.find((one) => one.loaded || one.eager) ?? versions.at(-1)).get();
  return module();
}

/** Return a choice that this browser remembers; where it may keep nothing, the choice lasts as long as the page. */
function choice(name) {
  let made = false;
  try {
    made = localStorage.getItem(name) === "yes";
  } catch {
    // not allowed here
  }
  return {
    get made() {
      return made;
    },
    toggle() {
      made = !made;
      try {
        localStorage.setItem(name, made ? "yes" : "no");
      } catch {
        // not allowed here
      }
    },
  };
}

const codeShown = choice(SHOW);
const byHand = choice(BY_HAND);

/** Return what the server says of a notebook: its own cells by id; none where the server knows no kit. */
async function asked(app, path) {
  const { ServerConnection } = await shared("@jupyterlab/services");
  const settings = app.serviceManager.serverSettings;
  const address = `${settings.baseUrl}kit/page?path=${encodeURIComponent(path)}`;
  const answer = await ServerConnection.makeRequest(address, {}, settings);
  if (!answer.ok) return { cells: {} };
  const found = await answer.json();
  // a site of files has one answer for all pages, whatever is asked
  if (!found.pages) return found;
  return { cells: found.pages[path] ?? {}, words: found.words[path.split("/")[1]] ?? found.words[found.home] };
}

/** Return the cells of an open notebook that are, letter for letter, those that the server has named. */
function ownCells(panel, cells) {
  return panel.content.widgets.filter(
    (cell) => cell.model.type === "code" && cells[cell.model.id] === cell.model.sharedModel.getSource(),
  );
}

const isSetUp = (cell) => cell.model.sharedModel.getSource().startsWith("from kit import");

const isWaiting = (cell) => cell.model.executionState === "running";

/** Return how far a cell is from what can be seen. */
function distance(cell, view) {
  const here = cell.node.getBoundingClientRect();
  return Math.max(0, here.top - view.bottom, view.top - here.bottom);
}

/** Return cells in the order in which they are wanted: the set-up, what is seen, then what is near it. */
function byNeed(panel, cells) {
  const view = panel.content.node.getBoundingClientRect();
  const need = new Map(cells.map((cell) => [cell, isSetUp(cell) ? -1 : distance(cell, view)]));
  return [...cells].sort((one, other) => need.get(one) - need.get(other));
}

/**
 * Hold what is being read where it is, while what stands around it grows and shrinks.
 *
 * What it returns can bring a cell to the top, as long as nobody has touched the page, and let go.
 */
function hold(panel) {
  const scroller = panel.content.node.querySelector(".jp-WindowedPanel-outer") ?? panel.content.node;
  const inner = panel.content.node.querySelector(".jp-WindowedPanel-inner") ?? scroller.firstElementChild;
  const end = new AbortController();
  let read;
  let touched = false;
  const top = (cell) => cell.node.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  const mark = () => {
    const cell = panel.content.widgets.find((one) => one.node.offsetHeight && top(one) + one.node.offsetHeight > 1);
    read = cell && scroller.scrollTop > 0 ? { cell, top: top(cell), scroll: scroller.scrollTop } : undefined;
  };
  const keep = () => {
    // what has moved without having been scrolled
    const moved = read?.cell.isAttached ? top(read.cell) - read.top + scroller.scrollTop - read.scroll : 0;
    if (moved) scroller.scrollTop += moved;
    mark();
  };
  const sizes = new ResizeObserver(keep);
  scroller.style.overflowAnchor = "none"; // or the browser and we would both hold
  mark();
  sizes.observe(inner);
  scroller.addEventListener("scroll", keep, { signal: end.signal });
  for (const kind of TOUCHES) {
    panel.node.addEventListener(kind, () => (touched = true), { signal: end.signal, passive: true });
  }
  return {
    bring: (cell) => touched || (scroller.scrollTop += top(cell)),
    letGo: () => {
      sizes.disconnect();
      end.abort();
      scroller.style.overflowAnchor = "";
    },
  };
}

let meant; // where the link leads that was pressed last, for some seconds: `path` and `id`
const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Stay where a page is being read while JupyterLab, which runs all of it, goes to its end; let go at the first touch. */
async function stayInPlace(panel) {
  const scroller = panel.content.node.querySelector(".jp-WindowedPanel-outer") ?? panel.content.node;
  const end = new AbortController();
  const top = scroller.scrollTop;
  for (const kind of TOUCHES) panel.node.addEventListener(kind, () => end.abort(), { signal: end.signal, passive: true });
  for (let turns = 30; turns > 0 && !panel.isDisposed && !end.signal.aborted; turns--) {
    scroller.scrollTop = top;
    await later(100);
  }
  end.abort();
}

/** Run one cell, and return whether that went well; its place stays as high as it was until what it shows is there. */
async function runCell(cell, panel, CodeCell) {
  const place = cell.outputArea.node;
  place.style.minHeight = `${place.offsetHeight}px`;
  later(3000).then(() => (place.style.minHeight = ""));
  const shown = cell.model.outputs.toJSON();
  try {
    const reply = await CodeCell.execute(cell, panel.sessionContext);
    // the cell before went wrong, and this one was not run: what could be read in it stays
    if (reply?.content.status === "aborted") cell.model.outputs.fromJSON(shown);
    return reply?.content.status === "ok";
  } catch {
    return false; // the kernel went away; when it is there again, the page is run again
  }
}

/** Return all that people have written on a page, to be compared. */
const written = (panel) =>
  JSON.stringify(panel.content.widgets.map(({ model }) => [model.id, model.type, model.sharedModel.getSource()]));

/**
 * Return the cell that a link led to, now the one that is worked with: JupyterLab selects it beside the first.
 *
 * In a tab that was there before the window was loaded anew it does not, so what was pressed last is remembered.
 */
function landed({ content: notebook, context }) {
  const named = ({ model }) => meant?.path === context.path && meant.id === `#cell-id=${model.id}`;
  const cell = notebook.widgets.find(named) ?? (notebook.selectedCells.length > 1 && notebook.selectedCells.at(-1));
  if (!cell) return undefined;
  meant = undefined;
  notebook.activeCellIndex = notebook.widgets.indexOf(cell);
  notebook.deselectAll();
  return cell;
}

/** Keep the cell that a link has led to at the top, while the page around it still grows; return whether one has. */
async function stay(panel, held, goal, seek) {
  for (let turns = 12; turns > 0 && !panel.isDisposed; turns--) {
    goal ||= seek && landed(panel); // where a kernel was there already, the link leads after us
    if (goal?.isAttached) held.bring(goal);
    await later(250);
  }
  held.letGo();
  return Boolean(goal);
}

/** Wait for a link that leads late, as long as nobody has touched the page; nothing is held meanwhile. */
async function lead(panel) {
  const end = new AbortController();
  for (const kind of TOUCHES) panel.node.addEventListener(kind, () => end.abort(), { signal: end.signal, passive: true });
  for (let turns = 80; turns > 0 && !panel.isDisposed && !end.signal.aborted; turns--) {
    const goal = landed(panel);
    if (goal) {
      end.abort();
      return stay(panel, hold(panel), goal);
    }
    await later(250);
  }
  end.abort();
}

/** Run a page's own cells, without a change to what is seen or saved. */
async function runPage(panel, cells, before) {
  const { CodeCell } = await shared("@jupyterlab/cells");
  const held = hold(panel);
  const first = !panel.node.dataset.kit;
  const goal = first && landed(panel);
  if (goal) held.bring(goal);
  panel.node.dataset.kit = "running";
  let runs = true; // the kernel has the next cell already while the page draws what the last one shows
  for (const cell of byNeed(panel, ownCells(panel, cells))) {
    const last = runs;
    if (panel.isDisposed) break;
    runs = isWaiting(cell) || runCell(cell, panel, CodeCell);
    if (!(await (isSetUp(cell) ? runs : last))) break; // without the set-up no step can run: its text stays
  }
  await runs;
  // what ran is not kept in the file: where nobody has written anything, no mark of a change, no question at closing
  if (!panel.isDisposed && written(panel) === before) panel.context.model.dirty = false;
  if (panel.node.dataset.kit === "running") panel.node.dataset.kit = "ready";
  if (!(await stay(panel, held, goal, first)) && first) await lead(panel);
}

/** Return whether all steps of a page have gone: another window has run it in the same kernel, and they live there. */
function taken(panel, cells) {
  const steps = ownCells(panel, cells).filter((cell) => cell.node.querySelector(".kit-static"));
  return steps.length > 0 && !steps.some((cell) => cell.node.querySelector(".kit-live"));
}

/** Run anew what tells of other pages, where it is still as it was made; what else stands on the page stays. */
async function refresh(panel, cells) {
  const { CodeCell } = await shared("@jupyterlab/cells");
  const told = ownCells(panel, cells).filter((cell) => FRESH.test(cell.model.sharedModel.getSource()));
  if (told.length === 0) return;
  const held = hold(panel);
  const { dirty } = panel.context.model;
  for (const cell of told) await runCell(cell, panel, CodeCell);
  if (!panel.isDisposed && !dirty) panel.context.model.dirty = false;
  held.letGo();
}

/** Do something whenever a page is seen again, after another tab or another window was before it. */
function whenBack(panel, done) {
  const end = new AbortController();
  let away = false;
  const back = () => {
    if (document.visibilityState !== "visible" || !panel.isVisible) away = true;
    else if (panel.node.dataset.kit === "ready") {
      done(away);
      away = false;
    }
  };
  const shown = new IntersectionObserver(back);
  shown.observe(panel.node);
  window.addEventListener("focus", back, { signal: end.signal });
  document.addEventListener("visibilitychange", back, { signal: end.signal });
  panel.disposed.connect(() => {
    shown.disconnect();
    end.abort();
  });
}

/** Say in each step that the page sleeps, because its kernel has ended, and begin a new one at the first press. */
function sleep(panel) {
  const { sessionContext: session, content } = panel;
  const end = new AbortController();
  panel.node.dataset.kit = "asleep";
  const said = [...content.node.querySelectorAll(".kit-live")].map((step) => {
    const notice = Object.assign(document.createElement("p"), { className: "kit-notice", textContent: words.asleep });
    step.prepend(notice);
    return notice;
  });
  const wake = async () => {
    end.abort(); // one press begins one kernel
    try {
      await session.changeKernel({ name: session.kernelPreference.name ?? "python3" });
    } catch {
      await later(1000); // the page has not heard yet that the session has ended too
      if (!panel.isDisposed && panel.node.dataset.kit === "asleep") wake();
    }
  };
  const up = (_, { newValue }) => {
    if (!newValue) return; // the page has heard of the end twice
    session.kernelChanged.disconnect(up);
    end.abort();
    for (const notice of said) notice.remove();
  };
  session.kernelChanged.connect(up);
  for (const kind of ["pointerdown", "keydown"]) {
    content.node.addEventListener(kind, wake, { signal: end.signal, capture: true });
  }
}

/** Run a page when its kernel is there, and again when the kernel began anew and nobody else runs it. */
async function alive(panel, cells, othersRun) {
  const session = panel.sessionContext;
  const before = written(panel);
  await session.ready;
  let known;
  const begin = async () => {
    const kernel = session.session?.kernel;
    if (byHand.made && !panel.node.dataset.kit) {
      panel.node.dataset.kit = "by hand";
      return lead(panel);
    }
    if (!kernel || byHand.made || panel.node.dataset.kit === "running") return;
    known = kernel.id;
    await kernel.info;
    await runPage(panel, cells, before);
  };
  session.kernelChanged.connect((_, { newValue }) => newValue && newValue.id !== known && begin());
  const gone = () => panel.node.dataset.kit === "ready" && !panel.isDisposed && sleep(panel);
  session.sessionChanged.connect((_, { newValue }) => newValue ?? gone()); // of the two, one is heard first
  session.statusChanged.connect(async (_, status) => {
    if (status === "dead") gone();
    if (byHand.made || (status !== "restarting" && status !== "autorestarting")) return;
    panel.node.dataset.kit = "restarted";
    const kernel = session.session?.kernel;
    while (kernel && !panel.isDisposed && !(kernel.status === "idle" && kernel.connectionStatus === "connected")) {
      await later(20);
    }
    if (othersRun.size) await later(500); // "Restart and run all" runs the page itself
    if (panel.isDisposed || panel.node.dataset.kit !== "restarted") return;
    ownCells(panel, cells).some(isWaiting) ? (panel.node.dataset.kit = "ready") : begin();
  });
  // the window that is looked at is the one in which the page lives
  whenBack(panel, (away) => (taken(panel, cells) ? begin() : away && !byHand.made && refresh(panel, cells)));
  await begin();
}

/** Mark the prose that is still to be written, with its heading where nothing else stands below: learners go without. */
function markDrafts(panel) {
  for (const prose of panel.content.node.querySelectorAll(".jp-RenderedMarkdown")) {
    const drafts = [...prose.children].filter((part) => part.textContent.startsWith(MARK));
    const alone = drafts.length > 0 && drafts.length === prose.children.length - 1;
    for (const part of prose.children) {
      part.classList.toggle("kit-draft", drafts.includes(part) || (alone && /^H[2-6]$/.test(part.tagName)));
    }
  }
}

/** Show a page with its code, or as a lesson. */
function dress(panel, cells) {
  const own = new Set(ownCells(panel, cells));
  for (const cell of panel.content.widgets) cell.toggleClass("kit-own", own.has(cell));
  panel.content.toggleClass("kit-lesson-view", !codeShown.made);
}

/** Open what a link in a step leads to as JupyterLab opens its own: in a tab, at the place that is meant. */
function follow(event, app, panels) {
  const link = event.target.closest?.(".kit-live a[href]");
  const [, file, id] = /^(?!\w+:|\/)([^#]+\.ipynb)(#.*)?$/.exec(link?.getAttribute("href")) ?? [];
  const panel = file && [...panels].find((one) => one.node.contains(link));
  if (!panel || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const { pathname } = new URL(file, `file:///${panel.context.path}`);
  app.commands.execute(LINK, { path: decodeURIComponent(pathname.slice(1)), id });
}

async function activate(app, tracker, palette, labShell) {
  const { CommandToolbarButton, Printing } = await shared("@jupyterlab/apputils");
  const pages = new Map(); // each open page of the kit, and its own cells
  const style = document.createElement("style");
  style.textContent = STYLE;
  document.head.append(style);

  const files = () => (codeShown.made ? labShell?.expandLeft() : labShell?.collapseLeft());
  app.commands.addCommand(SHOW, {
    label: () => (codeShown.made ? words.hide : words.show),
    caption: () => (codeShown.made ? words.hide : words.show),
    isVisible: () => pages.size > 0,
    execute: () => {
      codeShown.toggle();
      pages.forEach((cells, panel) => dress(panel, cells));
      files();
      app.commands.notifyCommandChanged(SHOW);
    },
  });
  app.commands.addCommand(BY_HAND, {
    label: () => words.hand,
    isToggleable: true,
    isToggled: () => byHand.made,
    execute: () => byHand.toggle(),
  });
  app.commands.addCommand(PRINT, { label: () => words.print, isVisible: () => pages.size > 0, execute: () => window.print() });
  const restarts = new Set(); // the commands at work that start a kernel anew and then run cells
  app.commands.commandExecuted.connect((_, { id, args, result }) => {
    if (/:restart.*run/.test(id)) {
      const ended = () => restarts.delete(result);
      restarts.add(result);
      result.then(ended, ended);
    }
    if (id === LINK) {
      meant = args;
      later(20_000).then(() => (meant = meant === args ? undefined : meant));
    }
    if (id.endsWith(":run-all-cells") && pages.has(tracker.currentWidget)) stayInPlace(tracker.currentWidget);
  });
  window.addEventListener("click", (event) => follow(event, app, pages.keys())); // after the page's own twins (links.js)
  for (const command of [SHOW, BY_HAND, PRINT]) palette?.addItem({ command, category: "Kit" });

  async function opened(panel) {
    await panel.context.ready;
    const page = await asked(app, panel.context.path);
    if (panel.isDisposed || Object.keys(page.cells).length === 0) return;
    words = { ...words, ...page.words };
    if (pages.size === 0 && !codeShown.made) files();
    pages.set(panel, page.cells);
    panel.disposed.connect(() => pages.delete(panel));
    for (const command of [SHOW, PRINT]) app.commands.notifyCommandChanged(command);
    const button = new CommandToolbarButton({ commands: app.commands, id: SHOW });
    panel.toolbar.insertAfter("restart-and-run", "kit-view", button) || panel.toolbar.addItem("kit-view", button);
    panel.toolbar.insertAfter("kit-view", "kit-print", new CommandToolbarButton({ commands: app.commands, id: PRINT }));
    panel[Printing.symbol] = () => () => window.print(); // JupyterLab's own prints the file, in which no answers are
    dress(panel, page.cells);
    if (panel.context.model.collaborative) {
      const told = { message: words.shared, type: "warning", options: { autoClose: false } };
      app.commands.execute("apputils:notify", told);
    }
    if (written(panel).includes(MARK)) {
      const watch = new MutationObserver(() => markDrafts(panel)); // prose is drawn when it comes into view
      watch.observe(panel.content.node, { childList: true, subtree: true });
      panel.disposed.connect(() => watch.disconnect());
      markDrafts(panel);
    }
    panel.content.model.contentChanged.connect(() => panel.isDisposed || dress(panel, page.cells));
    await alive(panel, page.cells, restarts);
  }

  const open = (panel) => opened(panel).catch((error) => console.error("The page did not begin by itself:", error));
  tracker.forEach(open);
  tracker.widgetAdded.connect((_, panel) => open(panel));
}

async function extension() {
  const { INotebookTracker } = await shared("@jupyterlab/notebook");
  const { ICommandPalette } = await shared("@jupyterlab/apputils");
  const { ILabShell } = await shared("@jupyterlab/application");
  const plugin = {
    id: ID,
    description: "Opens pages of the kit ready to be worked with, and without code.",
    autoStart: true,
    requires: [INotebookTracker],
    optional: [ICommandPalette, ILabShell],
    activate,
  };
  return () => ({ __esModule: true, default: plugin });
}

(window._JUPYTERLAB ??= {})["three-models-kit"] = {
  init: (shareScope) => {
    scope = shareScope;
  },
  get: async (module) => {
    if (module !== "./extension") throw new Error(`three-models-kit has no ${module}`);
    return extension();
  },
};
