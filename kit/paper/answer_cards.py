"""The teacher's cards to a lesson's worksheet: its answers, what to say to the wrong ones, notes and second looks."""

from kit.content.lesson import LETTERS, Lesson
from kit.explorables import load_explorable
from kit.paper.document import page, text_of
from kit.views.templates import render


def teacher_cards(lesson: Lesson) -> str:
    """Return the teacher's cards of a lesson as a whole HTML document."""
    misfits = [(column, cell.counterexample) for column in lesson.columns if (cell := lesson.cell(column))]
    body = render(
        "paper/templates/answer_cards.html",
        lesson=lesson,
        misfits=misfits,
        explorable=load_explorable(lesson.id),
        letters=LETTERS,
    )
    return page(f"{lesson.title}: the teacher's cards", body, text_of("worksheet.css"))
