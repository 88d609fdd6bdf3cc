"""The site's packages: those that are installed here, packed anew without what is for this machine; the kit; a lock.

Only what has parts of machine code comes from Pyodide. All else is Python, the same here and in a browser, and was
installed here with the versions that the kit was tried with.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import kit
from kit.base.errors import KitError
from kit.base.language import languages
from kit.base.paths import ROOT, beside
from kit.base.zipped import zipped

SITE = beside(__file__)  # which packages are left out, which are empty, and what a browser is
KIT = "three-models-kit"
SHIPPED = Path("share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
LEFT = re.compile(
    r"\.\.|(^|/)(tests?|__pycache__)/|\.(so|pyd|pyc|pyi)$|/(RECORD|INSTALLER|REQUESTED|direct_url\.json)$"
)
LOCALE = "babel/locale-data/"


class Wheel(NamedTuple):
    """A package as the browser gets it: the file's name, what is in it, and what it asks for."""

    name: str
    version: str
    file: str
    raw: bytes
    depends: tuple[str, ...]


def all_wheels(official: Iterable[Path], kit_files: Iterable[tuple[str, bytes]]) -> list[Wheel]:
    """Return all packages of a site; raise KitError where one is not installed."""
    shipped = (next((Path(sys.prefix) / SHIPPED).glob(f"{name}-*.whl")) for name in ("ipykernel", "pyodide_kernel"))
    given = [_as_it_is(path) for path in (*official, *shipped)]
    there = {one.name: one for one in [*given, *map(_empty, SITE["empty"]), of_kit(kit_files)]}
    wheels: dict[str, Wheel] = {}
    waiting = [*SITE["kernel"], KIT]
    while waiting:
        name = waiting.pop()
        if name not in wheels:
            wheels[name] = there.get(name) or repacked(name)
            waiting += wheels[name].depends
    return sorted(wheels.values())


def repacked(name: str) -> Wheel:
    """Return an installed package as a wheel for any machine; raise KitError where it is not installed."""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        told = f"The site needs the package {name}, which is not installed: python -m kit installs it."
        raise KitError(told) from None
    kept = [path for path in found.files or [] if not LEFT.search(path.as_posix()) and _spoken(path.as_posix())]
    files = ((path.as_posix(), path.read_binary()) for path in kept if path.locate().is_file())
    return _packed(canonicalize_name(name), found.version, files, depends(found.requires or []))


def of_kit(files: Iterable[tuple[str, bytes]]) -> Wheel:
    """Return the kit and its data as a wheel."""
    here = [(f"kit/{name}" if name.startswith("data/") else name, raw) for name, raw in files]
    return _packed(KIT, kit.__version__, [*here, _told(KIT, kit.__version__)], needed())


def needed() -> tuple[str, ...]:
    """Return which packages the kit's pages need in a browser, by what the kit says of itself."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return tuple(name for name in depends(about["project"]["dependencies"]) if name not in SITE["elsewhere"])


def depends(requires: Iterable[str]) -> tuple[str, ...]:
    """Return which packages are needed in a browser.

    >>> depends(["traitlets>=5", "pexpect>4 ; sys_platform != 'emscripten'", "pytest ; extra == 'test'"])
    ('traitlets',)
    """
    found = [Requirement(line) for line in requires]
    return tuple(canonicalize_name(one.name) for one in found if not one.marker or one.marker.evaluate(SITE["browser"]))


def lock(wheels: list[Wheel], official: Path) -> str:
    """Return the lock from which Pyodide takes its packages: nothing but these, each with its sha256."""
    told = json.loads(official.read_text("utf-8"))
    told["packages"] = {
        one.name: {
            "name": one.name, "version": one.version, "file_name": one.file, "install_dir": "site",
            "sha256": sha256(one.raw).hexdigest(), "package_type": "package", "imports": [],
            "depends": list(one.depends), "unvendored_tests": False,
        }
        for one in wheels
    }  # fmt: skip
    return json.dumps(told)


def _packed(name: str, version: str, files: Iterable[tuple[str, bytes]], needs: tuple[str, ...] = ()) -> Wheel:
    return Wheel(name, version, f"{_folder(name)}-{version}-py3-none-any.whl", zipped(sorted(files)), needs)


def _told(name: str, version: str) -> tuple[str, bytes]:
    told = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    return f"{_folder(name)}-{version}.dist-info/METADATA", told.encode()


def _folder(name: str) -> str:
    return canonicalize_name(name).replace("-", "_")


def _spoken(file: str) -> bool:
    """Return whether a file is not for a language alone that the kit does not speak."""
    return not file.startswith(LOCALE) or file.removeprefix(LOCALE).split(".")[0] in ("root", *languages())


def _empty(name: str) -> Wheel:
    modules = [(f"{_folder(name)}/{file}", b"") for file in ("__init__.py", *SITE["empty"][name])]
    return _packed(name, "0.0.0", [*modules, _told(name, "0.0.0")])


def _as_it_is(path: Path) -> Wheel:
    name, version = path.name.split("-")[:2]
    needs = ("numpy", "python-dateutil") if name == "pandas" else ()
    return Wheel(canonicalize_name(name), version, path.name, path.read_bytes(), needs)
