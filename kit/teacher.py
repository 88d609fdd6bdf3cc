"""The teacher's desk: course plans, and each lesson's run sheet with the clock of today."""

import base64
from html import escape

import pandas as pd

from kit import cards, run_sheets
from kit.content import load_content
from kit.errors import ContentError
from kit.forms import nearest
from kit.lesson import columns_of
from kit.parts import dropdown, html, line, row
from kit.paths import data_path
from kit.progress import lessons_of
from kit.run_sheets import Taught
from kit.steps.predict import order_of
from kit.steps.step import Step, renewed
from kit.table import load_table, slug
from kit.teaching import LENGTHS, CoursePlan, load_course, load_run_sheet

NONE = "This copy of the kit has no {}: the folder data/teaching is not in it."


class Teacher:
    """What a teacher's notebook shows. Each method returns one widget."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table
        self._open: dict[str, Step] = {}

    def course(self) -> Step:
        """Look at the ways through the course, one at a time."""
        return self._show("course", _course(load_course(), self.table))

    def run_sheet(self) -> Step:
        """Take a lesson's run sheet, for 50 or 90 minutes, with the clock of today."""
        return self._show("run_sheet", _run_sheet(taught_lessons(self.table), _links(self.table)))

    def _show(self, name: str, step: Step) -> Step:
        return renewed(self._open, name, step)


def load_teacher() -> Teacher:
    """Return the teacher's desk for the kit's own table."""
    return Teacher(load_table())


def taught_lessons(table: pd.DataFrame) -> list[Taught]:
    """Return every lesson that has a run sheet, in the order of the table."""
    titles = {page.id: page.title for page in lessons_of(table)}
    found = []
    for dimension in table.index:
        lesson = slug(dimension)
        sheet = load_run_sheet(lesson)
        if sheet and data_path("lessons", f"{lesson}.yaml").exists():
            columns = columns_of(table, dimension)
            title = titles.get(lesson, dimension)
            found.append(Taught(lesson, title, columns, order_of(columns, lesson), load_content(lesson), sheet))
    return found


def taught_lesson(lesson: str, all_taught: list[Taught]) -> Taught:
    """Return one lesson with its run sheet; raise ContentError when there is none of that name."""
    ids = [one.id for one in all_taught]
    if lesson in ids:
        return all_taught[ids.index(lesson)]
    raise ContentError(f"There is no run sheet {lesson!r}{nearest(lesson, ids)} There are: {', '.join(ids) or 'none'}.")


def _links(table: pd.DataFrame) -> dict[str, str]:
    """Return each lesson's notebook as it is reached from the teacher's folder."""
    return {page.id: f"../{page.file}" for page in lessons_of(table)}


def _course(plans: tuple[CoursePlan, ...], table: pd.DataFrame) -> Step:
    """Return a dropdown of the course plans, and the one that is chosen."""
    if not plans:
        return _nothing("course plans")
    titles, links = {slug(title): title for title in table.index}, _links(table)
    drawn = {plan.id: run_sheets.course(plan, titles, links) for plan in plans}
    chosen, shown = dropdown("Plan", [(plan.title, plan.id) for plan in plans], plans[0].id), html()

    def draw(_: dict | None = None) -> None:
        shown.value = drawn[chosen.value]

    chosen.observe(draw, "value")
    draw()
    return Step("".join(drawn.values()), [row([chosen]), shown])


def _run_sheet(all_taught: list[Taught], links: dict[str, str]) -> Step:
    """Return dropdowns for the lesson and its length, a field for the time it begins, and the run sheet."""
    if not all_taught:
        return _nothing("run sheets")
    lesson = dropdown("Lesson", [(one.title, one.id) for one in all_taught], all_taught[0].id)
    length = dropdown("Minutes", [(str(minutes), minutes) for minutes in LENGTHS], LENGTHS[0])
    begins, shown, said = line("Begins at (10:15)"), html(), html()

    def draw(_: dict | None = None) -> None:
        taught, start = taught_lesson(lesson.value, all_taught), run_sheets.clock(begins.value)
        unclear = begins.value.strip() and start is None
        said.value = cards.notice("Write the time like this: 10:15.", "trouble") if unclear else ""
        shown.value = (
            f"<h3>{escape(taught.title)}</h3>"
            + _to_save(taught, length.value, start)
            + run_sheets.run_sheet(taught, length.value, start)
        )

    for control in (lesson, length, begins):
        control.observe(draw, "value")
    draw()
    return Step(run_sheets.lessons(all_taught, links), [row([lesson, length, begins]), said, shown])


def _to_save(taught: Taught, minutes: int, begins: int | None) -> str:
    """Return a link that saves the run sheet as a page for the printer: the page is in the link, and in no file."""
    page = base64.b64encode(run_sheets.page(taught.title, [taught], minutes, begins).encode()).decode()
    name = f"run_sheet_{taught.id}_{minutes}.html"
    link = f"data:text/html;charset=utf-8;base64,{page}"
    return f'<p><a download="{name}" href="{link}">Save this run sheet to print it</a></p>'


def _nothing(what: str) -> Step:
    words = cards.paragraph(NONE.format(what))
    return Step(words, [html(words)])
