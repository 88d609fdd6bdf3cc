"""Checks and guesses: what the class chose, and only then what is right, or what the figure answers to each."""

from kit.base.labels import say
from kit.base.prose import prose
from kit.classroom.board.counts.checks import LETTERS, Choices, choices, picture
from kit.classroom.board.curtain import READINGS, board_step, curtain
from kit.classroom.board.pictures import tries_of
from kit.classroom.board.state import BoardState
from kit.content.lesson_form import Bet, Question
from kit.views import markup
from kit.views.markup import Html
from kit.views.templates import render
from kit.widgets.figure_panel import screen
from kit.widgets.parts import button, dropdown, html
from kit.widgets.step import Step

WORDS = prose(__file__)


def checks(board: BoardState) -> Step:
    """Return the step: a question, its bars, and behind a second button the right option with every reason."""
    return _step(board, "checks", {lesson: content.questions for lesson, content in board.content.items()})


def guesses(board: BoardState) -> Step:
    """Return the step: the guess of a lesson, its bars, and behind a second button what the figure answers."""
    return _step(board, "guesses", {lesson: (content.bet,) for lesson, content in board.content.items()})


def _step(board: BoardState, name: str, asked: dict[str, tuple[Question | Bet, ...]]) -> Step:
    """Return the step for what each lesson has asked; a dropdown for the question where some lesson has several."""
    lessons = [(title, lesson) for title, lesson in board.options if lesson in asked]
    if not lessons:
        return board_step(READINGS[name], [html(markup.paragraph(WORDS[name]["none"]))])
    lesson, tries = dropdown(say("Dimension"), lessons, lessons[0][1]), tries_of()
    more = max(map(len, asked.values())) > 1
    several = [dropdown(say("Question"), _numbered(asked[lesson.value]), 0)] if more else []
    (frame, show), words, told = screen(), html(), html()
    solved = button(WORDS[name]["solves"])

    def question() -> Question | Bet:
        return asked[lesson.value][(several[0].value or 0) if several else 0]

    def chosen() -> Choices:
        return choices(board.answers, lesson.value, question(), tries.value == "first")

    def draw() -> None:
        words.value = _shown("asked", question())
        told.value = _shown("answered", question()) if solved.disabled else ""
        show(picture(question(), chosen(), right=solved.disabled))

    def solve(_: object) -> None:
        solved.disabled = True
        draw()

    def another(_: dict) -> None:
        solved.disabled = False

    def lesson_changed(change: dict) -> None:
        for one in several:
            one.options = _numbered(asked[change["new"]])

    def waiting() -> str:
        return WORDS[name]("waiting", number=chosen().learners, all=len(board.seen.hand_ins))

    controls = [lesson, *several, tries]
    lesson.observe(lesson_changed, "value")
    for control in controls:
        control.observe(another, "value")
    solved.on_click(solve)
    return curtain(board, name, WORDS[name]["opens"], controls, waiting, [words, frame, solved, told], draw)


def _numbered(questions: tuple[Question | Bet, ...]) -> list[tuple[str, int]]:
    stems = (question.stem for question in questions)
    return [(f"{place + 1}. {stem[:70]}{'…' if len(stem) > 70 else ''}", place) for place, stem in enumerate(stems)]


def _shown(template: str, question: Question | Bet) -> Html:
    return render(f"classroom/board/templates/{template}.html", question=question, letters=LETTERS)
