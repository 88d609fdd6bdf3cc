const AWAY =
  "Not saved yet: the kernel does not answer. Your words are kept in this browser; " +
  "run this cell again (▶) or load the page again, and they come back.";

const SHARED = "Somebody else writes in this box too.";
const LOST = "Somebody else has written this answer anew. Yours was: {words}";

// a browser may forbid storage; then words that nobody has heard live only in the box
const storage = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, words) => { try { localStorage.setItem(key, words); } catch { /* full or forbidden */ } },
  remove: (key) => { try { localStorage.removeItem(key); } catch { /* forbidden */ } },
};

// one window is one writer, also where it shows a box twice
const page = (window.kitPage ??= Math.random().toString(36).slice(2));

// whether all words of a text stand in another one, in their order
function holds(text, words) {
  let at = 0;
  return words.split(/\s+/).every((word) => (at = text.indexOf(word, at) + word.length) >= word.length);
}

// where somebody stands in a text after it has become another one: before what was put in there
function moved(place, old, text) {
  let start = 0;
  let end = 0;
  const most = Math.min(old.length, text.length);
  while (start < most && old[start] === text[start]) start += 1;
  while (end < most - start && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  if (place <= start) return place;
  return Math.max(place, old.length - end) + text.length - old.length;
}

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

  let known = model.get("arrived"); // how far each page was heard when this box last took in what is saved
  let number = known[page] ?? 0; // how often this one has sent
  let was = box.value; // what is saved, of which the words in the box were made
  let typed = ""; // the box as it was left here
  let shared = false;
  let lost = ""; // what was written here before another one's words took its place
  let composing = false; // a word in some languages takes several keys, and nobody may put one between them
  const said = (words) => model.get("words")[words] ?? words;
  const heard = () => (model.get("arrived")[page] ?? 0) >= number;
  const say = (words, trouble) => {
    status.textContent = words;
    status.classList.toggle("kit-trouble", Boolean(trouble));
  };
  const show = () => {
    if (model.get("trouble")) say(model.get("trouble"), true);
    else if (!heard()) return;
    else if (lost) say(said(LOST).replace("{words}", () => lost), true);
    else say(shared ? `${model.get("status")} ${said(SHARED)}` : model.get("status"));
  };
  const waiting = patience(model, heard, () => say(model.get("trouble") || said(AWAY), true));
  const send = () => {
    label.dataset.words = typed = box.value;
    lost = "";
    number += 1;
    storage.set(key, box.value);
    storage.set(`${key}:was`, was);
    model.set("written", { page, number, answered: known[page] ?? 0, was, words: box.value });
    model.save_changes();
    waiting.begin();
  };
  const replace = (value) => {
    const { selectionStart, selectionEnd, value: old } = box;
    put(value);
    if (document.activeElement === box) {
      box.setSelectionRange(...[selectionStart, selectionEnd].map((place) => moved(place, old, value)));
    }
  };
  // the kernel puts together what several pages write; each takes it in once all that was typed there is part of it
  const take = () => {
    if (composing || !heard()) return;
    const [value, arrived] = [model.get("value"), model.get("arrived")];
    const others = Object.keys(arrived).some((one) => one !== page && arrived[one] !== known[one]);
    for (const each of [key, `${key}:was`]) storage.remove(each);
    if (value !== box.value) {
      shared ||= others;
      if (others && !holds(value, typed)) lost = typed;
      replace(value);
    }
    [was, known, number] = [value, arrived, arrived[page] ?? 0];
    show();
  };
  const arrived = () => {
    waiting.answered();
    take();
  };
  const compose = ({ type }) => {
    composing = type === "compositionstart";
    take();
  };

  box.addEventListener("input", send);
  for (const kind of ["compositionstart", "compositionend"]) box.addEventListener(kind, compose);
  model.on("change:arrived", arrived);
  model.on("change:status change:trouble", show);
  model.on("change:value", take);
  show();
  const unheard = storage.get(key);
  if (unheard !== null && unheard !== box.value) {
    was = storage.get(`${key}:was`) ?? was;
    put(unheard);
    send();
  } else if (unheard !== null) take();
  return () => {
    waiting.end();
    model.off("change:arrived", arrived);
    model.off("change:status change:trouble", show);
    model.off("change:value", take);
  };
}
export default control({ render });
