// The page goes by what the dropdowns say: the kernel's cards are the same, or those of an earlier choice that come late.
async function follow(model) {
  const near = (name) => model.widget_manager.get_model(name.replace("IPY_MODEL_", ""));
  const [shown, ...seats] = await Promise.all([model.get("shown"), ...model.get("seats")].map(near));
  const cards = model.get("cards");
  const sits = (place) => seats.find((seat) => seat.get("index") === place);
  const show = () => {
    const chosen = seats.map((seat) => cards[seat.get("index")] ?? "");
    const value = `<div class="kit-cards">${chosen.join("")}</div>`;
    if (shown.get("value") !== value) shown.set("value", value); // to set it twice at once would show neither
  };

  // whoever sat there already takes the seat that has become free, so nobody is shown twice
  const choose = (seat, place) => {
    const was = seat.previous("index");
    const other = place < cards.length && seats.find((one) => one !== seat && one.get("index") === place);
    if (other) other.set("index", was < cards.length ? was : cards.findIndex((_, free) => !sits(free)));
    show();
  };
  for (const seat of seats) seat.on("change:index", choose);
  shown.on("change:value", show);
}

export default control({
  initialize({ model }) {
    follow(model);
  },
  render({ el }) {
    el.hidden = true;
  },
});
