"""Measure the site beside the stock way: JupyterLite with `%pip install`, in one run, on one server, same packages.

python benchmarks/site.py PYODIDE_FOLDER [--rounds 5] [--line 10] [--site FOLDER]

Each visit has a browser of its own. A cold one has never been there; a warm one is the same browser's second start,
with what it kept on its disk. The server packs texts and programs (gzip), as GitHub and GitLab Pages do, and counts
the bytes. `--line` is the line in Mbit/s, with 50 ms before each answer; without it nothing holds the bytes back.
"""

import gzip
import json
import os
import re
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from importlib import metadata
from io import BytesIO
from pathlib import Path
from shutil import copy, copytree, which
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psutil
from packaging.utils import canonicalize_name
from playwright.sync_api import Page, expect, sync_playwright

from kit.base.for_others import zipped
from kit.base.jupyter.saving import own_cells
from kit.base.paths import ROOT
from kit.classroom.site import build, packages, serve

LESSON = "notebooks/02_governance.ipynb"
STEPS = len(own_cells(json.loads((ROOT / LESSON).read_text("utf-8")))) - 1  # one cell is the set-up
DELAY, BLOCK = 0.05, 16_384
PACKED = (".js", ".mjs", ".wasm", ".json", ".css", ".html", ".ipynb", ".svg")
LONG = 600_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
# what Pyodide's own lock offers; all else comes with %pip
OFFERED = (
    "asttokens", "decorator", "executing", "ipython", "jedi", "jinja2", "markupsafe", "matplotlib-inline", "networkx",
    "packaging", "parso", "prompt-toolkit", "pure-eval", "pygments", "python-dateutil", "six", "stack-data",
    "traitlets", "typing-extensions", "tzdata", "wcwidth",
)  # fmt: skip
ASKED = (
    "anywidget", "babel", "comm", "ipywidgets", "jupyterlab-widgets", "narwhals", "plotly", "psygnal", "pyyaml",
    "widgetsnbextension", "xlsxwriter",
)  # fmt: skip
IDLE = """() => { const panel = window.jupyterapp?.shell.currentWidget;
    return panel?.sessionContext?.session?.kernel?.status === 'idle' }"""
LIVE = f"() => document.querySelectorAll('.jp-OutputArea .kit-live').length >= {STEPS}"


class Line:
    """A line that all answers share: bytes a second, none of them held back where that is 0."""

    def __init__(self, rate: float) -> None:
        self.rate, self.free, self.sent, self.asked, self.lock = rate, 0.0, 0, 0, threading.Lock()

    def take(self, size: int) -> None:
        """Wait until so many bytes have gone through."""
        with self.lock:
            self.sent += size
            self.free = max(self.free, time.monotonic()) + (size / self.rate if self.rate else 0)
            wait = self.free - time.monotonic()
        if self.rate:
            time.sleep(max(wait, 0))


class Handler(serve.Handler):
    """Sends files through a line, packed where the browser takes that."""

    line: Line
    packed: dict[Path, bytes]

    def do_GET(self) -> None:  # noqa: N802
        self.line.asked += 1
        if self.line.rate:
            time.sleep(DELAY)
        super().do_GET()

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.suffix not in PACKED or not path.is_file() or "If-Modified-Since" in self.headers:
            return super().send_head()
        if path not in self.packed:
            self.packed[path] = gzip.compress(path.read_bytes(), 6)
        raw = self.packed[path]
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(raw)))
        self.send_header("Last-Modified", self.date_time_string(path.stat().st_mtime))
        self.end_headers()
        return BytesIO(raw)

    def copyfile(self, source, outputfile) -> None:
        while block := source.read(BLOCK):
            self.line.take(len(block))
            outputfile.write(block)


@contextmanager
def served(folder: Path, rate: float):
    """A server of a folder, its address, and the line behind it."""
    line = Line(rate)
    handler = type("Counted", (Handler,), {"line": line, "packed": {}})
    with ThreadingHTTPServer(("127.0.0.1", 0), lambda *told: handler(*told, directory=str(folder))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}", line
        running.shutdown()


def whole(name: str) -> packages.Wheel:
    """Return an installed package as its own wheel holds it, but for what is for this machine."""
    found = metadata.distribution(name)
    parts = [path for path in found.files or [] if not re.search(r"\.\.|__pycache__|\.so$", path.as_posix())]
    files = ((path.as_posix(), path.read_binary()) for path in parts if path.locate().is_file())
    return packages.packed(canonicalize_name(name), found.version, files, packages.depends(found.requires or []))


