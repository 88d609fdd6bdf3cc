"""Guesses: what the class guessed before the figure opened, and only then what the figure answers to each."""

from kit.classroom.board.checks import asked_in_letters, told_by_letter
from kit.classroom.board.counts.guesses import guesses as guessed
from kit.classroom.board.counts.guesses import picture
from kit.classroom.board.curtain import READINGS, Scene, board_step, curtain
from kit.classroom.board.predictions import TRIES
from kit.classroom.board.state import BoardState
from kit.views import markup
from kit.widgets.figure_panel import screen
from kit.widgets.parts import button, dropdown, html
from kit.widgets.step import Step

NONE = "No lesson of this table has a guess."


def guesses(board: BoardState) -> Step:
    """Return the step: the guess of a lesson, its bars, and behind a second button what the figure answers."""
    lessons = [(title, lesson) for title, lesson in board.options if lesson in board.content]
    if not lessons:
        return board_step(READINGS["guesses"], [html(markup.paragraph(NONE))])
    lesson, tries = dropdown("Dimension", lessons, lessons[0][1]), dropdown("Count", TRIES, "first")
    (frame, show), words, told = screen(), html(), html()
    solved = button("Show what the figure answers")

    def chosen() -> object:
        return guessed(board.answers, lesson.value, board.content[lesson.value].bet, tries.value == "first")

    def draw() -> None:
        bet = board.content[lesson.value].bet
        words.value, told.value = asked_in_letters(bet), told_by_letter(bet) if solved.disabled else ""
        show(picture(bet, chosen(), answered=solved.disabled))

    def solve(_: object) -> None:
        solved.disabled = True
        draw()

    def another(_: dict) -> None:
        solved.disabled = False

    def waiting() -> str:
        return f"Guessed by {chosen().learners} of {len(board.seen.hand_ins)}."

    for control in (lesson, tries):
        control.observe(another, "value")
    solved.on_click(solve)
    scene = [words, frame, solved, told]
    return curtain(board, "guesses", "Show the class's guesses", Scene(scene, draw, waiting, [lesson, tries]))
