"""The commands for paper and screens: `report`, `handout`, `run-sheet`, `slides`, `lesson-file`, `export`, `cards`."""

import webbrowser
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import time

from kit.answers.commands import asked
from kit.answers.keys import CASE_FILE
from kit.answers.opening import open_journal
from kit.base.arguments import taken
from kit.base.errors import ContentError, KitError, listed
from kit.base.labels import say
from kit.base.language import at_home, in_name, language, speak
from kit.base.paths import LIST, ROOT, data_path, notebooks_path, print_folder
from kit.base.writing import write_whole
from kit.content.lesson import Lesson, lesson_on
from kit.content.pages import Notebook, read_notebook
from kit.content.table import dimensions_of, find_dimension, load_table
from kit.paper import anki_cards, handouts
from kit.paper import report as whole
from kit.paper.handouts import EVERY, QUIZ, quiz_sheet, teacher_cards, worksheet
from kit.paper.questions import Bank, bank, need_format, write_questions, written
from kit.paper.run_sheet import clock, page, taught_lesson, taught_lessons


def report(arguments: list[str]) -> None:
    """Write the report of whoever sits here, with what they selected on the page of their case file."""
    journal = open_journal()
    chosen, folder = asked("report", arguments, journal)
    one = whole.report(journal, load_table(), chosen.name, chosen.left_out)
    print(*whole.write_report(one, folder), sep="\n")
    if chosen.left_out:
        items = ", ".join(sorted(chosen.left_out))
        print(say("Left out, as you chose on the page of your case file: {items}", items=items))


def handout(arguments: list[str]) -> None:
    """Write the worksheets of the named lessons and say where they are."""
    given = taken(__file__, "handout", arguments, to=print_folder())
    for lesson in chosen([name for name in given.lessons if name not in (QUIZ, CASE_FILE)], given.language):
        papers = _write(given.to, lesson.id, partial(worksheet, lesson), partial(teacher_cards, lesson))
        print(*(f"{lesson.title}: {path}" for path in papers), sep="\n")
    if QUIZ in given.lessons:
        print(f"{QUIZ}:", *_write(given.to, QUIZ, quiz_sheet, partial(quiz_sheet, key=True)), sep="\n")
    if CASE_FILE in given.lessons:
        print(f"{CASE_FILE}:", *_write(given.to, CASE_FILE, handouts.rubric))


def chosen(names: list[str], wanted: str | None = None) -> list[Lesson]:
    """Return the lessons of these names in their order, in the language that is wanted or that of the table.

    Raises KitError for a lesson or a language that there is not.
    """
    speak(wanted)
    table = load_table()
    titles = [find_dimension(table, name, EVERY, QUIZ, CASE_FILE) for name in names if name != EVERY]
    written = [title for id_, title in dimensions_of(table).items() if data_path("lessons", f"{id_}.yaml").exists()]
    return [lesson_on(title, table) for title in dict.fromkeys([*titles, *(written if EVERY in names else [])])]


def _write(folder: Path, name: str, sheet: Callable[[], str], key: Callable[[], str] | None = None) -> list[Path]:
    """Write a sheet and its key; no key in a learners' copy, nor in another language than that of the table."""
    papers = {folder / f"{name}{in_name()}.html": sheet}
    if key and at_home() and not (ROOT / LIST).exists():
        papers[folder / f"{name}-teacher.html"] = key
    for path, make in papers.items():
        write_whole(path, make())
    return list(papers)


def run_sheet(arguments: list[str]) -> None:
    """Write the page, say where it is, open it in the browser."""
    asked = taken(__file__, "run-sheet", arguments, to=print_folder())
    speak(asked.language)
    begins = clock(asked.begins) if asked.begins else None
    if asked.begins and begins is None:
        raise ContentError(f"{asked.begins!r} is no time of day; write it like this: --begins 10:15")
    path = write_run_sheet(asked.to, asked.lesson, asked.minutes, begins)
    print(f"Written: {path}")
    if asked.open:
        webbrowser.open(path.resolve().as_uri())


def write_run_sheet(folder: Path, lesson: str | None, minutes: int, begins: int | None = None) -> Path:
    """Write one lesson's run sheet, or all, and return the file; raise KitError when that cannot be done."""
    all_taught = taught_lessons(load_table())
    sheets = [taught_lesson(lesson, all_taught)] if lesson else all_taught
    if not sheets:
        raise ContentError("This copy of the kit has no run sheets: the folder data/teaching is not in it.")
    title = sheets[0].title if lesson else say("All run sheets, {minutes} minutes", minutes=minutes)
    path = folder / f"{f'run_sheet_{lesson}' if lesson else 'run_sheets'}_{minutes}{in_name()}.html"
    write_whole(path, page(title, sheets, minutes, begins))
    return path


def slides(arguments: list[str]) -> None:
    """Write the named notebooks as slides and say where they are."""
    given = taken(__file__, "slides", arguments, to=notebooks_path().parent / "slides")
    _write_each(given, ".html", handouts.deck)


def _write_each(given: Namespace, ending: str, make: Callable[[Notebook], str | bytes]) -> None:
    speak(given.language)
    for name, path in handouts.chosen(given.notebooks).items():
        file = given.to / f"{name}{in_name()}{ending}"
        write_whole(file, make(read_notebook(path)))
        print(f"{path.name}: {file}")


def lesson_file(arguments: list[str]) -> None:
    """Write the named lessons as one file each and say where they are."""
    from kit.paper.lesson_file import as_epub, as_page, as_pdf

    given = taken(__file__, "lesson-file", arguments, to=print_folder())
    _write_each(given, f"-lesson.{given.form}", {"html": as_page, "pdf": as_pdf, "epub": as_epub}[given.form])


def export(arguments: list[str]) -> None:
    """Write the questions of the lessons in one format and say where they are."""
    given = taken(__file__, "export", arguments)
    need_format(given.format)
    print(f"Written: {write_questions(_bank(given.language), given.format, given.folder)}")


def cards(arguments: list[str]) -> None:
    """Write the questions as cards for Anki, as a package and as a text."""
    given = taken(__file__, "cards", arguments)
    asked = _bank(given.language)
    path = given.file or print_folder() / f"cards{in_name('_')}"
    for ending, made in ((".apkg", anki_cards.package(asked, time())), (".txt", anki_cards.text(asked))):
        write_whole(path.with_suffix(ending), made)
        print(f"Written: {path.with_suffix(ending)}")
    print("Take one of the two. In Anki: File, Import.")


def _bank(wanted: str | None) -> Bank:
    """Return the questions of the lessons that are written in a language; raise KitError in a copy for learners."""
    if (ROOT / LIST).exists():
        raise KitError("This is a copy for learners; questions go out with their answers, so export them from yours.")
    print("Reading the lessons ...")
    there = written(lessons := chosen([EVERY], wanted))
    if left_out := [lesson.title for lesson in lessons if lesson not in there.values()]:
        print(f"Left out, since nobody has written them in {language()!r} yet: {listed(left_out)}")
    return bank(there)
