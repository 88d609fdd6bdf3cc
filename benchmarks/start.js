// Put into JupyterLab's page: says when its parts were there, in milliseconds since 1970, and starts a kernel anew.
{
  const CONTROLS = ".kit-live :is(select, input, textarea, button, [role=slider])";
  const later = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const app = () => window.jupyterapp;
  const named = () => decodeURIComponent(location.pathname).split("/tree/").at(-1);
  const panel = () => [app()?.shell.currentWidget].find((one) => one?.sessionContext && one.context.path === named());
  const controls = () => [...document.querySelectorAll(CONTROLS)];
  const can = (one) => one.checkVisibility() && !one.disabled;
  const run = () => app().commands.execute("notebook:run-all-cells");

  async function until(there) {
    const began = Date.now();
    while (!there()) {
      if (Date.now() - began > 120_000) throw new Error(`not within two minutes: ${there}`);
      await later(20);
    }
    return Date.now();
  }

  window.start = {
    /** Return when a page and its kernel were there, and when the first control could be used. */
    async first(byItself) {
      let opened; // which JupyterLab may leave for a moment
      const page = await until(() => (opened = panel()));
      await opened.sessionContext.ready;
      await opened.sessionContext.session.kernel.info;
      const kernel = Date.now();
      if (!byItself) run();
      return { page, kernel, step: await until(() => controls().some(can)) };
    },
    /** Return the milliseconds from a kernel's restart until a step that was drawn since can be used. */
    async restart(byItself) {
      const before = new WeakSet(controls());
      const began = Date.now();
      await panel().sessionContext.session.kernel.restart();
      if (!byItself) run();
      return (await until(() => controls().some((one) => !before.has(one) && can(one)))) - began;
    },
    /** Return whether nothing runs any more. */
    idle: () => panel()?.sessionContext.session?.kernel?.status === "idle",
  };
}
