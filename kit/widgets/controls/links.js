// JupyterLab rewrites the addresses of its own links; the name of the file and the heading are what stays
const target = (link) => link.pathname.split("/").pop() + link.hash;

function follow(event) {
  const link = event.target.closest?.(".kit-live a[href]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const read = (place) => [...(link.closest(place)?.querySelectorAll(".kit-static a[href]") ?? [])];
  // what is shown only to who comes back has its twin in another step
  const all = [...read(".jp-OutputArea"), ...read(".jp-Notebook")];
  const twin = all.find((one) => target(one) === target(link));
  if (!twin) return;
  event.preventDefault();
  twin.click();
}

export default control({
  initialize() {
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  },
  render({ el }) {
    el.hidden = true;
  },
});
