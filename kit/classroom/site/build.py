"""Build the site: JupyterLite's own builder, given the kit's pages, its packages and its settings."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from kit.base.errors import KitError
from kit.base.jupyter.saving import own_cells
from kit.base.labels import say
from kit.base.paths import PACKAGE, ROOT, START
from kit.base.writing import new_folder
from kit.classroom.site import pyodide
from kit.classroom.site.pyodide import CORE, LOCK, Tell
from kit.classroom.site.wheels import KERNEL, KIT, all_wheels, lock
from kit.classroom.student_copy import learnersfiles_in

MARK = "kit-site.json"
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@jupyterlite/pyodide-kernel-extension",
    "anywidget",
    "jupyterlab-plotly",
)
TEACHERS = ("class_board.ipynb", "vote.ipynb")
PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
BUILD = "import sys; from jupyterlite_core.app import main; sys.exit(main())"
WELCOME = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">{{}}</script>
<style>body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem }}</style>
<h1>{title}</h1>
<p><a href="lab/index.html?path=notebooks/{start}">{begin}</a></p>
<p>{size}</p>
<p>{answers}</p>
</html>
"""


def build(folder: Path, files: dict[str, Path], teachers: bool, tell: Tell, root: Path = ROOT) -> None:
    """Write the site of the kit in `root` into a folder that is new, empty, or an earlier site; raise KitError."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise KitError(f"{folder} is not empty, and is no site of the kit; choose another folder.")
    parts = list(_parts(root, teachers))
    with TemporaryDirectory(prefix="kit-site-") as place:
        tell(say("Packing the packages"))
        lite = Path(place)
        size = _packages(lite, files, parts)
        _pages(lite, parts)
        _settings(lite)
        tell(say("Building the site"))
        _run(lite)
        made = lite / "made"
        _finish(made, parts, size)
        tell(say("Putting the site in its place"))
        shutil.rmtree(folder, ignore_errors=True)
        with new_folder(folder) as new:
            shutil.copytree(made, new)


def _parts(root: Path, teachers: bool) -> list[tuple[str, bytes]]:
    """Return the kit's files: those of a learners' copy, with sealed keys, and a teacher's two pages if asked for."""
    found = [(name, raw) for name, raw in learnersfiles_in(root) if name.split("/")[0] in ("kit", "data", "notebooks")]
    pages = [root / "notebooks" / "teacher" / name for name in TEACHERS] if teachers else []
    return [*found, *((path.relative_to(root).as_posix(), path.read_bytes()) for path in pages if path.is_file())]


def _packages(lite: Path, files: dict[str, Path], parts: list[tuple[str, bytes]]) -> int:
    """Put Pyodide and all packages where the site has them; return how many bytes that is."""
    place = lite / "static" / "pyodide"
    place.mkdir(parents=True)
    for name in CORE:
        shutil.copy(files[name], place / name)
    wheels = [path for name, path in files.items() if name.endswith(".whl")]
    packages = all_wheels(wheels, [part for part in parts if part[0].split("/")[0] in ("kit", "data")])
    for one in packages:
        (place / one.file).write_bytes(one.raw)
    (place / LOCK).write_text(lock(packages, files[LOCK]), "utf-8")
    return sum(path.stat().st_size for path in place.iterdir())


def _pages(lite: Path, parts: list[tuple[str, bytes]]) -> None:
    for name, raw in parts:
        if name.startswith("notebooks/"):
            path = lite / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)


def _settings(lite: Path) -> None:
    """Write what the builder and the site are told."""
    here = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    ours = PACKAGE / "base" / "jupyter" / "labextensions" / KIT
    builder = {
        "output_dir": str(lite / "made"), "contents": [str(lite / "files")], "apps": ["lab", "notebooks", "tree"],
        "no_sourcemaps": True, "ignore_sys_prefix": ["federated_extensions"],
        "federated_extensions": [str(path) for path in (*(here / name for name in EXTENSIONS), ours)],
    }  # fmt: skip
    kernel = {
        "pyodideUrl": "./static/pyodide/pyodide.mjs", "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": [*KERNEL, KIT]},
    }  # fmt: skip
    site = {"appName": "Three models", "enableMemoryStorage": False, "exposeAppInBrowser": True,
            "litePluginSettings": {PLUGIN: kernel}}  # fmt: skip
    _write(lite / "jupyter_lite_config.json", {"LiteBuildConfig": builder})
    _write(lite / "jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": site})
    settings = PACKAGE / "base" / "jupyter" / "labconfig" / "default_setting_overrides.json"
    shutil.copy(settings, lite / "overrides.json")


def _run(lite: Path) -> None:
    command = [sys.executable, "-c", BUILD, "build", "--lite-dir", str(lite)]
    done = subprocess.run(command, cwd=lite, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise KitError("JupyterLite could not build the site:\n" + "\n".join(lines[-8:]))


def _finish(made: Path, parts: list[tuple[str, bytes]], size: int) -> None:
    """Add the first page, which cells of a page are the kit's own, the small server, and what hosts look for."""
    pages = {name: json.loads(raw) for name, raw in parts if name.endswith(".ipynb")}
    words = {"show": say("Show code and files"), "hide": say("Lesson view"), "hand": say("Run pages by hand")}
    (made / "kit").mkdir()
    _write(made / "kit" / "page", {"pages": {name: own_cells(page) for name, page in pages.items()}, "words": words})
    text = WELCOME.format(
        title=say("Three models: the lessons"), start=START, begin=say("Begin the lessons"),
        size=say("The first time about {size} MB are fetched; later your browser has most of them.",
                 size=round(size / 1e6) + 6),
        answers=say("Your answers stay in this browser, on this computer. Whoever clears its data deletes them: take a "
                    "copy under Your data, on the start page."),
    )  # fmt: skip
    (made / "index.html").write_text(text, "utf-8")
    shutil.copy(Path(__file__).with_name("serve.py"), made / "serve.py")
    (made / ".nojekyll").touch()
    _write(made / MARK, {"pyodide": pyodide.official()["version"], "pages": sorted(pages)})


def _write(path: Path, told: dict) -> None:
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
