"""Where things are: the folder of the kit, its data, the learner's answers."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent
START = "00_start_here.ipynb"


def data_path(*parts: str) -> Path:
    """Return a path in `data/`: beside the package in a clone, inside it when it was installed as a wheel."""
    beside = ROOT / "data"
    return (beside if (beside / "table.csv").exists() else PACKAGE / "data").joinpath(*parts)


def notebooks_path(*parts: str) -> Path:
    """Return a path in `notebooks/`; when the kit was installed without them, where the notebook that runs lies."""
    beside = ROOT / "notebooks"
    return (beside if beside.is_dir() else _lessons_from(Path.cwd())).joinpath(*parts)


def _lessons_from(here: Path) -> Path:
    """Return the folder of the lessons as seen from a notebook: its own, or the one above for a teacher's notebook."""
    above = here.parent
    return above if (above / START).exists() and not (here / START).exists() else here


def notebooks_in(folder: Path) -> list[Path]:
    """Return every notebook in a folder and below; the copies that JupyterLab keeps in hidden folders are not among
    them."""
    found = [path.relative_to(folder) for path in folder.rglob("*.ipynb") if path.is_file()]
    return sorted(folder / path for path in found if not any(part.startswith(".") for part in path.parts))


def answers_folder() -> Path:
    """Return the folder of the answers: `KIT_ANSWERS` where it is set, else `answers/` beside the notebooks."""
    moved = os.environ.get("KIT_ANSWERS", "").strip()
    return Path(moved).expanduser().resolve() if moved else notebooks_path().parent / "answers"


def work_folder() -> Path:
    """Return the folder of reports and hand-ins: with the answers, because they are as private."""
    return answers_folder() / "my_work"


def print_folder() -> Path:
    """Return the folder of what is made for paper: worksheets, run sheets."""
    return notebooks_path().parent / "print"
