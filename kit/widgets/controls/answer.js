const AWAY =
  "Not saved yet: the kernel does not answer. Your words are kept in this browser; " +
  "run this cell again (▶) and they come back.";

const SHARED = "Somebody else is writing this answer too. Saved is: {words}";
const LOST = "Somebody else has written this answer anew. Yours was: {words}";

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
  box.dir = "auto"; // whoever writes chooses the language
  const put = (words) => { box.value = label.dataset.words = words; }; // the second is for paper
  put(model.get("value"));
  status.className = "kit-status";
  status.setAttribute("role", "status");
  label.append(name, box);
  el.append(label, status);

  let lost = ""; // what was written here before another one's words took its place
  let started = box.value; // what stood in the box when it got the focus
  const said = (words) => model.get("words")[words] ?? words;
  const heard = () => model.get("heard") >= model.get("typed");
  const say = (words, trouble) => {
    status.textContent = words;
    status.classList.toggle("kit-trouble", Boolean(trouble));
  };
  const own = () => box.value === model.get("value");
  const show = () => {
    if (model.get("trouble")) say(model.get("trouble"), true);
    else if (!own()) say(said(SHARED).replace("{words}", () => model.get("value")), true);
    else if (lost) say(said(LOST).replace("{words}", () => lost), true);
    else if (heard()) say(model.get("status"));
  };
  const waiting = patience(model, heard, () => say(model.get("trouble") || said(AWAY), true));
  const send = () => {
    label.dataset.words = box.value;
    lost = "";
    storage.set(key, box.value);
    model.set("value", box.value);
    model.set("typed", Math.max(model.get("typed") + 1, Date.now())); // two who type at once must not count the same
    model.save_changes();
    waiting.begin();
  };
  const arrived = () => {
    waiting.answered();
    if (!heard()) return;
    storage.remove(key);
    show();
  };
  // who writes here is not interrupted by what another one writes: it is said at once, and taken when the box is left
  const take = () => {
    if (own()) return;
    if (box.value !== started) lost = box.value;
    put(started = model.get("value"));
    show();
  };
  const changed = () => (document.activeElement === box ? show() : take());
  const begin = () => { started = box.value; };

  box.addEventListener("input", send);
  box.addEventListener("focus", begin);
  box.addEventListener("blur", take);
  model.on("change:heard", arrived);
  model.on("change:status change:trouble", show);
  model.on("change:value", changed);
  show();
  const unheard = storage.get(key);
  if (unheard !== null && unheard !== box.value) {
    put(unheard);
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
