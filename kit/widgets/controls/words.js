const NOT_MARKED = "not marked";
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function element(tag, words, parent) {
  const node = document.createElement(tag);
  node.textContent = words;
  parent?.append(node);
  return node;
}

function render({ model, el }) {
  el.classList.add("kit-words");
  const kinds = model.get("kinds");
  const said = (words) => model.get("words")[words] ?? words;
  const ids = ["", ...kinds.map((kind) => kind.id)];
  const help = kinds.map((kind, i) => `${i + 1} ${kind.sign} ${kind.text}`).join(", ");
  const how = said("Click a word, or go to it with the arrow keys and press: {keys}, 0 no mark.");
  element("p", how.replace("{keys}", help), el).className = "kit-note";
  const list = element("div", "", el);
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", model.get("label"));
  let shown = [];

  const marks = (cell) => model.get("value")[cell.id] ?? [];
  const mark = (cell, place, id) => {
    const new_ = cell.words.map((_, i) => (i === place ? id : marks(cell)[i] ?? ""));
    model.set("value", { ...model.get("value"), [cell.id]: new_ });
    model.save_changes();
  };
  const go = (cell, place) => {
    const next = Math.max(0, Math.min(cell.words.length - 1, place));
    cell.words.forEach((word, i) => { word.button.tabIndex = i === next ? 0 : -1; });
    cell.words[next].button.focus();
  };
  const pressed = (event, cell, place) => {
    const number = event.key === "Backspace" || event.key === "Delete" ? 0 : Number(event.key.trim() || NaN);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const along = /Left|Right/.test(event.key) && getComputedStyle(el).direction === "rtl" ? -1 : 1; // as words run
    if (event.key in STEPS) go(cell, place + along * STEPS[event.key]);
    else if (event.key === "Home") go(cell, 0);
    else if (event.key === "End") go(cell, cell.words.length - 1);
    else if (number in ids) mark(cell, place, ids[number]);
    else return;
    event.preventDefault();
  };

  const show = () => {
    for (const cell of shown)
      cell.words.forEach(({ button, sign, text }, place) => {
        const kind = kinds.find((one) => one.id === marks(cell)[place]);
        sign.textContent = kind ? kind.sign : "";
        button.dataset.kind = kind ? kind.id : "";
        const heard = { word: text, place: place + 1, words: cell.words.length, kind: kind ? kind.text : said(NOT_MARKED) };
        button.setAttribute("aria-label",
          said("{word}, word {place} of {words}: {kind}").replace(/{(\w+)}/g, (_, name) => heard[name]));
      });
  };
  const word = (text, cell, place) => {
    const button = element("button", "", null);
    button.type = "button";
    button.tabIndex = place ? -1 : 0;
    const sign = element("span", "", button);
    sign.setAttribute("aria-hidden", "true");
    element("span", text, button);
    button.addEventListener("click", () => {
      go(cell, place);
      mark(cell, place, ids[(ids.indexOf(marks(cell)[place] ?? "") + 1) % ids.length]);
    });
    button.addEventListener("keydown", (event) => pressed(event, cell, place));
    return { button, sign, text };
  };
  const draw = () => {
    list.replaceChildren();
    shown = model.get("cells").map(({ id, name, sign, colour, pieces }) => {
      const group = element("div", "", list);
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", name);
      const title = element("p", "", group);
      const dot = element("span", sign, title);
      dot.className = "kit-sign";
      dot.style.color = colour;
      dot.setAttribute("aria-hidden", "true");
      element("strong", ` ${name}`, title);
      const line = element("p", "", group);
      const cell = { id, words: [] };
      pieces.forEach((piece, i) => {
        if (i % 2 === 0) return line.append(piece);
        const made = word(piece, cell, cell.words.length);
        cell.words.push(made);
        line.append(made.button);
      });
      return cell;
    });
    show();
  };
  // the kernel may have filled marks that were older than those on their way to it: so fill what is here, too
  const fill = () => {
    const id = model.get("rest").kind;
    const full = shown.map((cell) => [cell.id, cell.words.map((_, i) => marks(cell)[i] || id)]);
    model.set("value", { ...model.get("value"), ...Object.fromEntries(full) });
    model.save_changes();
  };
  model.on("change:rest", fill);
  model.on("change:cells", draw);
  model.on("change:value", show);
  draw();
  return () => {
    model.off("change:rest", fill);
    model.off("change:cells", draw);
    model.off("change:value", show);
  };
}
export default control({ render });
