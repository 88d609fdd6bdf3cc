"""Run sheets and course plans as HTML: pure functions from content to text, for a notebook and for paper."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from kit.base.errors import ContentError, nearest
from kit.base.paths import data_path
from kit.content.lesson import Lesson, lesson_on
from kit.content.lesson_form import Prompt
from kit.content.pages import lessons_of
from kit.content.run_sheet_form import LENGTHS, Block, CoursePlan, Part, RunSheet, Unit, load_run_sheet
from kit.content.table import dimensions_of
from kit.paper import document
from kit.views import cards, markup

DAY = 24 * 60
# A notebook that nobody has trusted yet shows without the stylesheet, and JupyterLab would set cells to the right.
_LEFT = 'style="text-align:left"'
Fold = Callable[[str, str], str]


class Taught(NamedTuple):
    """A lesson as its teacher needs it: with its run sheet, and under the title of its notebook."""

    lesson: Lesson
    sheet: RunSheet
    title: str


def clock(words: str) -> int | None:
    """Return a time of day in minutes after midnight, or None when the words are no time.

    >>> clock("10:15"), clock("8.05"), clock("25:00"), clock("soon")
    (615, 485, None, None)
    """
    found = re.fullmatch(r"\s*(\d{1,2})[:.h](\d{2})\s*", words)
    hours, minutes = (int(found[1]), int(found[2])) if found else (24, 0)
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None


def times(blocks: Iterable[Block | Part], begins: int | None) -> list[str]:
    """Return when each block begins: by the clock, or as minutes from the start when nobody knows the clock.

    >>> times([Part(10, "arrive"), Part(40, "work")], 615), times([Part(10, "arrive"), Part(40, "work")], None)
    (['10:15', '10:25'], ['0', '10'])
    """
    found, gone = [], 0
    for block in blocks:
        now = gone + (begins or 0)
        found.append(str(gone) if begins is None else f"{now % DAY // 60}:{now % 60:02}")
        gone += block.minutes
    return found


def run_sheet(taught: Taught, minutes: int, begins: int | None = None, fold: Fold = markup.details) -> str:
    """Return a lesson's run sheet for 50 or 90 minutes; what is looked up, and not read in order, lies in folds."""
    sheet, content = taught.sheet, taught.lesson.content
    folds = {
        "Where it can get hot, and how to hold the room": _pairs((one.risk, one.hold) for one in sheet.risks),
        "What learners say, and an answer": _said(taught),
        "The right answers, and what the guess answers": _answers(taught),
        "The prompts of this plan, with notes": _prompts(_used(taught, minutes)),
        "Words in the cells that somebody objects to": cards.contested(content.contested, taught.lesson.columns),
    }
    return (
        markup.paragraph(sheet.point, "kit-lead")
        + _plan(taught, minutes, begins)
        + '<div class="kit-lists">'
        + _list("To bring", sheet.materials) + _list("If you are late, leave out in this order", sheet.when_late, "ol")
        + _list("You can hear that it works by", sheet.listen_for) + _list("On the board at the end", sheet.board)
        + "</div>" + "".join(fold(title, inside) for title, inside in folds.items() if inside)
    )  # fmt: skip


def _plan(taught: Taught, minutes: int, begins: int | None) -> str:
    blocks = taught.sheet.plan(minutes)
    prompts = {prompt.id: prompt for prompt in taught.lesson.content.prompts}
    inside = [
        f"<strong>{block.step.capitalize()}</strong>{_with(prompts.get(block.prompt))}"
        f'<p>{escape(block.do)}</p><p class="kit-note">Learners: {escape(block.learners)}{_counted(block, blocks)}</p>'
        for block in blocks
    ]
    return _timetable(f"{minutes} minutes", "What you do, and what learners do", blocks, inside, begins)


