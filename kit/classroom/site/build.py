"""Build the site: JupyterLite's own builder, given the kit's pages, its packages and its settings."""

import json
import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from nbconvert.filters import markdown2html

from kit.answers.journal_file import WORDS as KEPT
from kit.base.errors import KitError
from kit.base.jupyter.saving import own_cells
from kit.base.labels import prose, say
from kit.base.language import attributes, home_language, languages, speak
from kit.base.paths import PACKAGE, ROOT, START
from kit.base.writing import new_folder, write_whole
from kit.classroom.site.packages import CORE, KIT, LOCK, SITE, Tell, all_wheels, lock, official
from kit.classroom.student_copy import learnersfiles_in
from kit.content.course import course_title
from kit.views.templates import render

WEB = Path(__file__).with_name("web")
WORDS = prose(__file__)
WELCOME = "classroom/site/web/welcome.html"
VIEWS = ("lab", "notebooks")
LOADED = '<link rel="stylesheet" href="../kit/site.css"><script type="module" src="../kit/site.js"></script></head>'
LINK = re.compile(r'<a class="anchor-link".*?</a>|</?a\b[^>]*>')  # leads nowhere yet: this is a text
PAGE = '<!doctype html><html {spoken}><meta charset="utf-8"><style>{style}</style>{body}</html>'
MARK, LOADER, PYTHON = "kit-site.json", "kit.mjs", "static/pyodide"
TEACHERS = ("class_board.ipynb", "vote.ipynb")
BUILD = "import sys; from jupyterlite_core.app import main; sys.exit(main())"
LONGEST = 1800  # seconds that a program may take

Notebook = dict


