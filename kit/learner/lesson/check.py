"""Check: questions in which every option answers back, the right one and the others."""

from html import escape

import ipywidgets as widgets

from kit.answers.keys import CHECK, is_one_of
from kit.base.labels import say
from kit.content.lesson_form import Question
from kit.learner.lesson.state import LessonState
from kit.views import markup
from kit.views.cards import question_card
from kit.widgets.controls.choice import Choice
from kit.widgets.parts import box, button, html, told
from kit.widgets.step import Step


def check(lesson: LessonState) -> Step:
    """Return the step: one box a question."""
    questions = lesson.content.questions
    return Step(_reading(questions), [_asked(lesson, number, question) for number, question in enumerate(questions, 1)])


def _asked(lesson: LessonState, number: int, question: Question) -> widgets.VBox:
    """Return a question: the learner chooses, commits, and is answered; after that every option can be opened."""
    options = [{"id": option.id, "text": option.text} for option in question.options]
    choice = Choice(legend=f"{number}. {question.stem}", options=options)
    committed, status, rest = button(say("Check my answer")), told(), html()
    committed.disabled = True
    feedback = {
        option.id: {"kind": "right" if option.right else "wrong", "text": option.feedback}
        for option in question.options
    }

    def chosen(change: dict) -> None:
        committed.disabled = not change["new"]

    def answer(words: str) -> None:
        choice.replies = {**choice.replies, choice.value: feedback[choice.value]}
        status.value = f'<p class="kit-status">{escape(words)}</p>'
        if feedback[choice.value]["kind"] == "right":
            rest.value = _others(question)

    def commit(_: object) -> None:
        answer(lesson.keep(CHECK, question.id, choice.value)[1])

    saved = lesson.newest(CHECK, question.id)
    if saved and is_one_of(saved.value, feedback):
        choice.value, committed.disabled = saved.value, False
        answer(saved.saved)
    choice.observe(chosen, "value")
    committed.on_click(commit)
    return box([choice, committed, status, rest])


def _others(question: Question) -> str:
    others = [option for option in question.options if not option.right]
    return markup.details(
        say("What is wrong with the others?"),
        "".join(f"<p><q>{escape(option.text)}</q><br>{escape(option.feedback)}</p>" for option in others),
    )


def _reading(questions: tuple[Question, ...]) -> str:
    return "".join(question_card(number, question) for number, question in enumerate(questions, 1))