def _timetable(
    caption: str, what: str, blocks: tuple[Block, ...] | tuple[Part, ...], inside: list[str], begins: int | None = None
) -> str:
    """Return blocks as a table of two columns: when each begins, and what is in it."""
    rows = "".join(
        f'<tr><th scope="row" {_LEFT}>{time}<br><span class="kit-note">{block.minutes} min</span></th>'
        f"<td {_LEFT}>{words}</td></tr>"
        for time, block, words in zip(times(blocks, begins), blocks, inside, strict=True)
    )
    heads = "".join(f'<th scope="col" {_LEFT}>{head}</th>' for head in ("Minute" if begins is None else "Begins", what))
    return (
        f'<table class="kit-table kit-plan"><caption {_LEFT}>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _counted(block: Block, blocks: Sequence[Block]) -> str:
    """Return where guesses of those who work at computers are counted, in the block in which the class guesses."""
    counted = "<br>At computers: after handing in, the class board counts them under 'What did the class guess?'"
    return counted if block is next((one for one in blocks if one.step == "explore"), None) else ""


def _with(prompt: Prompt | None) -> str:
    return f", with the prompt '{escape(prompt.kind)}'" if prompt else ""


def _list(title: str, lines: tuple[str, ...], kind: str = "ul") -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<section><h4>{escape(title)}</h4><{kind}>{items}</{kind}></section>"


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<p><strong>{escape(first)}</strong><br>{escape(second)}</p>" for first, second in pairs)


def _said(taught: Taught) -> str:
    said = "".join(f"<p><q>{escape(one.says)}</q><br>{escape(one.answer)}</p>" for one in taught.sheet.learners_say)
    return said + cards.misreadings(taught.lesson.content.misreadings)


def _answers(taught: Taught) -> str:
    """Return who says what in Predict, the right option of each question, and what each option of the bet hears."""
    letters = ", ".join(
        f"{letter}: {cards.name_of(column.mark, column.name)}"
        for letter, column in zip("ABCDEF", taught.lesson.asked, strict=False)
    )
    questions = "".join(
        f"<li>{escape(question.stem)}<br>✓ {escape(option.text)}</li>"
        for question in taught.lesson.content.questions
        for option in question.options
        if option.right
    )
    bet = "".join(
        f"<li>{'✓ ' * option.right}{escape(option.text)}<br>{escape(option.feedback)}</li>"
        for option in taught.lesson.content.bet.options
    )
    return (
        f"<p><strong>Predict.</strong> {letters}</p>"
        f"<p><strong>The guess.</strong> {escape(taught.lesson.content.bet.stem)}</p>"
        f"<ul>{bet}</ul><p><strong>Check.</strong></p><ol>{questions}</ol>"
    )


def _used(taught: Taught, minutes: int) -> list[Prompt]:
    """Return the prompts that a plan uses, in the order of the lesson."""
    named = {block.prompt for block in taught.sheet.plan(minutes)}
    return [prompt for prompt in taught.lesson.content.prompts if prompt.id in named]


def _prompts(prompts: list[Prompt]) -> str:
    return "".join(
        f"<p><strong>{escape(prompt.kind.capitalize())}</strong> ({escape(prompt.form)}, {prompt.minutes} minutes). "
        f"{escape(prompt.prompt)}</p><ul>{''.join(f'<li>{escape(note)}</li>' for note in prompt.notes)}</ul>"
        for prompt in prompts
    )


def lessons(all_taught: list[Taught], links: dict[str, str]) -> str:
    """Return all run sheets in one table: what a lesson is for, what the room guesses, what it talks about."""
    rows = "".join(
        f'<tr><th scope="row" {_LEFT}>{_linked(one.lesson.id, one.title, links)}</th>'
        + "".join(f"<td {_LEFT}>{escape(words)}</td>" for words in _in_short(one))
        + "</tr>"
        for one in all_taught
    )
    heads = ("Lesson", "What it is for", "The guess", *(f"Prompts in {minutes} minutes" for minutes in LENGTHS))
    head = "".join(f'<th scope="col" {_LEFT}>{title}</th>' for title in heads)
    return markup.scrolled(
        "The lessons and their run sheets",
        f'<table class="kit-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>',
    )


def _in_short(taught: Taught) -> list[str]:
    kinds = [", ".join(prompt.kind for prompt in _used(taught, minutes)) for minutes in LENGTHS]
    return [taught.sheet.point, taught.lesson.content.bet.stem, *kinds]


def _linked(lesson: str, title: str, links: dict[str, str]) -> str:
    return f'<a href="{escape(links[lesson])}">{escape(title)}</a>' if lesson in links else escape(title)


def course(plan: CoursePlan, titles: dict[str, str], links: dict[str, str]) -> str:
    """Return a course plan; `titles` and `links` belong to the dimensions that its units name."""
    about = (("For", plan.for_whom), ("Why so", plan.why), ("Left out", plan.left_out))
    units = "".join(
        f'<div class="kit-box">{_unit(number, unit, titles, links)}</div>' for number, unit in enumerate(plan.units, 1)
    )
    words = "".join(f"<p><strong>{title}.</strong> {escape(said)}</p>" for title, said in about)
    tips = _list("Tips", plan.tips) if plan.tips else ""
    return f"<h3>{escape(plan.title)}</h3>{words}{tips}{units}"


def _unit(number: int, unit: Unit, titles: dict[str, str], links: dict[str, str]) -> str:
    named = ", ".join(_linked(lesson, titles.get(lesson, lesson), links) for lesson in unit.lessons)
    length = sum(part.minutes for part in unit.blocks)
    table = _timetable(f"{length} minutes", "What to do", unit.blocks, [escape(part.do) for part in unit.blocks])
    home = f"<p><strong>At home.</strong> {escape(unit.homework)}</p>" if unit.homework else ""
    return (
        f'<h4>{number}. {escape(unit.title)}</h4><p>{escape(unit.goal)}</p><p class="kit-note">{named}</p>{table}{home}'
        f"<p><strong>To hand in.</strong> {escape(unit.hand_in)}</p>"
    )


def page(title: str, all_taught: list[Taught], minutes: int, begins: int | None = None) -> str:
    """Return one page that needs no other file, made for paper of any size: a run sheet after the other."""
    sheets = "".join(
        f"<article><h1>{escape(one.title)}</h1>{run_sheet(one, minutes, begins, _opened)}</article>"
        for one in all_taught
    )
    return document.page(title, sheets, (Path(__file__).with_name("run_sheet.css")).read_text(encoding="utf-8"))


def _opened(title: str, inside: str) -> str:
    """Return as a section what is a fold on the screen: paper cannot be opened."""
    return f"<section><h2>{escape(title)}</h2>{inside}</section>"


def taught_lessons(table: pd.DataFrame) -> list[Taught]:
    """Return every lesson that has a run sheet, in the order of the table."""
    titles = {page.id: page.title for page in lessons_of(table)}
    found = []
    for id_, dimension in dimensions_of(table).items():
        sheet = load_run_sheet(id_)
        if sheet and data_path("lessons", f"{id_}.yaml").exists():
            found.append(Taught(lesson_on(dimension, table), sheet, titles.get(id_, dimension)))
    return found


def taught_lesson(lesson: str, all_taught: list[Taught]) -> Taught:
    """Return one lesson with its run sheet; raise ContentError when there is none of that name."""
    ids = [one.lesson.id for one in all_taught]
    if lesson in ids:
        return all_taught[ids.index(lesson)]
    raise ContentError(f"There is no run sheet {lesson!r}{nearest(lesson, ids)} There are: {', '.join(ids) or 'none'}.")
