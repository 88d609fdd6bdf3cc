// Prepare packages for the site, in Pyodide itself, whose Python is the one that will run them:
// node prepare.mjs FOLDER, with Pyodide and the packages. Python files are compiled, and Python's memory is taken.

import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { pathToFileURL } from "node:url";

const folder = path.resolve(process.argv[2]) + path.sep;
const { loadPyodide } = await import(pathToFileURL(folder + "pyodide.mjs"));
const quiet = { indexURL: folder, stdout() {} };

const begun = await loadPyodide({ ...quiet, _makeSnapshot: true });
await begun.runPythonAsync("import asyncio, dataclasses, datetime, decimal, inspect, json, pathlib, typing, zipfile");
fs.writeFileSync(folder + "snapshot.bin.gz", zlib.gzipSync(begun.makeMemorySnapshot(), { level: 9 }));

const python = await loadPyodide(quiet);
await python.runPythonAsync(`
import importlib.util, io, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

def compiled(raw):
    """A package whose Python files are compiled, without their documentation: nobody looks for sources or times."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".py"):
                try:
                    code = compile(content, name, "exec", dont_inherit=True, optimize=2)
                    content = bytes(_code_to_hash_pyc(code, importlib.util.source_hash(content), False))
                    name += "c"
                except (SyntaxError, ValueError):
                    pass
            if not name.endswith(("/", "RECORD")):
                new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
`);
for (const name of fs.readdirSync(folder).filter((one) => one.endsWith(".whl"))) {
  python.FS.writeFile("/package", new Uint8Array(fs.readFileSync(folder + name)));
  python.runPython("made = compiled(open('/package', 'rb').read()); open('/package', 'wb').write(made)");
  fs.writeFileSync(folder + name, python.FS.readFile("/package"));
}
process.exit(0);
