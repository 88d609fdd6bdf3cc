// Waits for the kernel's answer before somebody says that there is none: for 3 s in which the page could hear it, since
// a slow page hears late, and for ten times as long while the kernel says that it is at work on something else.
const TURN = 250; // ms
function patience(model, heard, say) {
  let timer;
  let left;
  const end = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const turn = () => {
    const { status, connectionStatus } = model.widget_manager?.kernel ?? {};
    left -= status === "busy" && connectionStatus === "connected" ? 0.1 : 1;
    if (left > 0) timer = setTimeout(turn, TURN);
    else {
      end();
      say();
    }
  };
  const begin = () => {
    if (timer) return;
    left = 12;
    timer = setTimeout(turn, TURN);
  };
  const answered = () => {
    left = 12; // whoever answers what was done before is there
    if (heard()) end();
  };
  return { begin, answered, end };
}
