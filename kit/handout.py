"""`python -m kit handout governance`: a lesson on paper, as a worksheet and the teacher's cards, ready to print."""

from argparse import ArgumentParser
from pathlib import Path

from kit.language import speak
from kit.lesson import Lesson, load_lesson
from kit.paths import ROOT, data_path, print_folder
from kit.student_copy import LIST
from kit.table import find_dimension, load_table, slug
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
    speak(given.language)
    for lesson in chosen(given.lessons):
        print(*(f"{lesson.title}: {path}" for path in hand_out(lesson, given.to.expanduser())), sep="\n")
    return 0


def chosen(names: list[str]) -> list[Lesson]:
    """Return the lessons of these names, in the order in which they are named; raise KitError for one there is not."""
    table = load_table()
    titles = [find_dimension(table, name) for name in names if name != EVERY]
    written = [title for title in table.index if data_path("lessons", f"{slug(title)}.yaml").exists()]
    return [load_lesson(title, table) for title in dict.fromkeys([*titles, *(written if EVERY in names else [])])]


def hand_out(lesson: Lesson, folder: Path) -> list[Path]:
    """Write a lesson's worksheet and the teacher's cards, and return the files; in a learners' copy no cards."""
    papers = {folder / f"{lesson.id}.html": worksheet}
    if not (ROOT / LIST).exists():
        papers[folder / f"{lesson.id}-teacher.html"] = teacher_cards
    for path, make in papers.items():
        write_whole(path, make(lesson))
    return list(papers)
