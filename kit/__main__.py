"""Start the kit: `python -m kit` sets up what is missing and opens JupyterLab; `--help` says what else there is.

This file, `kit` and `kit.paths` also load on Pythons that are too old for the rest, so that they can say so.
"""

from __future__ import annotations

import difflib
import importlib
import os
import subprocess
import sys
from pathlib import Path

if not __package__:  # `python FOLDER/kit`, or an editor's Run button: what Python looks through is this folder alone
    sys.path[0] = os.fspath(Path(__file__).resolve().parent.parent)

from kit.base.jupyter.launch import lab, settings
from kit.base.paths import PACKAGE, ROOT, beside

OLDEST = (3, 11)


def suite(arguments: list[str]) -> list[str]:
    """Return Python's arguments for all tests; a notebook's cells stay together, because they share a kernel.

    The files keep their order: the longest come first.
    """
    return ["-m", "pytest", "--nbval", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", *arguments]


PROGRAMS = {"open": lab, "test": suite}  # the commands that make Python's arguments


def told() -> dict[str, dict]:
    """Return the commands, each with what it does, its function and its needs; and the words round them."""
    return beside(os.fspath(PACKAGE / "base" / "arguments.py"))


def usage() -> str:
    """Return what `python -m kit --help` prints."""
    words = told()
    lines = [f"  {command:<14}{one['does']}" for command, one in words["commands"].items()]
    return "\n".join([words["usage"]["before"], *lines, words["usage"]["after"]])


def understand(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the command and its options."""
    unnamed = not arguments or arguments[0].startswith("-")
    return ("open", arguments) if unnamed else (arguments[0], arguments[1:])


def unknown(command: str) -> str:
    """Return what to say to a command that there is not."""
    nearest = difflib.get_close_matches(command, told()["commands"], n=1)
    hint = f"; did you mean '{nearest[0]}'?" if nearest else "."
    return f"There is no command '{command}'{hint}\n\n{usage()}"


def too_old(version: tuple[int, ...]) -> str:
    """Return what to say to a Python that is too old, or nothing."""
    if version[:2] >= OLDEST:
        return ""
    needed, found = (".".join(map(str, numbers)) for numbers in (OLDEST, version[:3]))
    return f"The kit needs Python {needed} or newer and this is {found}: install a newer one, and start with that."


def run(command: str, options: list[str]) -> int:
    """Set up what a command needs, run it, and return its exit status."""
    from kit.base.environment import ready

    one = told()["commands"][command]
    more = [need for option, need in one.get("with", {}).items() if option in " ".join(options)]
    python = ready(ROOT, ("lessons", *one.get("needs", ()), *more))
    if command in PROGRAMS:
        return hand_over([python, *PROGRAMS[command](options)])
    if python.parent.samefile(Path(sys.executable).parent):
        room, _, command_of_it = one["call"].partition(":")
        return getattr(importlib.import_module(room), command_of_it)(options) or 0  # most say no status
    return hand_over([python, "-m", "kit", command, *options])


def hand_over(command: list[str | Path]) -> int:
    """Let `command` take this process's place; Windows cannot do that, so there wait for its exit status."""
    os.chdir(ROOT)
    sys.stdout.flush()
    environment = settings(dict(os.environ))
    if Path(command[0]) != Path(sys.executable):  # modules of this Python are not for the one in .venv
        environment = {name: value for name, value in environment.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    if os.name != "nt":
        os.execve(command[0], [os.fspath(part) for part in command], environment)
    with subprocess.Popen(command, env=environment) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:  # the child hears Ctrl-C too, and decides what it means
                continue


def main(arguments: list[str]) -> int:
    """Run one command line and return its exit status."""
    if too_old(sys.version_info):
        print(too_old(sys.version_info), file=sys.stderr)
        return 1
    from kit.base.errors import KitError

    command, options = understand(arguments)
    if arguments[:1] in (["-h"], ["--help"], ["help"]):
        print(usage())
        return 0
    if command not in told()["commands"]:
        print(unknown(command), file=sys.stderr)
        return 2
    try:
        return run(command, options)
    except KitError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the same command goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
