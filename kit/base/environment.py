"""The environment that the lessons run in: the running Python if it has all the pins, else `.venv` beside the kit.

Needs only the standard library, because it runs before anything is installed.
"""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from kit.base.errors import KitError, or_else
from kit.base.installer import explain, install, make, output_of
from kit.base.paths import beside

ASK_VERSION, NEEDS = beside(__file__).values()


def ready(root: Path, needs: tuple[str, ...] = ("lessons",)) -> Path:
    """Return a Python that has all that `needs` names (keys of NEEDS), after installing what was missing."""
    installed_as_a_package = not (root / NEEDS["lessons"]).exists()
    if not installed_as_a_package and not all((root / NEEDS[need]).exists() for need in needs):
        raise KitError(f"{root} is a learner's copy, which comes without the tests; the whole kit has them.")
    if installed_as_a_package or has_all(root, needs):
        return Path(sys.executable)
    try:
        if missing(root, needs):
            with one_at_a_time(root):
                set_up(root, missing(root, needs))
    except (OSError, sqlite3.Error) as error:
        raise KitError(explain(str(error), root)) from error
    return python_of(root / ".venv")


@or_else(lambda _: False, metadata.PackageNotFoundError)
def has_all(root: Path, needs: tuple[str, ...]) -> bool:
    """Return whether the running Python has this kit and every pinned version, as after `pip install -r`."""
    pinned = [pin for need in needs for pin in pins((root / NEEDS[need]).read_text("utf-8")).items()]
    return all(metadata.version(name) == version for name, version in pinned) and has_kit(root)


def pins(requirements: str) -> dict[str, str]:
    """Return name -> version of every `name==version` line that holds on all systems."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)$", requirements, re.MULTILINE))


def has_kit(root: Path) -> bool:
    """Return whether the kit in `root` is installed; what lies in `root` itself (an egg-info) does not count."""
    elsewhere = [place for place in sys.path if Path(place).resolve() != root]
    for kit in metadata.distributions(name=pyproject(root)["project"]["name"], path=elsewhere):
        origin = json.loads(kit.read_text("direct_url.json") or "{}").get("url", "")
        return Path(url2pathname(urlsplit(origin).path)).resolve() == root
    return False


def missing(root: Path, needs: tuple[str, ...]) -> list[str]:
    """Return those of `needs` that `.venv` does not hold as they are written now; all, where it has to be made anew."""
    version = version_of(python_of(root / ".venv"))
    if not version or lost(root):
        return list(needs)
    return [need for need in needs if stamp_of(root, need)[:1] != [fingerprint(root, need, version)]]


def set_up(root: Path, needs: list[str]) -> None:
    """Make `.venv` if there is none that works, and install into it; stamps come last, so a stopped one goes on."""
    if not needs:
        return
    print("Setting up; this happens once.", flush=True)
    python = python_of(root / ".venv")
    if not version_of(python) or lost(root):
        make(root, root / ".venv")
    for need in needs:
        clear(stamp_path(root, need))
    install(root, python, [NEEDS[need] for need in needs])
    version = version_of(python)
    for need in needs:
        stamp = [fingerprint(root, need, version), *sorted(packages_in(root))]
        stamp_path(root, need).write_text("\n".join(stamp), "utf-8")


def clear(path: Path) -> None:
    """Remove what stands in a stamp's place, whatever it is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def packages_in(root: Path) -> set[str]:
    """Return the names of the packages' folders and modules in `.venv`, but for the installers, which change."""
    sites = [*(root / ".venv").glob("lib/python*/site-packages"), *(root / ".venv").glob("Lib/site-packages")]
    names = {path.name for site in sites for path in site.iterdir() if not path.name.endswith(".dist-info")}
    return names - {"__pycache__", "pip", "uv", "setuptools", "pkg_resources", "_distutils_hack"}


def lost(root: Path) -> bool:
    """Return whether something is gone that was installed: tools that make room take folders and leave the stamp."""
    there = packages_in(root)
    return any(set(stamp_of(root, need)[1:]) - there for need in NEEDS)


def version_of(python: Path) -> str:
    """Return the version of an environment's Python, such as `3.12`; nothing if it is missing or broken."""
    return output_of([python, "-I", "-c", ASK_VERSION])


def python_of(folder: Path, windows: bool = os.name == "nt") -> Path:
    """Return where an environment has its Python."""
    return folder / ("Scripts/python.exe" if windows else "bin/python")


def stamp_path(root: Path, need: str) -> Path:
    """Return the file that records what was installed for `need`."""
    return root / ".venv" / f"{need}.stamp"


@or_else(lambda _: [], OSError)  # none, or something else in its place
def stamp_of(root: Path, need: str) -> list[str]:
    """Return the fingerprint of what was installed for `need`, and then the names of the packages; or nothing."""
    return stamp_path(root, need).read_bytes().decode(errors="replace").splitlines()


def fingerprint(root: Path, need: str, version: str) -> str:
    """Return a hash of all that an environment depends on; the folder too, because the kit is installed in place."""
    depends = [str(root), version, (root / NEEDS[need]).read_text("utf-8"), pyproject(root)["project"]["dependencies"]]
    return hashlib.sha256(json.dumps(depends).encode()).hexdigest()


def pyproject(root: Path) -> dict:
    """Return what pyproject.toml says."""
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


@contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """Hold back a second start by SQLite's lock, which the system frees however its holder ends."""
    name = hashlib.sha256(f"{Path.home()} {root}".encode()).hexdigest()[:16]
    file = Path(tempfile.gettempdir()) / f"kit-{name}.lock"
    with closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as lock:
        if not is_ours(lock):
            print("Another start is setting up; waiting for it.", flush=True)
            while not is_ours(lock):  # it waits a second itself, and then Ctrl-C is heard
                pass
        yield


def is_ours(lock: sqlite3.Connection) -> bool:
    """Return whether the lock is ours now, after waiting a second at the most."""
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        return False
    return True