def add_pages(made: Path, notebooks: dict[str, Notebook], files: list[tuple[str, int]]) -> None:
    """Add to a site, where JupyterLite has made it, all that the kit's own pages and scripts are."""
    home = home_language()
    there = [lang for lang in sorted(languages(), key=home.__ne__) if lang == home or _start(lang) in notebooks]
    own = {name: own_cells(page) for name, page in notebooks.items()}
    kit = made / "kit"
    size = round(sum(size for _, size in files) / 1e6) + 6
    views, waiting, ways = {}, {}, []
    for lang in there:
        speak(lang)
        views[lang] = dict(WORDS["view"].items())
        waiting[lang] = {**dict(WORDS["waiting"].items()), "nowhere": KEPT["not_kept"]}
        ways.append((lang, _start(lang), say("Begin the lessons"), WORDS("size", size=size), WORDS["stay"]))
    speak()
    # without an ending: the address at which JupyterLab asks its server, whose answer this is
    write_whole(kit / "page", json.dumps({"pages": own, "words": views, "home": home}, ensure_ascii=False))
    lite = json.loads((made / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    steps = {name: max(len(cells) - 1, 0) for name, cells in own.items()}
    told = {"version": lite["appVersion"], "files": files, "home": home, "words": waiting, "steps": steps}
    script = f"const SITE = {json.dumps(told, ensure_ascii=False)};\n{(WEB / 'site.js').read_text('utf-8')}"
    (kit / "site.js").write_text(script, "utf-8")
    shutil.copy(WEB / "site.css", kit)
    for name, page in notebooks.items():
        folder = Path(name).parts[1]
        text = as_text(page, folder if folder in there else home)
        write_whole(kit / "read" / Path(name).with_suffix(".html"), text)
    for view in VIEWS:
        index = made / view / "index.html"
        index.write_text(index.read_text("utf-8").replace("</head>", LOADED, 1), "utf-8")
    welcome = render(WELCOME, lang=home, title=course_title(), ways=ways)
    (made / "index.html").write_text(f"{welcome}\n", "utf-8")


def as_text(page: Notebook, lang: str) -> str:
    """Return what can be read of a notebook before Python is there: its prose, and what was baked into it.

    Each cell is a section with the cell's id, so that a reader's place can be found again in the notebook.
    """
    parts = [(cell.get("id", ""), _shown(cell)) for cell in page["cells"]]
    body = "\n".join(f'<section data-cell="{escape(id_)}">{shown}</section>' for id_, shown in parts if shown)
    return PAGE.format(spoken=attributes(lang), style=(WEB / "read.css").read_text("utf-8"), body=body)


def _shown(cell: Notebook) -> str:
    if cell["cell_type"] == "markdown":
        return LINK.sub("", markdown2html("".join(cell["source"])))
    return "".join("".join(one.get("data", {}).get("text/html", "")) for one in cell.get("outputs", []))


def _start(lang: str) -> str:
    return f"notebooks/{START}" if lang == home_language() else f"notebooks/{lang}/{START}"


def build(folder: Path, files: dict[str, Path], teachers: bool, tell: Tell, node: str | None = None) -> None:
    """Write the site of this kit into a folder that is new, empty, or an earlier site; raise KitError.

    With Node the packages are compiled, and pages are ready sooner.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise KitError(f"{folder} is not empty, and is no site of the kit; choose another folder.")
    parts = list(_parts(ROOT, teachers))
    with TemporaryDirectory(prefix="kit-site-") as work:
        tell(say("Packing the packages"))
        lite = Path(work)
        _packages(lite, files, parts, node, tell)
        _pages(lite, parts)
        _settings(lite)
        tell(say("Building the site"))
        _done([sys.executable, "-c", BUILD, "build", "--lite-dir", work], lite, "JupyterLite could not build the site:")
        _finish(lite / "made", parts)
        tell(say("Putting the site in its place"))
        shutil.rmtree(folder, ignore_errors=True)
        with new_folder(folder) as new:
            shutil.copytree(lite / "made", new)


def _parts(root: Path, teachers: bool) -> list[tuple[str, bytes]]:
    """Return the kit's files: those of a learners' copy, with sealed keys, and a teacher's two pages if asked for."""
    found = [(name, raw) for name, raw in learnersfiles_in(root) if name.split("/")[0] in ("kit", "data", "notebooks")]
    pages = [root / "notebooks" / "teacher" / name for name in TEACHERS] if teachers else []
    return [*found, *((path.relative_to(root).as_posix(), path.read_bytes()) for path in pages if path.is_file())]


def _packages(lite: Path, files: dict[str, Path], parts: list[tuple[str, bytes]], node: str | None, tell: Tell) -> None:
    """Put Pyodide and all packages where the site has them, prepared by Node where it is there."""
    place = lite / PYTHON
    place.mkdir(parents=True)
    for name in CORE:
        shutil.copy(files[name], place / name)
    wheels = [path for name, path in files.items() if name.endswith(".whl")]
    packages = all_wheels(wheels, [part for part in parts if part[0].split("/")[0] in ("kit", "data")])
    for one in packages:
        (place / one.file).write_bytes(one.raw)
    for name, goal in (("finalizers.mjs", "finalizers.mjs"), ("plain.mjs", LOADER)):
        shutil.copy(WEB / name, place / goal)
    (place / LOCK).write_text(lock(packages, files[LOCK]), "utf-8")
    if node:
        tell(say("Compiling the packages: some minutes"))
        shutil.copy(WEB / "kit.mjs", place / LOADER)
        _done([node, str(WEB / "prepare.mjs"), str(place)], place, "Node could not compile the packages; try --plain:")
        packages = [one._replace(raw=(place / one.file).read_bytes()) for one in packages]
        (place / LOCK).write_text(lock(packages, files[LOCK]), "utf-8")


def _pages(lite: Path, parts: list[tuple[str, bytes]]) -> None:
    for name, raw in parts:
        if name.startswith("notebooks/"):
            write_whole(lite / "files" / name, raw)
    # a folder that is there already: of two kernels that make one at once on a browser's drive, one waits for ever
    write_whole(lite / "files" / "answers" / "README.md", f"{WORDS['stay']}\n")


def _settings(lite: Path) -> None:
    """Write what the builder and the site are told."""
    here = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    ours = PACKAGE / "base" / "jupyter" / "labextensions" / KIT
    parts = [str(path) for path in (*(here / name for name in SITE["extensions"]), ours)]
    places = {"output_dir": str(lite / "made"), "contents": [str(lite / "files")], "federated_extensions": parts}
    _write(lite / "jupyter_lite_config.json", {"LiteBuildConfig": SITE["builder"] | places})
    shutil.copy(WEB / "jupyter-lite.json", lite)
    settings = PACKAGE / "base" / "jupyter" / "labconfig" / "default_setting_overrides.json"
    _write(lite / "overrides.json", json.loads(settings.read_text("utf-8")) | SITE["settings"])


def _done(command: list[str], folder: Path, trouble: str) -> None:
    """Run a program; raise KitError with its last words where it fails, or does not come to an end."""
    caught = {"capture_output": True, "encoding": "utf-8", "errors": "replace"}
    try:
        found = subprocess.run(command, cwd=folder, timeout=LONGEST, **caught)
    except subprocess.TimeoutExpired:
        raise KitError(f"{trouble} it took too long.") from None
    if found.returncode:
        raise KitError("\n".join([trouble, *(found.stderr or found.stdout).strip().splitlines()[-8:]]))


def _finish(made: Path, parts: list[tuple[str, bytes]]) -> None:
    """Add the kit's own pages and scripts, the small server, and what hosts look for."""
    first = [*CORE, LOCK]
    sizes = {path.name: path.stat().st_size for path in (made / PYTHON).iterdir()}
    order = sorted(sizes, key=lambda name: (name not in first, first.index(name) if name in first else -sizes[name]))
    config = made / "jupyter-lite.json"  # in which JupyterLite has set its own way to begin Python
    config.write_text(config.read_text("utf-8").replace(f"pyodide/{CORE[0]}", f"pyodide/{LOADER}"), "utf-8")
    notebooks = {name: json.loads(raw) for name, raw in parts if name.endswith(".ipynb")}
    add_pages(made, notebooks, [(f"{PYTHON}/{name}", sizes[name]) for name in order])
    shutil.copy(Path(__file__).with_name("serve.py"), made / "serve.py")
    (made / ".nojekyll").touch()
    _write(made / MARK, {"pyodide": official()["version"], "pages": sorted(notebooks)})


def _write(path: Path, told: dict) -> None:
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
