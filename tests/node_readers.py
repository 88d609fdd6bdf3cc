"""Readers of question formats from npm: pinned, fetched once a session into a folder that goes again."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def fetched(package: str, folder: Path) -> Path:
    """Return the folder of a package's modules; without npm or a net skip in one line, or fail where it is required."""
    work = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), package]
    done = subprocess.run(work, capture_output=True, timeout=120) if shutil.which("npm") else None
    if done is None or done.returncode:
        hint = f"npm could not fetch {package}, so this reader read nothing; see 'Tests' in the README"
        (pytest.fail if os.environ.get("KIT_READERS_TESTS") == "required" else pytest.skip)(hint)
    return folder / "node_modules"
