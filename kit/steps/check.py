"""Check: questions in which every option answers back, the right one and the others."""

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as widgets

from kit import cards
from kit.labels import say
from kit.lesson_form import Question
from kit.parts import box, button, html, told
from kit.steps.step import Step
from kit.widgets.choice import Choice

if TYPE_CHECKING:
    from kit.lesson import Lesson


def check(lesson: "Lesson") -> Step:
    """Return the step: one box a question."""
    questions = lesson.content.questions
    return Step(_reading(questions), [_asked(lesson, number, question) for number, question in enumerate(questions, 1)])


def _asked(lesson: "Lesson", number: int, question: Question) -> widgets.VBox:
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
        answer(lesson.keep("check", question.id, choice.value)[1])

    saved = lesson.newest("check", question.id)
    if saved and saved.value in feedback:
        choice.value, committed.disabled = saved.value, False
        answer(saved.saved)
    choice.observe(chosen, "value")
    committed.on_click(commit)
    return box([choice, committed, status, rest])


def _others(question: Question) -> str:
    others = [option for option in question.options if not option.right]
    return cards.details(
        say("What is wrong with the others?"),
        "".join(f"<p><q>{escape(option.text)}</q><br>{escape(option.feedback)}</p>" for option in others),
    )


def _reading(questions: tuple[Question, ...]) -> str:
    return "".join(question_card(number, question) for number, question in enumerate(questions, 1))


def question_card(number: int, question: Question) -> str:
    """Return a question with its options, before anybody has chosen."""
    options = "".join(f"<li>{escape(option.text)}</li>" for option in question.options)
    return f'<div class="kit-box"><p><strong>{number}. {escape(question.stem)}</strong></p><ul>{options}</ul></div>'
