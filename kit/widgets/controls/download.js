const KINDS = { html: "text/html", csv: "text/csv", md: "text/markdown" };

function render({ model, el }) {
  let addresses = [];
  const letGo = () => addresses.forEach((one) => URL.revokeObjectURL(one));
  const link = ({ name, text }) => {
    const kind = KINDS[name.split(".").pop()] ?? "application/json";
    const one = document.createElement("a");
    one.href = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
    one.download = name;
    one.textContent = name;
    addresses.push(one.href);
    return one;
  };
  const show = () => {
    letGo();
    addresses = [];
    const files = model.get("files");
    const links = files.flatMap((file) => [" ", link(file)]);
    el.replaceChildren(...(files.length ? [model.get("label"), ...links] : []));
  };
  model.on("change:files", show);
  show();
  return () => {
    model.off("change:files", show);
    letGo();
  };
}
export default { render };
