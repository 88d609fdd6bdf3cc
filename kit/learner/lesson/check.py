"""Check: questions in which every option answers back, the right one and the others."""

import ipywidgets as widgets

from kit.answers.keeper import Slot
from kit.answers.keys import CHECK
from kit.base.labels import say
from kit.content.lesson_form import Question
from kit.learner.lesson.state import LessonState
from kit.views.templates import Pieces
from kit.widgets.controls.choice import Choice
from kit.widgets.parts import box, html
from kit.widgets.question import Then, put
from kit.widgets.step import Step, nothing_yet

PIECES = Pieces(__file__)


def check(lesson: LessonState) -> Step:
    """Return the step: one box a question."""
    questions = lesson.content.questions
    if not questions:
        return nothing_yet()
    asked = [
        box(answering(lesson.at(CHECK, question.id), f"{number}. {question.stem}", question))
        for number, question in enumerate(questions, 1)
    ]
    return Step(PIECES.reading(questions), asked)


def answering(slot: Slot, legend: str, question: Question, *then: Then) -> list[widgets.Widget]:
    """Return a question: the learner chooses, commits, and is answered; after that every option can be opened."""
    choice = Choice(legend=legend, options=[{"id": option.id, "text": option.text} for option in question.options])
    options, rest = {option.id: option for option in question.options}, html()

    def answer(chosen: str) -> None:
        option = options[chosen]
        reply = {"kind": "right" if option.right else "wrong", "text": option.feedback}
        choice.replies = {**choice.replies, chosen: reply}
        if option.right:
            rest.value = PIECES.others(question)
        for hear in then:
            hear(chosen)

    return [*put(slot, choice, say("Check my answer"), answer), rest]
