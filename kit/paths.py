"""Where things are: the folder of the kit, its data, the learner's answers."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent


def data_path(*parts: str) -> Path:
    """Return a path in `data/`: beside the package in a clone, inside it when it was installed as a wheel."""
    beside = ROOT / "data"
    return (beside if (beside / "table.csv").exists() else PACKAGE / "data").joinpath(*parts)


def notebooks_path(*parts: str) -> Path:
    """Return a path in `notebooks/`, or in the current folder when the kit was installed without its notebooks."""
    beside = ROOT / "notebooks"
    return (beside if beside.is_dir() else Path.cwd()).joinpath(*parts)


def answers_folder() -> Path:
    """Return the folder of the answers: `KIT_ANSWERS` where it is set, else `answers/` beside the notebooks."""
    moved = os.environ.get("KIT_ANSWERS", "").strip()
    return Path(moved).expanduser().resolve() if moved else notebooks_path().parent / "answers"


def work_folder() -> Path:
    """Return the folder of reports and hand-ins: with the answers, because they are as private."""
    return answers_folder() / "my_work"
