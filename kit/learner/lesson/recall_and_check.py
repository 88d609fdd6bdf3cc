"""Questions that answer back: those at the end of a lesson, and at its start two of earlier ones, from memory first."""

from collections.abc import Callable

import ipywidgets as widgets

from kit.answers.ballot import check_of
from kit.answers.journal import Try
from kit.answers.keeper import Keeper, Slot
from kit.answers.keys import ASKED, CHECK, RECALL, REMEMBERED, recalled
from kit.answers.recall import Asked, Ref, asked_in, chosen, earlier, is_right, one_of_each, urgent
from kit.base.labels import say
from kit.content.columns import columns_of
from kit.content.lesson_form import Question, load_content
from kit.content.pages import order_of
from kit.learner.lesson.discuss import ballot, newest
from kit.learner.lesson.state import LessonState
from kit.views.templates import Pieces
from kit.widgets.controls.fields import Choice
from kit.widgets.parts import Step, box, button, html, nothing_yet, replace, shared, told
from kit.widgets.saved_answer import Then, kept_answer, put

PIECES = Pieces(__file__)
Choose = Callable[[Asked, dict[Ref, float]], list[Ref]]


def check(lesson: LessonState) -> Step:
    """Return the step: one box a question."""
    questions = lesson.content.questions
    if not questions:
        return nothing_yet()
    return Step(PIECES.to_check(questions), [_checked(lesson, *one) for one in enumerate(questions, 1)])


def _checked(lesson: LessonState, number: int, question: Question) -> widgets.VBox:
    """Return a question's box: to answer it alone, or in a vote of the class that tells nothing before its end."""
    motion, inside, ways = check_of(lesson.id, lesson.title, number, question), box([]), {}

    def alone() -> list[widgets.Widget]:
        own = answering(lesson.at(CHECK, question.id), f"{number}. {question.stem}", question)
        return [*own, button(say("My class votes on this"), False, lambda: show(together))]

    def together() -> list[widgets.Widget]:
        return [ballot(lesson, motion), button(say("Back to the question"), False, lambda: show(alone))]

    def show(way: Callable[[], list[widgets.Widget]]) -> None:
        if way not in ways:
            ways[way] = way()
            inside.kept = [one for each in ways.values() for one in each]  # what is out of sight is closed with it
        inside.children = ways[way]

    show(together if newest(lesson, motion, 1) and not newest(lesson, motion, 2) else alone)
    return inside


def answering(slot: Slot, legend: str, question: Question, *then: Then) -> list[widgets.Widget]:
    """Return a question: the learner chooses, commits, and is answered; after that every option can be opened."""
    choice = Choice(legend=legend, options=[{"id": option.id, "text": option.text} for option in question.options])
    options, rest = {option.id: option for option in question.options}, html()

    def answer(chosen: str) -> None:
        option = options[chosen]
        reply = {"kind": "right" if option.right else "wrong", "text": option.feedback}
        choice.replies = {**choice.replies, chosen: reply}
        if option.right and len({one.feedback for one in question.options}) == len(options):  # each of its own
            rest.value = PIECES.others(question)
        for hear in then:
            hear(chosen)

    return [*put(slot, choice, say("Check my answer"), answer), rest]


def recall(lesson: LessonState) -> Step:
    """Return the step: a button, and behind it two questions, the same ones whenever this page is opened again."""
    before = earlier(order_of(lesson.dimensions), lesson.id)
    if not before:
        return Step(PIECES.to_recall(), [html(PIECES.first())])
    begun = button(say("Begin: two questions, one minute"))
    asked = behind(begun, lambda: _questions(lesson, before, chosen), lesson.newest(RECALL, ASKED))
    return Step(PIECES.to_recall(), [html(PIECES.lead()), begun, asked])


def quiz(page: Keeper) -> Step:
    """Return the step for a page behind the lessons, with a `table` and its `dimensions`: a question of each lesson."""
    begun = button(say("Begin: one question of each lesson"))
    lessons = order_of(page.dimensions)
    asked = behind(begun, lambda: _questions(page, lessons, one_of_each), page.newest(RECALL, ASKED))
    return Step(PIECES.to_quiz(), [html(PIECES.to_quiz()), begun, asked])


def behind(begun: widgets.Button, parts: Callable[[], list[widgets.Widget]], before: Try | None) -> widgets.VBox:
    """Return a box that fills when the button is pressed, or at once where a try says that it was pressed before.

    The parts are made only then, so that a page starts as quickly as without them.
    """
    inside = widgets.VBox(layout=shared())

    def begin(_: object = None) -> None:
        replace(inside, parts())
        begun.disabled = True

    begun.on_click(begin)
    if before:
        begin()
    return inside


def _questions(page: Keeper, lessons: list[str], choose: Choose) -> list[widgets.Widget]:
    """Return a box for each question that this page asked already, else for those that it asks from now on."""
    saved = page.newest(RECALL, ASKED)
    value = saved.value if saved and isinstance(saved.value, list) else []
    old = [ref for one in value if (ref := recalled(str(one)))]
    asked = asked_in(one for one in lessons if not old or one in dict(old))
    known = urgent(page.journal, asked, page.id)
    refs = [ref for ref in old if ref in asked] or choose(asked, known)
    if refs and refs != old:
        page.keep(RECALL, ASKED, ["/".join(ref) for ref in refs])
    return [_from_memory(page, ref, asked[ref], ref in known) for ref in refs] or [html(PIECES.nothing())]


def _from_memory(page: Keeper, ref: Ref, question: Question, known: bool) -> widgets.VBox:
    """Return a question with a line for what is remembered; its options show when the learner asks for them."""
    item = "/".join(ref)
    words = kept_answer(page, RECALL, item + REMEMBERED, say("What do you remember? A few words, or none"), rows=2)
    shown, misread = button(say("Show the answers")), told()

    def answered(option: str) -> None:
        shows = question.misreading if not is_right(question, option) else None
        misread.value = PIECES.misread(load_content(ref[0]).misreadings[shows - 1]) if shows else ""

    slot, title = page.at(RECALL, item), page.dimensions[ref[0]]
    options = behind(shown, lambda: answering(slot, say("Which is it?"), question, answered), slot.newest())
    asked = html(PIECES.asked(title, columns_of(page.table, title), question, known))
    return box([asked, words, shown, options, misread])
