"""Run sheets and course plans as HTML: pure functions from content to text, for a notebook and for paper."""

import re
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

import pandas as pd

from kit.base.errors import ContentError, nearest
from kit.base.labels import prose
from kit.base.paths import data_path
from kit.content.lesson import Lesson, lesson_on
from kit.content.lesson_form import Prompt
from kit.content.pages import lessons_of
from kit.content.run_sheet_form import LENGTHS, Block, CoursePlan, Part, RunSheet, load_run_sheet
from kit.content.table import dimensions_of
from kit.paper import document
from kit.views import markup
from kit.views.templates import render

WORDS = prose(__file__)
DAY = 24 * 60


class Taught(NamedTuple):
    """A lesson as its teacher needs it: with its run sheet, and under the title of its notebook."""

    lesson: Lesson
    sheet: RunSheet
    title: str


def clock(words: str) -> int | None:
    """Return a time of day in minutes after midnight, or None when the words are no time."""
    found = re.fullmatch(r"\s*(\d{1,2})[:.h](\d{2})\s*", words)
    hours, minutes = (int(found[1]), int(found[2])) if found else (24, 0)
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None


def times(blocks: Iterable[Block | Part], begins: int | None) -> list[str]:
    """Return when each block begins: by the clock, or as minutes from the start when nobody knows the clock."""
    *starts, _ = accumulate((block.minutes for block in blocks), initial=begins or 0)
    return [str(now) if begins is None else f"{now % DAY // 60}:{now % 60:02}" for now in starts]


def run_sheet(taught: Taught, minutes: int, begins: int | None = None, printed: bool = False) -> markup.Html:
    """Return a lesson's run sheet for 50 or 90 minutes; what is looked up lies in folds, but for a `printed` one."""
    plan = taught.sheet.plan(minutes)
    return render(
        "paper/templates/run_sheet.html", taught=taught, minutes=minutes, begins=begins, times=times(plan, begins),
        prompts={prompt.id: prompt for prompt in taught.lesson.content.prompts}, used=_used(taught, minutes),
        guess=next((block for block in plan if block.step == "explore"), None), printed=printed, names=WORDS["steps"],
    )  # fmt: skip


def _used(taught: Taught, minutes: int) -> list[Prompt]:
    """Return the prompts that a plan uses, in the order of the lesson."""
    named = {block.prompt for block in taught.sheet.plan(minutes)}
    return [prompt for prompt in taught.lesson.content.prompts if prompt.id in named]


def lessons(all_taught: list[Taught], links: dict[str, str]) -> markup.Html:
    """Return all run sheets in one table: what a lesson is for, what the room guesses, what it talks about."""
    heads = (*WORDS["heads"].values(), *(WORDS("prompts", minutes=minutes) for minutes in LENGTHS))
    each = [(one, [_used(one, minutes) for minutes in LENGTHS]) for one in all_taught]
    table = render("paper/templates/run_sheets.html", heads=heads, lessons=each, links=links)
    return markup.scrolled(WORDS["table"], table)


def course(plan: CoursePlan, titles: dict[str, str], links: dict[str, str]) -> markup.Html:
    """Return a course plan; `titles` and `links` belong to the dimensions that its units name."""
    return render("paper/templates/course.html", plan=plan, titles=titles, links=links, times=times)


def page(title: str, all_taught: list[Taught], minutes: int, begins: int | None = None) -> str:
    """Return one page that needs no other file, made for paper of any size: a run sheet after the other."""
    sheet = markup.Html("<article><h1>{}</h1>{}</article>")
    sheets = markup.Html().join(sheet.format(one.title, run_sheet(one, minutes, begins, True)) for one in all_taught)
    return document.page(title, sheets, document.text_of("run_sheet.css"))


def taught_lessons(table: pd.DataFrame) -> list[Taught]:
    """Return every lesson that has a run sheet, in the order of the table."""
    titles = {page.id: page.title for page in lessons_of(table)}
    return [
        Taught(lesson_on(dimension, table), sheet, titles.get(id_, dimension))
        for id_, dimension in dimensions_of(table).items()
        if (sheet := load_run_sheet(id_)) and data_path("lessons", f"{id_}.yaml").exists()
    ]


def taught_lesson(lesson: str, all_taught: list[Taught]) -> Taught:
    """Return one lesson with its run sheet; raise ContentError when there is none of that name."""
    ids = [one.lesson.id for one in all_taught]
    if lesson in ids:
        return all_taught[ids.index(lesson)]
    begin = f"none; write one: data/teaching/{lesson}.yaml (its form: data/schemas/run_sheet.schema.json)"
    raise ContentError(f"There is no run sheet {lesson!r}{nearest(lesson, ids)} There are: {', '.join(ids) or begin}.")
