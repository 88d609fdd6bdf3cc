const cell = (tag, text, scope) => {
  const node = document.createElement(tag);
  node.textContent = text;
  if (scope) node.scope = scope;
  return node;
};

function render({ model, el }) {
  el.classList.add("kit-grid");
  const table = document.createElement("table");
  const caption = document.createElement("caption");
  const head = table.createTHead().insertRow();
  const body = table.createTBody();
  const columns = model.get("columns");
  table.className = columns.length === 1 ? "kit-table kit-single" : "kit-table"; // one column flows beside itself
  caption.textContent = model.get("label");
  table.prepend(caption);
  head.append(cell("td", ""), ...columns.map((column) => cell("th", column.text, "col")));
  const selects = {};
  for (const row of model.get("rows")) {
    const line = body.insertRow();
    line.append(cell("th", row.text, "row"));
    for (const column of columns) {
      const key = `${row.id}/${column.id}`;
      const select = document.createElement("select");
      select.setAttribute("aria-label", `${row.text}: ${column.text}`);
      select.append(new Option("–", ""), ...model.get("options").map((option) => new Option(option.text, option.id)));
      select.addEventListener("change", () => {
        const { [key]: _, ...others } = model.get("value");
        model.set("value", select.value ? { ...others, [key]: select.value } : others);
        model.save_changes();
      });
      selects[key] = select;
      line.insertCell().append(select);
    }
  }
  const show = () => {
    for (const [key, select] of Object.entries(selects)) select.value = model.get("value")[key] ?? "";
  };
  model.on("change:value", show);
  show();
  el.append(table);
  return () => model.off("change:value", show);
}
export default control({ render });
