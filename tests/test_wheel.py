"""The kit as a package: built, installed outside the repository, and every public name called."""

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from kit import __all__ as public
from kit.base.paths import ROOT

CALL_ALL = """
import json, sys
import kit
from kit.base.paths import notebooks_path
made = {name: type(getattr(kit, name)("governance") if name == "load_lesson" else getattr(kit, name)()).__name__
        for name in kit.__all__}
print(json.dumps({"from": kit.__file__, "made": made, "spanish": kit.load_lesson("governance", language="es").title}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The kit's wheel, unpacked as an installer does it; what it depends on is there already."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, text=True)
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def test_every_public_name_can_be_called(installed, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(installed), "KIT_ANSWERS": str(tmp_path / "answers")}
    ran = subprocess.run(
        [sys.executable, "-c", CALL_ALL], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert Path(said["from"]).is_relative_to(installed)
    assert list(said["made"]) == public
    assert said["spanish"] == "Gobernanza"


def test_every_file_of_the_kit_is_in_it(installed):
    code = {path.relative_to(ROOT) for path in (ROOT / "kit").rglob("*") if path.is_file()}
    wanted = {path for path in code if "__pycache__" not in path.parts}
    there = {path.relative_to(installed) for path in (installed / "kit").rglob("*") if path.is_file()}
    assert wanted <= there
    data = {path.relative_to(ROOT) for path in (ROOT / "data").rglob("*") if path.is_file()}
    assert {Path("kit", path) for path in data if "__pycache__" not in path.parts} <= there
