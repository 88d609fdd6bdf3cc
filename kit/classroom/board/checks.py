"""Checks: what the class chose, and only then what is right."""

from html import escape

from kit.classroom.board.counts.checks import LETTERS, choices, picture
from kit.classroom.board.curtain import READINGS, Scene, board_step, curtain
from kit.classroom.board.predictions import TRIES
from kit.classroom.board.state import BoardState
from kit.content.lesson_form import Bet, Question
from kit.views import markup
from kit.widgets.figure_panel import screen
from kit.widgets.parts import button, dropdown, html
from kit.widgets.step import Step

NONE = "No lesson of this table has a question."


def checks(board: BoardState) -> Step:
    """Return the step: a question, its bars, and behind a second button the right option with every reason."""
    lessons = [(title, lesson) for title, lesson in board.options if lesson in board.content]
    if not lessons:
        return board_step(READINGS["checks"], [html(markup.paragraph(NONE))])
    lesson = dropdown("Dimension", lessons, lessons[0][1])
    asked, tries = dropdown("Question", _questions(board, lesson.value), 0), dropdown("Count", TRIES, "first")
    (frame, show), words, told = screen(), html(), html()
    solved = button("Show the right one")

    def question() -> Question:
        return board.content[lesson.value].questions[asked.value or 0]

    def draw() -> None:
        chosen = choices(board.answers, lesson.value, question(), tries.value == "first")
        words.value, told.value = asked_in_letters(question()), told_by_letter(question()) if solved.disabled else ""
        show(picture(question(), chosen, right=solved.disabled))

    def solve(_: object) -> None:
        solved.disabled = True
        draw()

    def another(_: dict | None = None) -> None:
        solved.disabled = False

    def lesson_changed(change: dict) -> None:
        asked.options = _questions(board, change["new"])

    def waiting() -> str:
        chosen = choices(board.answers, lesson.value, question(), tries.value == "first")
        return f"Answered by {chosen.learners} of {len(board.seen.hand_ins)}."

    lesson.observe(lesson_changed, "value")
    for control in (lesson, asked, tries):
        control.observe(another, "value")
    solved.on_click(solve)
    scene = [words, frame, solved, told]
    return curtain(board, "checks", "Show the class's answers", Scene(scene, draw, waiting, [lesson, asked, tries]))


def _questions(board: BoardState, lesson: str) -> list[tuple[str, int]]:
    stems = [question.stem for question in board.content[lesson].questions]
    return [(f"{place + 1}. {stem[:70]}{'…' if len(stem) > 70 else ''}", place) for place, stem in enumerate(stems)]


def asked_in_letters(question: Question | Bet) -> str:
    """Return a question or a bet with its options by letter."""
    options = zip(LETTERS, question.options, strict=False)
    listed = "".join(f"<li><strong>{letter}</strong> {escape(option.text)}</li>" for letter, option in options)
    return f'<p class="kit-lead"><strong>{escape(question.stem)}</strong></p><ul class="kit-options">{listed}</ul>'


def told_by_letter(question: Question | Bet) -> str:
    """Return what each option is answered, with a tick or a cross where one of them is right."""
    signs = {True: "✓ ", False: "✗ "} if any(option.right for option in question.options) else {}
    return "".join(
        markup.notice(f"{letter} {signs.get(option.right, '')}{option.feedback}", "right" if option.right else "plain")
        for letter, option in zip(LETTERS, question.options, strict=False)
    )
