"""Pyodide, Python for the browser: from its official places, or from a folder; every file held against its sha256."""

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import cache
from hashlib import file_digest
from pathlib import Path
from time import sleep
from typing import Any

from kit.base.errors import KitError

LOCK = "pyodide-lock.json"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
CACHE = Path.home() / ".cache" / "three-models-kit"
TRIES, BLOCK = 4, 1 << 18
Tell = Callable[[str], None]


@cache
def official() -> dict[str, Any]:
    """Return which Pyodide it is: each file's address and sha256, and the packages that its own lock vouches for."""
    return json.loads(Path(__file__).with_name("official.json").read_text("utf-8"))


def from_folder(folder: Path) -> dict[str, Path]:
    """Return the files that a site needs by their names, all of them in a folder; raise KitError: what is not so."""
    wanted = {**official()["files"], **locked(_checked(folder / LOCK, official()["files"][LOCK][1]))}
    return {name: _checked(folder / name, digest) for name, (_, digest) in wanted.items()}


def from_network(tell: Tell, cache_in: Path = CACHE, told: dict[str, Any] | None = None) -> dict[str, Path]:
    """Return the same after fetching what the cache lacks; an interrupted fetch goes on. Raises KitError."""
    told = told or official()
    folder = cache_in / f"pyodide-{told['version']}"
    files = {name: fetch(*told["files"][name], folder / name, tell) for name in told["files"]}
    wheels = locked(files[LOCK], told)
    return files | {name: fetch(*wheels[name], folder / name, tell) for name in wheels}


def locked(lock: Path, told: dict[str, Any] | None = None) -> dict[str, tuple[str, str]]:
    """Return name -> (address, sha256) of the wheels that are taken as Pyodide's lock has them."""
    told = told or official()
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
        length = int(answer.headers.get("Content-Length") or 0)
        whole = length + (begun if answer.status == 206 else 0)
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
