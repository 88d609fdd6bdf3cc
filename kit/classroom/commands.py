"""The command that makes what learners get: `student-copy`."""

from argparse import ArgumentParser
from pathlib import Path

from kit.classroom import student_copy as copies


def student_copy(arguments: list[str]) -> int:
    """Make the learners' copy, or bring one up to date, and say what was done."""
    parser = ArgumentParser("python -m kit student-copy", description="Make what learners get.")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a new or empty folder, or an earlier copy")
    folder = parser.parse_args(arguments).folder.expanduser().resolve()
    kept = copies.student_copy(folder)
    print(f"{folder} is ready: give learners this folder, and let them run `python -m kit` in it.")
    for path in kept:
        print(f"A learner had changed {path.name.replace('.mine', '')}; their version is kept as {path}.")
    return 0
