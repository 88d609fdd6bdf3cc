"""The site's packages: Pyodide's, each held against its sha256; those that are installed here; the kit; a lock.

Only what has parts of machine code comes from Pyodide: from its official places, or from a folder. All else is Python,
the same here and in a browser, and was installed here with the versions that the kit was tried with. It is packed anew
without what is for this machine.
"""

import http.client
import json
import re
import sys
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import file_digest, sha256
from importlib import metadata
from pathlib import Path
from time import sleep
from typing import Any, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import kit
from kit.base.errors import KitError
from kit.base.for_others import zipped
from kit.base.language import languages
from kit.base.paths import ROOT, beside

LOCK = "pyodide-lock.json"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
CACHE = Path.home() / ".cache" / "three-models-kit"
TRIES, BLOCK = 4, 1 << 18
Tell = Callable[[str], None]
SITE = beside(__file__)  # which packages are left out, which are empty, what a browser is, what builder and lock say
KIT = "three-models-kit"
SHIPPED = Path("share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
LEFT = re.compile(SITE["left"])
LOCALE = "babel/locale-data/"


@cache
def official() -> dict[str, Any]:
    """Return which Pyodide it is: each file's address and sha256, and the packages that its own lock vouches for."""
    return json.loads(Path(__file__).with_name("official.json").read_text("utf-8"))


def from_folder(folder: Path) -> dict[str, Path]:
    """Return the files that a site needs by their names, all of them in a folder; raise KitError: what is not so."""
    wanted = {**official()["files"], **locked(_checked(folder / LOCK, official()["files"][LOCK][1]), official())}
    return {name: _checked(folder / name, digest) for name, (_, digest) in wanted.items()}


def from_network(tell: Tell, cache_in: Path = CACHE, told: dict[str, Any] | None = None) -> dict[str, Path]:
    """Return the same after fetching what the cache lacks; an interrupted fetch goes on. Raises KitError."""
    told = told or official()
    folder = cache_in / f"pyodide-{told['version']}"
    files = {name: fetch(*told["files"][name], folder / name, tell) for name in told["files"]}
    wheels = locked(files[LOCK], told)
    return files | {name: fetch(*wheels[name], folder / name, tell) for name in wheels}


def locked(lock: Path, told: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return name -> (address, sha256) of the wheels that are taken as Pyodide's lock has them."""
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    wheels = [packages[name] for name in told["locked"]]
    return {one["file_name"]: (told["wheels"] + one["file_name"], one["sha256"]) for one in wheels}


def fetch(address: str, digest: str, to: Path, tell: Tell) -> Path:
    """Return a file after fetching it, or what is still missing of it; raise KitError."""
    if to.is_file() and _digest(to) == digest:
        return to
    part = to.with_name(f"{to.name}.part")
    to.parent.mkdir(parents=True, exist_ok=True)
    for turn in range(TRIES):
        try:
            _go_on(address, part, tell)
            break
        except (OSError, http.client.HTTPException) as error:
            if turn == TRIES - 1:
                told = f"{address} could not be fetched: {error}. The same command goes on from here."
                raise KitError(told) from None
            sleep(turn)
    if _digest(part) != digest:
        part.unlink()
        raise KitError(f"{address} is not what it should be (its sha256 is not {digest}), and was thrown away.")
    return part.replace(to)


def _go_on(address: str, part: Path, tell: Tell) -> None:
    begun = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(address, headers={"Range": f"bytes={begun}-"} if begun else {})
    try:
        answer = urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as error:
        if error.code == 416:  # there is nothing after what we have
            return
        raise
    with answer, part.open("ab" if answer.status == 206 else "wb") as file:
        whole = int(answer.headers.get("Content-Length") or 0) + (begun if answer.status == 206 else 0)
        while block := answer.read(BLOCK):
            file.write(block)
            tell(f"{part.stem}: {file.tell() / 1e6:.1f} of {whole / 1e6:.1f} MB")
        if whole and file.tell() < whole:
            raise OSError(f"it broke off after {file.tell()} of {whole} bytes")


def _checked(path: Path, digest: str) -> Path:
    if not path.is_file():
        raise KitError(f"{path.parent} has no {path.name}; a folder of Pyodide {official()['version']} has it.")
    if _digest(path) != digest:
        raise KitError(f"{path} is not the one of Pyodide {official()['version']}: its sha256 is not {digest}.")
    return path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


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
    return packed(canonicalize_name(name), found.version, files, depends(found.requires or []))


def of_kit(files: Iterable[tuple[str, bytes]]) -> Wheel:
    """Return the kit and its data as a wheel."""
    here = [(f"kit/{name}" if name.startswith("data/") else name, raw) for name, raw in files]
    return packed(KIT, kit.__version__, [*here, _told(KIT, kit.__version__)], needed())


def needed() -> tuple[str, ...]:
    """Return which packages the kit's pages need in a browser, by what the kit says of itself."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return tuple(name for name in depends(about["project"]["dependencies"]) if name not in SITE["elsewhere"])


def depends(requires: Iterable[str]) -> tuple[str, ...]:
    """Return which packages are needed in a browser."""
    found = [Requirement(line) for line in requires]
    return tuple(canonicalize_name(one.name) for one in found if not one.marker or one.marker.evaluate(SITE["browser"]))


def lock(wheels: list[Wheel], official: Path) -> str:
    """Return the lock from which Pyodide takes its packages: nothing but these, each with its sha256."""
    told = json.loads(official.read_text("utf-8"))
    told["packages"] = {}
    for one in wheels:
        about = {"name": one.name, "version": one.version, "file_name": one.file, "depends": list(one.depends)}
        told["packages"][one.name] = {**SITE["locked"], **about, "sha256": sha256(one.raw).hexdigest()}
    return json.dumps(told)


def packed(name: str, version: str, files: Iterable[tuple[str, bytes]], needs: tuple[str, ...] = ()) -> Wheel:
    """Return files (path, content) as the wheel of a package."""
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
    return packed(name, "0.0.0", [*modules, _told(name, "0.0.0")])


def _as_it_is(path: Path) -> Wheel:
    name, version = path.name.split("-")[:2]
    needs = ("numpy", "python-dateutil") if name == "pandas" else ()
    return Wheel(canonicalize_name(name), version, path.name, path.read_bytes(), needs)
