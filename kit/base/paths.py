"""Where things are: the folder of the kit, its data, the learner's answers."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.base.errors import KitError, or_else

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
START = "00_start_here.ipynb"
# what browsers, sync programs, Finder, Explorer and JupyterLab add to the name of a copy
COPY = re.compile(
    r"^[CK]op(y|ie|ia) (of|von|de) |( (- )?[CcKk]op(y|ie|ia)| \([^)]*[CcKk]onfli[^)]*\)| \(\d+\)|-Copy\d+| \d+)+$"
)


def beside(file: str) -> dict[str, Any]:
    """Return what stands beside a module, by name; it gives its own `__file__`, and `room.py` has `room.toml`."""
    import tomllib  # a Python that is too old for the kit has none, and is to say so

    return tomllib.loads(Path(file).with_suffix(".toml").read_text(encoding="utf-8"))


def data_path(*parts: str) -> Path:
    """Return a path in `data/`: beside the package in a clone, inside it when it was installed as a wheel."""
    beside = ROOT / "data"
    return (beside if (beside / "table.csv").exists() else PACKAGE / "data").joinpath(*parts)


def notebooks_path(*parts: str) -> Path:
    """Return a path in `notebooks/`; when the kit was installed without them, where the notebook that runs lies."""
    beside, here = ROOT / "notebooks", Path.cwd()
    teachers = (here.parent / START).exists() and not (here / START).exists()  # their notebooks lie one folder below
    return (beside if beside.is_dir() else here.parent if teachers else here).joinpath(*parts)


def files_like(folder: Path, pattern: str) -> list[Path]:
    """Return what lies in a folder under a path that fits a pattern, in order: nothing hidden, and no copy.

    Finder and other programs leave hidden files (`._governance.yaml`) beside real ones; nobody wrote them.
    """
    found = [path for path in folder.glob(pattern) if not copied_from(path)]
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def copied_from(path: Path) -> Path | None:
    """Return the file beside it of which a program has made a copy, by its name: `governance (1).yaml`; else None."""
    stem = COPY.sub("", path.stem)
    original = path.with_name(stem + path.suffix)
    return original if stem and original != path and original.exists() else None


def notebooks_in(folder: Path) -> list[Path]:
    """Return every notebook in a folder and below; the copies that JupyterLab makes are not among them."""
    return [path for path in files_like(folder, "**/*.ipynb") if path.is_file()]


def answers_folder() -> Path:
    """Return the folder of the answers: `KIT_ANSWERS` where it is set, else `answers/` beside the notebooks.

    A relative one is seen from there. While nbgrader grades, it is `answers/` beside what is graded. Raises KitError.
    """
    moved, home = os.environ.get("KIT_ANSWERS", "").strip(), notebooks_path().parent
    moved = str(Path.cwd() / "answers") if "NBGRADER_EXECUTION" in os.environ else moved
    try:
        return (home / Path(moved).expanduser()).resolve() if moved else home / "answers"
    except RuntimeError:
        raise KitError(f"KIT_ANSWERS is {moved!r}, and this computer knows no such person's folder.") from None


def by_lines() -> bool:
    """Return whether what is saved is only ever appended to: in a browser, whose drive knows no other safe way."""
    return sys.platform == "emscripten" or os.environ.get("KIT_JOURNAL") == "lines"


def votes_file() -> Path:
    """Return the file of the votes that a teacher held with a class."""
    return answers_folder() / "votes.sqlite3"


def work_folder() -> Path:
    """Return the folder of reports and hand-ins: with the answers, because they are as private."""
    return answers_folder() / "my_work"


def print_folder() -> Path:
    """Return the folder of what is made for paper: worksheets, run sheets."""
    return notebooks_path().parent / "print"


# where several computers share one drive, SQLite's write-ahead log is not safe; its rollback journal is
_SHARED_DRIVES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph", "glusterfs", "lustre"}


@or_else(lambda _: False, OSError)
def on_shared_drive(file: Path, mounts: Path = Path("/proc/self/mounts")) -> bool:
    """Return whether the file lies on a drive that several computers share; False where the system does not tell."""
    lines = [line.split() for line in mounts.read_text().splitlines()]
    folders = {Path(line[1].replace("\\040", " ")): line[2] for line in lines if len(line) > 2}
    nearest = next((folder for folder in file.resolve().parents if folder in folders), None)
    return folders.get(nearest, "") in _SHARED_DRIVES


FOR_TEACHERS = {"teacher", "teaching"}  # folders that stay behind
KEPT_OUT = {"answers", "__pycache__", "print"}
LIST = ".kit-copy.json"


def files_in(part: Path) -> Iterator[Path]:
    """Yield each file of a part of the kit that others may get: nothing hidden, no answers, nothing for teachers."""
    if part.is_file():
        yield part
    elif part.is_dir() and not _kept_out(part):
        for inside in part.iterdir():
            yield from files_in(inside) if not inside.name.startswith(".") else ()


def _kept_out(folder: Path) -> bool:
    is_room = folder.name == "answers" and (folder / "__init__.py").is_file()  # the kit's own, and nobody's answers
    return not is_room and (folder.name in FOR_TEACHERS | KEPT_OUT or folder.name.startswith("."))
