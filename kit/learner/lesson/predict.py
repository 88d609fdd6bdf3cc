"""Predict: match the cells of a row to the models before seeing them side by side."""

from kit.answers.keys import MATCH, PREDICT, Guesses, match
from kit.answers.placements import hits
from kit.base.labels import say
from kit.content.lesson import ASK, LETTERS
from kit.learner.lesson.state import LessonState
from kit.views.templates import Pieces
from kit.widgets.parts import box, button, dropdown, finished, html, row, told
from kit.widgets.step import Step

PIECES = Pieces(__file__)


def predict(lesson: LessonState) -> Step:
    """Return the step: a cell and a dropdown each, a check that says what fits, and the row once it is asked for."""
    cells = list(zip(LETTERS, lesson.lesson.asked, strict=False))
    return Step(PIECES.reading(ASK, cells), [html(PIECES.lead(ASK)), *Matching(lesson).parts])


class Matching:
    """The cells of a row without their headings, to be given to models; `parts` are its widgets."""

    def __init__(self, lesson: LessonState) -> None:
        self._lesson, self._order = lesson, lesson.lesson.asked
        options = [(say("Choose a model"), ""), *((column.name, column.id) for column in lesson.columns)]
        letters = LETTERS[: len(self._order)]
        self._guesses = [dropdown(say("Cell {letter} belongs to", letter=letter), options) for letter in letters]
        self._verdicts = [html() for _ in letters]
        self._checked, self._shown = button(say("Check my match")), button(say("Show the row"), main=False)
        self._status, self._answer = told(), html()
        self._shown.disabled = True
        self._restore()
        for guess in self._guesses:
            guess.observe(self._guessed, "value")
        self._checked.on_click(self._check)
        self._shown.on_click(self._reveal)
        cells = zip(letters, self._order, self._guesses, self._verdicts, strict=True)
        asked = [box([html(PIECES.cell(letter, column)), guess, verdict]) for letter, column, guess, verdict in cells]
        self.parts = [*asked, row([self._checked, self._shown]), self._status, self._answer]

    def _restore(self) -> None:
        saved = self._lesson.newest(PREDICT, MATCH)
        before = match(saved.value, self._lesson.models) if saved else None
        for guess, column in zip(self._guesses, self._order, strict=True):
            guess.value = before[column.id] if before else ""
        self._guessed()
        if before:
            self._judge(before, saved.saved)

    def _guessed(self, _: dict | None = None) -> None:
        self._checked.disabled = any(not guess.value for guess in self._guesses)
        finished(self._checked, done=False)

    def _check(self, _: object) -> None:
        guesses = {column.id: guess.value for guess, column in zip(self._guesses, self._order, strict=True)}
        self._judge(guesses, self._lesson.keep(PREDICT, MATCH, guesses)[1])

    def _judge(self, guesses: Guesses, words: str) -> None:
        for verdict, column in zip(self._verdicts, self._order, strict=True):
            verdict.value = PIECES.verdict(guesses[column.id] == column.id)
        self._status.value = PIECES.status(hits(guesses), guesses, words)
        self._shown.disabled = False
        finished(self._checked)
        if hits(guesses) == len(guesses):
            self._reveal()

    def _reveal(self, _: object = None) -> None:
        first = self._lesson.first(PREDICT, MATCH)
        before = match(first.value, self._lesson.models) if first else None
        self._answer.value = PIECES.row(self._lesson, _first_try(self._lesson, before) if before else "")


def _first_try(lesson: LessonState, first: Guesses) -> str:
    names = lesson.names
    missed = [
        say("{model}'s cell to {other}", model=names[model], other=names[first[model]])
        for model in names
        if first[model] != model
    ]
    gave = " " + say("You gave {missed}.", missed=say(" and ").join(missed)) if missed else ""
    return say("In your first try, {hits} of {all} matched the table.", hits=hits(first), all=len(names)) + gave
