const AWAY =
  "Not saved yet: the kernel does not answer. Your words are kept in this browser; " +
  "run this cell again (▶) and they come back.";

// a browser may forbid storage; then words that nobody has heard live only in the box
const storage = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, words) => { try { localStorage.setItem(key, words); } catch { /* full or forbidden */ } },
  remove: (key) => { try { localStorage.removeItem(key); } catch { /* forbidden */ } },
};

function render({ model, el }) {
  el.classList.add("kit-answer");
  const key = `kit-unsaved:${model.get("key")}`;
  const label = document.createElement("label");
  const name = document.createElement("span");
  const box = document.createElement("textarea");
  const status = document.createElement("p");
  name.textContent = model.get("label");
  box.rows = model.get("rows");
  box.value = model.get("value");
  status.className = "kit-status";
  status.setAttribute("role", "status");
  label.append(name, box);
  el.append(label, status);

  const heard = () => model.get("heard") >= model.get("typed");
  const say = (words, trouble) => {
    status.textContent = words;
    status.classList.toggle("kit-trouble", Boolean(trouble));
  };
  const show = () => {
    if (model.get("trouble")) say(model.get("trouble"), true);
    else if (heard()) say(model.get("status"));
  };
  const waiting = patience(model, heard, () => say(model.get("trouble") || (model.get("words")[AWAY] ?? AWAY), true));
  const send = () => {
    storage.set(key, box.value);
    model.set("value", box.value);
    model.set("typed", model.get("typed") + 1);
    model.save_changes();
    waiting.begin();
  };
  const arrived = () => {
    waiting.answered();
    if (!heard()) return;
    storage.remove(key);
    show();
  };
  const changed = () => { if (document.activeElement !== box) box.value = model.get("value"); };

  box.addEventListener("input", send);
  model.on("change:heard", arrived);
  model.on("change:status change:trouble", show);
  model.on("change:value", changed);
  show();
  const unheard = storage.get(key);
  if (unheard !== null && unheard !== box.value) {
    box.value = unheard;
    send();
  } else if (unheard !== null) storage.remove(key);
  return () => {
    waiting.end();
    model.off("change:heard", arrived);
    model.off("change:status change:trouble", show);
    model.off("change:value", changed);
  };
}
export default control({ render });
