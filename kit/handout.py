"""`python -m kit handout governance`: a lesson on paper, as a worksheet and the teacher's cards, ready to print."""

from argparse import ArgumentParser
from pathlib import Path

from kit.language import at_home, language, speak
from kit.lesson import Lesson, load_lesson
from kit.paths import ROOT, data_path, print_folder
from kit.student_copy import LIST
from kit.table import dimension_id, find_dimension, load_table
from kit.teacher_cards import teacher_cards
from kit.worksheet import worksheet
from kit.writing import write_whole

EVERY = "all"


def main(arguments: list[str]) -> int:
    """Write the worksheets of the named lessons and say where they are; return the exit status."""
    parser = ArgumentParser("python -m kit handout", description="Lessons on paper: open the files and print them.")
    parser.add_argument("lessons", nargs="+", help=f"names of lessons, such as governance, or '{EVERY}'")
    parser.add_argument("--to", type=Path, default=print_folder(), help="the folder to write to")
    parser.add_argument("--language", help="the language of the worksheets: es, de ... (that of the table)")
    given = parser.parse_args(arguments)
    for lesson in chosen(given.lessons, given.language):
        print(*(f"{lesson.title}: {path}" for path in hand_out(lesson, given.to.expanduser())), sep="\n")
    return 0


def chosen(names: list[str], wanted: str | None = None) -> list[Lesson]:
    """Return the lessons of these names in their order, in the language that is wanted or that of the table.

    Raises KitError for a lesson or a language that there is not.
    """
    speak(wanted)
    table = load_table()
    titles = [find_dimension(table, name) for name in names if name != EVERY]
    written = [title for title in table.index if data_path("lessons", f"{dimension_id(title)}.yaml").exists()]
    named = dict.fromkeys([*titles, *(written if EVERY in names else [])])
    return [load_lesson(title, table, wanted) for title in named]


def hand_out(lesson: Lesson, folder: Path) -> list[Path]:
    """Write a lesson's worksheet and return the files, the teacher's cards among them.

    There are no cards in a learners' copy, nor in another language: they are written in that of the table.
    """
    papers = {folder / f"{lesson.id}{'' if at_home() else f'-{language()}'}.html": worksheet}
    if at_home() and not (ROOT / LIST).exists():
        papers[folder / f"{lesson.id}-teacher.html"] = teacher_cards
    for path, make in papers.items():
        write_whole(path, make(lesson))
    return list(papers)
