"""The steps of a set-up, each shown with its time, and what a person can do where one fails.

Needs only the standard library, because it runs before anything is installed.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from kit.base.errors import KitError, or_else
from kit.base.paths import beside

# what venv, uv, pip and the system say of a trouble, and what a person can do about it
TROUBLES = beside(__file__)
NO_VENV, OFFLINE = TROUBLES["no_venv"]["words"], TROUBLES["offline"]["words"]
# uv does not read pip's settings; whoever has told pip where packages come from need not say it twice.
# what would send the packages, or Python itself, elsewhere than into .venv
ELSEWHERE = frozenset({"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONPATH", "PYTHONHOME"})
PIP_TO_UV = {"index-url": "UV_DEFAULT_INDEX", "find-links": "UV_FIND_LINKS", "cert": "SSL_CERT_FILE"}


def make(root: Path, folder: Path) -> None:
    """Make a new, empty environment in place of one that is missing or broken."""
    if folder.is_symlink() or folder.is_file():
        folder.replace(folder.with_name(f"{folder.name}-kept"))
    elif folder.exists():
        shutil.rmtree(folder)
    uv = shutil.which("uv")
    maker = [uv, "venv", "--python", sys.executable] if uv else [sys.executable, "-m", "venv", "--without-pip"]
    run([*maker, folder], f"making {folder.name}", root)


def install(root: Path, python: Path, requirements: list[str]) -> None:
    """Install with uv, which takes seconds; with pip where uv cannot be had or finds no way to the packages."""
    lists = [part for file in requirements for part in ("-r", file)]
    troubles = []
    for attempt in (install_with_uv, install_with_pip):
        try:
            return attempt(root, python, lists)
        except KitError as trouble:
            troubles.append(trouble)
    # That pip is missing too says nothing about why uv failed.
    raise next((trouble for trouble in reversed(troubles) if str(trouble) != NO_VENV), troubles[0])


def install_with_uv(root: Path, python: Path, lists: list[str]) -> None:
    """Install with the uv on the PATH, else with one of `.venv`'s own that goes where pip was told to go."""
    uv = shutil.which("uv")
    own = python.with_name("uv" + python.suffix)
    if not uv and not own.exists():
        put_pip(root, python)
        command = [python, "-m", "pip", "install", "--retries", "1", "uv"]
        run(command, "fetching uv, a quick installer", root, pip_settings(pip_config(python)))
    settings = {} if uv else uv_settings(pip_config(python))
    command = [uv or own, "pip", "install", "--python", python, "--compile-bytecode", *lists]
    run(command, "installing the packages", root, settings)


def install_with_pip(root: Path, python: Path, lists: list[str]) -> None:
    """Install with pip, which takes a minute where uv takes seconds."""
    put_pip(root, python)
    command = [python, "-m", "pip", "install", *lists]
    run(command, "installing the packages with pip", root, pip_settings(pip_config(python)))


def pip_config(python: Path) -> str:
    """Return what pip's settings say, a line each, or nothing."""
    return output_of([python, "-m", "pip", "config", "list"])


def put_pip(root: Path, python: Path) -> None:
    """Give an environment its pip, which comes with Python; one that uv made has none."""
    if not output_of([python, "-m", "pip", "--version"]):
        run([python, "-m", "ensurepip"], "putting pip into .venv", root)


def uv_settings(pip_config: str) -> dict[str, str]:
    """Return what `pip config list` printed as uv's environment variables; pip's own variables come first and win."""
    options = reversed(re.findall(r"^[^=]*\.([\w-]+)='(.*)'$", pip_config, re.MULTILINE))
    given = {PIP_TO_UV[option]: value for option, value in options if option in PIP_TO_UV}
    return {name: ",".join(value.replace("\\n", " ").split()) for name, value in given.items()}


def pip_settings(pip_config: str) -> dict[str, str]:
    """Return pip's own settings as environment variables, without those that would put packages elsewhere.

    Nothing where there are none such, for then pip reads its settings itself.
    """
    options = re.findall(r"^(?:global|install)\.([\w-]+)='(.*)'$", pip_config, re.MULTILINE)
    given = {f"PIP_{option.upper().replace('-', '_')}": value for option, value in options}
    ours = {name: value.replace("\\n", " ").strip() for name, value in given.items() if name not in ELSEWHERE}
    return {"PIP_CONFIG_FILE": os.devnull, **ours} if ELSEWHERE & given.keys() else {}


def surroundings(settings: dict[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a step: the user's variables win, but for those that lead out of .venv."""
    return {**(settings or {}), **{name: value for name, value in os.environ.items() if name not in ELSEWHERE}}


def run(command: list[str | Path], doing: str, root: Path, settings: dict[str, str] | None = None) -> None:
    """Run one step with a clock beside it; raise a KitError that says why if it fails. The user's variables win."""
    started = time.monotonic()
    print(f"  {doing} ...", end="", flush=True)
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    told = {"env": surroundings(settings), "encoding": "utf-8", "errors": "replace"}
    with subprocess.Popen(command, cwd=root, **told, **pipes) as step:
        try:
            output = watch(step, doing, started)
        except BaseException:
            step.kill()
            raise
    print(f" {time.monotonic() - started:.1f} s" if step.returncode == 0 else " failed", flush=True)
    if step.returncode:
        raise KitError(explain(output, root))


def watch(step: subprocess.Popen, doing: str, started: float) -> str:
    """Return all that a step printed when it has ended; until then let the seconds run on a terminal."""
    while True:
        try:
            return step.communicate(timeout=1)[0]
        except subprocess.TimeoutExpired:
            if sys.stdout.isatty():
                print(f"\r  {doing} ... {time.monotonic() - started:.0f} s", end="", flush=True)


def explain(output: str, root: Path) -> str:
    """Return what a person can do about a failed step, or its last lines where we do not know."""
    for trouble in TROUBLES.values():
        if re.search(trouble["signs"], output):
            return trouble["words"].format(root=root)
    last_lines = "\n".join(output.strip().splitlines()[-8:])
    return f"{last_lines}\nThe kit could not be set up; the lines above are the last that was said about it."


@or_else(lambda _: "", OSError)
def output_of(command: list[str | Path]) -> str:
    """Return what a command printed, or nothing if it failed or is not there."""
    done = subprocess.run(command, capture_output=True, env=surroundings(), encoding="utf-8", errors="replace")
    return done.stdout.strip() if done.returncode == 0 else ""
