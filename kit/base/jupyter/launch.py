"""How JupyterLab is started for the lessons: its arguments and its environment."""

from __future__ import annotations

import os
from pathlib import Path

from kit.base.language import remembered
from kit.base.paths import ROOT

START = "notebooks/00_start_here.ipynb"
SUPERUSER = hasattr(os, "geteuid") and os.geteuid() == 0


def lab(arguments: list[str], superuser: bool = SUPERUSER) -> list[str]:
    """Return Python's arguments for JupyterLab, which asks the network for nothing; the learner's options win."""
    ours = [
        # No file to open: so the address that JupyterLab prints leads there too, and an option can name a file.
        f"--LabApp.default_url=/lab/tree/{start_page()}",
        f"--ServerApp.root_dir={ROOT}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        # Containers run as root, and JupyterLab would not start there.
        *(["--allow-root"] if superuser else []),
    ]
    # JupyterLab refuses an option that is given twice
    given = {option.partition("=")[0] for option in arguments}
    return ["-m", "kit.base.jupyter", *(option for option in ours if option.partition("=")[0] not in given), *arguments]


def start_page() -> str:
    """Return the start page in the language that was chosen there last, as far as it is there."""
    there = START.replace("notebooks/", f"notebooks/{remembered()}/").replace("//", "/")
    return there if (ROOT / there).is_file() else START


def settings(environment: dict[str, str]) -> dict[str, str]:
    """Return an environment in which JupyterLab also finds the kit's own settings: no offer of news from outside."""
    places = [os.fspath(Path(__file__).parent), environment.get("JUPYTER_CONFIG_PATH")]
    return {**environment, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, places))}
