"""Recall: a minute with two questions of earlier lessons, first from memory, then among options, then with a reply."""

import ipywidgets as widgets

from kit.answers.keys import ASKED, RECALL, REMEMBERED, recalled
from kit.answers.recall import Ref, asked_in, chosen, earlier, is_right, misreading_of, urgent
from kit.base.labels import say
from kit.content.columns import columns_of
from kit.content.lesson_form import Question
from kit.content.pages import order_of
from kit.learner.lesson.check import answering
from kit.learner.lesson.state import LessonState
from kit.views.templates import Pieces
from kit.widgets.parts import box, button, html, replace, shared, told
from kit.widgets.saved_answer import kept_answer
from kit.widgets.step import Step

PIECES = Pieces(__file__)


def recall(lesson: LessonState) -> Step:
    """Return the step: a button, and behind it two questions, the same ones whenever this page is opened again.

    They are looked for only then, so that a lesson starts as quickly as without them.
    """
    before = earlier(order_of(lesson.dimensions), lesson.id)
    if not before:
        return Step(PIECES.reading(), [html(PIECES.first())])
    begun, asked = button(say("Begin: two questions, one minute")), widgets.VBox(layout=shared())

    def begin(_: object = None) -> None:
        replace(asked, _questions(lesson, before))
        begun.disabled = True

    begun.on_click(begin)
    if lesson.newest(RECALL, ASKED):
        begin()
    return Step(PIECES.reading(), [html(PIECES.lead()), begun, asked])


def _questions(lesson: LessonState, before: list[str]) -> list[widgets.Widget]:
    """Return a box for each question that this page asked already, else for two that it asks from now on."""
    saved = lesson.newest(RECALL, ASKED)
    value = saved.value if saved and isinstance(saved.value, list) else []
    old = [ref for one in value if (ref := recalled(str(one)))]
    asked = asked_in(one for one in before if not old or one in dict(old))
    known = urgent(lesson.journal, asked, lesson.id)
    refs = [ref for ref in old if ref in asked] or chosen(asked, known)
    if refs and refs != old:
        lesson.keep(RECALL, ASKED, ["/".join(ref) for ref in refs])
    return [_from_memory(lesson, ref, asked[ref], ref in known) for ref in refs] or [html(PIECES.nothing())]


def _from_memory(lesson: LessonState, ref: Ref, question: Question, known: bool) -> widgets.VBox:
    """Return a question with a line for what is remembered; its options show when the learner asks for them."""
    item = "/".join(ref)
    words = kept_answer(lesson, RECALL, item + REMEMBERED, say("What do you remember? A few words, or none"), rows=2)
    shown, options, misread = button(say("Show the answers")), widgets.VBox(layout=shared()), told()

    def answered(option: str) -> None:
        misreading = None if is_right(question, option) else misreading_of(ref, question)
        misread.value = PIECES.misread(misreading) if misreading else ""

    def show(_: object = None) -> None:
        replace(options, answering(lesson.at(RECALL, item), say("Which is it?"), question, answered))
        shown.disabled = True

    shown.on_click(show)
    if lesson.newest(RECALL, item):
        show()
    title = lesson.dimensions[ref[0]]
    asked = html(PIECES.asked(title, columns_of(lesson.lesson.table, title), question, known))
    return box([asked, words, shown, options, misread])