def own(parts: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return the kit's wheel, which asks for what it needs as any package does."""
    wheel = packages.of_kit([part for part in parts if part[0].split("/")[0] in ("kit", "data")])
    needs = [*wheel.depends, "plotly"]
    told = f"Metadata-Version: 2.1\nName: {wheel.name}\nVersion: {wheel.version}\n"
    needed = "".join(f"Requires-Dist: {one}\n" for one in needs)
    folder = f"three_models_kit-{wheel.version}.dist-info"
    archive = {name: raw for name, raw in parts if name.startswith("kit/")}
    archive |= {f"kit/{name}": raw for name, raw in parts if name.startswith("data/")}
    tag = "Wheel-Version: 1.0\nGenerator: kit\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    archive |= {f"{folder}/METADATA": (told + needed).encode(), f"{folder}/WHEEL": tag.encode()}
    return wheel.file, zipped(archive.items())


def stock(folder: Path, given: Path) -> None:
    """Build the site as JupyterLite's own pages say it: Pyodide's packages by its lock, the kit with `%pip install`.

    `given` has Pyodide, and the wheel of micropip, which the kit's own site does without.
    """
    parts = build._parts(ROOT, False)
    files = packages.from_folder(given)
    with TemporaryDirectory() as place:
        lite = Path(place)
        python, index = lite / "static" / "pyodide", lite / "pypi"
        python.mkdir(parents=True)
        index.mkdir()
        for name in packages.CORE:
            copy(files[name], python / name)
        official = [path for name, path in files.items() if name.endswith(".whl") and "msgspec" not in name]
        official += given.glob("micropip-*.whl")
        there = [*map(packages._as_it_is, official), *map(whole, OFFERED)]
        known = {one.name for one in there}
        if lacking := set(packages.needed()) - known - set(ASKED) - {"msgspec"}:
            sys.exit(f"The stock site would not find {', '.join(sorted(lacking))}: name them in OFFERED or ASKED.")
        kept = [one._replace(depends=tuple(name for name in one.depends if name in known)) for one in there]
        for one in kept:
            (python / one.file).write_bytes(one.raw)
        locked = json.loads(packages.lock(kept, files[packages.LOCK]))
        modules = {"python-dateutil": ["dateutil"], "ipython": ["IPython"]}
        for name, one in locked["packages"].items():
            one["imports"] = modules.get(name, [name.replace("-", "_")])
        locked["packages"]["micropip"]["depends"] = ["packaging"]
        (python / packages.LOCK).write_text(json.dumps(locked))
        file, raw = own(parts)
        (index / file).write_bytes(raw)
        for one in map(whole, ASKED):
            (index / one.file).write_bytes(one.raw)
        copy(next(given.glob("msgspec-*.whl")), index)
        build._pages(lite, parts)
        page = lite / "files" / LESSON
        book = json.loads(page.read_text("utf-8"))
        first = next(at for at, cell in enumerate(book["cells"]) if cell["cell_type"] == "code")
        install = {"cell_type": "code", "id": "pip", "metadata": {}, "outputs": [], "execution_count": None}
        book["cells"].insert(first, {**install, "source": f"%pip install -q {packages.KIT}"})
        page.write_text(json.dumps(book), "utf-8")
        build._settings(lite)
        config, builder = lite / "jupyter-lite.json", lite / "jupyter_lite_config.json"
        told = json.loads(config.read_text())
        (kernel,) = told["jupyter-config-data"]["litePluginSettings"].values()
        del kernel["loadPyodideOptions"]
        kernel["pyodideUrl"] = "./static/pyodide/pyodide.mjs"
        config.write_text(json.dumps(told))
        asked = json.loads(builder.read_text())
        asked["LiteBuildConfig"]["federated_extensions"].pop()  # the kit's own, by which its pages begin by themselves
        builder.write_text(json.dumps(asked))
        command = [
            sys.executable,
            "-c",
            build.BUILD,
            "build",
            "--lite-dir",
            str(lite),
            "--output-dir",
            str(lite / "made"),
        ]
        subprocess.run(command, cwd=lite, check=True, capture_output=True)
        copytree(lite / "made", folder)


def tree(process: psutil.Process) -> list[psutil.Process]:
    """Return a process and all below it."""
    return [process, *process.children(recursive=True)]


def memory(browser: psutil.Process) -> float:
    """Return the memory that a browser has for itself, in MB; what processes share is divided among them."""
    return sum(one.memory_full_info().pss for one in tree(browser)) / 1e6


def visit(page: Page, address: str, by_itself: bool, line: Line) -> dict[str, float]:
    """Return what a visit of the lesson takes, until an answer is stored: seconds, bytes, requests, memory."""
    sent, asked, begun = line.sent, line.asked, time.perf_counter()
    found = {}

    def mark(name: str) -> None:
        found[name] = time.perf_counter() - begun

    page.goto(f"{address}/notebooks/index.html?path={LESSON}", wait_until="commit")
    page.wait_for_function(
        "() => document.querySelector('.jp-MarkdownOutput h1') || "
        "document.querySelector('.kit-site-text')?.contentDocument?.querySelector('h1')",
        timeout=LONG,
    )
    mark("text")
    page.wait_for_function(IDLE, timeout=LONG)
    mark("kernel")
    if not by_itself:
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(LIVE, timeout=LONG)
    mark("ready")
    check = page.locator(".jp-CodeCell", has_text=".check()").locator(".jp-Cell-outputArea")
    check.get_by_role("radio").first.check()
    check.get_by_role("button", name="Check my answer").first.click()
    expect(check.get_by_role("status").filter(has_text=re.compile("Saved|saved"))).not_to_have_count(0, timeout=LONG)
    mark("answer")
    browser = next(one for one in psutil.Process().children(recursive=True) if _is_browser(one))
    return {**found, "MB": (line.sent - sent) / 1e6, "requests": line.asked - asked, "memory": memory(browser)}


def _is_browser(process: psutil.Process) -> bool:
    try:
        words = process.cmdline()
    except psutil.Error:
        return False
    return any("--user-data-dir" in word for word in words) and not any("--type=" in word for word in words)


def both(playwright, address: str, by_itself: bool, line: Line) -> list[dict[str, float]]:
    """Return a cold and a warm visit, of one browser that is started twice."""
    rows = []
    with TemporaryDirectory() as profile:
        for _ in range(2):
            where = os.environ.get("KIT_CHROMIUM") or which("chromium")
            browser = playwright.chromium.launch_persistent_context(profile, executable_path=where, args=FLAGS)
            page = browser.pages[0]
            page.set_default_timeout(LONG)
            rows.append(visit(page, address, by_itself, line))
            time.sleep(2)  # what the browser keeps is on its disk
            browser.close()
    return rows


def main() -> None:
    """Print medians of each site and kind of visit, and each against the stock way."""
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pyodide", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--line", type=float, default=0, help="Mbit/s")
    parser.add_argument("--site", type=Path, help="a site that is built already")
    parser.add_argument("--stock", type=Path, help="the same of the stock way")
    told = parser.parse_args()
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        ours, usual = told.site or Path(place) / "ours", told.stock or Path(place) / "stock"
        if not ours.is_dir():
            build.build(ours, packages.from_folder(told.pyodide), False, print, which("node"))
        if not usual.is_dir():
            stock(usual, told.pyodide)
        found: dict[tuple[str, str], list[dict[str, float]]] = {}
        for _ in range(told.rounds):
            for name, folder in (("stock", usual), ("site", ours)):
                with served(folder, told.line * 125_000) as (address, line):
                    for kind, row in zip(
                        ("cold", "warm"), both(playwright, address, name == "site", line), strict=True
                    ):
                        found.setdefault((kind, name), []).append(row)
                        print(kind, name, {key: round(value, 1) for key, value in row.items()}, flush=True)
    _print({key: {name: median(row[name] for row in rows) for name in rows[0]} for key, rows in found.items()})


def _print(medians: dict[tuple[str, str], dict[str, float]]) -> None:
    names = list(medians["cold", "stock"])
    print("| visit | site |", " | ".join(names), "|\n|---|---|" + "---|" * len(names))
    for kind in ("cold", "warm"):
        for site in ("stock", "site"):
            print(f"| {kind} | {site} |", " | ".join(f"{medians[kind, site][name]:.1f}" for name in names), "|")
        pairs = [(medians[kind, "site"][name], medians[kind, "stock"][name]) for name in names]
        ratios = [f"{ours / usual:.2f}" if usual else "-" for ours, usual in pairs]
        print(f"| {kind} | site : stock |", " | ".join(ratios), "|")


if __name__ == "__main__":
    main()
