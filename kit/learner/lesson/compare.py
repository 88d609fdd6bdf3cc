"""Compare: any two or three models side by side, each at its best and at its hardest."""

from kit.answers.keys import COMPARE
from kit.base.labels import said, say
from kit.content.columns import Column
from kit.learner.lesson.state import LessonState
from kit.views import markup
from kit.views.templates import Pieces
from kit.widgets.parts import button, dropdown, finished, html, row, told
from kit.widgets.step import Step

PIECES = Pieces(__file__)
NOBODY = said("Nobody")


def compare(lesson: LessonState) -> Step:
    """Return the step: dropdowns that choose the models, their cards, and what may be read beside them."""
    seats = _seats(lesson)
    shown, compared, status = html(), button(say("I have compared them")), told()

    def chosen() -> list[Column]:
        return [column for seat in seats for column in lesson.columns if column.id == seat.value]

    def changed(change: dict) -> None:
        # whoever sat there already takes the seat that has become free, so nobody is shown twice
        for seat in seats:
            if seat is not change["owner"] and change["new"] and seat.value == change["new"]:
                seat.value = change["old"] or _free(lesson, seats)
        shown.value = PIECES.cards_of(lesson, chosen())
        lesson.keep(COMPARE, "worked", True, lesson.newest(COMPARE, "worked"))

    def read(_: object) -> None:
        status.value = markup.paragraph(lesson.keep("compare", "worked", True, lesson.newest("compare", "worked"))[1])
        finished(compared)

    compared.on_click(read)
    if lesson.newest("compare", "worked"):
        finished(compared)
    shown.value = PIECES.cards_of(lesson, chosen())
    for seat in seats:
        seat.observe(changed, "value")
    beside = PIECES.beside(lesson)
    return Step(shown.value + beside, [row(seats), shown, html(beside), compared, status])


def _seats(lesson: LessonState) -> list:
    """Return two or three dropdowns; the third, which the table's last column takes first, may stay empty."""
    options = [(column.name, column.id) for column in lesson.columns]
    seats = [
        dropdown(say("Model {place}", place=place), options, column.id)
        for place, column in enumerate(lesson.columns[:2], 1)
    ]
    if len(lesson.columns) > 2:
        seats.append(dropdown(say("Model {place}", place=3), [*options, (say(NOBODY), "")], lesson.columns[-1].id))
    return seats


def _free(lesson: LessonState, seats: list) -> str:
    taken = {seat.value for seat in seats}
    return next(column.id for column in lesson.columns if column.id not in taken)
