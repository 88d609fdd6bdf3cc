"""The teacher's desk: course plans, and each lesson's run sheet with the clock of today."""

from html import escape

import pandas as pd
from traitlets import dlink

from kit.base.labels import prose
from kit.base.language import speak
from kit.content.pages import lessons_of
from kit.content.run_sheet_form import LENGTHS, load_course
from kit.content.table import dimensions_of, load_table
from kit.paper import run_sheet as sheets
from kit.views import markup
from kit.widgets.parts import Page, Step, dropdown, html, kept_up, line, row, shows

WORDS = prose(__file__)


def course(desk: "Teacher") -> Step:
    """Return the step: a dropdown of the course plans, and the one that is chosen."""
    plans, titles = load_course(), dimensions_of(desk.table)
    if not plans:
        return _nothing("no_plans")
    drawn = {plan.id: sheets.course(plan, titles, desk.links) for plan in plans}
    chosen, shown = dropdown(WORDS["plan"], [(plan.title, plan.id) for plan in plans], plans[0].id), html()
    dlink((chosen, "value"), (shown, "value"), drawn.get)
    return Step("".join(drawn.values()), [row([chosen]), shown])


def run_sheet(desk: "Teacher") -> Step:
    """Return the step: dropdowns for the lesson and its length, a field for the time it begins, and the run sheet."""
    taught = {one.lesson.id: one for one in sheets.taught_lessons(desk.table)}
    if not taught:
        return _nothing("no_sheets")
    lesson = dropdown(WORDS["lesson"], [(one.title, id_) for id_, one in taught.items()], next(iter(taught)))
    length = dropdown(WORDS["minutes"], [(str(minutes), minutes) for minutes in LENGTHS], LENGTHS[0])
    begins, shown, told = line(WORDS["begins"]), html(), html()

    def draw() -> None:
        one, minutes, start = taught[lesson.value], length.value, sheets.clock(begins.value)
        unclear = begins.value.strip() and start is None
        told.value = markup.notice(WORDS["unclear"], "trouble") if unclear else ""
        # the page for the printer is in the link, and in no file
        page = sheets.page(one.title, [one], minutes, start).encode()
        saved = markup.to_save(f"run_sheet_{one.lesson.id}_{minutes}.html", page, WORDS["save"])
        shown.value = f"<h3>{escape(one.title)}</h3><p>{saved}</p>{sheets.run_sheet(one, minutes, start)}"

    kept_up(draw, lesson, length, begins)
    return Step(sheets.lessons([*taught.values()], desk.links), [row([lesson, length, begins]), told, shown])


def _nothing(what: str) -> Step:
    words = markup.paragraph(WORDS[what])
    return Step(words, [html(words)])


class Teacher(Page):
    """What a teacher's notebook shows. Each method returns one widget."""

    course = shows(course, "Look at the ways through the course, one at a time.")
    run_sheet = shows(run_sheet, "Take a lesson's run sheet, for 50 or 90 minutes, with the clock of today.")

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table
        self.links = {page.id: f"../{page.file}" for page in lessons_of(table)}  # as the teacher's folder reaches them


def load_teacher(language: str | None = None) -> Teacher:
    """Return the teacher's desk for the kit's own table, in another `language` where one is named."""
    speak(language)
    return Teacher(load_table())
