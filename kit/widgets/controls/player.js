const BEAT = 2500; // ms that a stop stays on the page

function render({ model, el }) {
  el.classList.add("kit-player");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const frames = model.get("frames");
  const said = (words) => model.get("words")[words] ?? words;
  const play = document.createElement("button");
  const label = document.createElement("label");
  const name = document.createElement("span");
  const input = document.createElement("input");
  const shown = document.createElement("output");
  name.textContent = model.get("label");
  shown.setAttribute("aria-live", "off"); // the slider says where it is
  input.type = "range";
  input.min = 1;
  input.max = frames.length;
  input.value = frames.length;
  label.append(name, input);
  let playing;

  // the chart and its sentence are widgets of their own; they are set here, so that no kernel is asked
  const neighbour = (key) => model.widget_manager.get_model(model.get(key).replace("IPY_MODEL_", ""));
  const say = () => {
    const frame = frames[input.value - 1];
    shown.textContent = said("{stop} of {stops}").replace("{stop}", input.value).replace("{stops}", frames.length);
    input.setAttribute("aria-valuetext", frame.name);
    play.textContent = said(still ? "Next stop" : playing ? "Pause" : "Play");
    return frame;
  };
  const show = async () => {
    const { figure, words } = say();
    (await neighbour("chart")).set("figure", figure);
    (await neighbour("summary")).set("value", words);
  };
  const stop = () => {
    clearInterval(playing);
    playing = undefined;
  };
  const go = () => {
    input.value = (Number(input.value) % frames.length) + 1; // after the last comes the first
    if (Number(input.value) === frames.length) stop();
    show();
  };
  play.addEventListener("click", () => {
    if (playing) {
      stop();
      say();
      return;
    }
    if (!still) playing = setInterval(go, BEAT);
    go();
  });
  input.addEventListener("input", () => {
    stop();
    show();
  });
  say();
  play.hidden = frames.length < 2;
  el.append(play, label, shown);
  return stop;
}
export default control({ render });
