"""The teacher's desk: course plans, and each lesson's run sheet with the clock of today."""

from html import escape

import pandas as pd

from kit.base.labels import prose
from kit.base.language import speak
from kit.content.pages import lessons_of
from kit.content.run_sheet_form import LENGTHS, CoursePlan, load_course
from kit.content.table import dimensions_of, load_table
from kit.paper import run_sheet
from kit.paper.run_sheet import Taught, taught_lesson, taught_lessons
from kit.views import markup
from kit.widgets.parts import Page, Step, dropdown, html, line, row

WORDS = prose(__file__)


class Teacher(Page):
    """What a teacher's notebook shows. Each method returns one widget."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table

    def course(self) -> Step:
        """Look at the ways through the course, one at a time."""
        return self.show("course", _course(load_course(), self.table))

    def run_sheet(self) -> Step:
        """Take a lesson's run sheet, for 50 or 90 minutes, with the clock of today."""
        return self.show("run_sheet", _run_sheet(taught_lessons(self.table), _links(self.table)))


def load_teacher(language: str | None = None) -> Teacher:
    """Return the teacher's desk for the kit's own table, in another `language` where one is named."""
    speak(language)
    return Teacher(load_table())


def _links(table: pd.DataFrame) -> dict[str, str]:
    """Return each lesson's notebook as it is reached from the teacher's folder."""
    return {page.id: f"../{page.file}" for page in lessons_of(table)}


def _course(plans: tuple[CoursePlan, ...], table: pd.DataFrame) -> Step:
    """Return a dropdown of the course plans, and the one that is chosen."""
    if not plans:
        return _nothing("no_plans")
    titles, links = dimensions_of(table), _links(table)
    drawn = {plan.id: run_sheet.course(plan, titles, links) for plan in plans}
    chosen, shown = dropdown(WORDS["plan"], [(plan.title, plan.id) for plan in plans], plans[0].id), html()

    def draw(_: dict | None = None) -> None:
        shown.value = drawn[chosen.value]

    chosen.observe(draw, "value")
    draw()
    return Step("".join(drawn.values()), [row([chosen]), shown])


def _run_sheet(all_taught: list[Taught], links: dict[str, str]) -> Step:
    """Return dropdowns for the lesson and its length, a field for the time it begins, and the run sheet."""
    if not all_taught:
        return _nothing("no_sheets")
    lesson = dropdown(WORDS["lesson"], [(one.title, one.lesson.id) for one in all_taught], all_taught[0].lesson.id)
    length = dropdown(WORDS["minutes"], [(str(minutes), minutes) for minutes in LENGTHS], LENGTHS[0])
    begins, shown, said = line(WORDS["begins"]), html(), html()

    def draw(_: dict | None = None) -> None:
        taught, start = taught_lesson(lesson.value, all_taught), run_sheet.clock(begins.value)
        unclear = begins.value.strip() and start is None
        said.value = markup.notice(WORDS["unclear"], "trouble") if unclear else ""
        # the page for the printer is in the link, and in no file
        page = run_sheet.page(taught.title, [taught], length.value, start).encode()
        saved = markup.to_save(f"run_sheet_{taught.lesson.id}_{length.value}.html", page, WORDS["save"])
        shown.value = f"<h3>{escape(taught.title)}</h3><p>{saved}</p>{run_sheet.run_sheet(taught, length.value, start)}"

    for control in (lesson, length, begins):
        control.observe(draw, "value")
    draw()
    return Step(run_sheet.lessons(all_taught, links), [row([lesson, length, begins]), said, shown])


def _nothing(what: str) -> Step:
    words = markup.paragraph(WORDS[what])
    return Step(words, [html(words)])
