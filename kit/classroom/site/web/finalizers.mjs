// Python reads files here by requests that it waits for, and meanwhile holds no lock. WebKit tells just then which objects
// are gone; Pyodide, which lets go of Python's own part of them, needs the lock and fails. So it is told a moment later.

const Told = globalThis.FinalizationRegistry;

globalThis.FinalizationRegistry = class FinalizationRegistry extends Told {
  constructor(letGo) {
    super((held) => setTimeout(letGo, 0, held));
  }
};
