// What every control does, put before its own script.
//
// anywidget gives a widget 2 s to start. On a slow computer one may need longer: it is shown then, but all that the
// kernel sends it comes to nothing, for good. So whoever has started late listens by itself, and asks for what it missed.
async function listen(model) {
  const whole = model.set({}); // what is set returns the model itself, which anywidget shows only parts of
  if (!whole?.comm) return; // no kernel, or another program than Jupyter
  try {
    await whole._handle_comm_msg({ content: { data: {} } });
  } catch {
    const { _handle_comm_msg: handle } = Object.getPrototypeOf(whole.constructor.prototype);
    const known = { ...whole.attributes };
    whole.comm.on_msg((message) => {
      const { state } = message.content.data;
      // what has been changed here meanwhile is newer than the answer to the question below
      if (state?._esm) for (const key in state) if (whole.get(key) !== known[key]) delete state[key];
      return handle.call(whole, message);
    });
    whole.comm.send({ method: "request_state" }, whole.callbacks());
  }
}
const control = ({ initialize, render }) => ({
  initialize(given) {
    listen(given.model);
    return initialize?.(given);
  },
  render,
});
