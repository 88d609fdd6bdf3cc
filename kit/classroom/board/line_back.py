"""A line to one learner: a small file, in a folder that is called as the platform called that learner's own.

Zipped, the folder is what Moodle and others take back as feedback files; without a platform it is shown or sent.
"""

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from kit.base.errors import KitError
from kit.base.paths import answers_folder
from kit.base.writing import write_whole
from kit.classroom.board.counts.handed_in import Person
from kit.classroom.board.drop import UNFIT
from kit.views import markup
from kit.widgets.parts import button, dropdown, html, line, told

NAME = "a line from your teacher.txt"


def write_line(person: Person, words: str) -> Path:
    """Write a line to a person into the teacher's own folder, after earlier ones; return the file. Raises KitError."""
    *folders, file = [part for part in Path(person.file).parts if not part.endswith(".zip")] or ["no name"]
    path = answers_folder() / "class_lines" / (UNFIT.sub("", (folders or [Path(file).stem])[0]) or "no name") / NAME
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, ValueError) as error:
        raise KitError(f"{path} cannot be read: {error}.") from None
    write_whole(path, f"{before}{' '.join(words.split())}\n")
    return path


def line_back() -> tuple[list[widgets.Widget], Callable[[list[Person]], None]]:
    """Return the parts that write such a line, and what tells them who is there."""
    to, words, write, status = (
        dropdown("To", [("", "")]),
        line("A line to this learner"),
        button("Write it", main=False),
        told(),
    )
    there: dict[str, Person] = {}

    def fill(found: list[Person]) -> None:
        there.clear()
        there.update({f"{one.name} ({one.file})": one for one in found if one.file})
        if [name for _, name in to.options] != ["", *there]:
            to.options = [(name, name) for name in ("", *there)]

    def written(_: object) -> None:
        try:
            path = write_line(there[to.value], words.value)
        except KitError as error:
            status.value = markup.notice(str(error), "trouble")
            return
        words.value, status.value = "", markup.notice(f"Written: {path}", "right")

    def asked(_: dict | None = None) -> None:
        write.disabled = not (words.value.strip() and to.value)

    asked()
    words.observe(asked, "value")
    to.observe(asked, "value")
    write.on_click(written)
    return [html("<h4>A line to one learner</h4>"), to, words, write, status], fill
