"""`python -m kit run-sheet [lesson]`: write a run sheet, or all of them, as one page for the printer, and open it."""

import webbrowser
from argparse import ArgumentParser
from pathlib import Path

from kit.errors import ContentError
from kit.paths import print_folder
from kit.run_sheets import clock, page
from kit.table import load_table
from kit.teacher import taught_lesson, taught_lessons
from kit.teaching import LENGTHS
from kit.writing import write_whole


def main(arguments: list[str]) -> int:
    """Write the page, say where it is, open it in the browser; return the exit status."""
    asked = _parser().parse_args(arguments)
    begins = clock(asked.begins) if asked.begins else None
    if asked.begins and begins is None:
        raise ContentError(f"{asked.begins!r} is no time of day; write it like this: --begins 10:15")
    path = write(asked.to, asked.lesson, asked.minutes, begins)
    print(f"Written: {path}")
    if asked.open:
        webbrowser.open(path.resolve().as_uri())
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser("python -m kit run-sheet", description="Write a lesson's run sheet as a page to print.")
    parser.add_argument("lesson", nargs="?", help="a lesson, such as governance; without it, all of them")
    parser.add_argument("--minutes", type=int, choices=LENGTHS, default=LENGTHS[0], help="how long the lesson is")
    parser.add_argument("--begins", help="when it begins, such as 10:15; then each part stands with its time")
    parser.add_argument("--to", type=Path, default=print_folder(), help="the folder to write to (print)")
    parser.add_argument("--no-open", dest="open", action="store_false", help="do not open it in the browser")
    return parser


def write(folder: Path, lesson: str | None, minutes: int, begins: int | None = None) -> Path:
    """Write one lesson's run sheet, or all, and return the file; raise KitError when that cannot be done."""
    all_taught = taught_lessons(load_table())
    chosen = [taught_lesson(lesson, all_taught)] if lesson else all_taught
    if not chosen:
        raise ContentError("This copy of the kit has no run sheets: the folder data/teaching is not in it.")
    title = chosen[0].title if lesson else f"All run sheets, {minutes} minutes"
    path = folder / (f"run_sheet_{lesson}_{minutes}.html" if lesson else f"run_sheets_{minutes}.html")
    write_whole(path, page(title, chosen, minutes, begins))
    return path
