// Pyodide's loader for the site: Python's memory as it is after its start, which was taken when the site was built.
import "./finalizers.mjs";
import { loadPyodide as load } from "./pyodide.mjs";

export async function loadPyodide(options) {
  const packed = await fetch(new URL("snapshot.bin.gz", import.meta.url));
  const memory = await new Response(packed.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  return load({ ...options, _loadSnapshot: new Uint8Array(memory) });
}
