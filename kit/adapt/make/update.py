"""`python -m kit update FOLDER`: bring a kit made with `new-table`, or a copy of the kit, to this version.

What is replaced is what nobody writes in such a kit: code, schemas, the forms of the tools. Table, texts, notebooks and
figures stay as their people wrote them, and what was replaced stays beside, in one folder.
"""

import re
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from kit import __version__
from kit.adapt.make.label_catalogue import as_text
from kit.adapt.make.new_table import bake_in, code_of
from kit.base.catalogue import read_catalogue, sound
from kit.base.errors import KitError
from kit.base.paths import ROOT, data_path, files_like, notebooks_in
from kit.base.writing import exchange, take_back, write_whole
from kit.content.schema import FORMS, schema_text

VERSION = re.compile(r'^__version__ = "(\d+)\.(\d+)\.(\d+)"', re.MULTILINE)
IMPORT = re.compile(r"^from kit\.(explorables|figures|facts|labels|language) import (\([^)]*\)|[^\n]+)", re.MULTILINE)
# where a figure of version 0.3 finds now what it imports
HOMES = ("kit.views.plot", "kit.views.contract", "kit.content.columns", "kit.content.facts", "kit.base.labels")


def update(folder: Path, root: Path = ROOT, bake: bool = True) -> tuple[str, Path]:
    """Bring the kit in a folder to this version; return the version it had, and where what was replaced lies now.

    Raises KitError for what is no kit, is newer, or cannot be written; then everything is as it was.
    """
    before = _version_of(folder)
    had, ours = (tuple(map(int, version.split("."))) for version in (before, __version__))
    if had > ours:
        raise KitError(f"{folder} has version {before}, newer than this kit's {__version__}; update this kit first.")
    tries = (folder / f"kit-{before}{again}" for again in ("", *(f"-{number}" for number in range(2, 100))))
    aside = next(one for one in tries if not one.exists())
    with TemporaryDirectory(dir=folder, prefix=".update-") as making:
        new = {name: Path(making, name) for name in _written(folder, root, Path(making))}
        exchange(folder, new, aside)
        pages = {page: page.read_bytes() for page in notebooks_in(folder / "notebooks")}
        try:
            if bake:
                bake_in(folder)
        except BaseException:
            take_back(folder, new, aside)
            for page, content in pages.items():  # some may have been baked before one failed
                write_whole(page, content)
            raise
    return before, aside


def _version_of(folder: Path) -> str:
    told = folder / "kit" / "__init__.py"
    lacking = [part for part in ("kit", "data", "notebooks") if not (folder / part).is_dir()]
    found = VERSION.search(told.read_text(encoding="utf-8")) if told.is_file() else None
    if lacking or not found:
        lack = (lacking or ["version in kit"])[0]
        raise KitError(f"{folder} is no kit that can be updated: there is no {lack} in it.")
    if folder.resolve() == ROOT.resolve():
        raise KitError("This is the kit itself; name the folder of another one.")
    return ".".join(found.groups())


def _written(folder: Path, root: Path, making: Path) -> list[str]:
    """Write all that will be put in place, and return which parts those are: `kit`, `pyproject.toml` and the like."""
    for name, content in code_of(root):
        write_whole(making / name, content)
    for name in FORMS:
        if (folder / "data" / "schemas" / f"{name}.schema.json").exists():
            write_whole(making / "data" / "schemas" / f"{name}.schema.json", schema_text(name))
    own = folder / "kit" / "explorables"
    for figure in [*files_like(own, "[!_]*.py"), *files_like(own, "[!_]*.toml")]:
        moved = IMPORT.sub(_moved, figure.read_text(encoding="utf-8"))
        write_whole(making / "kit" / "explorables" / figure.name, moved)
    for path in files_like(folder / "data" / "labels", "*.po"):
        write_whole(making / "data" / "labels" / path.name, _labels(path))
    parts = [path.name for path in making.iterdir() if path.name != "data"]
    return [*parts, *(f"data/{path.name}" for path in (making / "data").iterdir())]


def _moved(imported: re.Match[str]) -> str:
    """Return the lines that import from today's modules what a figure of version 0.3 imported from its own."""
    names: dict[str, list[str]] = {}
    for name in filter(None, map(str.strip, imported[2].strip("()").split(","))):
        home = next((one for one in HOMES if hasattr(import_module(one), name.split()[0])), f"kit.{imported[1]}")
        names.setdefault(home, []).append(name)
    return "\n".join(f"from {home} import {', '.join(found)}" for home, found in names.items())


def _labels(path: Path) -> str | bytes:
    """Return the catalogue of a language: this kit's, and what the folder's people have translated beyond it."""
    ours = data_path("labels", path.name)
    if not ours.exists():
        return path.read_bytes()
    updated = read_catalogue(ours)
    for message in read_catalogue(path):
        if message.id and sound(message) and not ((known := updated.get(message.id)) and sound(known)):
            updated.add(message.id, message.string, locations=message.locations)
    return as_text(updated)
