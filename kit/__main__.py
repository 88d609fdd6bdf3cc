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
from kit.base.paths import ROOT

OLDEST = (3, 11)


def suite(arguments: list[str]) -> list[str]:
    """Return Python's arguments for all tests; a notebook's cells stay together, because they share a kernel.

    The files keep their order: the longest come first.
    """
    return ["-m", "pytest", "--nbval", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", *arguments]


# command -> what it does, and what makes Python's arguments for it, or else the function that does it
COMMANDS = {
    "open": ("open the lessons in JupyterLab (the same without a command)", lab),
    "test": ("run every test of code and notebooks; options go to pytest", suite),
    "report": ("write all that you did as a page that prints, and as text", "kit.paper.commands:report"),
    "hand-in": ("write the one file that you give to your class", "kit.answers.commands:hand_in"),
    "answers": ("where your answers are; export them, or delete them", "kit.answers.commands:answers"),
    "hub": ("a class on one server, with JupyterHub; see docs/hub.md", "kit.classroom.server.commands:main"),
    "run-sheet": ("write a lesson's plan for its teacher as a page to print", "kit.paper.commands:run_sheet"),
    "student-copy": (
        "make what learners get: no teacher's pages, no answer keys",
        "kit.classroom.commands:student_copy",
    ),
    "site": ("the lessons as files for any web space; see docs/site.md", "kit.classroom.commands:site"),
    "check": ("are the table, the lessons, the facts and the notebooks sound?", "kit.adapt.commands:check"),
    "new-table": ("make a kit for another table: new-table my.csv FOLDER", "kit.adapt.commands:new_table"),
    "update": ("bring a kit made with new-table to this version: update FOLDER", "kit.adapt.commands:update"),
    "new-lesson": ("make the files of a lesson for a new row of the table", "kit.adapt.commands:new_lesson"),
    "order": ("which lessons there are, in which order: order governance", "kit.adapt.commands:order"),
    "handout": ("worksheets and teacher's cards to print: handout governance", "kit.paper.commands:handout"),
    "export": ("the questions for Moodle and others: export moodle FOLDER", "kit.paper.commands:export"),
    "cards": ("the questions as cards for Anki: cards my.apkg", "kit.paper.commands:cards"),
    "slides": ("slides that need no network: slides governance", "kit.paper.commands:slides"),
    "lesson-file": ("a lesson as one page, PDF or EPUB: lesson-file governance", "kit.paper.commands:lesson_file"),
    "schemas": ("write the forms of the content files for editors: data/schemas", "kit.adapt.commands:schemas"),
    "labels": ("bring a catalogue of the kit's labels up to date: labels es", "kit.adapt.commands:labels"),
    "bake": ("write into the notebooks what they show before they are run", "kit.adapt.commands:bake"),
}
# what some of them need besides the lessons, as kit.base.environment names it
MORE_NEEDS = {"test": ("tests",), "cards": ("cards",), "hub": ("hub",), "site": ("site",)}


def usage() -> str:
    """Return what `python -m kit --help` prints."""
    lines = [f"  {command:<14}{does}" for command, (does, _) in COMMANDS.items()]
    return "\n".join(
        [
            "python -m kit [command] [options]",
            "",
            *lines,
            "",
            "What is missing is installed first, into .venv in this folder.",
            "Options alone go to JupyterLab: python -m kit --no-browser --port 9999",
        ]
    )


def understand(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the command and its options.

    >>> understand(["--port", "9999"])
    ('open', ['--port', '9999'])
    """
    if not arguments or arguments[0].startswith("-"):
        return "open", arguments
    return arguments[0], arguments[1:]


def unknown(command: str) -> str:
    """Return what to say to a command that there is not."""
    nearest = difflib.get_close_matches(command, COMMANDS, n=1)
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

    action = COMMANDS[command][1]
    python = ready(ROOT, ("lessons", *MORE_NEEDS.get(command, ())))
    if callable(action):
        return hand_over([python, *action(options)])
    if python.parent.samefile(Path(sys.executable).parent):
        room, _, command_of_it = action.partition(":")
        return getattr(importlib.import_module(room), command_of_it)(options)
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
    if command not in COMMANDS:
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
