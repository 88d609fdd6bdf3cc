"""Predict: match the cells of a row to the models before seeing them side by side."""

from html import escape

from kit.answers.keys import MATCH, PREDICT, Guesses, match
from kit.answers.matches import hits
from kit.base.labels import say
from kit.content.columns import Column
from kit.content.lesson import ASK, LETTERS
from kit.learner.lesson.state import LessonState
from kit.views import cards, markup
from kit.widgets.parts import box, button, dropdown, html, row, told
from kit.widgets.step import Step


def predict(lesson: LessonState) -> Step:
    """Return the step: a cell and a dropdown each, a check that says what fits, and the row once it is asked for."""
    lead = html(markup.paragraph(say(ASK), "kit-lead"))
    return Step(_reading(lesson.lesson.asked), [lead, *Matching(lesson).parts])


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
        asked = [box([html(_cell(letter, column)), guess, verdict]) for letter, column, guess, verdict in cells]
        self.parts = [*asked, row([self._checked, self._shown]), self._status, self._answer]

    def _restore(self) -> None:
        saved = self._lesson.newest(PREDICT, MATCH)
        before = match(saved.value, [column.id for column in self._order]) if saved else None
        for guess, column in zip(self._guesses, self._order, strict=True):
            guess.value = before[column.id] if before else ""
        self._guessed()
        if before:
            self._judge(before, saved.saved)

    def _guessed(self, _: dict | None = None) -> None:
        self._checked.disabled = any(not guess.value for guess in self._guesses)

    def _check(self, _: object) -> None:
        guesses = {column.id: guess.value for guess, column in zip(self._guesses, self._order, strict=True)}
        self._judge(guesses, self._lesson.keep(PREDICT, MATCH, guesses)[1])

    def _judge(self, guesses: Guesses, words: str) -> None:
        for verdict, column in zip(self._verdicts, self._order, strict=True):
            verdict.value = _verdict(guesses[column.id] == column.id)
        fitting = say("{fitting} of {all} as in the table.", fitting=hits(guesses), all=len(guesses))
        self._status.value = markup.notice(f"{fitting} {words}")
        self._shown.disabled = False
        if hits(guesses) == len(guesses):
            self._reveal()

    def _reveal(self, _: object = None) -> None:
        first = self._lesson.first(PREDICT, MATCH)
        models = [column.id for column in self._lesson.columns]
        self._answer.value = _row(self._lesson, match(first.value, models) if first else None)


def _verdict(fits: bool) -> str:
    words = say("✓ As in the table.") if fits else say("✗ The table puts this one elsewhere.")
    return markup.notice(words, "right" if fits else "trouble")


def _cell(letter: str, column: Column) -> str:
    return f"<p><strong>{letter}.</strong> {escape(column.cell)}</p>"


def _row(lesson: LessonState, first: Guesses | None) -> str:
    ask = say("Which word gave each cell away? Is that word a description, or already a judgement?")
    return (
        cards.named_cells(lesson.columns)
        + (markup.paragraph(_first_try(lesson, first)) if first else "")
        + markup.paragraph(ask)
    )


def _first_try(lesson: LessonState, first: Guesses) -> str:
    names = {column.id: column.name for column in lesson.columns}
    missed = [
        say("{model}'s cell to {other}", model=names[model], other=names[first[model]])
        for model in names
        if first[model] != model
    ]
    gave = " " + say("You gave {missed}.", missed=say(" and ").join(missed)) if missed else ""
    return say("In your first try, {hits} of {all} fitted.", hits=hits(first), all=len(names)) + gave


def _reading(order: list[Column]) -> str:
    asked = "".join(
        f'<div class="kit-box">{_cell(letter, column)}</div>' for letter, column in zip(LETTERS, order, strict=False)
    )
    return markup.paragraph(say(ASK), "kit-lead") + asked
