const SIGNS = { right: "✓ ", wrong: "✗ ", plain: "" };

function render({ model, el }) {
  el.classList.add("kit-choice");
  const group = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = model.get("legend");
  group.append(legend);
  const name = `kit-${Math.random().toString(36).slice(2)}`;
  const rows = model.get("options").map((option) => {
    const row = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const words = document.createElement("span");
    const reply = document.createElement("p");
    input.type = "radio";
    input.name = name;
    input.value = option.id;
    words.textContent = option.text;
    reply.className = "kit-reply";
    reply.setAttribute("role", "status");
    input.addEventListener("change", () => {
      model.set("value", option.id);
      model.save_changes();
    });
    label.append(input, words);
    row.append(label, reply);
    group.append(row);
    return { id: option.id, input, reply, row };
  });
  const show = () => {
    for (const { id, input, reply, row } of rows) {
      const said = model.get("replies")[id];
      input.checked = model.get("value") === id;
      reply.textContent = said ? SIGNS[said.kind] + said.text : "";
      reply.hidden = !said;
      row.className = said ? `kit-option kit-${said.kind}` : "kit-option";
    }
  };
  model.on("change:value change:replies", show);
  show();
  el.append(group);
  return () => model.off("change:value change:replies", show);
}
export default control({ render });
