function render({ model, el }) {
  el.classList.add("kit-slider");
  const label = document.createElement("label");
  const name = document.createElement("span");
  const input = document.createElement("input");
  const shown = document.createElement("output");
  name.textContent = model.get("label");
  shown.setAttribute("aria-hidden", "true"); // the slider says it itself
  input.type = "range";
  for (const key of ["min", "max", "step"]) input[key] = model.get(key);
  const show = () => {
    input.value = model.get("value");
    const words = `${model.get("value")}${model.get("unit")}`;
    shown.textContent = words;
    input.setAttribute("aria-valuetext", words);
  };
  input.addEventListener("input", () => {
    model.set("value", Number(input.value));
    model.save_changes();
  });
  model.on("change:value", show);
  show();
  label.append(name, input);
  el.append(label, shown);
  return () => model.off("change:value", show);
}
export default control({ render });
