"""The commands that make what learners get: `student-copy` and `site`."""

import shutil

from kit.base.arguments import taken
from kit.base.paths import ROOT
from kit.classroom import student_copy as copies


def student_copy(arguments: list[str]) -> None:
    """Make the learners' copy, or bring one up to date, and say what was done."""
    folder = taken(__file__, "student-copy", arguments).folder.resolve()
    kept = copies.student_copy(folder)
    print(f"{folder} is ready: give learners this folder, and let them run `python -m kit` in it.")
    for path in kept:
        print(f"A learner had changed {path.name.replace('.mine', '')}; their version is kept as {path}.")


def site(arguments: list[str]) -> None:
    """Build the site, or serve one, and say what to do with it."""
    from kit.classroom.site import build, packages, serve

    asked = taken(__file__, "site", arguments, folder=ROOT / "site")
    folder = asked.folder.resolve()
    if not (asked.serve and (folder / build.MARK).is_file()):
        files = packages.from_folder(asked.pyodide) if asked.pyodide else packages.from_network(_line)
        node = None if asked.plain else shutil.which("node")
        build.build(folder, files, asked.teacher, lambda words: _line(words) or print(), node)
        if not (node or asked.plain):
            print("The packages are not compiled, for this computer has no Node: pages take longer to be ready.")
        print(f"{folder} is ready: any web space with https:// can serve it; see docs/site.md.")
    if asked.serve:
        serve.serve(str(folder), asked.port)


def _line(words: str) -> None:
    print(f"\r{words:<78}", end="", flush=True)
