"""A lesson on paper: the learners' sheet, on which no answer stands, and the teacher's cards, which hold them."""

from kit.answers.recall import on_paper
from kit.base.labels import say
from kit.content.lesson import ASK, LETTERS, Lesson
from kit.content.pages import order_of
from kit.explorables import load_explorable
from kit.paper.document import drawn, page, text_of
from kit.paper.triangle_svg import triangle
from kit.views import markup
from kit.views.contract import Grid, at_start
from kit.views.plot import to_page
from kit.views.templates import render


def worksheet(lesson: Lesson) -> str:
    """Return the learners' sheet of a lesson as a whole HTML document."""
    explorable = load_explorable(lesson.id)
    controls = explorable.controls.values() if explorable else ()
    # what shows only what the learner has judged shows nothing yet
    picture = at_start(explorable) if explorable and not explorable.kind.startswith("judgement") else None
    names = [column.name for column in lesson.columns]
    words = say("A triangle to mark: {models} at its corners", models=", ".join(names))
    body = render(
        "paper/templates/worksheet.html", lesson=lesson, ask=ASK, letters=LETTERS, explorable=explorable,
        earlier=on_paper(order_of(lesson.dimensions), lesson.id),
        grids=[spec for spec in controls if isinstance(spec, Grid) and spec.on_paper], picture=picture,
        drawn=drawn(to_page(picture.figure), picture.summary) if picture else "",
        numbers=markup.numbers(picture.numbers, say("The picture in numbers")) if picture else "",
        triangle=triangle(names, [column.mark for column in lesson.columns], [], words) if len(names) == 3 else "",
    )  # fmt: skip
    return page(say("{lesson}: worksheet", lesson=lesson.title), body, text_of("worksheet.css"))


def teacher_cards(lesson: Lesson) -> str:
    """Return the teacher's cards to a worksheet: its answers, what to say to the wrong ones, notes, second looks."""
    body = render(
        "paper/templates/answer_cards.html",
        lesson=lesson,
        misfits=[(column, cell.counterexample) for column in lesson.columns if (cell := lesson.cell(column))],
        explorable=load_explorable(lesson.id),
        earlier=on_paper(order_of(lesson.dimensions), lesson.id),
        letters=LETTERS,
    )
    return page(f"{lesson.title}: the teacher's cards", body, text_of("worksheet.css"))
