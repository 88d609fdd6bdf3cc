// Pyodide's loader for a site that was built without Node: Python begins anew on each page.
import "./finalizers.mjs";

export { loadPyodide } from "./pyodide.mjs";
