const PIECE = 500000; // bytes of one message: servers close the line on one that is too long

const entriesOf = (reader) => new Promise((done) => reader.readEntries(done, () => done([])));
const fileOf = (entry) => new Promise((done) => entry.file(done, () => done(null)));

async function within(entry, path, found, most) {
  if (found.length > most) return;
  if (entry.isFile) {
    const file = await fileOf(entry);
    if (file) found.push([path + entry.name, file]);
    return;
  }
  const reader = entry.createReader();
  for (let some = await entriesOf(reader); some.length; some = await entriesOf(reader)) {
    for (const one of some) await within(one, `${path}${entry.name}/`, found, most);
  }
}

function render({ model, el }) {
  const zone = el.appendChild(document.createElement("div"));
  zone.className = "kit-drop kit-row";
  const said = (words) => model.get("words")[words] ?? words;
  zone.append(Object.assign(document.createElement("span"), { textContent: model.get("label") }));
  const told = Object.assign(document.createElement("div"), { className: "kit-note" });
  told.setAttribute("role", "status");
  const tell = () => { told.textContent = model.get("told"); };

  async function send(found) {
    const most = model.get("most_files"), bytes = model.get("most_bytes");
    const fit = found.filter(([, file]) => file.size <= bytes).slice(0, most);
    for (const [name, file] of fit) {
      told.textContent = name;
      for (let at = 0; at === 0 || at < file.size; at += PIECE) {
        const piece = await file.slice(at, at + PIECE).arrayBuffer();
        model.send({ name, last: at + PIECE >= file.size }, undefined, [piece]);
      }
    }
    model.send({ end: true, left: found.length - fit.length });
  }

  function chooser(words, folder) {
    const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, hidden: true });
    input.webkitdirectory = folder;
    input.addEventListener("change", async () => {
      await send(Array.from(input.files, (file) => [file.webkitRelativePath || file.name, file]));
      input.value = "";
    });
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.className = "jupyter-button";
    button.addEventListener("click", () => input.click());
    zone.append(button, input);
  }
  chooser(said("Choose files"), false);
  chooser(said("Choose a folder"), true);

  const over = (event) => { event.preventDefault(); event.stopPropagation(); zone.classList.add("kit-over"); };
  zone.addEventListener("dragenter", over);
  zone.addEventListener("dragover", over);
  zone.addEventListener("dragleave", () => zone.classList.remove("kit-over"));
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    zone.classList.remove("kit-over");
    const entries = Array.from(event.dataTransfer.items, (item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const found = entries.length ? [] : Array.from(event.dataTransfer.files, (file) => [file.name, file]);
    for (const entry of entries) await within(entry, "", found, model.get("most_files"));
    await send(found);
  });

  el.append(told);
  model.on("change:told", tell);
  tell();
  return () => model.off("change:told", tell);
}
export default control({ render });
